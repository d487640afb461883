"""Telegram by python-telegram-bot: its request layer and its types; what is asked, and the reading, are shared."""

from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.bot_api import BotApi
from bot.calls import Call
from bot.messenger import Identity, Raw, Unknown, Unreadable, World
from bot.ptb_line import PtbLine
from bot.reading import MISREADS, essential, read
from bot.verdicts import CONNECTIONS, checked, hush
from flows.post import Inbound


class PtbMessenger(BotApi):
    """The messenger port by python-telegram-bot. API is a base such as "https://api.telegram.org"."""

    def __init__(self, token: str, api: str) -> None:
        hush()
        self._fetching, self._sending = PtbLine(connections=2), PtbLine(CONNECTIONS)
        base = api.rstrip("/")
        self._bot = Bot(
            checked(token),
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._sending,
            get_updates_request=self._fetching,
        )

    async def open(self) -> Identity:
        """Make the connections and say who the bot is."""
        try:
            await self._bot.initialize()
        except (TelegramError, *MISREADS) as error:
            raise _world_error(error) from None  # the library's own words may hold the token
        return Identity(self._bot.id, self._bot.username)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._bot.shutdown()

    async def hang_up(self) -> None:
        """Let go of the connections for fetching; the next fetch makes them anew."""
        await self._fetching.shutdown()
        await self._fetching.initialize()

    async def ask(self, call: Call, wait_seconds: float | None = None) -> Any:
        """Make CALL and give its result; one that waits has connections of its own."""
        line = self._sending if wait_seconds is None else self._fetching
        return await line.ask(f"{self._bot.base_url}/{call.method}", call, wait_seconds)

    async def read_file(self, path: str) -> bytes:
        """Give what is in the file that lies at PATH."""
        return await self._sending.read(f"{self._bot.base_file_url}/{path}")

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""
        try:
            return read(Update.de_json(essential(raw), self._bot), raw)
        except MISREADS as error:
            raise Unreadable(type(error).__name__) from error


def _world_error(error: BaseException) -> World:
    """Give the World error that the library has wrapped in one of its own."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, World):
            return cause
        cause = cause.__cause__
    return Unknown(type(error).__name__)
