"""The crowd that talks to a bot in a bench and looks at each answer: is it right, how late, and was it said before.

Everybody types what comes next only after the bot has answered. Nobody types the same as everybody else, so that
nothing is fast only because it was read before.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from bench.fake_bot_api import FakeBotApi
from bench.sayings import Line, intake_talk

IN_FLIGHT = 200
QUIET_SECONDS = 4.0  # without an answer and without work, after which no more is waited for
LONGEST_SILENCE = 20.0  # at work or not
AT_WORK = 0.05  # of a core
LOOK_SECONDS = 0.01


@dataclass(slots=True)
class Talk:
    """One chat on its way."""

    lines: tuple[Line, ...]
    turn: int = 0
    update: int = 0
    typed_at: float = 0.0
    waits: bool = False  # for an answer
    right: bool = True
    heard: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Say whether every turn has been answered."""
        return self.turn == len(self.lines)


class Crowd:
    """All chats of one bot. `spent` gives the CPU seconds that it has taken: one that is at work is waited for."""

    _chats = count(100_001)  # never the same twice, so each run has newcomers

    def __init__(
        self, api: FakeBotApi, spent: Callable[[], float], talk_of: Callable[[int], Sequence[Line]] = intake_talk
    ) -> None:
        self.talks: dict[int, Talk] = {}
        self.latencies: list[float] = []
        self.answers = self.repeats = self.wrong = self.waiting = 0
        self.last_at = 0.0  # when somebody typed, or was answered
        self.follow(spent)
        self._api = api
        self._talk_of = talk_of
        self._on_answer: Callable[[int, Talk], None] = _stay
        api.on_said = self._hear

    def follow(self, spent: Callable[[], float]) -> None:
        """Count from now on what SPENT gives, for the bot has been started anew."""
        self.last_at = self._looked_at = time.perf_counter()
        self._spent, self._spent_then = spent, spent()

    def begin(self) -> None:
        """Let somebody new type their first words."""
        chat = next(Crowd._chats)
        self.talks[chat] = Talk(tuple(self._talk_of(chat)))
        self.type(chat)

    def type(self, chat: int) -> None:
        """Let whoever has CHAT type what comes next, or the same once more."""
        talk = self.talks[chat]
        self.waiting += not talk.waits
        talk.waits, talk.typed_at = True, time.perf_counter()
        self.last_at = talk.typed_at
        talk.update = self._api.say(chat, talk.lines[talk.turn].types)

    def _hear(self, chat: int, text: str) -> None:
        talk = self.talks.get(chat)
        if talk is None:
            return
        if text in talk.heard:
            self.repeats += 1
        elif talk.waits:
            talk.heard.append(text)
            self._take(chat, talk, text)

    def _take(self, chat: int, talk: Talk, text: str) -> None:
        self.last_at = time.perf_counter()
        self.latencies.append(self.last_at - talk.typed_at)
        self.answers += 1
        self.waiting -= 1
        if talk.lines[talk.turn].hears not in text:
            talk.right = False
            self.wrong += 1
        talk.waits = False
        talk.turn += 1
        self._on_answer(chat, talk)

    def keep_busy(self, chats: int, in_flight: int = IN_FLIGHT) -> None:
        """Have CHATS talks, so many at once: who is answered goes on, and who is done gives way to somebody new."""
        left = chats - min(in_flight, chats)

        def go_on(chat: int, talk: Talk) -> None:
            nonlocal left
            if not talk.done:
                self.type(chat)
            elif left:
                left -= 1
                self.begin()

        self._on_answer = go_on
        for _ in range(min(in_flight, chats)):
            self.begin()

    async def closed_loop(self, chats: int, seconds: float, in_flight: int = IN_FLIGHT) -> float:
        """Have CHATS talks, so many at once, for SECONDS at most; give the answers a second."""
        begun = time.perf_counter()
        self.keep_busy(chats, in_flight)
        while self.waiting and not self._is_quiet() and time.perf_counter() < begun + seconds:
            await asyncio.sleep(LOOK_SECONDS)
        rate = self.answers / (self.last_at - begun) if self.answers else 0.0
        await self.settle()
        return rate

    async def open_loop(self, a_second: float, seconds: float) -> None:
        """Type so many messages A_SECOND, whatever becomes of them, by whoever has been answered or is new."""
        idle = deque[int]()
        self._on_answer = lambda chat, talk: None if talk.done else idle.append(chat)
        begun = time.perf_counter()
        for place in range(int(a_second * seconds)):
            await asyncio.sleep(max(0.0, begun + place / a_second - time.perf_counter()))
            if len(idle) > a_second / 2:  # so that nobody's next message comes on the heels of an answer
                self.type(idle.popleft())
            else:
                self.begin()
        await self.settle()

    async def until_answers(self, number: int) -> None:
        """Wait until NUMBER answers have come."""
        while self.answers < number and not self._is_quiet():
            await asyncio.sleep(LOOK_SECONDS)

    async def settle(self) -> None:
        """Let nobody type any more, and wait until all have been answered or all has been quiet for a while."""
        self._on_answer = _stay
        await self.until_quiet()

    async def until_quiet(self) -> None:
        """Wait until nobody waits for an answer any more, or no answer has come for a while."""
        while self.waiting and not self._is_quiet():
            await asyncio.sleep(LOOK_SECONDS)

    def _is_quiet(self) -> bool:
        """Say whether nothing more is to be waited for: no answer for a while, and nobody at work on one."""
        now = time.perf_counter()
        since = max(self.last_at, self._looked_at)
        if now - since < QUIET_SECONDS:
            return False
        spent, before = self._spent(), self._spent_then
        self._looked_at, self._spent_then = now, spent
        return now - self.last_at > LONGEST_SILENCE or spent - before < AT_WORK * (now - since)


def _stay(chat: int, talk: Talk) -> None:
    """Type nothing more."""
