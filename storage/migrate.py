"""Brings a store to the shape that this release needs. Only forward; a store of a newer release is refused.

Every step is named by its version, so that a store that is well is seen to be so without loading what migrates.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backup import copy_store, file_of
from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_ROOM = Path(__file__).parent / "migrations"


class NewerStore(Exception):
    """The store was made by a newer release than this one."""


async def migrate(database: Database) -> str:
    """Migrate and give the version the store now has. Raises NewerStore, and NoCopy when there was no room for a copy.

    All steps are one transaction: a process that dies on the way leaves the store as it was. Before it a SQLite file
    is copied, to go back to the release before.
    """
    async with database.reading() as session:
        now, head = await (await session.connection()).run_sync(version_of)
    if now == head:
        return head
    file = file_of(database.engine.url)
    if now is not None and file is not None:
        await asyncio.to_thread(_copy_before, file, now)
    async with database.engine.begin() as connection:
        await one_prepares(connection)
        return await connection.run_sync(_migrate)


async def one_prepares(connection: AsyncConnection) -> None:
    """Wait until no other process prepares the same store, and keep others waiting until this transaction ends."""
    if connection.dialect.name == "postgresql":  # on SQLite every transaction that writes is alone
        await connection.execute(text("SET LOCAL lock_timeout = 0"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('burenbel:prepare', 0))"))


def copy_name(file: Path, version: str) -> Path:
    """Give the file that a copy of the store at VERSION has."""
    return file.with_name(f"{file.name}.before-{version}")


def _copy_before(file: Path, version: str) -> None:
    """Copy the store as it is at VERSION, where that was not done yet; then older copies go."""
    copy = copy_name(file, version)
    if not copy.exists():
        copy_store(file, copy)
    for older in file.parent.glob(f"{file.name}.before-*"):
        if older != copy:
            older.unlink()


def configuration(connection: Connection) -> "Config":
    """Make what alembic wants to know."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_ROOM))
    config.attributes["connection"] = connection
    return config


def version_of(connection: Connection) -> tuple[str | None, str]:
    """Give the version of the store (None: it is empty), and the one this program needs. Raises NewerStore."""
    known = sorted(step.name.partition("_")[0] for step in (_ROOM / "versions").glob("[0-9]*.py"))
    now = None
    if inspect(connection).has_table("alembic_version"):
        now = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if now is not None and now not in known:
        raise NewerStore(f"the store has version {now}, this program knows {known[-1]}: start the newer program")
    return now, known[-1]


def _migrate(connection: Connection) -> str:
    now, head = version_of(connection)
    if now != head:
        from alembic import command

        command.upgrade(configuration(connection), "head")
    return head
