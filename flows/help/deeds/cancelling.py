"""It is not needed any more: asked once, and then this time goes, the ride back alone, or all times to come."""

from collections.abc import Sequence

from flows.help.deeds.afterwards import ask_how_it_went
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import close, live
from flows.help.deeds.occasions import together, way_back
from flows.help.deeds.offering import take_back
from flows.help.deeds.repeating import next_visit
from flows.help.deeds.way import said_to_do
from flows.help.life import OPEN, Deed, NotPossible
from flows.help.visits import gone_by, on_one_day, over, this_visit, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
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
    try:
        following = await _call_off(sitting, person, row, series)
    except NotPossible:
        await sitting.write(person, "cancel.over", about=visit)
        return
    if following is None:
        await sitting.write(person, "cancel.done", about=visit, community=row.community)
    else:
        await _say_next(sitting, person, following)


async def ask_cancel_all(sitting: Sitting, person: Person, visits: Sequence[int]) -> None:
    """Ask once whether all these VISITS of PERSON are not needed any more."""
    rows = [await sitting.get(Visit, visit) for visit in visits]
    kinds = [(await sitting.get(Request, row.request)).category for row in rows]
    where = await sitting.community(rows[0].community)
    lines = [Said("cancel.one", this_visit(*one, where).facts) for one in zip(rows, kinds, strict=True)]
    buttons = [
        Button("cancel.yes", "cancel_these", {"visits": list(visits)}, yes=True),
        Button("cancel.no", "keep", {"visit": visits[0]}, yes=False),
    ]
    await sitting.write(person, "cancel.sure_all", before=lines, buttons=buttons, community=where.id, asks=True)


async def cancel_these(sitting: Sitting, person: Person, letter: OutboxLetter | None, visits: Sequence[int]) -> None:
    """Cancel each of VISITS that still can be; of help that comes back only that time."""
    rows = [await queries.locked_visit(sitting.session, visit) for visit in sorted(visits)]
    if {(await sitting.get(Request, row.request)).asker for row in rows} != {person.id}:
        raise LookupError("one of these visits is somebody else's")
    left = [await _call_off(sitting, person, row, series=False) for row in rows if row.state in OPEN]
    await sitting.write(person, "cancel.done" if left else "cancel.over", community=rows[0].community)
    for following in left:
        if following is not None:
            await _say_next(sitting, person, following)


async def _call_off(sitting: Sitting, person: Person, row: Visit, series: bool) -> Visit | None:
    """Cancel the visit ROW, with the SERIES or without; give the next time, where it comes back. Raises NotPossible."""
    helper = row.helper
    live(sitting, row, Deed.CANCEL, person.id)
    await end(sitting, row, series)
    if helper is not None:
        await take_card(sitting, row, OfferState.CLOSED)
        await say_cancelled(sitting, row, helper, first_name(person))
    if row.leg is not Leg.BACK:
        await _cancel_the_rest(sitting, person, row)
    return await next_visit(sitting, row)


async def _say_next(sitting: Sitting, person: Person, following: Visit) -> None:
    """Say when the next time is of help of which only one was called off."""
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
