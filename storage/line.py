"""A line of its own to PostgreSQL: locks that end with it, however its process ends, and bells heard by all others."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from asyncpg import Connection

ANSWER_SECONDS = 3.0
LINE_SETTINGS = {"application_name": "burenbel line", "tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2",
                 "tcp_keepalives_count": "3"}  # fmt: skip


class Line:
    """An open line. Every method raises what the driver raises when nobody answers within three seconds."""

    def __init__(self, connection: "Connection[Any]") -> None:
        self.broken = asyncio.Event()
        self._connection = connection
        self._one_at_a_time = asyncio.Lock()
        connection.add_termination_listener(lambda _: self.broken.set())

    @classmethod
    async def open(cls, url: str, bells: Iterable[str], hear: Callable[[str], None]) -> "Line":
        """Open a line to the store at URL; HEAR is told which of BELLS another process rang."""
        import asyncpg  # here, for only where the store is PostgreSQL it has to be installed

        where = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(
            where, timeout=ANSWER_SECONDS, command_timeout=ANSWER_SECONDS, server_settings=LINE_SETTINGS
        )
        own = connection.get_server_pid()
        for bell in bells:
            await connection.add_listener(bell, lambda _line, who, rung, _said: None if who == own else hear(rung))
        return cls(connection)

    async def take(self, lock: str) -> bool:
        """Take LOCK unless another line has it; it is kept until this line closes or breaks."""
        return bool(await self._ask("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", lock))

    async def ring(self, bell: str) -> None:
        """Ring BELL in every other process."""
        await self._ask("SELECT pg_notify($1, '')", bell)

    async def listen(self) -> None:
        """Make sure that somebody is at the other end."""
        await self._ask("SELECT 1")

    async def close(self) -> None:
        """End the line, and every turn with it; never raises."""
        with suppress(Exception):
            await self._connection.close(timeout=ANSWER_SECONDS)
        self._connection.terminate()

    async def _ask(self, question: str, *given: str) -> Any:
        async with self._one_at_a_time:
            return await self._connection.fetchval(question, *given)
