"""A courier in a process of its own, to be killed: python -m tests.bot.mortal DATABASE_FILE JOURNAL_FILE."""

import asyncio
import os
import sys
import time
from datetime import UTC, datetime, timedelta

from bot.courier import Courier
from flows.post import Parcel
from storage.database import open_database
from tests.bot.twin import Twin

FASTER = 50  # than the clock on the wall, so that a day of limits fits in a test


class Witness(Twin):
    """Writes down what arrives before it answers, where a kill cannot undo it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.seconds = 0.02
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def send(self, parcel: Parcel) -> int:
        os.write(self._file, f"{parcel.chat} {parcel.text}\n".encode())
        return await super().send(parcel)


async def live(database_file: str, journal_file: str) -> None:
    """Send until killed."""
    born = time.monotonic()
    courier = Courier(
        open_database(f"sqlite+aiosqlite:///{database_file}"),
        Witness(journal_file),
        lambda: datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(seconds=(time.monotonic() - born) * FASTER),
        lambda _chat: asyncio.sleep(0),
        lambda: time.monotonic() * FASTER,
    )
    running = asyncio.create_task(courier.run())
    while not running.done():
        await asyncio.sleep(0.01)
        courier.wake()


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
