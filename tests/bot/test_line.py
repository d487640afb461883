"""The HTTP client takes every sort of answer, however it is cut, and never says that nothing was sent when it was."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import line as line_room
from bot.calls import Call, posted
from bot.line import Broken, Line, NotSent, place_of

LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + b'{"ok":true}'
CHUNKED = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n6\r\n:true}\r\n0\r\n\r\n'
UNTIL_THE_END = b'HTTP/1.0 200 OK\r\n\r\n{"ok":true}'
AFTER_A_NOTICE = b"HTTP/1.1 100 Continue\r\n\r\n" + LENGTH
WHOLE = {"length": LENGTH, "chunked": CHUNKED, "until the end": UNTIL_THE_END, "after a notice": AFTER_A_NOTICE}
SECONDS = 5.0


class Server:
    """Answers each call with the next of ANSWERS, in pieces; ends the connection after those that END."""

    def __init__(self, answers: Sequence[Sequence[bytes]], end: bool) -> None:
        self.heard: list[bytes] = []
        self.called = asyncio.Event()
        self.connections = 0
        self._answers = list(answers)
        self._end = end

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._answer(reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        self.heard.append(head + await reader.readexactly(length))
        self.called.set()
        for piece in self._answers.pop(0):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        return not self._end


@asynccontextmanager
async def serving(*answers: Sequence[bytes], end: bool = False) -> AsyncIterator[tuple[Server, str, Line]]:
    """Give the server, its address, and a line of two connections."""
    server, line = Server(answers, end), Line(2)
    listening = await asyncio.start_server(server.meet, "127.0.0.1", 0)
    try:
        yield server, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:x/getMe", line
    finally:
        line.close()
        listening.close()
        await asyncio.sleep(0.01)  # until the other side has seen it too


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.lists(st.integers(1, 90), max_size=4, unique=True).map(sorted))
def test_an_answer_is_whole_however_it_is_cut(sort: str, cuts: list[int]) -> None:
    """Pieces of any length make the same answer."""
    pieces = [WHOLE[sort][a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]

    async def ask() -> tuple[int, bytes]:
        async with serving([one for one in pieces if one], end=sort == "until the end") as (_, url, line):
            return await line.ask("POST", url, SECONDS, b"{}", "application/json")

    assert asyncio.run(ask()) == (200, b'{"ok":true}')


async def test_a_call_arrives_as_it_was_written() -> None:
    """Method, place, type, length and body."""
    async with serving([LENGTH]) as (server, url, line):
        await line.ask("POST", url + "?a=b c\r\nX: y", SECONDS, b'{"a":1}', "application/json")
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert head.split(b"\r\n")[0] == b"POST /bot1:x/getMe?a=b%20cX:%20y HTTP/1.1"
    assert b"Content-Type: application/json" in head
    assert b"\nX:" not in head
    assert body == b'{"a":1}'


async def test_a_connection_is_kept_and_used_again() -> None:
    """Calls one after another share one; at the same time each has its own, and no more than there may be."""
    async with serving(*[[LENGTH]] * 9) as (server, url, line):
        for _ in range(3):
            await line.ask("GET", url, SECONDS)
        assert server.connections == 1
        await asyncio.gather(*(line.ask("GET", url, SECONDS) for _ in range(6)))
        assert server.connections == 2


async def test_a_connection_that_was_closed_meanwhile_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the other side, or because nothing was asked for long."""
    async with serving([LENGTH], [LENGTH], end=True) as (server, url, line):
        await line.ask("GET", url, SECONDS)
        await asyncio.sleep(0.05)
        assert (await line.ask("GET", url, SECONDS))[0] == 200
        assert server.connections == 2
    monkeypatch.setattr(line_room, "KEEP_SECONDS", 0.0)
    async with serving([LENGTH], [LENGTH]) as (server, url, line):
        await line.ask("GET", url, SECONDS)
        await line.ask("GET", url, SECONDS)
        assert server.connections == 2


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", LENGTH[:-3], CHUNKED[:-5], b"no http at all\r\n\r\n"]
)
async def test_half_an_answer_is_none(answer: bytes) -> None:
    """Whatever is cut off or no HTTP: nobody can know whether the call was taken."""
    async with serving([answer], end=True) as (server, url, line):
        with pytest.raises(Broken):
            await line.ask("POST", url, SECONDS, b"{}")
        assert server.heard


async def test_more_than_was_asked_for_is_not_the_next_answer() -> None:
    """What comes after an answer ends the connection; the next call has one of its own."""
    async with serving([LENGTH + LENGTH], [LENGTH.replace(b"true", b"ture")]) as (server, url, line):
        assert (await line.ask("GET", url, SECONDS))[1] == b'{"ok":true}'
        await asyncio.sleep(0.02)
        assert (await line.ask("GET", url, SECONDS))[1] == b'{"ok":ture}'
        assert server.connections == 2


async def test_nobody_there_is_told_apart_from_no_answer() -> None:
    """Where nobody listens nothing was sent; where nobody answers it may have been."""
    async with serving([b""]) as (_, url, line):
        with pytest.raises(TimeoutError):
            await line.ask("GET", url, 0.05)
    with pytest.raises(NotSent):
        await line.ask("GET", url, SECONDS)


async def test_closing_ends_what_hangs() -> None:
    """A call that waits hears at once that it broke; the line can be used again after that."""
    async with serving([b""], [LENGTH]) as (server, url, line):
        hanging = asyncio.create_task(line.ask("GET", url, SECONDS))
        await server.called.wait()
        line.close()
        with pytest.raises(Broken):
            await hanging
        assert (await line.ask("GET", url, SECONDS))[0] == 200


@pytest.mark.parametrize("url", ["", "ftp://x/", "http:///x", "http://127.0.0.1:99999/", "geen adres"])
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    """Nothing is tried."""
    with pytest.raises(ValueError, match=r"."):
        place_of(url)


@given(st.binary(max_size=200), st.text(max_size=20).filter(str.isprintable))
def test_a_form_holds_the_file_and_the_fields(content: bytes, name: str) -> None:
    """As whoever reads forms takes them apart; no name of a file can add a field."""
    kind, body = posted(Call("sendPhoto", {"chat_id": 7, "caption": "dag 👋"}, (name, content)))
    parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    assert [one.get_param("name", header="content-disposition") for one in parts] == ["chat_id", "caption", "photo"]
    assert content in body


def self_signed(file: Path) -> Path:
    """Write a key, and a certificate that only its owner stands in for."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=1)).sign(key, SHA256())
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(plain + made.public_bytes(Encoding.PEM))
    return file


async def test_a_certificate_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """A server that only says itself who it is hears nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "both.pem"))
    server = Server([[LENGTH]], end=True)
    listening = await asyncio.start_server(server.meet, "127.0.0.1", 0, ssl=context)
    with pytest.raises(NotSent):
        await Line(2).ask("GET", f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/", SECONDS)
    listening.close()
    assert not server.heard
