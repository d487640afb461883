"""A visit that has been, or did not take place: it is closed, and help that comes back goes on."""

from flows.help.deeds.habits import notice
from flows.help.deeds.living import close_request, live
from flows.help.deeds.repeating import next_visit
from flows.help.life import Deed, NotPossible
from flows.sitting import Sitting
from flows.tasks import open_task
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import VisitState


async def finish(sitting: Sitting, visit: Visit) -> None:
    """Close a visit that has been. Whoever has not been asked yet still is: gladness and worry go together."""
    await sitting.unplan(visit.id, "unanswered")
    await close_request(sitting, visit)
    await notice(sitting, visit)
    await next_visit(sitting, visit)


async def report(sitting: Sitting, visit: Visit, person: Person, code: str) -> None:
    """Note that VISIT did not take place, as far as that can be said; CODE is why a coordinator hears of it."""
    try:
        live(sitting, visit, Deed.REPORT_NO_SHOW, person.id)
    except NotPossible:
        return
    await tell_coordinator(sitting, visit, person, code)
    if visit.state is VisitState.DID_NOT_HAPPEN:
        await sitting.unplan(visit.id, "after_helper", "after_asker", "unanswered")
        await close_request(sitting, visit)
        await next_visit(sitting, visit)


async def tell_coordinator(sitting: Sitting, visit: Visit, person: Person, code: str) -> None:
    """Have a coordinator find out how VISIT went."""
    await open_task(sitting, "after", visit.community, person=person, visit=visit.id, code=code)
