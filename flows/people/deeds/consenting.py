"""Waar zei ik ja op? What somebody agreed to, by purpose, and taken back with a tap: at once, and said before."""

import re

from flows.belonging import end_role
from flows.help.deeds.cancelling import cancel
from flows.help.deeds.cards import show_again
from flows.help.life import OPEN
from flows.people.consents import Agreed, agreed_by, in_words
from flows.people.deeds.knowing import my_data
from flows.people.deeds.leaving import rest_if_gone
from flows.people.erasing import call_off, let_visits_go
from flows.places import locate, unsettle
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.relatives import end_with
from flows.speaking.deeds.sharing import rather_not
from flows.talk import Said
from flows.tasks import open_task
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.queries.telling import keep_wish
from storage.tables.course import Record
from storage.tables.people import Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Role, VisitState

_ASKS = re.compile(
    r"\b(?:trek|intrek\w*|welke|waarvoor|withdraw|take back|which)\b.{0,30}\b(?:toestemming|consent)|"
    r"\b(?:mijn|my) (?:toestemming|consent)|\btoestemming\w* intrek|"
    r"\bwaar (?:zei|heb) ik (?:allemaal )?ja\b|\bwhat did i (?:agree|say yes) to"
)


async def hear_of_consent(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik trek mijn toestemming in" and "waar zei ik ja op?"."""
    if record is not None or not _ASKS.search(fold(understood.text)):
        return False
    if await speakers.others_by_phone(sitting.session, person):
        await my_data(sitting, person, "")  # asks whose; the button for this stands under it
    else:
        await show(sitting, person, None)
    return True


async def show(sitting: Sitting, person: Person, letter: OutboxLetter | None) -> None:
    """Show all that PERSON said yes to, each with a button to take it back."""
    found = await agreed_by(sitting, person)
    where = await sitting.community(person.current)
    sitting.log("look.own", where.id, person.id, person.id)
    buttons = [
        Button("consent.tap", "consent.ask", {"purpose": one.purpose, "row": one.row},
               {"short": Said(f"consent.short.{one.purpose}", one.facts)})
        for one in found
    ]  # fmt: skip
    head = [Said("consent.head", {}), *map(in_words, found)] if found else []
    await sitting.write(person, "consent.end" if found else "consent.none", before=head, buttons=buttons,
                        asks=bool(found))  # fmt: skip


async def ask(sitting: Sitting, person: Person, letter: OutboxLetter, purpose: str, row: int) -> None:
    """Say what it ends, and ask once more."""
    one = await _find(sitting, person, purpose, row)
    if one is not None:
        args = {"purpose": purpose, "row": row}
        buttons = [Button("consent.yes", "consent.withdraw", args), Button("consent.no", "consent.keep", yes=False)]
        ends = Said(f"consent.ends.{purpose}", one.facts)
        await sitting.write(person, "consent.sure", buttons=buttons, asks=True, ends=ends)


async def keep(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee, laten staan."""
    await sitting.write(person, "consent.kept")


async def withdraw(sitting: Sitting, person: Person, letter: OutboxLetter, purpose: str, row: int) -> None:
    """Ja, intrekken: it ends at once."""
    one = await _find(sitting, person, purpose, row)
    if one is None:
        return
    where = (await sitting.community(person.current)).id
    sitting.note("consent.withdrawn", person.id, where, person.id, purpose=purpose)
    sitting.log("consent.withdrawn", where, person.id, person.id, purpose=purpose)
    match purpose:
        case Role.RESIDENT | Role.HELPER | Role.RELATIVE:
            await _leave(sitting, person, await sitting.get(Membership, row))
        case "speaker":
            await end_with(sitting, person, None, (await sitting.get(Speaker, row)).person)
            return
        case "shared":
            bond = await sitting.get(Speaker, row)
            await rather_not(sitting, await sitting.get(Person, bond.person), bond, person)
            return
        case "messages":
            await keep_wish(sitting.session, person.id, row, wants=False)
            sitting.note("member.wants_none", person.id, row, person.id)
        case "request":
            await _call_off(sitting, person, row)
            return
        case _:
            await _forget(sitting, person, purpose)
    await sitting.write(person, "consent.over", what=Said(f"consent.over_of.{purpose}", one.facts))


async def _find(sitting: Sitting, person: Person, purpose: str, row: int) -> Agreed | None:
    """Give what is to be taken back; None, and say so, where it is over already."""
    found = [one for one in await agreed_by(sitting, person) if (one.purpose, one.row) == (purpose, row)]
    if not found:
        await sitting.write(person, "consent.gone")
    return found[0] if found else None


async def _leave(sitting: Sitting, person: Person, member: Membership) -> None:
    """End one role, with all that goes on by it; who is nothing to anybody then is written to no more."""
    open_still = await _going(sitting, person, member)
    if member.role is Role.HELPER:
        await let_visits_go(sitting, person, member.community)
    elif member.role is Role.RESIDENT:
        await call_off(sitting, person, member.community, begun=False)
    else:
        for bond, _ in await speakers.bonds_of(sitting.session, person.id, Bond.RELATIVE, member.community):
            await sitting.session.delete(bond)
    end_role(sitting, member)
    member.consent = "withdrawn"
    await sitting.session.flush()
    sitting.note("member.left", person.id, member.community, person.id, role=member.role.value)
    if open_still:
        await open_task(sitting, "left", member.community, person=person)
    await rest_if_gone(sitting, person)


async def _going(sitting: Sitting, person: Person, member: Membership) -> bool:
    """Say whether somebody counts on them by this role, or they on somebody."""
    if member.role is Role.HELPER:
        return bool(await queries.visits_of_helper(sitting.session, person.id, member.community))
    asked = await queries.visits_of_asker(sitting.session, person.id, member.community)
    return member.role is Role.RESIDENT and bool(asked)


async def _call_off(sitting: Sitting, person: Person, request: int) -> None:
    for visit in await queries.visits_of_request(sitting.session, request):
        if visit.state in OPEN:
            await cancel(sitting, person, None, visit.id, series=True)


async def _forget(sitting: Sitting, person: Person, purpose: str) -> None:
    """Empty what they told of themselves, also where it stands on somebody's card."""
    communities = {one.community for one in await people.memberships(sitting.session, person.id)}
    if purpose == "home":
        person.home = None
    elif purpose == "point":
        unsettle(person)
        await locate(sitting, person, (await sitting.community(person.current)).id)
    else:
        person.phone = person.phone_print = None
    sitting.session.add(person)
    await sitting.session.flush()
    for community in communities:
        for visit, _ in await queries.visits_of_asker(sitting.session, person.id, community):
            if visit.state is VisitState.AGREED:
                await show_again(sitting, visit)
