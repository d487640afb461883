"""What the asker says to who was announced: read, or rather somebody else than the one who comes instead."""

from flows.help.deeds.cards import show_again, take_card
from flows.help.deeds.living import free_again, live
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.life import Deed
from flows.help.visits import gone_by
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, open_task
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState


async def card_read(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, helper: int) -> None:
    """Gelezen: whoever comes instead of somebody else sees that they are expected."""
    row = await queries.locked_visit(sitting.session, visit)
    sitting.note("letter.read", row.id, row.community, person.id)
    if row.helper == helper and row.read_at is None:
        row.read_at = sitting.now
        sitting.session.add(row)
        if row.swapped and row.state is VisitState.AGREED:
            await show_again(sitting, row)
    await sitting.write(person, "button.read_thanks")


async def rather_not(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, helper: int) -> None:
    """Liever niet: ask what is to happen instead."""
    if await _announced(sitting, person, visit, helper) is None:
        return
    name = first_name(await sitting.get(Person, helper))
    meant = {"visit": visit, "helper": helper}
    await sitting.write(
        person,
        "announced.sure",
        buttons=[
            Button("announced.somebody_else", "rather_not_sure", meant),
            Button("announced.let_come", "card_read", meant, {"helper": name}),
            Button("button.cancel", "cancel", {"visit": visit}),
        ],
        about=visit,
        asks=True,
        helper=name,
    )


async def rather_not_sure(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, helper: int
) -> None:
    """Look for somebody else; who was to come hears it kindly, and why stays between the asker and a coordinator."""
    row = await _announced(sitting, person, visit, helper)
    if row is None:
        return
    request = await sitting.get(Request, row.request)
    live(sitting, row, Deed.REFUSE, person.id, helper=helper)
    await take_card(sitting, row, OfferState.REFUSED)
    whom = await sitting.get(Person, helper)
    await sitting.write(whom, "announced.not_you", buttons=[Button("button.read", "read", yes=True)], about=row.id,
                        community=row.community, lane=Lane.NEWS)  # fmt: skip
    await open_task(sitting, "refused", row.community, person=person, visit=row.id)
    said = await free_again(sitting, row, request)
    await sitting.write(person, "announced.looking", buttons=asker_buttons(row), about=row.id,
                        community=row.community, promise=said)  # fmt: skip
    await ask_wave(sitting, row, request)


async def _announced(sitting: Sitting, person: Person, visit: int, helper: int) -> Visit | None:
    """Give the visit, locked, while HELPER is to come to PERSON; else say that it has changed, and give None."""
    row = await queries.locked_visit(sitting.session, visit)
    asker = (await sitting.get(Request, row.request)).asker
    if asker == person.id and row.helper == helper and row.state is VisitState.AGREED and not gone_by(row, sitting.now):
        return row
    await sitting.write(person, "cancel.over", about=visit)
    return None
