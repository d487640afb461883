"""A visit that has been, or did not take place: it is closed, and help that comes back goes on."""

from flows.help.deeds.habits import notice
from flows.help.deeds.living import close_request, live
from flows.help.deeds.occasions import together
from flows.help.deeds.repeating import next_visit
from flows.help.life import OPEN, Deed, NotPossible
from flows.sitting import Sitting
from flows.tasks import open_of, open_task, show, tell
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Leg, VisitState


async def asks_for_all(sitting: Sitting, visit: Visit) -> bool:
    """Say whether the asker is asked about VISIT for all that belong together: the way back, else the first seat.

    While the way back is not over nobody asks about the way there.
    """
    lasting = [one for one in await together(sitting, visit) if one.state in OPEN or one.state is VisitState.DONE]
    back = [one for one in lasting if one.leg is Leg.BACK]
    held = back or [one for one in lasting if one.helper is not None]
    return bool(held) and held[0].id == visit.id


async def confirm_all(sitting: Sitting, visit: Visit) -> None:
    """Take the yes of the asker to VISIT for all that belong together, where nobody said otherwise."""
    if visit.asker_said is None:
        return
    for one in await together(sitting, visit):
        if one.id != visit.id and one.asker_said is None and one.helper is not None:
            one.asker_said = visit.asker_said
            sitting.session.add(one)
            if one.state is VisitState.AGREED:
                live(sitting, one, Deed.CONFIRM_DONE)
                sitting.unplan(one.id, "unanswered")


async def finish(sitting: Sitting, visit: Visit) -> None:
    """Close a visit that has been. Whoever has not been asked yet still is: gladness and worry go together."""
    sitting.unplan(visit.id, "unanswered")
    await close_request(sitting, visit)
    await notice(sitting, visit)
    await next_visit(sitting, visit)


async def report(sitting: Sitting, visit: Visit, person: Person, code: str) -> None:
    """Note that VISIT did not take place, as far as that can be said; CODE is why a coordinator hears of it."""
    try:
        live(sitting, visit, Deed.REPORT_NO_SHOW, person.id)
    except NotPossible:
        return
    await tell_coordinator(sitting, visit, code)
    if visit.state is VisitState.DID_NOT_HAPPEN:
        sitting.unplan(visit.id, "after_helper", "after_asker", "unanswered")
        await close_request(sitting, visit)
        await next_visit(sitting, visit)


async def tell_coordinator(sitting: Sitting, visit: Visit, code: str) -> None:
    """Have a coordinator find out how VISIT went: it is about the asker, whoever said something of it.

    What waits already is told again with what is known now, to whoever sees to it.
    """
    waiting = await open_of(sitting, visit.community, visit=visit.id, kind="after")
    if waiting:
        task, seen_to = waiting[0], waiting[0].picked_up_by
        task.code, task.told = code, max(task.told - 1, 0)  # to the same one
        sitting.session.add(task)
        await (show(sitting, task, await sitting.get(Person, seen_to)) if seen_to else tell(sitting, task))
        return
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    await open_task(sitting, "after", visit.community, person=asker, visit=visit.id, code=code)
