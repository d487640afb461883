"""The HTTP client under both libraries: connections to a server that stay open, each for one call at a time.

What comes back is taken apart by httptools; connections, TLS and time are asyncio's. It knows nothing of Telegram.
"""

import asyncio
import ssl
import time
from functools import cache, lru_cache
from typing import NamedTuple, cast
from urllib.parse import quote, urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

CONNECT_SECONDS = 5.0
KEEP_SECONDS = 15.0  # that a connection is kept without a call; the other side may close it at any time after that
_MEANT = "/?&=%:@~!$'()*+,;"  # what stays as it is in a URL


class NotSent(Exception):
    """No connection could be made: nothing of the call has left."""


class Broken(Exception):
    """The connection ended, or what came is no HTTP: whether the call arrived is not known."""


class Place(NamedTuple):
    """Where a URL leads."""

    host: str
    port: int
    safe: bool
    target: str
    name: str  # as the header Host says it


@lru_cache(maxsize=64)
def place_of(url: str) -> Place:
    """Take URL apart. Raises ValueError for one that is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no address of a server")
    safe = parts.scheme == "https"
    asked = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Place(parts.hostname, parts.port or (443 if safe else 80), safe, quote(asked, _MEANT), parts.netloc)


class Line:
    """At most so many CONNECTIONS at once, to whichever server."""

    def __init__(self, connections: int) -> None:
        self._room = asyncio.Semaphore(connections)
        self._free: dict[tuple[str, int], list[_Wire]] = {}
        self._wires: set[_Wire] = set()

    async def ask(
        self, method: str, url: str, seconds: float, body: bytes = b"", content: str = ""
    ) -> tuple[int, bytes]:
        """Give status and body of the answer to METHOD, with a BODY of the type CONTENT.

        Raises NotSent, Broken, ValueError for a URL that is none, and TimeoutError when it takes longer than SECONDS.
        """
        place = place_of(url)
        typed = f"Content-Type: {content}\r\n" if content else ""
        head = f"{method} {place.target} HTTP/1.1\r\nHost: {place.name}\r\n{typed}Content-Length: {len(body)}\r\n\r\n"
        async with asyncio.timeout(seconds), self._room:
            wire = self._kept(place) or await self._connect(place)
            try:
                answer = await wire.ask(head.encode("ascii") + body)
            except BaseException:
                self._drop(wire)
                raise
            if wire.reusable:
                self._free.setdefault(place[:2], []).append(wire)
            else:
                self._drop(wire)
            return answer

    def close(self) -> None:
        """Let go of every connection; calls in them break."""
        for wire in [*self._wires]:
            self._drop(wire)
        self._free.clear()

    def _kept(self, place: Place) -> "_Wire | None":
        free = self._free.get(place[:2], [])
        while free:
            wire = free.pop()
            if wire.reusable and time.monotonic() - wire.used_at < KEEP_SECONDS:
                return wire
            self._drop(wire)
        return None

    async def _connect(self, place: Place) -> "_Wire":
        loop = asyncio.get_running_loop()
        context = _tls() if place.safe else None
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, wire = await loop.create_connection(_Wire, place.host, place.port, ssl=context)
        except (OSError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        self._wires.add(wire)
        return wire

    def _drop(self, wire: "_Wire") -> None:
        self._wires.discard(wire)
        wire.close()


class _Wire(asyncio.Protocol):
    """One connection, and the answer that is on its way in it."""

    def __init__(self) -> None:
        self.reusable = True
        self.used_at = 0.0
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._begin()

    async def ask(self, message: bytes) -> tuple[int, bytes]:
        """Write MESSAGE and give status and body of what comes back. Raises Broken."""
        if self._transport is None or self._transport.is_closing():
            raise Broken("closed")
        self._begin()
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        return await self._answer

    def close(self) -> None:
        """End it; who waits for an answer hears that it broke."""
        self.reusable = False
        if self._transport is not None:
            self._transport.abort()
        self._break("closed")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take hold of it."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take apart what came; what nobody asked for ends it."""
        if self._answer is None or self._answer.done():
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as wrong:
            self._break(type(wrong).__name__)

    def connection_lost(self, exc: Exception | None) -> None:
        """See whether that was the end of the answer: where nothing says how long it is, it is."""
        if exc is None and self._headed and not self._measured:
            self._finish()
        self.reusable = False
        self._break("ended" if exc is None else type(exc).__name__)

    def on_header(self, name: bytes, value: bytes) -> None:
        """See whether the answer says how long it is."""
        self._measured |= name.lower() in (b"content-length", b"transfer-encoding")

    def on_headers_complete(self) -> None:
        """Note that the body begins."""
        self._headed = True

    def on_body(self, body: bytes) -> None:
        """Keep a piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Give what came to who waits for it; a notice that the answer is still to come is passed over.

        A second answer to one call says that this connection is out of step.
        """
        if self._answer is None or self._answer.done():
            self.reusable = False
            return
        if self._parser.get_status_code() < 200:
            self._headed = self._measured = False
            return
        self.reusable = self._parser.should_keep_alive()
        self._finish()

    def _begin(self) -> None:
        self._parser = HttpResponseParser(self)
        self._body: list[bytes] = []
        self._headed = self._measured = False

    def _finish(self) -> None:
        if self._answer is not None and not self._answer.done():
            self.used_at = time.monotonic()
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))

    def _break(self, why: str) -> None:
        self.reusable = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Broken(why))


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
