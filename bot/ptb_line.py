"""The request layer of python-telegram-bot on our own line: the library's takes ten times as long a call.

Each answer is judged here, since the library tells less apart.
"""

from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.bot_api import get, post
from bot.calls import Call
from bot.line import Line
from bot.verdicts import ANSWER_SECONDS, judged


class PtbLine(BaseRequest):
    """Some connections that are kept open."""

    def __init__(self, connections: int) -> None:
        self._line = Line(connections)

    @property
    def read_timeout(self) -> float:
        """Give how many seconds an answer may take."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Make ready; connections are made when they are needed."""

    async def shutdown(self) -> None:
        """Let go of every connection."""
        self._line.close()

    async def ask(self, url: str, call: Call, seconds: float | None = None) -> Any:
        """Make CALL and give its result. Raises World errors."""
        return judged(*await post(self._line, url, call, seconds))

    async def read(self, url: str) -> bytes:
        """Fetch the file at URL. Raises World errors."""
        return await get(self._line, url)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Do the same for what the library asks by itself: who the bot is."""
        status, body = await post(self._line, url, Call("", request_data.parameters if request_data else {}))
        judged(status, body)
        return status, body
