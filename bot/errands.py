"""Errands: work that runs beside the rest, held on to until it ends, with its faults in the log."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import structlog

T = TypeVar("T")
log = structlog.get_logger()


async def wait(event: asyncio.Event, seconds: float) -> None:
    """Wait for EVENT, so many SECONDS at most."""
    with suppress(TimeoutError):
        async with asyncio.timeout(max(seconds, 0.0)):
            await event.wait()


class Errands:
    """The errands of one owner that are under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Set WORK going."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    async def settle(self, patience: float) -> None:
        """Give what is under way at most PATIENCE seconds to end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)

    async def break_off(self) -> None:
        """End what is under way, wherever it stands."""
        late = list(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _end(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("errand_broke", error=type(error).__name__)
