"""Where the CPU time of one update goes: each part of the way measured by itself, with the real parts.

python -m bench.parts       a table for both libraries          JSON=, PAGE=1       see bench/table.py

A hundred chats have the talk of the intake, turn by turn: as large a batch as the worker takes. One update in a batch
of its own costs more, for a transaction is shared by all that come at once.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from pydantic import SecretStr
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlmodel import select

from bench.fake_bot_api import TOKEN
from bench.intake_theme import THEME, add_words
from bench.sayings import intake_talk
from bench.table import Cell, close, table
from bot import pace
from bot.courier import Courier
from bot.groundwork import open_store, prepare
from bot.lookout import Lookout
from bot.messenger import Messenger, Raw
from bot.running import make_messenger
from bot.settings import Library, Settings
from bot.thrift import settle
from flows.alarm.recognition import look
from flows.desk import Desk
from flows.post import Parcel
from flows.themes import MENU
from flows.understanding.requests.sentence import understand
from storage.database import Database
from storage.inbox import keep, next_batch
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

CHATS, AT_ONCE = 100, 32
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
BOT = 1000
PARTS = (
    "fetch: getUpdates, a hundred at a time",
    "look out for danger",
    "keep: inbox, committed",
    "take from the inbox",
    "parse: the library's types",
    "understanding",
    "desk, talk, deeds, wording",
    "flush: rows and letters",
    "courier: claim, note, two commits",
    "send: the library's request",
)
(FETCH, LOOK, KEEP, TAKE, PARSE, UNDERSTANDING, DESK, FLUSH, COURIER, SEND) = PARTS


class Meter:
    """CPU seconds by part, of all threads of this process."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._flush_began = 0.0

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Count what is done meanwhile to PART."""
        begun = time.process_time()
        yield
        self.seconds[part] += time.process_time() - begun

    def begin_flush(self, *_: object) -> None:
        """Note that rows begin to be written."""
        self._flush_began = time.process_time()

    def end_flush(self, *_: object) -> None:
        """Count what writing rows took."""
        self.seconds[FLUSH] += time.process_time() - self._flush_began


class Mute:
    """A messenger that takes every letter at once, so that the courier is measured without sending."""

    def __init__(self) -> None:
        self.sent: list[Parcel] = []

    async def send(self, parcel: Parcel) -> int:
        """Take PARCEL."""
        self.sent.append(parcel)
        return len(self.sent)


class Way:
    """The way of a message through one house, part by part."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self.meter = Meter()
        self.now = NOON
        self._database = database
        self._messenger = messenger
        self._mute = Mute()
        self._lookout = Lookout(BOT, _shout)
        self._desk = Desk(database, MENU.with_theme(THEME), lambda: self.now)
        self._offset: int | None = None

    def begin_anew(self) -> None:
        """Forget what was measured, a minute later, so that what was understood is understood anew."""
        self.meter, self.now = Meter(), self.now + timedelta(minutes=1)

    async def turn(self) -> None:
        """Take one turn of every chat the whole way."""
        with self.meter.on(FETCH):
            raws = await self._messenger.fetch(self._offset, 0)
        self._offset = max(raw["update_id"] for raw in raws) + 1
        with self.meter.on(LOOK):
            self._lookout.look(list(raws))
        with self.meter.on(KEEP):
            async with self._database.transaction() as session:
                await keep(session, BOT, raws, self.now)
        await self._hear(raws)
        with self.meter.on(COURIER):
            parcels = await self._send_out(len(raws))
        with self.meter.on(SEND):
            for first in range(0, len(parcels), AT_ONCE):
                await asyncio.gather(*map(self._messenger.send, parcels[first : first + AT_ONCE]))

    async def _hear(self, raws: Sequence[Raw]) -> None:
        with self.meter.on(TAKE):
            async with self._database.reading() as session:
                items = await next_batch(session, self.now, len(raws))
        with self.meter.on(PARSE):
            inbounds = [self._messenger.to_inbound(raw) for raw in raws]
        with self.meter.on(UNDERSTANDING):
            for one in inbounds:
                look(one.text if one else "")
                understand(one.text if one else "", self.now.astimezone(ZONE).replace(tzinfo=None))
        heard = [(item, one) for item, one in zip(items, inbounds, strict=True) if one]
        with self.meter.on(DESK):
            await self._desk.receive(heard, {})

    async def _send_out(self, number: int) -> list[Parcel]:
        """Have a courier bring NUMBER letters to nobody; give what it would have sent."""
        self._mute.sent.clear()
        courier = Courier(self._database, self._mute, lambda: self.now, _closed)  # type: ignore[arg-type]  # it only sends
        at_work = asyncio.create_task(courier.run())
        while len(self._mute.sent) < number:
            await asyncio.sleep(0.002)
        await courier.stop()
        await at_work
        return list(self._mute.sent)


def _shout(parcel: Parcel) -> "asyncio.Task[int | None]":
    raise AssertionError("nobody is in danger here")


async def _closed(chat: int) -> None:
    raise AssertionError("nobody's chat is closed here")


async def measure(library: Library, chats: int = CHATS) -> dict[str, float]:
    """Give the CPU time of each part in µs an update. Raises AssertionError when a talk did not come to its end."""
    with tempfile.TemporaryDirectory(prefix="bench-parts-") as folder:
        words = (sys.executable, "-m", "bench.fake_bot_api", str(chats))
        server = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        assert server.stdout is not None
        try:
            address = (await server.stdout.readline()).decode().strip()
            store = f"sqlite+aiosqlite:///{Path(folder) / 'parts.db'}"
            settings: dict[str, Any] = {"token": SecretStr(TOKEN), "telegram_api": address, "database": store}
            return await _measured(Settings(_env_file=None, library=library, **settings), chats)
        finally:
            server.terminate()
            await server.wait()


async def _measured(settings: Settings, chats: int) -> dict[str, float]:
    database, messenger = open_store(settings), make_messenger(settings)
    pace.BOT_SECONDS = pace.CHAT_SECONDS = 0.0
    add_words()
    try:
        await prepare(settings, database, NOON)
        await messenger.open()
        way, turns = Way(database, messenger), len(intake_talk(0))
        for _ in range(turns):  # what is read and compiled once in the life of a process is not counted
            await way.turn()
        way.begin_anew()
        settle()
        event.listen(Session, "before_flush", way.meter.begin_flush)
        event.listen(Session, "after_flush", way.meter.end_flush)
        for _ in range(turns):
            await way.turn()
        event.remove(Session, "before_flush", way.meter.begin_flush)
        event.remove(Session, "after_flush", way.meter.end_flush)
        await _see_that_all_is_done(database, 2 * chats)
    finally:
        await messenger.close()
        await database.close()
    way.meter.seconds[DESK] -= way.meter.seconds[FLUSH]
    return {part: 1e6 * way.meter.seconds[part] / (chats * turns) for part in PARTS}


async def _see_that_all_is_done(database: Database, chats: int) -> None:
    async with database.reading() as session:
        named = [one for one in (await session.exec(select(Person))).all() if one.name]
        thanks = (await session.exec(select(OutboxLetter.id).where(OutboxLetter.words == "intake.thanks"))).all()
    assert len(named) == len(thanks) == chats


def measure_each(libraries: Sequence[Library], chats: int = CHATS) -> dict[Library, dict[str, float]]:
    """Measure each of LIBRARIES in a process of its own, so that none gains by what the other one read."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        return dict(zip(libraries, processes.map(_measure_by_itself, libraries, repeat(chats)), strict=True))


def _measure_by_itself(library: Library, chats: int) -> dict[str, float]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return asyncio.run(measure(library, chats))


def main() -> int:
    """Measure and print."""
    found = measure_each(list(Library))
    head = ("CPU of one update, µs", *(library.value for library in Library))
    rows: list[list[Cell]] = [[part, *(found[library][part] for library in Library)] for part in PARTS]
    rows.append(["all of it", *(sum(found[library].values()) for library in Library)])
    left = [dict(zip(("part", *head[1:]), row, strict=True)) for row in rows]
    return close("bench-parts", [table(head, rows)], left, [])


if __name__ == "__main__":
    sys.exit(main())
