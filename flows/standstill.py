"""After a standstill of the program: all that is late is done, and each person hears of it once, in one message.

While it is being done, letters are held; then those to one person are put together. A kill on the way loses nothing: it
begins again where it was, for the sign of life is set in the transaction that lets the letters go.
"""

import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from sqlmodel import col, select

from flows.daywork.ranking import rank
from flows.digest import can_be_put_together, put_before, put_together
from flows.help.promises import is_quiet, next_loud
from flows.help.visits import moment_of
from flows.menu import Menu
from flows.outages import OUTAGE, tell_outage
from flows.rounds import Late, Rounds
from flows.sitting import Sitting
from flows.wording.render import Rendered, render
from storage.database import Database
from storage.held import (
    AWAKE,
    CLOCK,
    TURNED,
    WAKING,
    all_signs,
    asked_in_talks,
    drop_sign,
    follow_clock,
    held,
    hold_back,
    put_off,
    set_sign,
    sign_of,
)
from storage.queries.waiting import who_was_asked
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass

LONG = timedelta(hours=2)  # without a sign of life: a standstill; less is done without a word, and so is a turned clock
FORGETS = timedelta(hours=24)  # Telegram keeps what people write no longer
HELD = timedelta(minutes=10)
TO_ANSWER = timedelta(hours=24)
EVERY = timedelta(minutes=1)  # how often the sign of life is set
LAST_BREATH = timedelta(minutes=3)  # after the last sign of life
STILL_OPEN = timedelta(days=2)  # what was asked longer ago is not asked again
SOON = timedelta(hours=1)  # a visit so soon after the quiet hours is told of in them
PROMISES = ("promise", "expire")
LAST = 9  # the place of a letter that is about no task

log = structlog.get_logger()


class Waking:
    """Notices that the program stood still. `steady` gives seconds that go on while the machine sleeps."""

    def __init__(
        self,
        database: Database,
        menu: Menu,
        clock: Callable[[], datetime],
        rounds: Rounds,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._menu = menu
        self._clock = clock
        self._rounds = rounds
        self._steady = steady
        self._seen_at: float | None = None

    async def look(self) -> bool:
        """Set the sign of life; after a standstill do first what is late. Say whether letters were let go.

        A waking that was broken off is taken up again, whatever the clock shows by now.
        """
        now = self._clock()
        async with self._database.reading() as session:
            signs = await all_signs(session)
        if CLOCK not in signs or abs(now - signs[CLOCK]) >= TURNED:
            async with self._database.transaction() as session:
                await follow_clock(session, now)
        awake = signs.get(AWAKE)
        slept = awake is not None and (WAKING in signs or (now - awake >= LONG and self._time_passed()))
        if awake is not None and slept:
            await self._wake(min(awake, now))
        if awake is None or slept or abs(now - awake) >= EVERY:
            async with self._database.transaction() as session:
                await set_sign(session, AWAKE, self._clock())
        self._seen_at = self._steady()
        return slept

    def _time_passed(self) -> bool:
        """Say whether the time went by: where this process counted less of it, somebody turned the clock."""
        if self._seen_at is None or self._steady() - self._seen_at >= LONG.total_seconds() / 2:
            return True
        log.warning("clock_turned", reason="the clock of the machine went forward by hours at once")
        return False

    async def _wake(self, since: datetime) -> None:
        late = Late(since, await self._begin(since))
        log.warning("standstill", hours=round((self._clock() - since).total_seconds() / 3600, 1))
        while await self._rounds.tick(late):
            pass
        async with self._database.transaction() as session:
            await _let_go(Sitting(session, self._clock(), self._menu), late)

    async def _begin(self, since: datetime) -> datetime:
        """Give until when letters are held: as it was when waking began, also where that was broken off.

        Whoever was asked something is given the time to answer anew, for nobody could answer meanwhile.
        """
        async with self._database.transaction() as session:
            until = await sign_of(session, WAKING)
            if until is None:
                now = self._clock()
                until = now + HELD
                await set_sign(session, WAKING, until)
                awaiting = [kind for kind, deed in self._menu.dues.items() if deed.awaits]
                await put_off(session, awaiting, since, now + TO_ANSWER, now - since)
        return until


async def _let_go(sitting: Sitting, late: Late) -> None:
    """Tell the coordinators, put together what is held for each person, and let it go."""
    await _tell_coordinators(sitting, late)
    await hold_back(sitting.session, sitting.now, late.held_until)
    letters = sorted(await held(sitting.session, late.held_until), key=_whose)
    in_talks = await asked_in_talks(sitting.session)
    for _, mine in groupby(letters, _whose):
        await _let_go_of_one(sitting, late.since, list(mine), in_talks)
    await _ask_again(sitting, late.since, {one.person for one in letters})
    await drop_sign(sitting.session, WAKING)
    await set_sign(sitting.session, AWAKE, sitting.now)
    log.info("standstill_over", late=len(late.done), letters=len(letters))


def _whose(letter: OutboxLetter) -> tuple[int, int, int, int]:
    return letter.chat, letter.person or 0, letter.meant or 0, letter.community or 0


async def _let_go_of_one(sitting: Sitting, since: datetime, letters: list[OutboxLetter], in_talks: set[int]) -> None:
    """Let LETTERS to one person go: one message where that can be, with a word on the standstill before it.

    What a talk waits for is looked up by its own letter, and stays one.
    """
    loose = [one for one in letters if one.id not in in_talks and can_be_put_together(one)]
    fixed = [one for one in letters if one not in loose]
    loose.sort(key=lambda one: (one.words != OUTAGE, _urgency(one), one.id))
    going = [*(put_together(loose, sitting.now) if loose else []), *fixed]
    if loose[:1] == [] or loose[0].words != OUTAGE:  # that tells of it by itself
        person = await sitting.get(Person, going[0].person or 0)
        put_before(going[0], await _intro(sitting, since, person, going[0].community))
    for letter in going:
        letter.not_before = await _from(sitting, letters)
        sitting.session.add(letter)
    for letter in loose:
        if letter not in going:
            await sitting.session.delete(letter)


def _urgency(letter: OutboxLetter) -> int:
    """Say which place a letter about a task has, as in the overview of a coordinator; what is no task comes last."""
    kind = letter.words.removeprefix("task.")
    return LAST if kind == letter.words else rank(kind, letter.written_at, None, False, letter.written_at)[0]


async def _intro(sitting: Sitting, since: datetime, person: Person, community: int | None) -> Rendered:
    words = "standstill.days" if sitting.now - since > FORGETS else "standstill.hours"
    return render(words, {"since": since, "until": sitting.now}, await sitting.reader(person, community))


async def _from(sitting: Sitting, letters: Sequence[OutboxLetter]) -> datetime | None:
    """Give from when LETTERS may go: at night in the morning, unless one of them speaks of a visit before that."""
    where = await sitting.community(letters[0].community)
    local = await sitting.local(where.id)
    morning = moment_of(next_loud(local), where) or sitting.now
    for letter in letters:
        visit = await sitting.session.get(Visit, letter.about) if letter.about else None
        if visit is not None and visit.starts_at and sitting.now < visit.starts_at < morning + SOON:
            return None
    return morning if is_quiet(local) else None


async def _tell_coordinators(sitting: Sitting, late: Late) -> None:
    """Tell each community once that the program stood still, and which promises were kept too late."""
    code = "standstill_days" if sitting.now - late.since > FORGETS else "standstill"
    missed = {subject for kind, subject in late.done if kind in PROMISES}
    asked = select(Request.community, Request.number).join(Visit, col(Visit.request) == Request.id)
    rows = (await sitting.session.exec(asked.where(col(Visit.id).in_(missed)))).all()
    numbers: dict[int, list[int]] = {}
    for community, number in sorted(set(rows)):
        numbers.setdefault(community, []).append(number)
    await tell_outage(sitting, code, late.since, sitting.now, numbers)


async def _ask_again(sitting: Sitting, since: datetime, told: Collection[int | None]) -> None:
    """Say to whoever was asked something before it, and was TOLD nothing now, that a tap may have been lost."""
    for person in await who_was_asked(sitting.session, since - STILL_OPEN, since + LAST_BREATH):
        if person.id not in told:
            words = "standstill.days" if sitting.now - since > FORGETS else "standstill.hours"
            letter = await sitting.write(
                person, words, lane=Lane.NEWS, letter_class=LetterClass.COURTESY, since=since, until=sitting.now
            )
            if letter is not None:
                letter.not_before = await _from(sitting, [letter])
