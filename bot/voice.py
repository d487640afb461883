"""The voice: calls the messenger within the pace, and learns from each answer when it may be called again.

Two things go straight to it, past the outbox and in memory: a shout (danger: it must work when the store does not)
and the answer to a press (worth nothing when late).
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import structlog

from bot.errands import Errands
from bot.gate import Gate
from bot.messenger import Messenger, Moved, TryLater, Unknown, World
from bot.pace import Pace
from flows.post import Parcel
from storage.terms import Lane

CALL_SECONDS = 60.0
ALARM_WAITS = 1.0  # seconds, for the answer to another call to the same chat
PRESS_SECONDS, MOST_PRESSES = 10.0, 64
DOUBTS = 3  # calls without an answer, one after another, after which only one at a time is tried
LONGEST_DOUBT = 15.0

log = structlog.get_logger()


class Voice:
    """One voice a bot. `steady` gives seconds that are never set back; `on_few` asks for more letters of a wave."""

    def __init__(
        self,
        messenger: Messenger,
        steady: Callable[[], float] = time.monotonic,
        on_few: Callable[[], None] = lambda: None,
    ) -> None:
        self.pace = Pace()
        self.gate = Gate(self.pace, steady, on_few)
        self.steady = steady
        self._messenger = messenger
        self._errands = Errands()
        self._presses = 0
        self._doubts = 0
        self._doubt_ends = 0.0
        self._under_way: dict[int, set[asyncio.Future[None]]] = {}  # by chat: the answers that are still to come

    def shout(self, parcel: Parcel) -> asyncio.Task[int | None]:
        """Send PARCEL before all else; the task gives the message id, or None, and never raises.

        It waits as long as the messenger asks for, and is repeated once when no answer says whether it arrived.
        """
        return self._errands.start(self._shout(parcel))

    def answer_press(self, press: str, notice: str = "") -> None:
        """Stop the little clock on a button, soon or not at all."""
        if self._presses < MOST_PRESSES:
            self._presses += 1
            self._errands.start(self._answer(press, notice))

    async def call(self, parcel: Parcel, message: int | None, lane: Lane) -> int | World:
        """Send PARCEL, or change MESSAGE into it, when it is its turn; give the message id, or what went otherwise."""
        try:
            place = await self.gate.enter(parcel.chat, lane)
        except TryLater as patience:
            return patience
        outcome: int | World = Unknown()
        try:
            await self._alone_in(parcel.chat, lane)
            doubt_ends = 0.0 if lane is Lane.ALARM else self.doubt_ends() or 0.0
            if (seconds := max(self.pace.held_until(parcel.chat), doubt_ends) - self.steady()) > 0:
                return TryLater(seconds)
            with self._on_its_way(parcel.chat):
                outcome = await self._answered(parcel, message)
            self._learn(parcel.chat, outcome)
        finally:
            self.gate.leave(place, clear=not isinstance(outcome, Unknown))
        return outcome

    async def _alone_in(self, chat: int, lane: Lane) -> None:
        """Wait while a call to CHAT is on its way, an alarm for a moment only: its answer may ask for patience."""
        ends = self.steady() + (ALARM_WAITS if lane is Lane.ALARM else CALL_SECONDS)
        while (others := self._under_way.get(chat)) and (seconds := ends - self.steady()) > 0:
            await asyncio.wait(others, timeout=seconds)

    @contextmanager
    def _on_its_way(self, chat: int) -> Iterator[None]:
        """Have it known that a call to CHAT is on its way."""
        answer = asyncio.get_running_loop().create_future()
        self._under_way.setdefault(chat, set()).add(answer)
        try:
            yield
        finally:
            answer.set_result(None)
            self._under_way[chat].remove(answer)
            if not self._under_way[chat]:
                del self._under_way[chat]

    def _learn(self, chat: int, outcome: int | World) -> None:
        if isinstance(outcome, TryLater):
            now = self.steady()
            self.pace.hold(None if outcome.whole_bot else chat, now + outcome.seconds, now)
        self._doubts = self._doubts + 1 if isinstance(outcome, Unknown) else 0
        if self._doubts >= DOUBTS:
            self._doubt_ends = self.steady() + min(2.0 ** (self._doubts - DOUBTS), LONGEST_DOUBT)
        if isinstance(outcome, World):
            log.warning("call_went_otherwise", chat=chat, error=type(outcome).__name__)

    def doubt_ends(self) -> float | None:
        """Say from when one letter at a time may be tried; None when the messenger answers."""
        return self._doubt_ends if self._doubts >= DOUBTS else None

    async def fall_silent(self, patience: float) -> None:
        """Give shouts and answers PATIENCE seconds to end."""
        await self._errands.settle(patience)
        await self._errands.break_off()

    async def _answered(self, parcel: Parcel, message: int | None) -> int | World:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                if parcel.leaves:
                    await self._messenger.leave(parcel.chat)
                    return 0
                if parcel.removes is not None:
                    await self._messenger.delete(parcel.chat, parcel.removes)
                    return parcel.removes
                if message is None:
                    return await self._messenger.send(parcel)
                await self._messenger.edit(parcel, message)
                return message
        except World as trouble:
            return trouble
        except Exception as error:  # noqa: BLE001 - whatever broke, the letter may have arrived
            log.error("call_broke", chat=parcel.chat, error=type(error).__name__)
            return Unknown()

    async def _shout(self, parcel: Parcel) -> int | None:
        repeats = 1
        with suppress(asyncio.CancelledError):
            while True:
                await self._rest_over(parcel.chat)
                match await self.call(parcel, None, Lane.ALARM):
                    case int(message):
                        return message
                    case TryLater():
                        pass
                    case Moved(chat=to) if to != parcel.chat:
                        parcel = replace(parcel, chat=to)
                    case Unknown() if repeats:
                        repeats -= 1
                    case _:
                        break
        return None

    async def _rest_over(self, chat: int) -> None:
        """Wait until CHAT may be written to, in danger."""
        seconds = self._rest_of(chat)
        while seconds > 0:
            await asyncio.sleep(seconds)
            seconds = self._rest_of(chat)

    def _rest_of(self, chat: int) -> float:
        return max(self.pace.chat_rests(chat, Lane.ALARM), self.pace.held_until()) - self.steady()

    async def _answer(self, press: str, notice: str) -> None:
        try:
            async with asyncio.timeout(PRESS_SECONDS):
                await self._messenger.answer(press, notice)
        except (World, TimeoutError) as error:
            log.info("press_not_answered", error=type(error).__name__)
        finally:
            self._presses -= 1
