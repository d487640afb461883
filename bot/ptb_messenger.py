"""Telegram by python-telegram-bot: its HTTP client and its types; the reading is shared."""

import json
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import TelegramError

from bot.messenger import Identity, Raw, TryLater, Unknown, Unreadable, World
from bot.pieces import LONGEST_NOTICE, clean, pieces, shortened
from bot.ptb_line import NOTHING_SENT, Line
from bot.reading import MISREADS, essential, read
from bot.verdicts import (
    CONNECTIONS,
    FETCH_GRACE_SECONDS,
    WANTED,
    checked,
    forgiving,
    hush,
)
from flows.post import Inbound, Parcel

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

T = TypeVar("T")
Bold = list[tuple[int, int]]


class PtbMessenger:
    """The messenger port by python-telegram-bot. API is a base such as "https://api.telegram.org"."""

    def __init__(self, token: str, api: str) -> None:
        hush()
        self._fetching = Line(connections=2)
        base = api.rstrip("/")
        self._bot = Bot(
            checked(token),
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=Line(CONNECTIONS),
            get_updates_request=self._fetching,
        )

    async def open(self) -> Identity:
        """Make the connections and say who the bot is."""
        await _asked(self._bot.initialize())
        return Identity(self._bot.id, self._bot.username)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._bot.shutdown()

    async def fetch(self, offset: int | None, wait_seconds: int) -> Sequence[Raw]:
        """Give the updates from OFFSET on, raw, waiting at most WAIT_SECONDS for one."""
        asked = {"timeout": wait_seconds, "allowed_updates": json.dumps(WANTED)}
        query = urlencode(asked if offset is None else asked | {"offset": offset})
        call = self._fetching.post(
            f"{self._bot.base_url}/getUpdates?{query}", read_timeout=wait_seconds + FETCH_GRACE_SECONDS
        )
        found: Any = await _asked(call)
        if not isinstance(found, list):
            raise Unknown("an answer without a list of updates")
        return found

    async def hang_up(self) -> None:
        """Let go of the connections for fetching; the next fetch makes them anew."""
        await self._fetching.shutdown()
        await self._fetching.initialize()

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""
        try:
            return read(Update.de_json(essential(raw), self._bot), raw)
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
        sent = await _asked(
            self._bot.send_document(
                parcel.chat, content, filename=name, caption=text or None, caption_entities=_entities(bold), **common
            )
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
        await _asked(self._bot.set_webhook(url, allowed_updates=WANTED, secret_token=secret))

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
    except (TelegramError, *MISREADS) as error:
        raise _world_error(error) from None  # the library's own words may hold the token


def _world_error(error: BaseException) -> World:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, World):
            return cause
        if isinstance(cause, NOTHING_SENT):
            return TryLater(1, whole_bot=True)
        cause = cause.__cause__
    return Unknown(type(error).__name__)


def _entities(bold: Bold) -> list[MessageEntity]:
    return [MessageEntity(MessageEntity.BOLD, offset, length) for offset, length in bold]


def _buttons(parcel: Parcel) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(label, callback_data=token)] for label, token in parcel.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _markup(parcel: Parcel) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if parcel.ask_contact:
        key = KeyboardButton(parcel.ask_contact, request_contact=True)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if parcel.drop_keyboard and not parcel.buttons else _buttons(parcel)
