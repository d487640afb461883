"""Migrations: from nothing to the tables, on both databases; what is only added stays; a newer store is refused."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, select

from bot.groundwork import prepare
from bot.settings import Settings
from storage import migrations
from storage.database import Database, open_database
from storage.migrate import NewerStore, configuration, migrate, version_of
from storage.queries.people import communities
from storage.tables import care, course, help, people, post, seals, trust  # noqa: A004 - the theme is called help
from storage.tables.course import Event, LogEntry
from tests.storage.postgres import empty_store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
THEMES = (care, course, help, people, post, seals, trust)  # imported so that their tables are known


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Give a store that has been migrated from nothing."""
    url = empty_store(request, tmp_path)
    opened = open_database(url)
    await migrate(opened)
    yield opened
    await opened.close()


def _differences(connection: Connection) -> list[Any]:
    return list(
        compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), SQLModel.metadata)
    )


async def test_migrations_make_the_tables(database: Database) -> None:
    """What the migrations make is what the tables say, to the last column and index."""
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_every_step_is_named_by_its_version(database: Database) -> None:
    """What a store needs is seen by the names of the steps; alembic, which reads them, says the same."""

    def chain(connection: Connection) -> list[str]:
        return [one.revision for one in ScriptDirectory.from_config(configuration(connection)).walk_revisions()]

    async with database.engine.connect() as connection:
        revisions = await connection.run_sync(chain)
        now, head = await connection.run_sync(version_of)
    named = [file.name.partition("_")[0] for file in (Path(migrations.__file__).parent / "versions").glob("0*.py")]
    assert revisions == sorted(named, reverse=True)
    assert now == head == revisions[0]


async def test_migrating_again_changes_nothing(database: Database) -> None:
    """A store that is up to date is left as it is."""
    assert await migrate(database) == await migrate(database)


@pytest.mark.parametrize("deed", ["UPDATE event SET kind = 'other'", "DELETE FROM event"])
async def test_events_are_only_added(database: Database, deed: str) -> None:
    """The database itself refuses to change or remove an event."""
    async with database.transaction() as session:
        session.add(Event(at=NOON, community=1, kind="visit.agreed", subject=1))
    with pytest.raises(DBAPIError, match="only ever added"):
        async with database.transaction() as session:
            await session.exec(text(deed))  # type: ignore[call-overload]  # sqlmodel types only its own statements
    async with database.reading() as session:
        assert [one.kind for one in (await session.exec(select(Event))).all()] == ["visit.agreed"]


@pytest.mark.parametrize("deed", ["UPDATE log SET act = 'other'", "DELETE FROM log"])
async def test_the_log_is_only_added_to(database: Database, deed: str) -> None:
    """The database itself refuses to change or remove a line of the log."""
    async with database.transaction() as session:
        session.add(LogEntry(at=NOON, community=1, act="look.task"))
    with pytest.raises(DBAPIError, match="only ever added"):
        async with database.transaction() as session:
            await session.exec(text(deed))  # type: ignore[call-overload]
    async with database.reading() as session:
        assert [one.act for one in (await session.exec(select(LogEntry))).all()] == ["look.task"]


async def test_a_newer_store_is_refused(database: Database) -> None:
    """A store of a newer release is left alone, with words that say what to do."""
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStore, match=r"9999.*start the newer program"):
        await migrate(database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
async def test_two_who_begin_at_once(kind: str) -> None:
    """Two processes that start on the same new store do not trip over each other, and make one village."""
    stores = [open_database(kind) for _ in range(2)]
    await asyncio.gather(*(prepare(Settings(community="Lindendorp"), one, NOON) for one in stores))
    async with stores[0].reading() as session:
        assert [one.name for one in await communities(session)] == ["Lindendorp"]
    for one in stores:
        await one.close()


@pytest.fixture
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_store(request, tmp_path)
