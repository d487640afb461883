"""What every test of a messenger starts with."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.messenger import Messenger
from bot.practice.api import Trouble

RIET = 81  # the one person in the world of these tests


@asynccontextmanager
async def opened(messenger: Messenger) -> AsyncIterator[Messenger]:
    """Open MESSENGER for the block, and close it after."""
    try:
        await messenger.open()
        yield messenger
    finally:
        await messenger.close()


class Now:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Faults:
    """Gives the next trouble to the next call of its method."""

    def __init__(self) -> None:
        self.next: dict[str, Trouble] = {}

    def __call__(self, method: str, fields: Mapping[str, Any]) -> Trouble | None:
        return self.next.pop(method, None)
