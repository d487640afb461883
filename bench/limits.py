"""A fake Bot API that keeps Telegram's limits, and notes who oversteps them: refusals, order, waits."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from bench.fake_bot_api import Fields
from bot.practice.api_limits import OVERALL, Limits


@dataclass
class Warden:
    """Lets a message through or refuses it as Telegram does, with the seconds to wait; each text ends in its number.

    `written` holds when an answer was written, by its text; whoever writes one puts it there.
    """

    limits: Limits = field(default_factory=Limits)
    written: dict[str, float] = field(default_factory=dict)
    taken: list[float] = field(default_factory=list)  # when
    waits: list[float] = field(default_factory=list)  # of answers, in seconds
    refused: int = 0
    too_early: int = 0
    order_breaks: int = 0
    _in_wave: int = 0  # how many were taken by the time of the last letter of the wave
    _until: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    _last: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def judge(self, method: str, fields: Fields) -> dict[str, Any] | None:
        """Give the refusal of a call, or None."""
        if method != "sendmessage":
            return None
        chat, text, now = int(fields["chat_id"]), str(fields["text"]), time.monotonic()
        self.too_early += now < self._until[chat]
        wait = self.limits.take(chat)
        if wait:
            self.refused += 1
            self._until[chat] = now + wait
            more = {"description": f"Too Many Requests: retry after {wait}", "parameters": {"retry_after": wait}}
            return {"ok": False, "error_code": 429, **more}
        self._note(chat, text, now)
        return None

    def _note(self, chat: int, text: str, now: float) -> None:
        self.taken.append(now)
        number = int(text.rpartition(" ")[2])
        self.order_breaks += number < self._last[chat]
        self._last[chat] = max(number, self._last[chat])
        if text not in self.written:
            self._in_wave = len(self.taken)
        else:
            self.waits.append(now - self.written[text])

    @property
    def of_limit(self) -> float:
        """Give what was sent in the wave, answers included, in percent of what the limit lets through meanwhile."""
        most, seconds = OVERALL
        return 100 * (self._in_wave - 1) / (self.taken[self._in_wave - 1] - self.taken[0]) * seconds / most
