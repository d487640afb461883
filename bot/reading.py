"""What both messengers share, without either library: reading updates and answers, and cutting long letters.

Both libraries name the parts of an update alike, so one reading serves both.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from bot.messenger import Moved, Raw, Refused, TryLater, TwoListeners, Unknown, Unreachable, World
from flows.post import Attachment, Contact, Inbound, Parcel, Press

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 15.0
FETCH_GRACE_SECONDS = 10.0  # how much longer than the poll itself its answer may take
CONNECTIONS = 64  # 32 sends at once, the poll, and room for press answers
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
MISREADS = (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, OSError, RecursionError)  # by a library

LONGEST_TEXT = 4096  # UTF-16 units. Source: sendMessage in the Bot API manual
LONGEST_CAPTION = 1024
LONGEST_NOTICE = 200

# At INFO httpx writes each URL, which holds the token; the others write names and words of people.
LOUD_LOGGERS = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp.client")

_SERVER_PAUSE_SECONDS = 5.0
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{6,}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")  # in a name these would turn our own words around
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights to send",
    "group chat was deactivated",
    "bot is not a member",
)
_OTHER_CONTENT = ("animation", "dice", "poll", "story", "game", "venue", "paid_media", "checklist")


def hush() -> None:
    """Keep the libraries from logging the token, names or words of people."""
    for name in LOUD_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)


# answers


def verdict(status: int, body: bytes | str) -> World | None:
    """Judge an answer of the Bot API: None when the call was taken, else the error it stands for."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return Unknown(f"an answer that is no JSON, with status {status}")
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        return Unknown(f"an answer that says neither yes nor no, with status {status}")
    if said["ok"]:
        return None if 200 <= status < 300 else Unknown(f"yes, with status {status}")
    return _refusal(status, said)


def _refusal(status: int, said: dict[str, Any]) -> World:
    code = said["error_code"] if isinstance(said.get("error_code"), int) else status
    words = _TOKEN.sub("<token>", str(said.get("description", "")))
    more = said["parameters"] if isinstance(said.get("parameters"), dict) else {}
    if more.get("migrate_to_chat_id"):
        return Moved(int(more["migrate_to_chat_id"]))
    if code == 429 or code >= 500:
        return TryLater(float(more.get("retry_after", _SERVER_PAUSE_SECONDS)))
    if code == 409:
        return TwoListeners(words)
    if code == 403 or any(gone in words.lower() for gone in _GONE):
        return Unreachable(words)
    if code in (401, 404):
        return Refused(f"Telegram does not know this bot token, or not this method ({code}): see BURENBEL_TOKEN")
    return Refused(f"{code}: {words}")


@contextmanager
def forgiving(*phrases: str) -> Iterator[None]:
    """Let a refusal that says one of PHRASES pass for success."""
    try:
        yield
    except Refused as no:
        if not any(phrase in str(no) for phrase in phrases):
            raise


# letters


def clean(text: str) -> str:
    """Take out what no store and no wire can hold: lone surrogates and NUL."""
    return _LONE_SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd") if text else ""


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(parcel: Parcel) -> list[tuple[str, list[tuple[int, int]]]]:
    """Cut a letter into messages that Telegram takes: each with its words and its bold (offset, length) pairs.

    Nearly always there is one. The last is the one that carries buttons or document.
    """
    text = clean(parcel.text)
    most = LONGEST_CAPTION if parcel.document else LONGEST_TEXT
    cut: list[tuple[str, list[tuple[int, int]]]] = []
    start = 0
    while units(text) > most:
        head = _head(text, LONGEST_TEXT)
        cut.append((head, _within(parcel.bold, start, units(head))))
        start, text = start + units(head), text[len(head) :]
    return [*cut, (text, _within(parcel.bold, start, units(text)))]


def shortened(parcel: Parcel) -> tuple[str, list[tuple[int, int]]]:
    """Give the words of PARCEL as one message, cut with an ellipsis where an edit could not hold them all."""
    text, most = clean(parcel.text), LONGEST_CAPTION if parcel.document else LONGEST_TEXT
    if units(text) > most:
        text = _head(text, most - 1).rstrip() + "…"
    return text, _within(parcel.bold, 0, units(text))


def _head(text: str, most: int) -> str:
    head = text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
    line = head.rfind("\n")
    return head[: line + 1] if line > len(head) // 2 else head


def _within(bold: tuple[tuple[int, int], ...], start: int, size: int) -> list[tuple[int, int]]:
    ends = [(max(offset - start, 0), min(offset + length - start, size)) for offset, length in bold]
    return [(first, last - first) for first, last in ends if last > first]


# updates


def read(update: Any, raw: Raw) -> Inbound | None:
    """Turn a library's UPDATE, made from RAW, into an Inbound; None for a sort the house has no use for."""
    if update.callback_query:
        return _read_press(update.callback_query)
    if update.my_chat_member:
        return _read_membership(update.my_chat_member)
    for kind in ("message", "edited_message", "channel_post", "edited_channel_post"):
        if message := getattr(update, kind):
            return _read_message(message, raw[kind], edited=kind.startswith("edited"))
    return None


def _read_message(message: Any, raw: Raw, edited: bool) -> Inbound | None:
    contact = _contact(message)
    point = (message.location.latitude, message.location.longitude) if message.location else None
    attachment = _attachment(message, raw)
    words = message.text or message.caption
    moved = message.migrate_to_chat_id or None
    if not (words or contact or point or attachment or moved):
        return None
    return Inbound(
        **_sender(_accountable(message)),
        chat=message.chat.id,
        private=message.chat.type == "private",
        sent_at=_moment(message.edit_date if edited and message.edit_date else message.date),
        text=clean(words or ""),
        contact=contact,
        point=point,
        attachment=attachment,
        forwarded=message.forward_origin is not None,
        edited=edited,
        moved_to=moved,
        thread=_thread(message),
    )


def _read_press(query: Any) -> Inbound | None:
    message = query.message
    if message is None:  # under a message sent by way of another chat's inline mode, which the house never uses
        return None
    return Inbound(
        **_sender(query.from_user),
        chat=message.chat.id,
        private=message.chat.type == "private",
        sent_at=_moment(message.date),  # a press has no time of its own: this is when its message was sent
        press=Press(query.id, clean(query.data or ""), message.message_id),
        thread=_thread(message),
    )


def _read_membership(change: Any) -> Inbound:
    return Inbound(
        **_sender(change.from_user),
        chat=change.chat.id,
        private=change.chat.type == "private",
        sent_at=_moment(change.date),
        reachable=change.new_chat_member.status not in ("kicked", "left"),
    )


def _accountable(message: Any) -> Any:
    """Give who can be held to a message: nobody for a channel, an anonymous admin or a post through another bot."""
    hidden = message.sender_chat or message.via_bot or message.from_user is None or message.from_user.is_bot
    return None if hidden else message.from_user


def _sender(user: Any) -> dict[str, Any]:
    if user is None:
        return {"sender": None}
    name = _name(user.first_name, user.last_name)
    return {"sender": user.id, "name": name, "language": clean(user.language_code or "")}


def _name(first: str | None, last: str | None) -> str:
    return " ".join(_TURNS_TEXT.sub("", clean(f"{first or ''} {last or ''}")).split())


def _contact(message: Any) -> Contact | None:
    card = message.contact
    if card is None:
        return None
    sender = _accountable(message)
    own = sender is not None and card.user_id == sender.id and message.forward_origin is None
    return Contact(clean(card.phone_number), _name(card.first_name, card.last_name), own)


def _attachment(message: Any, raw: Raw) -> Attachment | None:
    if message.photo:
        return Attachment("photo", message.photo[-1].file_id)
    for field, kind in (("video_note", "video"), *((one, one) for one in ("voice", "audio", "video", "sticker"))):
        if file := getattr(message, field):
            return Attachment(kind, file.file_id, int(raw[field].get("duration", 0)))
    if message.document and not message.animation:
        return Attachment("document", message.document.file_id)
    return Attachment("other") if any(getattr(message, one) for one in _OTHER_CONTENT) else None


def _thread(message: Any) -> int | None:
    """Give the topic; replies outside of topics carry a thread number too, which is none of ours."""
    return message.message_thread_id if getattr(message, "is_topic_message", False) else None


def _moment(date: datetime | int) -> datetime:
    return datetime.fromtimestamp(date, UTC) if isinstance(date, int) else date.astimezone(UTC)
