"""Telegram's sending limits, enforced: over all chats, in one chat with a short burst, and in a group."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

OVERALL = (30, 1.0)  # sends, in so many seconds. Source: the Bot FAQ of Telegram
GROUP = (20, 60.0)
CHAT_BURST = 3  # one a second, and a few at once are let through
CHAT_PACE = 1.0


class Limits:
    """Counts what is sent. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = defaultdict(deque)
        self._free_at: dict[int, float] = defaultdict(float)

    def take(self, chat: int) -> int:
        """Count one send to CHAT and give 0, or give the seconds to wait and count nothing."""
        now = self._clock()
        windows = [(self._all, *OVERALL)] + ([(self._groups[chat], *GROUP)] if chat < 0 else [])
        ahead = self._free_at[chat] - now - CHAT_PACE * (CHAT_BURST - 1)
        wait = max([ahead, *(_full_for(window, most, span, now) for window, most, span in windows)])
        if wait > 0:
            return math.ceil(wait)
        self._free_at[chat] = max(self._free_at[chat], now) + CHAT_PACE
        for window, _, _ in windows:
            window.append(now)
        return 0


def _full_for(window: deque[float], most: int, span: float, now: float) -> float:
    while window and window[0] <= now - span:
        window.popleft()
    return window[0] + span - now if len(window) >= most else 0.0
