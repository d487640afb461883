"""The gate: letters in hand wait here, in memory, until the pace has a place for them; urgent lanes go first.

A few letters of a wave are taken in hand ahead of their turn, so that the store is asked for several at once and none
of their turns is lost on it. They are few, for after a crash nobody knows which of them had gone.
"""

import asyncio
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from bot.messenger import TryLater
from bot.pace import WAVES, Pace, Place
from storage.terms import Lane

AHEAD, FEW = 4, 2  # letters that wait here at most, and with how many left more are asked for
PATIENCE = 1.0  # seconds; whoever would wait longer does so in the outbox
_RANKS = {lane: rank for rank, lane in enumerate(Lane)}


@dataclass(order=True, slots=True)
class _Waiting:
    rank: int
    number: int
    chat: int = field(compare=False)
    lane: Lane = field(compare=False)
    since: float = field(compare=False)
    place: "asyncio.Future[Place]" = field(compare=False)


class Gate:
    """One gate a bot. `steady` gives seconds that are never set back; `on_few` is called when few wait any more."""

    def __init__(self, pace: Pace, steady: Callable[[], float], on_few: Callable[[], None]) -> None:
        self._pace = pace
        self._steady = steady
        self._on_few = on_few
        self._numbers = count()
        self._waiting: list[_Waiting] = []
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, chat: int, lane: Lane) -> Place:
        """Wait for a place for a letter to CHAT and book it. Raises TryLater where that would take long."""
        place: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, _Waiting(_RANKS[lane], next(self._numbers), chat, lane, self._steady(), place))
        self.let_in()
        return await place

    def has_room(self, lane: Lane, more: int) -> bool:
        """Say whether a letter of LANE may be taken in hand besides MORE that are about to come."""
        binds = lane in WAVES or (lane is not Lane.ALARM and self._pace.is_bound(self._steady()))
        return not binds or len(self._waiting) + more < AHEAD

    def leave(self, place: Place, clear: bool) -> None:
        """Note that the call for which PLACE was booked is over, with a CLEAR answer or without."""
        self._pace.answered(place, self._steady(), clear)
        self.let_in()

    def let_in(self) -> None:
        """Let in all whose turn it is, and look again when it is the next one's."""
        waited = len(self._waiting)
        while self._waiting and self._is_through(self._waiting[0], self._steady()):
            heapq.heappop(self._waiting)
        if len(self._waiting) <= FEW < waited:
            self._on_few()

    def _is_through(self, first: _Waiting, now: float) -> bool:
        """Let FIRST in, or turn them away; else see to it that they are looked at again."""
        held, when = self._pace.held_until(), self._pace.turn(first.lane, first.since, now)
        if first.place.done():  # whoever waited was broken off
            return True
        if held > now + PATIENCE:
            first.place.set_exception(TryLater(held - now, whole_bot=True))
        elif when <= now:
            first.place.set_result(self._pace.book(first.chat, first.lane, now))
        else:
            self._look_again(when - now)
            return False
        return True

    def _look_again(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.let_in)
