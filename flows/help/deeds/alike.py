"""Two requests of one person in a day may be the same one, told twice: a coordinator is asked."""

from flows.help.deeds.doubling import same_time
from flows.help.visits import local_of, when_of
from flows.sitting import Sitting
from flows.tasks import open_task
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person

DOUBLE = "double"


async def notice(sitting: Sitting, request: Request, visit: Visit) -> None:
    """Ask a coordinator, once, whether REQUEST is one that the same person made before."""
    for other in reversed(await queries.unclosed_requests(sitting.session, request.asker, request.community)):
        if other.id == request.id or not await _may_be_one(sitting, request, visit, other):
            continue
        asker = await sitting.get(Person, request.asker)
        await open_task(sitting, DOUBLE, request.community, person=asker, visit=visit.id, words=str(other.number))
        return


async def _may_be_one(sitting: Sitting, request: Request, visit: Visit, other: Request) -> bool:
    """Say whether two requests may be one: for the same day, or made on one where somebody else wrote them down.

    Who asks for themselves and names another kind of help, or another day, means two.
    """
    where = await sitting.community(request.community)
    by_hand = request.recorded_by is not None or other.recorded_by is not None
    made = [local_of(one.made_at, where).date() for one in (request, other)]
    visits = await queries.visits_of_request(sitting.session, other.id)
    meets = bool(visits) and same_time(when_of(visits[0], where), when_of(visit, where))
    if by_hand:
        return meets or made[0] == made[1]
    return meets and request.category is other.category and made[0] == made[1]
