"""The HTTP client under python-telegram-bot, in its own layer for one: the library's takes ten times as long a call.

Each answer is judged before the library does, since the library tells less apart.
"""

import json
from typing import Any

from aiohttp import ClientConnectorError, ClientSession, ClientTimeout, ConnectionTimeoutError, FormData, TCPConnector
from telegram.request import BaseRequest, RequestData

from bot.verdicts import ANSWER_SECONDS, CONNECT_SECONDS, verdict

NOTHING_SENT = (ClientConnectorError, ConnectionTimeoutError)


class Line(BaseRequest):
    """Some connections that are kept open."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Give how many seconds an answer may take."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Make ready; connections are made when they are needed."""
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=self._connections))

    async def shutdown(self) -> None:
        """Let go of every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Ask, and raise the World error that the answer stands for."""
        await self.initialize()
        assert self._session is not None  # noqa: S101 - just made
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        async with self._session.request(method, url, timeout=limit, **_body(request_data)) as answer:
            status, body = answer.status, await answer.read()
        if error := verdict(status, body):
            raise error
        return status, body


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": json.dumps(data.parameters), "headers": {"Content-Type": "application/json"}}
    form = FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
