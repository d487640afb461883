"""SQLite by aiosqlite, where a statement runs at once instead of in another thread and back.

A statement takes some microseconds, its way to another thread and back hundreds, four times over. What has to wait for
a lock or for the disk (a begin that finds the store locked, commit, opening) goes through the thread as ever, so that
nobody has to wait for it.
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

    __slots__ = ("_sent",)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._sent = False  # something to the thread, and nobody knows yet whether it is done

    def cursor(self, server_side: bool = False) -> Any:
        """Give a cursor on the connection under the thread, which is not at work meanwhile."""
        await_(_nothing())  # the engine takes a driver that never awaits for one that blocks
        return self._connection._conn.cursor(Cursor)

    def begin(self, words: str, lock_wait_seconds: int) -> None:
        """Begin a transaction at once; when somebody else holds the lock, wait for it in the thread."""
        connection = self._connection._conn
        try:
            connection.execute("PRAGMA busy_timeout=0")
            connection.execute(words)
        except sqlite3.OperationalError:
            connection.execute(f"PRAGMA busy_timeout={1000 * lock_wait_seconds}")
            self._begin_in_thread(words)
        else:
            connection.execute(f"PRAGMA busy_timeout={1000 * lock_wait_seconds}")

    def commit(self) -> None:
        """Commit in the thread, where it may wait for the disk."""
        self._sent = True
        super().commit()
        self._sent = False

    def rollback(self) -> None:
        """Take all back at once, or in the thread, behind what was left there by somebody who was broken off."""
        if self._sent:
            super().rollback()
            self._sent = False
        elif self._connection._connection:
            self._connection._conn.rollback()

    def _begin_in_thread(self, words: str) -> None:
        self._sent = True
        try:
            await_(self._connection.execute(words))
        except sqlite3.Error as error:
            self._handle_exception(error)
        self._sent = False


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
