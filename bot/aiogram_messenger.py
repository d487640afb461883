"""Telegram by aiogram: its HTTP client and its types; the reading is shared."""

from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from aiohttp import ClientConnectorError, ClientTimeout, ConnectionTimeoutError

from bot.messenger import Identity, Raw, TryLater, Unknown, Unreadable, World
from bot.pieces import LONGEST_NOTICE, clean, pieces, shortened
from bot.reading import MISREADS, essential, read
from bot.verdicts import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    CONNECTIONS,
    FETCH_GRACE_SECONDS,
    WANTED,
    checked,
    forgiving,
    hush,
    verdict,
)
from flows.post import Inbound, Parcel

_NOTHING_SENT = (ClientConnectorError, ConnectionTimeoutError)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

T = TypeVar("T")
Bold = list[tuple[int, int]]


class _GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates whose result stays as it came, so that one update that can't be read does not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


class _Line(AiohttpSession):
    """An HTTP session that judges each answer before the library does, and limits the wait for a connection."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: Any = None) -> Any:
        """Ask with time limits of our own. The library hands the limit on to aiohttp, which takes this one too."""
        limit: Any = ClientTimeout(total=timeout or ANSWER_SECONDS, sock_connect=CONNECT_SECONDS)
        return await super().make_request(bot, method, limit)

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Any:
        """Raise the World error that the answer stands for."""
        if error := verdict(status_code, content):
            raise error
        return super().check_response(bot, method, status_code, content)


class AiogramMessenger:
    """The messenger port by aiogram. API is a base such as "https://api.telegram.org"."""

    def __init__(self, token: str, api: str) -> None:
        hush()
        server = TelegramAPIServer.from_base(api)
        self._fetching = _Line(api=server, limit=2)
        self._bot = Bot(checked(token), session=_Line(api=server, limit=CONNECTIONS))

    async def open(self) -> Identity:
        """Make the connections and say who the bot is."""
        me = await _asked(self._bot.get_me())
        return Identity(me.id, me.username or "")

    async def close(self) -> None:
        """Let go of every connection."""
        await self._fetching.close()
        await self._bot.session.close()

    async def fetch(self, offset: int | None, wait_seconds: int) -> Sequence[Raw]:
        """Give the updates from OFFSET on, raw, waiting at most WAIT_SECONDS for one."""
        method = _GetRawUpdates(offset=offset, timeout=wait_seconds, allowed_updates=list(WANTED))
        return await _asked(self._fetching(self._bot, method, timeout=wait_seconds + int(FETCH_GRACE_SECONDS)))

    async def hang_up(self) -> None:
        """Let go of the connections for fetching; the next fetch makes them anew."""
        await self._fetching.close()

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""
        try:
            return read(Update.model_validate(essential(raw), context={"bot": self._bot}), raw)
        except MISREADS as error:
            raise Unreadable(type(error).__name__) from error

    async def send(self, parcel: Parcel) -> int:
        """Send PARCEL and give the id of the message that carries its buttons."""
        *before, (text, bold) = pieces(parcel)
        common: dict[str, Any] = {"protect_content": parcel.protect, "message_thread_id": parcel.thread}
        for words, marks in before:
            await self._say(parcel.chat, words, marks, **common)
        common["reply_markup"] = _markup(parcel)
        if parcel.document is None:
            return await self._say(parcel.chat, text, bold, **common)
        name, content = parcel.document
        file = BufferedInputFile(content, filename=name)
        sent = await _asked(
            self._bot.send_document(parcel.chat, file, caption=text or None, caption_entities=_entities(bold), **common)
        )
        return sent.message_id

    async def edit(self, parcel: Parcel, message: int) -> None:
        """Make MESSAGE say what PARCEL says; saying it already is no error."""
        text, bold = shortened(parcel)
        where: dict[str, Any] = {"chat_id": parcel.chat, "message_id": message, "reply_markup": _buttons(parcel)}
        with forgiving("message is not modified"):
            if parcel.document is None:
                what: dict[str, Any] = {"entities": _entities(bold), "link_preview_options": _NO_PREVIEW}
                await _asked(self._bot.edit_message_text(text, **what, **where))
            else:
                await _asked(
                    self._bot.edit_message_caption(caption=text or None, caption_entities=_entities(bold), **where)
                )

    async def delete(self, chat: int, message: int) -> None:
        """Take MESSAGE away; being gone already is no error."""
        with forgiving("message to delete not found"):
            await _asked(self._bot.delete_message(chat, message))

    async def answer(self, press: str, notice: str = "") -> None:
        """Stop the little clock on a pressed button; being too late is no error."""
        with forgiving("query is too old", "query ID is invalid"):
            await _asked(self._bot.answer_callback_query(press, clean(notice)[:LONGEST_NOTICE] or None))

    async def listen_at(self, url: str, secret: str) -> None:
        """Ask for updates to be delivered at URL, with SECRET in their header."""
        await _asked(self._bot.set_webhook(url, allowed_updates=list(WANTED), secret_token=secret))

    async def listen_by_fetching(self) -> None:
        """Take a webhook away if there is one, keeping what waits."""
        await _asked(self._bot.delete_webhook())

    async def _say(self, chat: int, text: str, bold: Bold, **common: Any) -> int:
        call = self._bot.send_message(chat, text, entities=_entities(bold), link_preview_options=_NO_PREVIEW, **common)
        return (await _asked(call)).message_id


async def _asked(call: Awaitable[T]) -> T:
    """Await a call of the library and turn its errors into those of the port."""
    try:
        return await call
    except (AiogramError, *MISREADS) as error:
        raise _world_error(error) from None  # the library's own words may hold the answer, with people's messages


def _world_error(error: Exception) -> World:
    return TryLater(1, whole_bot=True) if isinstance(error.__cause__, _NOTHING_SENT) else Unknown(type(error).__name__)


def _entities(bold: Bold) -> list[MessageEntity]:
    return [MessageEntity(type="bold", offset=offset, length=length) for offset, length in bold]


def _buttons(parcel: Parcel) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text=label, callback_data=token)] for label, token in parcel.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _markup(parcel: Parcel) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if parcel.ask_contact:
        key = KeyboardButton(text=parcel.ask_contact, request_contact=True)
        return ReplyKeyboardMarkup(keyboard=[[key]], resize_keyboard=True, one_time_keyboard=True)
    if parcel.drop_keyboard and not parcel.buttons:
        return ReplyKeyboardRemove(remove_keyboard=True)
    return _buttons(parcel)
