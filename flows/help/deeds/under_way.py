"""A helper on the way to a visit about now: the other hears at once what they write, and a later hour is put down."""

from datetime import timedelta

from flows.conversing import drop, given_to
from flows.help.deeds.door import is_over
from flows.help.deeds.moving import DELAY_WITHIN, open_move, times_meant
from flows.help.deeds.relaying import offer_to_carry, tell_at_once
from flows.help.visits import when_of
from flows.sitting import Sitting
from flows.understanding.replies.under_way import arrives_in, goes_home, is_under_way
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import EXACT, When
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import VisitState

LATE = "visit.late"  # the event of a helper who wrote on the way


async def on_the_way(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ben er over 20 min" and "ik zit nog in de bus" of who goes to somebody about now for words to the other.

    They go out at once, for whoever waits does not know; a time in them is asked about, and put down after a yes.
    """
    text = understood.text
    told = record is not None and record.flow == "move" and given_to(record).get("told")
    if (record is not None and not told) or not is_under_way(text) or asks_for_somebody(fold(text)):
        return False
    where = (await sitting.community(person.current)).id
    going = await queries.visits_of_helper(sitting.session, person.id, where)
    near = [visit for visit, _ in going if _is_near(sitting, visit)]
    if len(near) != 1:
        return False
    if record is not None:
        await drop(sitting, person, record)
    kept = await _arrival(sitting, near[0], text) or await times_meant(sitting, near[0], text)
    gone = goes_home(text) or is_over(sitting, near[0])
    if gone or not await tell_at_once(sitting, person, near[0], text):
        return await offer_to_carry(sitting, person, text)
    sitting.note(LATE, near[0].id, near[0].community, person.id)
    if kept:
        await open_move(sitting, person, near[0], kept, told=True)
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
