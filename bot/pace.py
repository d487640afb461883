"""The pace: when a chat may be written to without asking too much of Telegram. Pure; the time is handed in.

Times are seconds of a steady clock, so that a clock set back stops nobody. The last place of the bot and of each
group is kept free for alarms.

The limit over all chats binds what comes by itself. An answer to somebody who has just written may go beyond it, until
the messenger asks for patience at such a moment: then it binds answers too, for a good while.
Source of the limits: Telegram's bot FAQ (30 a second over all in bulk, 1 a second in a chat, 20 a minute in a group).
"""

from collections import deque
from collections.abc import Sequence

from storage.terms import Lane

BOT_MOST, BOT_SECONDS = 30, 1.0
CHAT_SECONDS, CHAT_BURST = 1.0, 3
GROUP_MOST, GROUP_SECONDS = 20, 60.0
_KEPT_FREE = 1
_WAVE_SECONDS = BOT_SECONDS / 28  # between two letters of a wave: two places a second are left for answers and alarms
_WAVE_WAITS = 0.2  # at most, between two letters of a wave while answers go beyond the limit
_WAVES = (Lane.NEWS, Lane.BULK)
MOST_ANSWERS = 100  # at this moment, while they are not bound
BOUND_SECONDS = 600.0
_SPARE_ROOM = 100  # chats beyond twice those at work, before the idle ones are forgotten


class Pace:
    """What was sent when, as far as it still counts."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque(maxlen=BOT_MOST)
        self._last_of_wave = 0.0
        self._next_of_wave = 0.0  # waves are spread evenly, so that an answer soon finds a place between them
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, float] = {}  # when the chat would be at rest again; a second a letter
        self._most_chats = _SPARE_ROOM
        self._bound_until = 0.0
        self._held: dict[int | None, float] = {}  # until when the messenger asked for patience; None: the whole bot

    def take(self, chat: int, lane: Lane, now: float) -> float | None:
        """Book one letter to CHAT and give None, or give the earliest time at which it is worth asking again."""
        when = max(self._of_bot(lane, now), self._of_chat(chat, lane))
        if when > now:
            return when
        self._book(chat, lane, now)
        return None

    def resting(self, now: float) -> dict[int, float]:
        """Give the chats that may not be written to yet, whatever the bot as a whole may do, and until when."""
        known = {*self._chats, *(chat for chat in self._held if chat is not None)}
        ends = {chat: self._of_chat(chat, Lane.ANSWER) for chat in known}
        return {chat: end for chat, end in ends.items() if end > now}

    def room(self, now: float) -> int:
        """Say how many letters may go at this moment as far as the bot as a whole is concerned, alarms included."""
        bound = now < self._bound_until
        return BOT_MOST - sum(time > now - BOT_SECONDS for time in self._sent) if bound else MOST_ANSWERS

    def hold(self, chat: int | None, until: float, now: float) -> None:
        """Send CHAT (None: anybody) nothing before UNTIL, for the messenger said so NOW."""
        self._held[chat] = max(until, self._held.get(chat, until))
        if self._full(Lane.ALARM) > now:
            self._bound_until = until + BOUND_SECONDS

    def _of_bot(self, lane: Lane, now: float) -> float:
        held, bound = self._held.get(None, 0.0), now < self._bound_until
        if lane not in _WAVES:
            return max(held, self._full(lane) if bound else 0.0)
        turn = max(self._next_of_wave, self._full(lane))
        return max(held, turn if bound else min(turn, self._last_of_wave + _WAVE_WAITS))

    def _full(self, lane: Lane) -> float:
        """Say until when as much was sent as is good over all chats."""
        return _free(self._sent, _room(BOT_MOST, lane), BOT_SECONDS)

    def _of_chat(self, chat: int, lane: Lane) -> float:
        rests = self._chats.get(chat, 0.0) - (CHAT_BURST - 1) * CHAT_SECONDS
        group = _free(self._groups.get(chat, ()), _room(GROUP_MOST, lane), GROUP_SECONDS)
        return max(self._held.get(chat, 0.0), rests, group)

    def _book(self, chat: int, lane: Lane, now: float) -> None:
        if len(self._chats) > self._most_chats:
            self._forget_idle(now)
            self._most_chats = 2 * len(self._chats) + _SPARE_ROOM
        self._sent.append(now)
        self._next_of_wave = min(max(self._next_of_wave, now - _WAVE_SECONDS) + _WAVE_SECONDS, now + BOT_SECONDS)
        if lane in _WAVES:
            self._last_of_wave = now
        self._chats[chat] = max(now, self._chats.get(chat, now)) + CHAT_SECONDS
        if chat < 0:
            self._groups.setdefault(chat, deque(maxlen=GROUP_MOST)).append(now)

    def _forget_idle(self, now: float) -> None:
        self._chats = {chat: rest for chat, rest in self._chats.items() if rest > now}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._groups = {chat: sent for chat, sent in self._groups.items() if sent[-1] > now - GROUP_SECONDS}


def _room(most: int, lane: Lane) -> int:
    return most if lane is Lane.ALARM else most - _KEPT_FREE


def _free(sent: Sequence[float], room: int, seconds: float) -> float:
    """Say when fewer than ROOM of what was SENT lie within the last SECONDS."""
    return sent[-room] + seconds if len(sent) >= room else 0.0
