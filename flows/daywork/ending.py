"""A coordinator takes somebody off a visit, or closes a request: both are told, and both can be undone."""

from flows.help.deeds.cancelling import end, say_cancelled, tell_off
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import free_again, live
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.life import OPEN, Deed
from flows.help.visits import gone_by, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, first_name
from storage.queries import help as queries
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState

_WAYS = {"cancel": Deed.CANCEL, "pass_on": Deed.PASS_ON}


async def take_off(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, helper: int) -> None:
    """Van de vraag af: who was to come hears it kindly, the asker too, and somebody else is looked for."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.state is not VisitState.AGREED or row.helper != helper or gone_by(row, sitting.now):
        await sitting.write(person, "task.over", about=visit, community=row.community)
        return
    request, whom = await sitting.get(Request, row.request), await sitting.get(Person, helper)
    asker, when = await sitting.get(Person, request.asker), when_of(row, await sitting.community(row.community))
    live(sitting, row, Deed.REFUSE, person.id, helper=helper)
    await take_card(sitting, row, OfferState.REFUSED)
    sitting.log("take_off", row.community, person.id, helper, request=request.id)
    promise = await free_again(sitting, row, request)
    await tell_off(sitting, row, request, helper, person)
    await sitting.write(asker, "ending.off_asker", buttons=asker_buttons(row), about=row.id, community=row.community,
                        lane=Lane.NEWS, helper=called(whom), when=when, promise=promise)  # fmt: skip
    await ask_wave(sitting, row, request)
    back = Button("ending.put_back", "assign_one", {"request": request.id, "helper": helper}, {"helper": called(whom)})
    await sitting.write(person, "ending.off_done", buttons=[Button("button.read", "read", yes=True), back],
                        about=row.id, community=row.community, helper=called(whom), number=request.number)  # fmt: skip


async def take_all_off(sitting: Sitting, person: Person, letter: OutboxLetter, helper: Person, community: int) -> None:
    """Take HELPER off everything they were still to go to."""
    for visit, _ in await queries.visits_of_helper(sitting.session, helper.id, community):
        if not gone_by(visit, sitting.now):
            await take_off(sitting, person, letter, visit.id, helper.id)


async def tap_close(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Afsluiten, under a request."""
    await ask_how_to_close(sitting, person, await sitting.get(Request, request), "")


async def ask_how_to_close(sitting: Sitting, person: Person, request: Request, _: str) -> None:
    """Ask how it ended, or whether it is to stay open."""
    buttons = [
        Button("ending.cancel", "close_request", {"request": request.id, "how": "cancel"}),
        Button("ending.pass_on", "close_request", {"request": request.id, "how": "pass_on"}),
        Button("ending.keep", "close_not", {"request": request.id}, yes=False),
    ]
    asker = await sitting.get(Person, request.asker)
    await sitting.write(person, "ending.how", buttons=buttons, about=request.id, community=request.community, asks=True,
                        number=request.number, name=called(asker))  # fmt: skip


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Laten staan."""
    row = await sitting.get(Request, request)
    await sitting.write(person, "ending.kept", community=row.community, number=row.number)


async def close(sitting: Sitting, person: Person, letter: OutboxLetter, request: int, how: str) -> None:
    """Close a request in the way that was tapped; who was to come and who asked hear it."""
    row = await sitting.get(Request, request)
    ended = await end_all(sitting, person, row, _WAYS[how])
    if not ended:
        await sitting.write(person, "task.over", about=request, community=row.community)
        return
    sitting.log("request.close", row.community, person.id, row.asker, request=request, how=how)
    asker = await sitting.get(Person, row.asker)
    buttons = [Button("button.read", "read", yes=True), Button("button.person", "person")]
    await sitting.write(asker, f"ending.asker_{how}", buttons=buttons, about=ended[0], community=row.community,
                        lane=Lane.NEWS, coordinator=first_name(person))  # fmt: skip
    again = Button("request.tap.reopen", "request_reopen", {"request": request})
    await sitting.write(person, "ending.done", buttons=[Button("button.read", "read", yes=True), again], about=request,
                        community=row.community, number=row.number)  # fmt: skip


async def end_all(sitting: Sitting, person: Person, request: Request, deed: Deed) -> list[int]:
    """End every open visit of REQUEST; who was to come hears it. Give which ended."""
    asker, ended = await sitting.get(Person, request.asker), list[int]()
    for one in await queries.visits_of_request(sitting.session, request.id):
        visit = await queries.locked_visit(sitting.session, one.id)
        if visit.state not in OPEN:
            continue
        helper = visit.helper
        live(sitting, visit, deed, person.id)
        await end(sitting, visit)
        if helper is not None:
            await take_card(sitting, visit, OfferState.CLOSED)
            await say_cancelled(sitting, visit, helper, first_name(asker))
        ended.append(visit.id)
    return ended
