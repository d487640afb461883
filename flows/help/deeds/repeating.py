"""Help that comes back: one visit at a time ahead, each with its own life."""

from datetime import datetime

from flows.help.deeds.occasions import repeat, together
from flows.help.deeds.searching import begin
from flows.help.life import OPEN
from flows.help.series import days_off, next_time
from flows.help.visits import first_slot, has_been, local_of
from flows.sitting import Sitting
from flows.understanding.time.moment import When
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person


async def _goes_on(sitting: Sitting, last: Visit) -> bool:
    """Say whether the time of LAST is not over yet, or the one after it is there already."""
    same = await together(sitting, last)
    ahead = any(one.state in OPEN and not has_been(one, sitting.now) for one in same)
    newest = max(one.id for one in await queries.visits_of_request(sitting.session, last.request))
    return ahead or newest > max(one.id for one in same)


async def next_visit(sitting: Sitting, last: Visit, after: datetime | None = None) -> Visit | None:
    """Make the visit after LAST of a request that comes back, and look for somebody; None when there is none.

    Those that belong together are made together, once all of the last time are over. Nothing is made before AFTER,
    and nothing twice: the clock and a late word on how it went may both come here.
    """
    request = await sitting.get(Request, last.request)
    if not request.when.get("every") or await _goes_on(sitting, last):
        return None
    if (await sitting.get(Person, request.asker)).rest:  # it goes on when they are home again
        return None
    if not await people.memberships(sitting.session, request.asker, request.community):  # they stopped altogether
        request.when, request.closed_at = {**request.when, "every": None}, sitting.now
        sitting.session.add(request)
        return None
    where = await sitting.community(request.community)
    before = max(sitting.now, *(one for one in (last.starts_at, first_slot(last), after) if one is not None))
    following = next_time(When.recalled(request.when), local_of(before, where), days_off(request.when))
    if following is None:
        return None
    visit = (await repeat(sitting, last, following))[0]
    sitting.note("visit.repeat", visit.id, visit.community, after=last.id)
    await begin(sitting, visit, request)
    return visit
