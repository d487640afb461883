"""Telegram by aiogram: its session and its types; what is asked, and the reading, are shared."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.bot_api import BotApi, get, post
from bot.calls import Call
from bot.line import Line
from bot.messenger import Identity, Raw, Unknown, Unreadable
from bot.reading import MISREADS, essential, read
from bot.verdicts import CONNECTIONS, checked, hush, judged
from flows.post import Inbound


class _Session(AiohttpSession):
    """The library's session, on our own line: its checks of each call and answer cost more than the way."""

    def __init__(self, api: TelegramAPIServer, connections: int) -> None:
        super().__init__(api=api)
        self._line = Line(connections)

    async def ask(self, token: str, call: Call, seconds: float | None) -> Any:
        """Make CALL and give its result. Raises World errors."""
        return judged(*await post(self._line, self.api.api_url(token, call.method), call, seconds))

    async def read(self, token: str, path: str) -> bytes:
        """Fetch the file that lies at PATH. Raises World errors."""
        return await get(self._line, self.api.file_url(token, path))

    async def close(self) -> None:
        """Let go of every connection."""
        self._line.close()
        await super().close()


class AiogramMessenger(BotApi):
    """The messenger port by aiogram. API is a base such as "https://api.telegram.org"."""

    def __init__(self, token: str, api: str) -> None:
        hush()
        server = TelegramAPIServer.from_base(api)
        self._fetching, self._sending = _Session(server, 2), _Session(server, CONNECTIONS)
        self._bot = Bot(checked(token), session=self._sending)

    async def open(self) -> Identity:
        """Make the connections and say who the bot is."""
        match await self.ask(Call("getMe", {})):
            case {"id": int(number), **more}:
                return Identity(number, str(more.get("username") or ""))
        raise Unknown("an answer that does not say who the bot is")

    async def close(self) -> None:
        """Let go of every connection."""
        await self._fetching.close()
        await self._sending.close()

    async def hang_up(self) -> None:
        """Let go of the connections for fetching; the next fetch makes them anew."""
        await self._fetching.close()

    async def ask(self, call: Call, wait_seconds: float | None = None) -> Any:
        """Make CALL and give its result; one that waits has connections of its own."""
        line = self._sending if wait_seconds is None else self._fetching
        return await line.ask(self._bot.token, call, wait_seconds)

    async def read_file(self, path: str) -> bytes:
        """Give what is in the file that lies at PATH."""
        return await self._sending.read(self._bot.token, path)

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""
        try:
            return read(Update.model_validate(essential(raw), context={"bot": self._bot}), raw)
        except MISREADS as error:
            raise Unreadable(type(error).__name__) from error
