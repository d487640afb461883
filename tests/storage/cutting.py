"""A way to PostgreSQL that can be cut at a commit: before the server hears of it, or before it can answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import Enum

from sqlalchemy.engine import make_url

COMMIT = b"COMMIT;"
KEPT_SECONDS = 0.3  # in which the server has done what it was told


class Cut(Enum):
    """Where the way is cut."""

    BEFORE = "nothing was kept"
    AFTER = "all was kept, and nobody hears it"


class Way:
    """A way that is open until it is to be cut at one of the next commits."""

    def __init__(self, socket: str) -> None:
        self.cuts = 0
        self._where: Cut | None = None
        self._spared = 0
        self._socket = socket

    def cut(self, where: Cut, spare: int = 0) -> None:
        """Be cut at the next commit, or after so many that are SPAREd."""
        self._where, self._spared = where, spare

    async def pass_on(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        server, to_server = await asyncio.open_unix_connection(self._socket)
        back = asyncio.ensure_future(_carry(server, to_client))
        with suppress(ConnectionError):
            while said := await client.read(65536):
                where = self._looks_at(said)
                if where is not Cut.BEFORE:
                    to_server.write(said)
                if where is Cut.AFTER:
                    back.cancel()
                    await asyncio.sleep(KEPT_SECONDS)
                if where is not None:
                    break
        back.cancel()
        for end in (to_server, to_client):
            end.close()
        with suppress(asyncio.CancelledError, ConnectionError):
            await back

    def _looks_at(self, said: bytes) -> Cut | None:
        """Say where to cut when this is said, if at all."""
        if COMMIT not in said or self._where is None:
            return None
        self._spared -= 1
        if self._spared >= 0:
            return None
        where, self._where = self._where, None
        self.cuts += 1
        return where


async def _carry(server: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
    while said := await server.read(65536):
        to_client.write(said)
    to_client.close()


@asynccontextmanager
async def way_to(url: str) -> AsyncIterator[tuple[Way, str]]:
    """Open a way to the database at URL, and give it with the URL that goes along it."""
    where = make_url(url)
    way = Way(f"{where.query['host']}/.s.PGSQL.5432")
    gate = await asyncio.start_server(way.pass_on, "127.0.0.1", 0)
    port = gate.sockets[0].getsockname()[1]
    try:
        along = where.set(host="127.0.0.1", port=port, query={})
        yield way, along.render_as_string(hide_password=False)
    finally:
        gate.close()
        await gate.wait_closed()
