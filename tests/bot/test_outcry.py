"""The disk is full: said by name to the operator and, past the store, to whoever is on duty; over by itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from structlog.testing import capture_logs

from bot.caretaker import Caretaker
from bot.outcry import Outcry
from bot.room import room_of
from bot.troubles import Trouble
from flows.post import Parcel
from flows.themes import MENU
from storage.database import Database
from storage.tables.care import Task
from storage.tables.people import Community, Duty, Membership, Person
from storage.terms import Role, Standing
from tests.bot.postroom import letter, opened_store, store

ANJA, BEP = 91, 92


class Village:
    """A caretaker on a store of one community: Anja has duty on weekdays from nine to five, Bep on Saturdays."""

    def __init__(self, database: Database) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
        self.heard: list[Parcel] = []
        self.database = database
        self.caretaker = Caretaker(database, MENU, lambda: self.now, Outcry(self._shout))

    def _shout(self, parcel: Parcel) -> asyncio.Task[int | None]:
        self.heard.append(parcel)
        return asyncio.create_task(asyncio.sleep(0, 1))

    async def settle_in(self) -> None:
        where = Community(name="Lindendorp")
        people = [Person(chat=chat, name=name, made_at=self.now) for chat, name in ((ANJA, "Anja"), (BEP, "Bep"))]
        await store(self.database, where, *people)
        for person, weekdays in zip(people, (0b0011111, 0b0100000), strict=True):
            member = Membership(
                person=person.id, community=where.id, role=Role.COORDINATOR, standing=Standing.KNOWN, made_at=self.now
            )
            duty = Duty(person=person.id, community=where.id, weekdays=weekdays, from_minute=540, until_minute=1020)
            await store(self.database, member, duty)
        await self.caretaker.refresh()

    async def write(self) -> None:
        await store(self.database, letter(text="x" * 40_000))

    async def go_on(self, seconds: int, full: bool) -> None:
        """Let time pass, and try to write all the while; it fails when the disk is FULL."""
        for _ in range(0, seconds, 10):
            self.now += timedelta(seconds=10)
            if full:
                with pytest.raises(OperationalError):
                    await self.write()
            self.caretaker.go_round()


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    async with opened_store(tmp_path) as database:
        village = Village(database)
        await village.settle_in()
        yield village


def fill(database: Database) -> list[int]:
    """Let the file of DATABASE grow no more, until the list that is given is emptied."""
    full = [1]

    def limit(connection: Any) -> None:
        most = 1 if full else 2**30
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")

    event.listen(database.engine.sync_engine, "begin", limit)
    return full


async def test_a_full_disk_is_told_while_it_lasts_and_after(village: Village) -> None:
    """After a minute whoever is on duty hears it past the store, once, with the folder and the room; the log names it
    with its mend; when there is room again, it is over by itself and a task says from when to when."""
    full = fill(village.database)
    with capture_logs() as logs:
        await village.go_on(300, full=True)
    (said,) = village.heard
    assert (said.chat, "schijf van de computer is vol" in said.text) == (ANJA, True)
    room = room_of(village.database.engine.url)
    assert room is not None
    assert str(room.folder) in said.text
    (told,) = [one for one in logs if one["event"] == "trouble"]
    assert (told["trouble"], "ENOSPC" in told["cause"]) == ("full", True)
    assert "make room" in told["mend"]
    assert str(room.folder) in told["more"]
    assert not village.caretaker.troubles.untold()
    full.clear()
    await village.write()
    await village.go_on(120, full=False)
    assert await village.caretaker.tell()
    async with village.database.reading() as session:
        (task,) = (await session.exec(select(Task))).all()
    assert (task.kind, task.code) == ("outage", "full")
    assert str(room.folder) in str(task.words)
    assert village.caretaker.troubles.present() == []
    assert len(village.heard) == 1


async def test_a_full_disk_of_a_moment_alarms_nobody(village: Village) -> None:
    """Less than a minute is a line in the log."""
    full = fill(village.database)
    await village.go_on(40, full=True)
    full.clear()
    await village.go_on(200, full=False)
    assert village.heard == []
    assert not await village.caretaker.tell()


async def test_a_second_time_is_told_again(village: Village) -> None:
    """When it comes back later it is said again."""
    full = fill(village.database)
    await village.go_on(100, full=True)
    full.clear()
    await village.go_on(200, full=False)
    full.append(1)
    await village.go_on(100, full=True)
    assert [one.chat for one in village.heard] == [ANJA, ANJA]


async def test_out_of_hours_whoever_comes_next_hears_it(village: Village) -> None:
    """On Friday night it is Bep, who has Saturday."""
    village.now = datetime(2026, 11, 27, 22, tzinfo=UTC)
    await village.caretaker.refresh()
    fill(village.database)
    await village.go_on(100, full=True)
    assert [one.chat for one in village.heard] == [BEP]


async def test_a_locked_store_is_no_full_disk(village: Village) -> None:
    """What else keeps the store from being written is told in other words."""
    for _ in range(9):
        village.now += timedelta(seconds=10)
        village.caretaker._met_store("locked")
        village.caretaker.go_round()
    assert [one.trouble for one in village.caretaker.troubles.present()] == [Trouble.STORE]
    (said,) = village.heard
    assert "schijf" not in said.text
