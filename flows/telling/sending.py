"""Sends a message to many in portions, by day alone; after a restart it goes on behind the last who got theirs."""

from datetime import datetime, timedelta

from flows.belonging import may
from flows.help.promises import DAY_ENDS, is_quiet, next_loud
from flows.help.visits import moment_of
from flows.menu import COORDINATORS
from flows.sitting import Sitting
from flows.telling.choosing import choose
from flows.telling.letters import facts_of, send, under_way, words_of
from flows.telling.reporting import report, show_progress
from storage.queries import people
from storage.queries import telling as queries
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.telling import Telling
from storage.terms import TellingState

PORTION, AHEAD = 50, 150  # letters in one transaction; no more are written while so many wait
LOOKED_AT = 200  # people at once
PAUSE = timedelta(seconds=2)
GO_ON = "telling"


async def begin(sitting: Sitting, person: Person, telling: Telling, total: int) -> None:
    """Begin to send, or wait for the morning, or until all that is held still goes on; PERSON sees how it goes."""
    telling.state, telling.by, telling.total = TellingState.GOING, person.id, total
    sitting.session.add(telling)
    sitting.note("telling.begun", telling.id, telling.community, person.id, audience=telling.audience.value)
    sitting.log("telling.begun", telling.community, person.id, asks=telling.asks, count=total)
    if await sitting.still(telling.community):
        await show_progress(sitting, telling, held=True)
        sitting.plan(GO_ON, telling.id, telling.community, sitting.now)  # which rests until all goes on
    else:
        await go_on(sitting, telling)


async def when_due(sitting: Sitting, due: Due) -> None:
    """Go on with a message, if it is still under way."""
    telling = await queries.locked(sitting.session, due.subject)
    if telling is not None and telling.state in (TellingState.GOING, TellingState.STOPPED):
        await go_on(sitting, telling)


async def go_on(sitting: Sitting, telling: Telling) -> None:
    """Go on by day, and wait at night; what was stopped goes to its end at once."""
    if telling.state is TellingState.GOING and not await _is_allowed(sitting, telling):
        await stop(sitting, telling)
    where, local = await sitting.community(telling.community), await sitting.local(telling.community)
    if is_quiet(local) and telling.state is TellingState.GOING:
        morning = moment_of(next_loud(local), where) or sitting.now
        again = await show_progress(sitting, telling, until=morning)
        sitting.plan(GO_ON, telling.id, telling.community, again or morning)
        return
    await _send_on(sitting, telling, moment_of(datetime.combine(local.date(), DAY_ENDS), where) or sitting.now)


async def _send_on(sitting: Sitting, telling: Telling, tonight: datetime) -> None:
    """Write the next portion, which may go until TONIGHT, where it does not wait behind too many."""
    goes, wrote = telling.state is TellingState.GOING, 0
    waiting = await under_way(sitting, telling)
    if goes and waiting:
        await queries.let_go_until(sitting.session, telling.id, words_of(telling), tonight)
    if goes and waiting < AHEAD:
        wrote = await _write_portion(sitting, telling, tonight)
    waiting += wrote
    if not waiting:
        await _end(sitting, telling)
        return
    await show_progress(sitting, telling, waiting)
    pause = timedelta(0) if wrote and waiting < AHEAD else PAUSE
    sitting.plan(GO_ON, telling.id, telling.community, sitting.now + pause)


async def _is_allowed(sitting: Sitting, telling: Telling) -> bool:
    """Say whether whoever sends it may still do so."""
    return await may(sitting, await sitting.get(Person, telling.by), COORDINATORS, telling.community)


async def _write_portion(sitting: Sitting, telling: Telling, until: datetime) -> int:
    """Write to the next few, and say how many that were."""
    chosen = await choose(sitting, telling, after=telling.upto, most=LOOKED_AT)
    while chosen.more and not chosen.all:
        chosen = await choose(sitting, telling, after=chosen.upto, most=LOOKED_AT)
    portion = chosen.all[:PORTION]
    found, facts = await people.by_ids(sitting.session, portion), await facts_of(sitting, telling)
    asked = [one for one in portion if not telling.asks or not await sitting.at_hand.talks_here(one)]
    for one in asked:
        await send(sitting, telling, found[one], facts, one in chosen.call, until)
    if telling.asks:
        await queries.keep_asked(sitting.session, asked, telling.community, sitting.now)
    telling.upto = portion[-1] if len(portion) == PORTION else chosen.upto
    telling.done += len(asked)
    sitting.session.add(telling)
    await sitting.session.flush()
    return len(portion)


async def stop(sitting: Sitting, telling: Telling) -> None:
    """Let nothing more of it leave; what the courier has in hand is waited for."""
    telling.state = TellingState.STOPPED
    await sitting.session.flush()
    telling.done -= await queries.take_back(sitting.session, telling.id, words_of(telling))
    sitting.session.add(telling)


async def _end(sitting: Sitting, telling: Telling) -> None:
    """Show it whole, report whom it did not reach, and forget its words."""
    stopped = telling.state is TellingState.STOPPED
    again = await show_progress(sitting, telling, stopped=stopped)
    if again is not None:
        sitting.plan(GO_ON, telling.id, telling.community, again)
        return
    closed = [] if telling.asks else (await choose(sitting, telling)).closed
    telling.state, telling.words = TellingState.OVER, None
    sitting.session.add(telling)
    await report(sitting, telling, [one for one in closed if not stopped or one <= telling.upto], stopped)
