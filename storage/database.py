"""Opens the store and gives out transactions. SQLite by default, PostgreSQL by its URL; the same program on both."""

import asyncio
import importlib
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session, object_session
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.packing import packed, unpacked
from storage.sqlite_at_once import DRIVER

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

LOCK_WAIT_SECONDS = 10
LOST_AFTER_SECONDS = 15  # how long PostgreSQL keeps what somebody had in hand whose machine went silent
STUCK_AFTER_SECONDS = 30  # of one question; half of what the watch over the program allows a part
_ALONE = {"isolation_level": "REPEATABLE READ"}
TRIES, TRY_AGAIN_SECONDS = 40, 0.05
_JSON: dict[str, Any] = {"json_serializer": packed, "json_deserializer": unpacked}


class Following(AsyncSession):
    """A session that takes no second look at a row which it follows already."""

    def add(self, instance: object, *, _warn: bool = True) -> None:
        """Follow INSTANCE from now on."""
        if object_session(instance) is not self.sync_session:
            super().add(instance, _warn=_warn)


class Database:
    """An open store."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.shared = engine.dialect.name == "postgresql"  # several processes may work on it side by side
        self._turn = nullcontext() if self.shared else asyncio.Lock()  # waiting here is cheaper than at its door

    @asynccontextmanager
    async def transaction(self, alone: bool = False) -> AsyncIterator[AsyncSession]:
        """Give a session that commits at its end and rolls back on any error.

        On SQLite it holds the one write lock from its first statement (BEGIN IMMEDIATE), so what it reads stays
        true until it commits. On PostgreSQL one that is to be as if ALONE sees the store as it stood at its
        beginning, and collides with whoever changes the same meanwhile: then it is to be done again. No network call
        may happen inside.
        """
        async with self._turn, Following(self.engine, expire_on_commit=False) as session, session.begin():
            if alone and self.shared:
                await session.connection(execution_options=_ALONE)
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Give a session for looking only; it takes no write lock and keeps nothing."""
        async with self.engine.connect() as connection:
            await connection.execution_options(burenbel_reads=True)
            async with AsyncSession(bind=connection, expire_on_commit=False) as session:
                yield session

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the store at URL (an SQLAlchemy URL with an async driver), making the folder of a SQLite file."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        return Database(create_async_engine(where, pool_pre_ping=True, connect_args=_postgresql(), **_JSON))
    if where.database and where.database != ":memory:":
        Path(where.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(where.set(drivername=DRIVER), connect_args={"timeout": LOCK_WAIT_SECONDS}, **_JSON)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return Database(engine)


def insert_into(table: type[SQLModel], session: Session) -> "sqlite.Insert | postgresql.Insert":
    """Begin an insert that knows what to do when a row is there already, in the dialect of the store of SESSION."""
    dialect = importlib.import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")  # only the one in use
    begun: sqlite.Insert | postgresql.Insert = dialect.insert(table)
    return begun


def _postgresql() -> dict[str, Any]:
    """Have the server let go of what a vanished or stuck process holds, and wait no longer than one can."""
    settings = {
        "application_name": "burenbel",
        "synchronous_commit": "on",
        "tcp_keepalives_idle": LOST_AFTER_SECONDS // 3,
        "tcp_keepalives_interval": LOST_AFTER_SECONDS // 6,
        "tcp_keepalives_count": 4,
        "lock_timeout": LOCK_WAIT_SECONDS * 1000,
        "idle_in_transaction_session_timeout": STUCK_AFTER_SECONDS * 1000,
    }
    told = {name: str(value) for name, value in settings.items()}
    return {"timeout": LOCK_WAIT_SECONDS, "command_timeout": STUCK_AFTER_SECONDS, "server_settings": told}


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is deferred and would deadlock two writers
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")  # NORMAL may lose the last commits at a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={LOCK_WAIT_SECONDS * 1000}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Have the file written ahead (WAL). Two who open a new file at once may each find it locked, and SQLite does not
    wait by itself here: it is tried again for a while. Raises OperationalError.
    """
    for _ in range(TRIES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(TRY_AGAIN_SECONDS)
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("burenbel_reads", False)
    driver: Any = connection.connection.dbapi_connection
    driver.begin("BEGIN" if reads else "BEGIN IMMEDIATE", LOCK_WAIT_SECONDS)
