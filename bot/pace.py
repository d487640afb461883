"""The pace: when a chat may be written to without asking too much of Telegram. Pure; the time is handed in.

Times are seconds of a steady clock, so that a clock set back stops nobody. Telegram counts a call somewhere between the
moment it was made and the moment it was answered; so a call counts from its answer on, less the shortest time that any
call took, and one that is still on its way has not begun to count. The last place of a group is kept for alarms.

The limit over all chats binds what comes by itself. An answer to somebody who has just written waits a moment for a
place that a wave has left it, or else goes beyond the limit, until the messenger asks for patience at such a moment:
then it binds answers too, for a good while, and one place of the bot is kept for alarms.
Source of the limits: Telegram's bot FAQ (30 a second over all in bulk, 1 a second in a chat, 20 a minute in a group).
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from storage.terms import Lane

BOT_MOST, BOT_SECONDS = 30, 1.0
CHAT_SECONDS, CHAT_BURST = 1.0, 3
GROUP_MOST, GROUP_SECONDS = 20, 60.0
WAVES = (Lane.NEWS, Lane.BULK)
BOUND_SECONDS = 600.0
_MARGIN = 0.003  # for what no clock tells
_ON_ITS_WAY = 2.0  # after which a call without an answer is taken for counted: nothing may hang for ever
_KNOWN_AFTER = 30  # answers; only then it is known how quickly they come
_WAVE_SECONDS = BOT_SECONDS / 29.5  # between two letters of a wave
_CAUGHT_UP = 3  # letters that a wave may make up for at once where it was held up
_WAVE_WAITS = 0.2  # at most, between two letters of a wave while answers go beyond the limit
_ANSWER_WAITS = 0.25  # at most, for a place that a wave leaves
_COUNTED = attrgetter("counted")
_SPARE_ROOM = 100  # chats beyond twice those at work, before the idle ones are forgotten


@dataclass(slots=True, eq=False)
class Place:
    """The place of one call among those that count. `rested` says when its chat was at rest before it."""

    chat: int
    lane: Lane
    booked: float
    rested: float
    counted: float = math.inf

    def ends(self, now: float) -> float:
        """Say when it counts no more, as far as can be said NOW."""
        counted = min(now, self.booked + _ON_ITS_WAY) if self.counted == math.inf else self.counted
        return counted + BOT_SECONDS + (_MARGIN if BOT_SECONDS else 0.0)


class Pace:
    """What was sent when, as far as it still counts."""

    def __init__(self) -> None:
        self._sent: list[Place] = []  # the last that count
        self._answers, self._quickest = 0, _ON_ITS_WAY  # how many came, and the shortest time that one took
        self._last_of_wave = 0.0
        self._next_of_wave = 0.0  # waves are spread evenly, so that an answer soon finds a place between them
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, float] = {}  # when the chat would be at rest again; a second a letter
        self._most_chats = _SPARE_ROOM
        self._bound_until = 0.0
        self._held: dict[int | None, float] = {}  # until when the messenger asked for patience; None: the whole bot

    def book(self, chat: int, lane: Lane, now: float) -> Place:
        """Note a call to CHAT that is made NOW."""
        if len(self._chats) > self._most_chats:
            self._forget_idle(now)
            self._most_chats = 2 * len(self._chats) + _SPARE_ROOM
        place = Place(chat, lane, now, self._chats.get(chat, now))
        if len(self._sent) == BOT_MOST:
            self._sent.remove(min(self._sent, key=_COUNTED))
        self._sent.append(place)
        late = _CAUGHT_UP * _WAVE_SECONDS if now - self._last_of_wave < BOT_SECONDS else 0.0
        self._next_of_wave = min(max(self._next_of_wave, now - late) + _WAVE_SECONDS, now + BOT_SECONDS)
        if lane in WAVES:
            self._last_of_wave = now
        self._chats[chat] = max(now, place.rested) + CHAT_SECONDS
        if chat < 0:
            self._groups.setdefault(chat, deque(maxlen=GROUP_MOST)).append(now)
        return place

    def answered(self, place: Place, now: float, clear: bool = True) -> None:
        """Note that the call of PLACE was answered NOW, or that it is CLEAR no more what came of it."""
        if clear:
            self._answers, self._quickest = self._answers + 1, min(self._quickest, now - place.booked)
        place.counted = now - (self._quickest if self._answers > _KNOWN_AFTER else 0.0)
        self._chats[place.chat] = max(self._chats.get(place.chat, now), max(now, place.rested) + CHAT_SECONDS)
        if place.chat < 0:
            self._groups[place.chat][-1] = now

    def turn(self, lane: Lane, since: float, now: float) -> float:
        """Say when a letter that is ready SINCE then may go, as far as the bot as a whole is concerned."""
        held, bound = self._held.get(None, 0.0), self.is_bound(now)
        if lane in WAVES:
            turn = max(self._next_of_wave, self._free(BOT_MOST, now))
            return max(held, turn if bound or self._waves_rule() else min(turn, self._last_of_wave + _WAVE_WAITS))
        if bound:
            return max(held, self._free(BOT_MOST if lane is Lane.ALARM else BOT_MOST - 1, now))
        if now - self._last_of_wave > BOT_SECONDS:
            return held
        free = self._free(BOT_MOST, now)
        return max(held, free if free <= since + _ANSWER_WAITS else 0.0)

    def _waves_rule(self) -> bool:
        """Say whether it is waves, and not answers, that most of the last places went to."""
        return 2 * sum(place.lane in WAVES for place in self._sent) > BOT_MOST

    def is_bound(self, now: float) -> bool:
        """Say whether answers may not go beyond the limit either."""
        return now < self._bound_until

    def held_until(self, chat: int | None = None) -> float:
        """Say until when the messenger asked to leave CHAT (None: everybody) alone."""
        return self._held.get(chat, 0.0)

    def chat_rests(self, chat: int, lane: Lane) -> float:
        """Say until when CHAT may not be written to, whatever the bot as a whole may do."""
        rests = self._chats.get(chat, 0.0) - (CHAT_BURST - 1) * CHAT_SECONDS
        room = GROUP_MOST if lane is Lane.ALARM else GROUP_MOST - 1
        return max(self._held.get(chat, 0.0), rests, _free(self._groups.get(chat, ()), room, GROUP_SECONDS))

    def resting(self, now: float) -> dict[int, float]:
        """Give the chats that may not be written to yet, and until when."""
        known = {*self._chats, *(chat for chat in self._held if chat is not None)}
        ends = {chat: self.chat_rests(chat, Lane.ANSWER) for chat in known}
        return {chat: end for chat, end in ends.items() if end > now}

    def hold(self, chat: int | None, until: float, now: float) -> None:
        """Send CHAT (None: anybody) nothing before UNTIL, for the messenger said so NOW."""
        self._held[chat] = max(until, self._held.get(chat, until))
        if self._free(BOT_MOST, now) > now:
            self._bound_until = until + BOUND_SECONDS

    def _free(self, room: int, now: float) -> float:
        """Say when fewer than ROOM of what was sent over all chats count."""
        ends = sorted(place.ends(now) for place in self._sent)
        return ends[-room] if len(ends) >= room else 0.0

    def _forget_idle(self, now: float) -> None:
        self._chats = {chat: rest for chat, rest in self._chats.items() if rest > now}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._groups = {chat: sent for chat, sent in self._groups.items() if sent[-1] > now - GROUP_SECONDS}


def _free(sent: Sequence[float], room: int, seconds: float) -> float:
    """Say when fewer than ROOM of what was SENT lie within the last SECONDS."""
    return sent[-room] + seconds if len(sent) >= room else 0.0
