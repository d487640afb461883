"""Wakes the rounds. APScheduler is only the alarm clock: it rings, and what is to be done is done here, one at a time.

The work is no job of the scheduler, for a scheduler that is shut down cancels its jobs, and a transaction that is
cancelled half-way may leave the store locked.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from flows.faults import place_of

HOUSEKEEPING_SECONDS = 3600.0

log = structlog.get_logger()

Work = Callable[[], Awaitable[object]]


class Clock:
    """Has TICK done every few seconds and KEEP_HOUSE every hour, until it is stopped."""

    def __init__(self, seconds: float, tick: Work, keep_house: Work) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._rung: dict[str, Work] = {}  # what has been rung for and not been done yet
        self._bell = asyncio.Event()
        self.turns = 0  # grows for as long as it makes progress
        self._stopped = False
        for name, work, every in (("tick", tick, seconds), ("keep_house", keep_house, HOUSEKEEPING_SECONDS)):
            self._scheduler.add_job(
                self._ring, "interval", (name, work), seconds=every, coalesce=True, misfire_grace_time=None
            )

    async def run(self) -> None:
        """Do what is rung for until stopped; no trouble ends it."""
        if self._stopped:
            return
        self._scheduler.start()
        while not self._stopped:
            await self._bell.wait()
            self._bell.clear()
            while self._rung and not self._stopped:
                name = next(iter(self._rung))
                await self._do(name, self._rung.pop(name))

    def stop(self) -> None:
        """Ring no more; what is being done is finished. A clock that never ran will not run."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._stopped = True
        self._bell.set()

    async def _ring(self, name: str, work: Work) -> None:
        self._rung[name] = work
        self._bell.set()

    async def _do(self, name: str, work: Work) -> None:
        self.turns += 1
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - every due time is a row: the next ring finds it again
            log.error("rounds_failed", work=name, error=type(error).__name__, place=place_of(error))
