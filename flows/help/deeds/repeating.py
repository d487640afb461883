"""Help that comes back: one visit at a time ahead, each with its own life."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from flows.help.deeds.searching import begin
from flows.help.visits import first_slot, moment_of, window_of
from flows.sitting import Sitting
from flows.understanding.moment import When
from storage.ids import new_id
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import VisitState

LONGEST_AHEAD = timedelta(days=366)


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
    following = next_time(When.recalled(request.when), before)
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


def next_time(when: When, now: datetime) -> When | None:
    """Give the next time of a rule after NOW (local wall time); None when it has none within a year."""
    if when.every is None or when.start is None:
        return None
    rule = rrulestr(when.every if when.every.startswith("FREQ") else f"FREQ={when.every}", dtstart=when.start)
    start = rule.after(now)
    if start is None or start - now > LONGEST_AHEAD:
        return None
    end = None if when.end is None else start + (when.end - when.start)
    return When(start, end, when.grain, None)
