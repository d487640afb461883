"""A helper on the way to a visit about now: a later hour is told to the other, and what else they write is carried."""

from datetime import timedelta

from flows.help.deeds.moving import DELAY_WITHIN, open_move, times_meant
from flows.help.deeds.relaying import offer_to_carry
from flows.help.visits import when_of
from flows.sitting import Sitting
from flows.understanding.replies.under_way import arrives_in, is_under_way
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import EXACT, When
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import VisitState


async def on_the_way(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ben er over 20 min" and "ik zit nog in de bus" of who goes to somebody about now for words to the other."""
    text = understood.text
    if record is not None or not is_under_way(text):
        return False
    where = (await sitting.community(person.current)).id
    going = await queries.visits_of_helper(sitting.session, person.id, where)
    near = [visit for visit, _ in going if _is_near(sitting, visit)]
    if len(near) != 1:
        return False
    kept = await _arrival(sitting, near[0], text) or await times_meant(sitting, near[0], text)
    if not kept:
        return await offer_to_carry(sitting, person, text)
    await open_move(sitting, person, near[0], kept)
    return True


def _is_near(sitting: Sitting, visit: Visit) -> bool:
    starts = visit.starts_at if visit.state is VisitState.AGREED and visit.grain in EXACT else None
    return starts is not None and abs(starts - sitting.now) < DELAY_WITHIN


async def _arrival(sitting: Sitting, visit: Visit, words: str) -> list[dict[str, object]]:
    """Give the time at which they are there who say how long it takes yet, up to the next five minutes."""
    wait = arrives_in(words)
    before = when_of(visit, await sitting.community(visit.community))
    if wait is None or before.start is None:
        return []
    at = (await sitting.local(visit.community)).replace(second=0, microsecond=0) + wait
    at += timedelta(minutes=-at.minute % 5)
    if at <= before.start:
        return []
    return [When(at, before.end and before.end + (at - before.start), before.grain).kept()]
