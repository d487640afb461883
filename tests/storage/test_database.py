"""The store: one writer at a time whose reading stays true, all or nothing, and durable."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import select

from storage.database import Database, open_database
from storage.migrate import migrate
from storage.tables.people import Person
from tests.storage.postgres import empty_store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[list[Database]]:
    """Give two engines on one store with one person in it."""
    url = empty_store(request, tmp_path)
    opened = [open_database(url) for _ in range(2)]
    await migrate(opened[0])
    async with opened[0].transaction() as session:
        session.add(Person(name="0", language="nl", made_at=NOON))
    yield opened
    for one in opened:
        await one.close()


async def _count_one_more(store: Database) -> None:
    async with store.transaction() as session:
        person = (await session.exec(select(Person).with_for_update())).one()
        person.name = str(int(person.name) + 1)
        session.add(person)


async def _fail_halfway(store: Database) -> None:
    async with store.transaction() as session:
        (await session.exec(select(Person))).one().name = "9"
        await session.flush()
        raise ZeroDivisionError


async def _name(store: Database) -> str:
    async with store.reading() as session:
        return (await session.exec(select(Person))).one().name


async def test_no_change_is_lost(stores: list[Database]) -> None:
    """Forty who read, add one and write, through two engines at once: forty more."""
    await asyncio.gather(*(_count_one_more(stores[number % 2]) for number in range(40)))
    assert await _name(stores[0]) == "40"


async def test_an_error_undoes_everything(stores: list[Database]) -> None:
    """What a transaction did is gone when it fails."""
    with pytest.raises(ZeroDivisionError):
        await _fail_halfway(stores[0])
    assert await _name(stores[1]) == "0"


async def test_looking_needs_no_lock(stores: list[Database]) -> None:
    """Whoever only looks is not held up by a writer, and sees what was true before."""
    async with stores[0].transaction() as session:
        (await session.exec(select(Person))).one().name = "9"
        await session.flush()
        async with asyncio.timeout(2):
            assert await _name(stores[1]) == "0"


async def test_sqlite_keeps_what_was_committed(tmp_path: Path) -> None:
    """SQLite runs with a write-ahead log, full synchronisation and foreign keys, on every connection."""
    store = open_database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")

    async def ask(connection: AsyncConnection, what: str) -> object:
        return (await connection.execute(text(f"PRAGMA {what}"))).scalar()

    async with store.engine.connect() as one, store.engine.connect() as other:
        for connection in (one, other):
            await connection.execution_options(burenbel_reads=True)
            told = [await ask(connection, what) for what in ("journal_mode", "synchronous", "foreign_keys")]
            assert told == ["wal", 2, 1]
    await store.close()
