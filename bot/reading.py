"""Reads updates into Inbounds and cuts letters to Telegram's measure, for both messengers, without either library.

Both libraries name the parts of an update alike, so one reading serves both.
"""

import re
from datetime import UTC, datetime
from typing import Any

from bot.messenger import Raw
from flows.post import Attachment, Contact, Inbound, Parcel, Press

MISREADS = (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, OSError, RecursionError)  # by a library
LONGEST_TEXT = 4096  # UTF-16 units. Source: sendMessage in the Bot API manual
LONGEST_CAPTION = 1024
LONGEST_NOTICE = 200

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")  # in a name these would turn our own words around
_OTHER_CONTENT = ("animation", "dice", "poll", "story", "game", "paid_media", "checklist")


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
    line = head.rfind("\n") + 1
    return head[:line] if len(text) > len(head) and line > len(head) // 2 else head


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
    spot = message.location
    point = (float(spot.latitude), float(spot.longitude)) if spot else None
    attachment = _attachment(message, raw)
    words = message.text or message.caption
    moved = message.migrate_to_chat_id or None
    if not (words or contact or point or attachment or moved):
        return None
    return Inbound(
        **_sender(_accountable(message)),
        chat=_whole(message.chat.id),
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
        chat=_whole(message.chat.id),
        private=message.chat.type == "private",
        sent_at=_moment(message.date),  # a press has no time of its own: this is when its message was sent
        press=Press(query.id, clean(query.data or ""), message.message_id),
        thread=_thread(message),
    )


def _read_membership(change: Any) -> Inbound:
    return Inbound(
        **_sender(change.from_user),
        chat=_whole(change.chat.id),
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
    return {"sender": _whole(user.id), "name": name, "language": clean(user.language_code or "")}


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


def _whole(number: Any) -> int:
    if not isinstance(number, int):  # one library lets anything stand where a number belongs
        raise TypeError("an id that is no number")
    return number
