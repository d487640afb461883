"""A fake Bot API for benches: HTTP/1.1 on a raw asyncio protocol, so that it costs little beside the bot it serves.

It takes every call at once, or after `delay` seconds, and enforces no limit (bench/limits.py does). The practice Bot
API (bot/practice/) is the true one; this one is only fast.
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from bench.sayings import intake_talk

TOKEN = "1000:" + "bench" * 7  # the shape that both libraries ask for
ME = {
    "id": 1000,
    "is_bot": True,
    "first_name": "Bench",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
MOST_UPDATES = 100  # in one answer, as at Telegram

Fields = Mapping[str, Any]
Judge = Callable[[str, Fields], dict[str, Any] | None]  # method and fields -> the whole answer of a refusal, or None


class FakeBotApi:
    """One bot's Telegram. `on_said` is told chat and text of each message that was taken.

    `confirmed` is the offset that the bot last asked from: it will never see what came before it again. `most` updates
    go into one answer.
    """

    def __init__(self, delay: float = 0.0, judge: Judge | None = None, most: int = MOST_UPDATES) -> None:
        self.on_said: Callable[[int, str], None] = _pass_over
        self.delay = delay
        self.judge = judge
        self.most = most
        self.confirmed = 0
        self.fetches = 0
        self._queue: deque[tuple[int, bytes]] = deque()
        self._next_update = 1
        self._next_message = 1
        self._poll: tuple[_Line, int, asyncio.TimerHandle] | None = None
        self._woken = False
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Listen on a free port of loopback and give the address."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Line(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def say(self, chat: int, text: str) -> int:
        """Let whoever has CHAT type TEXT; give the id of the update."""
        update, now = self._next_update, int(time.time())
        self._next_update += 1
        person = {"id": chat, "is_bot": False, "first_name": "Buur", "language_code": "nl"}
        message: dict[str, Any] = {
            "message_id": self._number(),
            "date": now,
            "chat": {"id": chat, "type": "private", "first_name": "Buur"},
            "from": person,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        self._queue.append((update, json.dumps({"update_id": update, "message": message}).encode()))
        if self._poll is not None and not self._woken:  # after all that is typed in this turn of the loop
            self._woken = True
            asyncio.get_running_loop().call_soon(self._wake)
        return update

    def serve(self, line: "_Line", method: str, fields: Fields) -> None:
        """Answer one call."""
        if method == "getupdates":
            self._fetch(line, int(fields.get("offset") or 0), float(fields.get("timeout") or 0))
        elif self.delay and method in ("sendmessage", "editmessagetext"):
            asyncio.get_running_loop().call_later(self.delay, self._take, line, method, fields)
        else:
            self._take(line, method, fields)

    def _take(self, line: "_Line", method: str, fields: Fields) -> None:
        refusal = self.judge(method, fields) if self.judge is not None else None
        if refusal is not None:
            line.answer(json.dumps(refusal).encode(), refusal["error_code"])
            return
        result: Any = True
        if method == "getme":
            result = ME
        elif method in ("sendmessage", "editmessagetext"):
            result = self._message(fields)
        line.answer(b'{"ok":true,"result":' + json.dumps(result).encode() + b"}")
        if method in ("sendmessage", "editmessagetext"):
            self.on_said(int(fields["chat_id"]), str(fields.get("text", "")))

    def _message(self, fields: Fields) -> dict[str, Any]:
        chat = int(fields["chat_id"])
        return {
            "message_id": int(fields.get("message_id") or 0) or self._number(),
            "date": int(time.time()),
            "from": ME,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "Bench"},
            "text": fields.get("text", ""),
        }

    def _fetch(self, line: "_Line", offset: int, wait: float) -> None:
        self.fetches += 1
        if offset > 0:
            self.confirmed = max(self.confirmed, offset)
            while self._queue and self._queue[0][0] < offset:
                self._queue.popleft()
        self._end_poll()
        if self._queue or not wait:
            self._give(line)
        else:
            timer = asyncio.get_running_loop().call_later(wait, self._end_poll)
            self._poll = (line, offset, timer)

    def _wake(self) -> None:
        self._woken = False
        if self._queue:
            self._end_poll()

    def _end_poll(self) -> None:
        if self._poll is not None:
            line, _, timer = self._poll
            timer.cancel()
            self._poll = None
            self._give(line)

    def _give(self, line: "_Line") -> None:
        first = [self._queue[place][1] for place in range(min(len(self._queue), self.most))]
        line.answer(b'{"ok":true,"result":[' + b",".join(first) + b"]}")

    def hang_up(self, line: "_Line") -> None:
        """Forget the poll of LINE, which was cut."""
        if self._poll is not None and self._poll[0] is line:
            self._poll[2].cancel()
            self._poll = None

    def _number(self) -> int:
        self._next_message += 1
        return self._next_message


def _pass_over(chat: int, text: str) -> None:
    """Listen to nothing."""


class _Line(asyncio.Protocol):
    """One connection, kept alive; one call at a time, as all clients here do."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._api.hang_up(self)

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            body = _body(head, self._buffer[end + 4 :])
            if body is None:
                return
            content, used = body
            self._buffer = self._buffer[end + 4 + used :]
            method, fields = _call(head, content)
            self._api.serve(self, method, fields)

    def answer(self, body: bytes, status: int = 200) -> None:
        """Send BODY as JSON, unless whoever asked is gone."""
        if self._transport is not None:
            head = b"HTTP/1.1 %d .\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (
                status,
                len(body),
            )
            self._transport.write(head + body)


def _body(head: bytes, rest: bytes) -> tuple[bytes, int] | None:
    """Give the body and how many bytes of REST it took; None while it is not whole."""
    low = head.lower()
    at = low.find(b"\r\ncontent-length:")
    if at >= 0:
        length = int(low[at + 17 :].split(b"\r\n", 1)[0])
        return (rest[:length], length) if len(rest) >= length else None
    if b"\r\ntransfer-encoding: chunked" not in low:
        return b"", 0
    content, place = b"", 0
    while (end := rest.find(b"\r\n", place)) >= 0:
        size = int(rest[place:end], 16)
        if len(rest) < end + 2 + size + 2:
            return None
        content, place = content + rest[end + 2 : end + 2 + size], end + 2 + size + 2
        if not size:
            return content, place
    return None


def _call(head: bytes, body: bytes) -> tuple[str, Fields]:
    """Read the method, in small letters, and the fields of a call, however they are packed."""
    path = head.split(b" ", 2)[1].decode()
    place, _, query = path.partition("?")
    fields: dict[str, Any] = dict(parse_qsl(query)) if query else {}
    method = place.rpartition("/")[2].lower()
    if body[:1] == b"{":
        fields.update(json.loads(body))
    elif body[:2] == b"--":
        fields.update(_parts(body))
    elif body:
        for pair in body.decode().split("&"):
            name, _, value = pair.partition("=")
            fields[name] = unquote_plus(value)
    return method, fields


def _parts(body: bytes) -> dict[str, str]:
    """Read the fields of a multipart body; files are not kept."""
    fields = dict[str, str]()
    for part in body.split(body.split(b"\r\n", 1)[0])[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        fields[name] = value[:-2].decode(errors="replace")
    return fields


async def _serve(chats: int) -> None:
    """Serve by itself, with the intake of CHATS and as many others in the queue; say where, and never end."""
    api = FakeBotApi(most=chats)
    for first in (1, 1 + chats):
        for turn in range(len(intake_talk(0))):
            for chat in range(first, first + chats):
                api.say(chat, intake_talk(chat)[turn].types)
    print(await api.open(), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
