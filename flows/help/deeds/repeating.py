"""Help that comes back: one visit at a time ahead, each with its own life."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flows.help.deeds.searching import begin
from flows.help.series import days_off, next_time
from flows.help.visits import first_slot, moment_of, window_of
from flows.sitting import Sitting
from flows.understanding.moment import When
from storage.ids import new_id
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import VisitState


async def next_visit(sitting: Sitting, last: Visit, after: datetime | None = None) -> Visit | None:
    """Make the visit after LAST of a request that comes back, and look for somebody; None when there is none.

    Nothing is made before AFTER.
    """
    request = await sitting.get(Request, last.request)
    if not request.when.get("every"):
        return None
    if (await sitting.get(Person, request.asker)).rest:  # it goes on when they are home again
        return None
    if not await people.memberships(sitting.session, request.asker, request.community):  # they stopped altogether
        request.when, request.closed_at = {**request.when, "every": None}, sitting.now
        sitting.session.add(request)
        return None
    where = await sitting.community(request.community)
    before = (
        max(sitting.now, *(one for one in (last.starts_at, first_slot(last), after) if one is not None))
        .astimezone(ZoneInfo(where.zone))
        .replace(tzinfo=None)
    )
    following = next_time(When.recalled(request.when), before, days_off(request.when))
    if following is None:
        return None
    start, end = window_of(following)
    visit = Visit(
        id=new_id(), request=request.id, community=request.community, state=VisitState.ASKED,
        starts_at=moment_of(start, where), ends_at=moment_of(end, where), grain=following.grain,
    )  # fmt: skip
    sitting.session.add(visit)
    await sitting.session.flush()
    sitting.note("visit.repeat", visit.id, visit.community, after=last.id)
    await begin(sitting, visit, request)
    return visit
