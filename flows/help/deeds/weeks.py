"""How full a helper's week is: said to them with the yes that fills it, and to a coordinator when it goes on."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from flows.help.visits import local_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import open_task
from storage.queries import help as queries
from storage.queries import people
from storage.tables.care import Task
from storage.tables.help import Visit
from storage.tables.people import Community, Person

MANY_WEEKS = 3  # one after another, filled to the last: then somebody asks whether it is not too much
ASK_AGAIN_AFTER = timedelta(weeks=8)
LONGEST_LOOK = timedelta(weeks=MANY_WEEKS)


async def said_full(sitting: Sitting, visit: Visit, helper: Person) -> Said | str:
    """Say that VISIT fills the week that the helper set; empty while there is room left, or when it has no time."""
    count, most = await _count(sitting, visit, helper)
    if visit.starts_at is None or count < most:
        return ""
    where = await sitting.community(visit.community)
    now = _week(sitting.now, where) == _week(visit.starts_at, where)
    return Said("card.full" if now else "card.full_then", {"count": count})


async def watch(sitting: Sitting, visit: Visit, helper: Person) -> None:
    """Write down that this fills the week; after some such weeks a coordinator asks whether it is not too much."""
    if not await said_full(sitting, visit, helper):
        return
    sitting.note("visit.week_full", visit.id, visit.community, helper.id)
    full = [await _count(sitting, visit, helper, ago) for ago in range(MANY_WEEKS)]
    since = sitting.now - ASK_AGAIN_AFTER
    asked = select(Task.id).where(Task.kind == "often", Task.person == helper.id, col(Task.opened_at) > since)
    if all(count >= most for count, most in full) and (await sitting.session.exec(asked)).first() is None:
        await open_task(sitting, "often", visit.community, person=helper)


async def _count(sitting: Sitting, visit: Visit, helper: Person, ago: int = 0) -> tuple[int, int]:
    """Give how many visits the helper has in the week so many weeks AGO from that of VISIT, and how many they want."""
    sheet = await people.helper_of(sitting.session, helper.id, visit.community)
    where = await sitting.community(visit.community)
    around = (visit.starts_at or sitting.now) - timedelta(weeks=ago)
    helped = await queries.helped(sitting.session, visit.community, around - LONGEST_LOOK)
    mine = [one.starts_at for one, _ in helped if one.helper == helper.id and one.starts_at is not None]
    most = sheet.max_per_week if sheet is not None else 0
    return sum(_week(one, where) == _week(around, where) for one in mine), max(most, 1)


def _week(moment: datetime, where: Community) -> tuple[int, int]:
    return local_of(moment, where).isocalendar()[:2]
