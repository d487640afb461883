"""The queue of updates that wait for the bot, with Telegram's rules of confirming and forgetting."""

import random
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

MESSAGES_LAST = timedelta(days=1)
PRESSES_LAST = timedelta(seconds=150)
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # only sent when named


@dataclass(slots=True, eq=False)
class Update:
    """One update. `lane` is the queue a webhook delivers it in: one a chat, another one a presser."""

    id: int
    kind: str
    content: Any  # a mapping, but for what a broken server would send
    lane: str
    until: datetime
    again: bool = False  # given out once more, whatever was confirmed
    twice: bool = False  # it was given out once more by itself

    def wire(self) -> dict[str, Any]:
        """Give the update as the Bot API shows one."""
        return {"update_id": self.id, self.kind: self.content}


class Updates:
    """What waits for the bot. An update leaves when a later offset confirms it, or when it is too old."""

    def __init__(self, clock: Callable[[], datetime], first: int = 1000) -> None:
        self._clock = clock
        self._next = first
        self._waiting: deque[Update] = deque()
        self._confirmed: deque[Update] = deque(maxlen=1000)
        self._listeners: list[Callable[[], None]] = []
        self._wanted: frozenset[str] = frozenset()
        self._twice: tuple[float, random.Random] | None = None
        self.outdated: list[Update] = []  # what was forgotten before it was confirmed
        self.repeated = 0  # updates that were given out once more by themselves

    def add(self, kind: str, content: Mapping[str, Any], lane: str) -> None:
        """Queue an update, unless its kind was not asked for: then it is never seen."""
        if kind not in self._wanted if self._wanted else kind in UNASKED:
            return
        until = self._clock() + (PRESSES_LAST if kind == "callback_query" else MESSAGES_LAST)
        self._waiting.append(Update(self._next, kind, content, lane, until))
        self._next += 1
        self._tell()

    def add_raw(self, content: Mapping[str, Any]) -> None:
        """Queue an update of any shape, as a broken server would; CONTENT is everything but its number."""
        for kind, value in content.items():
            self._waiting.append(Update(self._next, kind, value, "raw", self._clock() + MESSAGES_LAST))
            self._next += 1
        self._tell()

    def want(self, kinds: Iterable[str]) -> None:
        """Queue only KINDS from now on; none named means all the usual ones."""
        self._wanted = frozenset(kinds)

    def fetch(self, offset: int = 0, limit: int = 100) -> list[Update]:
        """Confirm everything below OFFSET and give the rest; negative: keep only the last so many.

        An offset beyond the newest update confirms nothing, as at Telegram.
        """
        self._forget_old()
        if offset < 0:
            offset = self._waiting[offset].id if len(self._waiting) >= -offset else 0
        if offset <= self._next:
            self._confirm([one for one in self._waiting if one.id < offset and not one.again])
        given = list(self._waiting)[:limit]
        for one in given:
            one.again = False
        return given

    def confirm(self, update: Update) -> None:
        """Take one delivered update off the queue."""
        self._confirm([update])

    def pending(self) -> list[Update]:
        """List what waits, oldest first, confirming nothing."""
        self._forget_old()
        return list(self._waiting)

    def clear(self) -> None:
        """Drop everything that waits."""
        self._waiting.clear()

    def redeliver(self, count: int = 1) -> None:
        """Put the last COUNT confirmed updates in front again, to be given out once more."""
        for one in [self._confirmed.pop() for _ in range(min(count, len(self._confirmed)))]:
            one.again = True
            self._waiting.appendleft(one)
        self._tell()

    def repeat(self, rate: float, chance: random.Random) -> None:
        """From now on give out RATE of all updates once more after they were confirmed."""
        self._twice = (rate, chance)

    def renumber(self, first: int) -> None:
        """Go on numbering at FIRST, which may be lower, as after a quiet week."""
        self._next = first

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call CALLBACK whenever something is queued; gives what ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def _confirm(self, given: list[Update]) -> None:
        for one in given:
            if one in self._waiting:
                self._waiting.remove(one)
                self._confirmed.append(one)
                self._give_again(one)

    def _give_again(self, one: Update) -> None:
        if self._twice is None or one.twice or self._twice[1].random() >= self._twice[0]:
            return
        one.again = one.twice = True
        self.repeated += 1
        self._waiting.appendleft(one)

    def _forget_old(self) -> None:
        now = self._clock()
        if any(one.until <= now for one in self._waiting):
            self.outdated += [one for one in self._waiting if one.until <= now and not one.twice]
            self._waiting = deque(one for one in self._waiting if one.until > now)

    def _tell(self) -> None:
        for callback in list(self._listeners):
            callback()
