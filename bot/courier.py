"""The courier: takes letters from the outbox and sends them, in order per chat, urgent ones first, within the limits.

It works in rounds. One transaction notes what came of the last letters and takes the next in hand; only when that has
been committed do they go to the gate, and the messenger is called, for many chats at once. Between rounds it rests
until somebody wakes it, a letter falls due, a chat has rested, or few letters of a wave wait at the gate any more.
"""

import asyncio
import time
from base64 import b64decode
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errands import Errands, wait
from bot.messenger import Messenger, Refused, Unreachable
from bot.results import Result, note
from bot.voice import Voice
from flows.post import Parcel
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.held import CLOCK, follow_clock, sign_of
from storage.outbox import (
    claim,
    heads,
    next_due,
    pauses,
    recover,
    sort_edits,
    token_of,
)
from storage.packing import unpacked
from storage.tables.post import OutboxLetter
from storage.terms import Lane

HANDS = {Lane.ALARM: 72, Lane.ANSWER: 64, Lane.NEWS: 24, Lane.BULK: 24}  # letters under way at most, by lane
LONGEST_TROUBLE = 10.0
NOTED_WITHIN = 0.1  # seconds after which what came of a letter of a wave is noted at the latest
HAND_OVER_WAITS = (1, 2, 4, 8, 16, 32)
PATIENCE = 4.0

log = structlog.get_logger()

Going = tuple[OutboxLetter, int | None]


def parcel_of(letter: OutboxLetter) -> Parcel:
    """Make what the messenger gets. Raises ValueError, KeyError or TypeError when the letter is not written well."""
    body = unpacked(letter.body or "{}")
    document = body.get("document")
    return Parcel(
        chat=letter.chat,
        thread=letter.thread,
        text="" if letter.removes else body["text"],
        removes=letter.removes,
        bold=tuple((offset, length) for offset, length in body.get("bold", ())),
        buttons=tuple((row["label"], token_of(letter.id, row["option"])) for row in letter.buttons),
        ask_contact=body.get("ask_contact"),
        document=(document[0], b64decode(document[1])) if document else None,
        copies=_pair(body.get("copies")),
        protect=body.get("protect", False),
        drop_keyboard=body.get("drop_keyboard", False),
        leaves=body.get("leaves", False),
    )


def _pair(numbers: list[int] | None) -> tuple[int, int] | None:
    return (numbers[0], numbers[1]) if numbers else None


class Courier:
    """One courier a bot.

    `on_unreachable` is told, after the commit, of each chat that turned out to be closed. `steady` gives seconds that
    are never set back. Where other processes write letters too, and so cannot wake it, `longest_rest` is the number
    of seconds after which it looks for itself.
    """

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        clock: Callable[[], datetime],
        on_unreachable: Callable[[int], Awaitable[None]],
        steady: Callable[[], float] = time.monotonic,
        longest_rest: float = 30.0,
    ) -> None:
        self._database = database
        self._clock = clock
        self._voice = Voice(messenger, steady, self.wake)
        self._errands = Errands()
        self._on_unreachable = on_unreachable
        self._longest_rest = longest_rest
        self._bell, self._stopped, self._ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._ended.set()
        self._recovered = False
        self.turns = 0  # grows for as long as it makes progress
        self._under_way: dict[int, int] = {}  # letter: chat
        self._results: list[Result] = []
        self._chosen: set[int] = set()  # taken in hand, where nobody knows whether that was committed
        self._again_at = 0.0  # by the steady clock: when a letter that was held back may go

    def wake(self) -> None:
        """Say that letters have been committed."""
        self._bell.set()

    async def run(self) -> None:
        """Send letters until stopped; no trouble of the store or the world ends it."""
        self._ended.clear()
        troubles = 0
        try:
            while not self._stopped.is_set():
                self._bell.clear()
                try:
                    rest = await self._round()
                    troubles = 0
                except Exception as error:  # noqa: BLE001 - the next round may fare better, and letters wait
                    log.error("courier_round_failed", error=type(error).__name__)
                    self._recovered = False
                    await wait(self._stopped, min(2.0**troubles, LONGEST_TROUBLE))
                    troubles += 1
                else:
                    await wait(self._bell, rest)
            await self._finish()
        finally:
            self._ended.set()
            self._stopped.clear()  # it may be run again, and somebody else may have sent meanwhile
            self._recovered = False

    async def stop(self) -> None:
        """Finish what is under way, a few seconds long at most; the rest stays waiting."""
        self._stopped.set()
        self._bell.set()
        await self._ended.wait()

    async def recall(self) -> None:
        """Learn which chats are to be left alone for a while, before anything is shouted into them."""
        try:
            async with self._database.reading() as session:
                await self._hold_back(session, self._clock())
        except Exception as error:  # noqa: BLE001 - the words to danger do without the store
            log.warning("pauses_not_recalled", error=type(error).__name__)

    def shout(self, parcel: Parcel) -> asyncio.Task[int | None]:
        """Send PARCEL before all else, past the store; the task gives the message id or None and never raises."""
        return self._voice.shout(parcel)

    def answer_press(self, press: str, notice: str = "") -> None:
        """Stop the little clock on a button, soon or not at all."""
        self._voice.answer_press(press, notice)

    async def _round(self) -> float:
        """Note what came in, take the next letters in hand, and say how many seconds to rest."""
        self.turns += 1
        self._voice.gate.let_in()
        now, results = self._clock(), list(self._results)
        async with self._database.transaction() as session:
            await self._recover(session, now)
            await note(session, results)
            if results:
                crash_here(CrashPoint.BEFORE_MARK)
            going = await self._choose(session, now)
            self._chosen |= {letter.id for letter, _ in going}
            due = await next_due(session, now)
        self._recovered, self._chosen = True, set()
        if going:
            crash_here(CrashPoint.CLAIMED)
        if results:
            crash_here(CrashPoint.AFTER_MARK)
        del self._results[: len(results)]
        for chat in {result.letter.chat for result in results if isinstance(result.outcome, Unreachable)}:
            self._errands.start(self._hand_over(chat))
        for letter, message in going:
            self._under_way[letter.id] = letter.chat
            self._errands.start(self._deliver(letter, message))
        until_due = self._longest_rest if due is None else (due - now).total_seconds()
        return min(until_due, self._again_at - self._voice.steady(), self._longest_rest)

    async def _recover(self, session: AsyncSession, now: datetime) -> None:
        if self._recovered:
            return
        in_hand = [*self._under_way, *(result.letter.id for result in self._results)]
        found = await recover(session, now, in_hand, self._chosen)
        await follow_clock(session, now)
        await session.flush()
        await self._hold_back(session, now)
        log.info("courier_recovered", letters=found)

    async def _hold_back(self, session: AsyncSession, now: datetime) -> None:
        """Leave alone the chats in which the messenger asked for patience before the last start.

        Where the clock went back since it was last noted, what is left of a pause is counted from what it showed then.
        """
        then, steady = max(now, await sign_of(session, CLOCK) or now), self._voice.steady()
        for chat, until in (await pauses(session, then)).items():
            self._voice.pace.hold(chat, steady + (until - then).total_seconds(), steady)

    async def _choose(self, session: AsyncSession, now: datetime) -> list[Going]:
        """Claim the letters that may go at this moment."""
        now_steady, pace = self._voice.steady(), self._voice.pace
        resting = pace.resting(now_steady)
        self._again_at = min(resting.values(), default=now_steady + self._longest_rest)
        most = HANDS[Lane.ALARM] - len(self._under_way) + 1  # the one too many says when to ask again
        letters = await heads(session, now, most, {*resting, *self._under_way.values()})
        matter = await sort_edits(session, letters, now)
        if len(matter) < len(letters):
            self._bell.set()  # what was dropped gives way to the next of its chat
        going: list[Going] = []
        for letter, message in matter:
            if self._may_go(letter, len(going), now_steady):
                going.append((letter, message))
        await claim(session, [letter for letter, _ in going])
        return going

    def _may_go(self, letter: OutboxLetter, more: int, now: float) -> bool:
        """Say whether LETTER may be taken in hand besides MORE."""
        if len(self._under_way) + more >= self._hands(letter.lane) or not self._voice.gate.has_room(letter.lane, more):
            return False
        pace = self._voice.pace
        when = max(pace.held_until(), pace.chat_rests(letter.chat, letter.lane))
        if when > now:
            self._again_at = min(self._again_at, when)
        return when <= now

    def _hands(self, lane: Lane) -> int:
        """Say how many letters may be under way; while nobody answers one is tried at a time, so few come in doubt."""
        ends = self._voice.doubt_ends()
        if lane is Lane.ALARM or ends is None:
            return HANDS[lane]
        if ends <= self._voice.steady():
            return 1
        self._again_at = min(self._again_at, ends)
        return 0

    async def _deliver(self, letter: OutboxLetter, message: int | None) -> None:
        try:
            crash_here(CrashPoint.BEFORE_CALL)
            outcome = await self._voice.call(parcel_of(letter), message, letter.lane)
            crash_here(CrashPoint.AFTER_CALL)
        except (KeyError, TypeError, ValueError) as error:
            log.error("letter_not_written_well", letter=letter.id, error=type(error).__name__)
            outcome = Refused("not written well")
        finally:
            del self._under_way[letter.id]
        self._results.append(Result(letter, message is not None, outcome, self._clock()))
        if letter.lane in (Lane.ALARM, Lane.ANSWER):
            self._bell.set()
        else:  # a wave makes rounds enough
            asyncio.get_running_loop().call_later(NOTED_WITHIN, self._bell.set)

    async def _hand_over(self, chat: int) -> None:
        """Tell flows that CHAT is closed, again and again while they are in trouble: nobody may fall through."""
        log.info("chat_closed", chat=chat)
        for seconds in HAND_OVER_WAITS:
            try:
                return await self._on_unreachable(chat)
            except Exception as error:  # noqa: BLE001 - most likely the store, which comes back
                log.error("hand_over_failed", chat=chat, error=type(error).__name__)
                await asyncio.sleep(seconds)
        return None

    async def _finish(self) -> None:
        """Mark what still comes in; whoever turns out to be closed only now is found so, and handed over, next time."""
        await asyncio.gather(self._errands.settle(PATIENCE), self._voice.fall_silent(PATIENCE))
        try:
            async with self._database.transaction() as session:
                await note(session, [one for one in self._results if not isinstance(one.outcome, Unreachable)])
        except Exception as error:  # noqa: BLE001 - unmarked letters count as unknown at the next start
            log.error("courier_last_note_failed", error=type(error).__name__)
        await self._errands.break_off()
