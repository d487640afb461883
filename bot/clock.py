"""Wakes the rounds. APScheduler is only the alarm clock: every promise is a row, and none is kept here."""

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

HOUSEKEEPING_MINUTES = 60


class Clock:
    """Calls TICK every few seconds and KEEP_HOUSE every hour; a call that is still at work is not called again."""

    def __init__(
        self, seconds: float, tick: Callable[[], Awaitable[object]], keep_house: Callable[[], Awaitable[object]]
    ) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for job, every in ((tick, seconds), (keep_house, HOUSEKEEPING_MINUTES * 60.0)):
            self._scheduler.add_job(
                job, "interval", seconds=every, coalesce=True, max_instances=1, misfire_grace_time=None
            )

    def start(self) -> None:
        """Begin to call."""
        self._scheduler.start()

    def stop(self) -> None:
        """Call no more."""
        self._scheduler.shutdown(wait=False)
