"""Brings a store to the shape that this release needs. Only forward; a store of a newer release is refused."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

_ROOM = Path(__file__).parent / "migrations"


class NewerStore(Exception):
    """The store was made by a newer release than this one."""


async def migrate(database: Database) -> str:
    """Migrate and give the version the store now has. Raises NewerStore."""
    async with database.engine.begin() as connection:
        await one_prepares(connection)
        return await connection.run_sync(_migrate)


async def one_prepares(connection: AsyncConnection) -> None:
    """Wait until no other process prepares the same store, and keep others waiting until this transaction ends."""
    if connection.dialect.name == "postgresql":  # on SQLite every transaction that writes is alone
        await connection.execute(text("SET LOCAL lock_timeout = 0"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('burenbel:prepare', 0))"))


def configuration(connection: Connection) -> Config:
    """Make what alembic wants to know."""
    config = Config()
    config.set_main_option("script_location", str(_ROOM))
    config.attributes["connection"] = connection
    return config


def version_of(connection: Connection) -> tuple[str | None, str]:
    """Give the version of the store (None: it is empty), and the one this program needs. Raises NewerStore."""
    script = ScriptDirectory.from_config(configuration(connection))
    head = script.get_current_head() or ""
    now = MigrationContext.configure(connection).get_current_revision()
    if now is not None and now not in {one.revision for one in script.walk_revisions()}:
        raise NewerStore(f"the store has version {now}, this program knows {head}: start the newer program")
    return now, head


def _migrate(connection: Connection) -> str:
    now, head = version_of(connection)
    if now != head:
        command.upgrade(configuration(connection), "head")
    return head
