"""SQLite by aiosqlite, where a statement runs at once instead of in another thread and back.

A statement takes some microseconds, its way to another thread and back hundreds, four times over. What may have to wait
for a lock or for the disk (begin, commit, opening) goes through the thread as ever, so that nobody has to wait for it.
"""

import sqlite3
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+at_once"


async def _nothing() -> None:
    """Come back at once."""


class Cursor(sqlite3.Cursor):
    """A cursor as the asynchronous engine wants one."""

    async def _async_soft_close(self) -> None:
        """Stay open: the rows are fetched from here."""


class AtOnceConnection(AsyncAdapt_aiosqlite_connection):
    """A connection whose statements run at once."""

    __slots__ = ()

    def cursor(self, server_side: bool = False) -> Any:
        """Give a cursor on the connection under the thread, which is not at work meanwhile."""
        await_(_nothing())  # the engine takes a driver that never awaits for one that blocks
        return self._connection._conn.cursor(Cursor)

    def begin(self, words: str) -> None:
        """Begin a transaction in the thread, where it may wait for the lock."""
        try:
            await_(self._connection.execute(words))
        except sqlite3.Error as error:
            self._handle_exception(error)


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    """The driver of such connections."""

    def connect(self, *args: Any, **kwargs: Any) -> AtOnceConnection:
        """Connect in a thread of its own; SQLite itself sees to it that two threads may use a connection in turn."""
        made = super().connect(*args, **kwargs | {"check_same_thread": False})
        return AtOnceConnection(self, made._connection)


class Dialect(SQLiteDialect_aiosqlite):
    """The dialect that SQLAlchemy knows it by."""

    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> _Driver:
        """Give the driver."""
        return _Driver(__import__("aiosqlite"), sqlite3)


registry.register(DRIVER.replace("+", "."), __name__, Dialect.__name__)
