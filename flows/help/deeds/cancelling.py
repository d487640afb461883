"""It is not needed any more: asked once, and then this time goes, the ride back alone, or all times to come."""

from flows.help.deeds.afterwards import ask_how_it_went
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import close, live
from flows.help.deeds.occasions import together, way_back
from flows.help.deeds.offering import take_back
from flows.help.deeds.repeating import next_visit
from flows.help.deeds.way import said_to_do
from flows.help.life import OPEN, Deed, NotPossible
from flows.help.visits import gone_by, on_one_day, over, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import SEARCHES, called, first_name, open_of
from flows.tasks import close as close_task
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Leg, OfferState

_NOT_ANSWERED = (OfferState.RESERVE, OfferState.PROPOSED)  # they wait for a word of ours


async def ask_cancel(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Hoeft niet meer: ask whether it is meant."""
    row = await sitting.get(Visit, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id or row.state not in OPEN:
        await sitting.write(person, "cancel.over", about=visit)
        return
    ended = over(row)
    if row.helper is not None and ended is not None and ended <= sitting.now:
        await ask_how_it_went(sitting, row, person)
        return
    helper = await sitting.get(Person, row.helper) if row.helper else None
    there = [one for one in await together(sitting, row) if one.leg is Leg.THERE and one.state in OPEN]
    if there and not gone_by(there[0], sitting.now):
        await _ask_which_way(sitting, person, there[0], row)
        return
    when = when_of(row, await sitting.community(row.community))
    if on_one_day(when):
        words = "cancel.sure_with" if helper else "cancel.sure"
    else:
        words = "cancel.sure_some_with" if helper else "cancel.sure_some"
    await sitting.write(
        person,
        words,
        buttons=[
            Button("cancel.yes", "cancel_sure", {"visit": visit}, yes=True),
            Button("cancel.no", "keep", {"visit": visit}, yes=False),
        ],
        about=visit,
        community=row.community,
        asks=True,
        helper=first_name(helper) if helper else "",
        what=said_to_do(row, request),
        when=when,
    )


async def _ask_which_way(sitting: Sitting, person: Person, there: Visit, visit: Visit) -> None:
    """Ask whether the whole ride is meant or only the way back, while there is one."""
    back = await way_back(sitting, there)
    buttons = [Button("cancel.ride", "cancel_sure", {"visit": there.id})]
    if back is not None and back.state in OPEN:
        buttons.append(Button("cancel.back", "cancel_sure", {"visit": back.id}))
    buttons.append(Button("cancel.no", "keep", {"visit": visit.id}, yes=False))
    when = when_of(there, await sitting.community(there.community))
    await sitting.write(person, "cancel.which_way", buttons=buttons, about=visit.id, community=visit.community,
                        asks=True, when=when)  # fmt: skip


async def cancel(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, series: bool = False
) -> None:
    """Cancel a visit; whoever was to come hears it at once, the others' offers are taken back.

    Of help that comes back only this one time goes, unless the whole SERIES is meant.
    """
    row = await queries.locked_visit(sitting.session, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this visit is somebody else's")
    helper = row.helper
    try:
        live(sitting, row, Deed.CANCEL, person.id)
    except NotPossible:
        await sitting.write(person, "cancel.over", about=visit)
        return
    await end(sitting, row, series)
    if helper is not None:
        await take_card(sitting, row, OfferState.CLOSED)
        await say_cancelled(sitting, row, helper, first_name(person))
    if row.leg is not Leg.BACK:
        await _cancel_the_rest(sitting, person, row)
    following = await next_visit(sitting, row)
    if following is None:
        await sitting.write(person, "cancel.done", about=visit, community=row.community)
        return
    buttons = [
        Button("button.read", "read", yes=True),
        Button("cancel.all", "cancel_series", {"visit": following.id}),
    ]
    when = when_of(following, await sitting.community(following.community))
    await sitting.write(
        person, "cancel.done_once", buttons=buttons, about=following.id, community=following.community, when=when
    )


async def _cancel_the_rest(sitting: Sitting, person: Person, visit: Visit) -> None:
    """Cancel what belongs to a visit that is cancelled: the way back, and who else was to come."""
    for one in await together(sitting, visit):
        if one.id == visit.id or one.state not in OPEN:
            continue
        helper = one.helper
        live(sitting, one, Deed.CANCEL, person.id)
        await end(sitting, one, series=False)
        if helper is not None:
            await take_card(sitting, one, OfferState.CLOSED)
        if helper is not None and helper != visit.helper:  # who does both ways hears it once
            await say_cancelled(sitting, one, helper, first_name(person))


async def cancel_series(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ook de volgende keren: the whole series goes."""
    await cancel(sitting, person, letter, visit, series=True)


async def end(sitting: Sitting, visit: Visit, series: bool = True) -> None:
    """Take back every offer of a visit that is over, and close what waited for a coordinator; with it the SERIES."""
    request = await sitting.get(Request, visit.request)
    if series:
        request.when = {**request.when, "every": None}
        sitting.session.add(request)
    await close(sitting, visit)
    await take_back(sitting, visit, "offer.not_needed", OfferState.CLOSED, also=_NOT_ANSWERED)
    for task in await open_of(sitting, visit.community, visit=visit.id):
        if task.kind in (*SEARCHES, "propose", "acquaint"):
            await close_task(sitting, task)


async def tell_off(sitting: Sitting, visit: Visit, request: Request, helper: int, by: Person) -> None:
    """Tell who was to come that a coordinator arranged it otherwise: a card that changes in silence is not seen."""
    asker = await sitting.get(Person, request.asker)
    await sitting.write(await sitting.get(Person, helper), "ending.off_helper", about=visit.id,
                        buttons=[Button("button.read", "read", yes=True)], community=visit.community, lane=Lane.NEWS,
                        coordinator=first_name(by), asker=called(asker),
                        when=when_of(visit, await sitting.community(visit.community)))  # fmt: skip


async def say_cancelled(sitting: Sitting, visit: Visit, helper: int, asker: str) -> None:
    """Tell the HELPER of VISIT that it is not needed any more."""
    await sitting.write(
        await sitting.get(Person, helper),
        "card.cancelled",
        buttons=[Button("button.read", "read", yes=True)],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asker=asker,
        when=when_of(visit, await sitting.community(visit.community)),
    )
