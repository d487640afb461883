"""Telegram by aiogram: its HTTP client and its types; what is asked, and the reading, are shared."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.bot_api import BotApi, get, post
from bot.calls import Call
from bot.messenger import Identity, Raw, Unknown, Unreadable
from bot.reading import MISREADS, essential, read
from bot.verdicts import CONNECTIONS, checked, hush, judged
from flows.post import Inbound


class _Line(AiohttpSession):
    """The library's HTTP session, in a layer of our own: its checks of each call and answer cost more than the way."""

    async def ask(self, token: str, call: Call, seconds: float | None) -> Any:
        """Make CALL and give its result. Raises World errors."""
        url = self.api.api_url(token, call.method)
        return judged(*await post(await self.create_session(), url, call, seconds))


class AiogramMessenger(BotApi):
    """The messenger port by aiogram. API is a base such as "https://api.telegram.org"."""

    def __init__(self, token: str, api: str) -> None:
        hush()
        server = TelegramAPIServer.from_base(api)
        self._fetching, self._sending = _Line(api=server, limit=2), _Line(api=server, limit=CONNECTIONS)
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
        return await get(await self._sending.create_session(), self._sending.api.file_url(self._bot.token, path))

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""
        try:
            return read(Update.model_validate(essential(raw), context={"bot": self._bot}), raw)
        except MISREADS as error:
            raise Unreadable(type(error).__name__) from error
