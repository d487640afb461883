"""The HTTP client under python-telegram-bot, in its own layer for one: the library's takes ten times as long a call.

Each answer is judged here, since the library tells less apart.
"""

from typing import Any

from aiohttp import ClientSession, TCPConnector
from telegram.request import BaseRequest, RequestData

from bot.bot_api import get, post
from bot.calls import Call
from bot.verdicts import ANSWER_SECONDS, judged


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

    async def ask(self, url: str, call: Call, seconds: float | None = None) -> Any:
        """Make CALL and give its result. Raises World errors."""
        return judged(*await self._post(url, call, seconds))

    async def read(self, url: str) -> bytes:
        """Fetch the file at URL. Raises World errors."""
        await self.initialize()
        assert self._session is not None  # noqa: S101 - just made
        return await get(self._session, url)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Do the same for what the library asks by itself: who the bot is."""
        status, body = await self._post(url, Call("", request_data.parameters if request_data else {}), None)
        judged(status, body)
        return status, body

    async def _post(self, url: str, call: Call, seconds: float | None) -> tuple[int, bytes]:
        await self.initialize()
        assert self._session is not None  # noqa: S101 - just made
        return await post(self._session, url, call, seconds)
