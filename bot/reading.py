"""Reads updates into Inbounds, for both messengers, without either library.

Both libraries name the parts of an update alike, so one reading serves both.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.messenger import Raw
from bot.pieces import clean
from flows.post import Attachment, Contact, Inbound, Press

HEARD = "heard"  # marks an update whose words were heard in a sound (bot/hearing.py); Telegram never writes it
MISREADS = (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, OSError, RecursionError)  # by a library
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")  # in a name these would turn our own words around
_SAID = ("message", "edited_message", "channel_post", "edited_channel_post")
_PARTS = frozenset(  # what the house reads of a message; "is it there?" is asked of the raw update itself
    "message_id date edit_date chat from sender_chat via_bot text caption contact location photo voice audio video "  # noqa: SIM905 - two lines read better than twenty
    "video_note sticker document migrate_to_chat_id message_thread_id is_topic_message".split()
)
_OTHER_CONTENT = ("animation", "dice", "poll", "story", "game", "paid_media", "checklist")


def essential(raw: Raw) -> dict[str, Any]:
    """Leave out what the house does not read, so that nothing there can make RAW unreadable for a library."""
    kept = dict(raw)
    for kind in _SAID:
        if kind in raw:
            kept[kind] = _parts(raw[kind])
    if "callback_query" in raw and raw["callback_query"].get("message"):
        kept["callback_query"] = raw["callback_query"] | {"message": _parts(raw["callback_query"]["message"])}
    return kept


def _parts(message: Raw) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name in _PARTS}


def read(update: Any, raw: Raw) -> Inbound | None:
    """Turn a library's UPDATE, made from RAW, into an Inbound; None for a sort the house has no use for."""
    if update.callback_query:
        return _read_press(update.callback_query, raw["callback_query"])
    if update.my_chat_member:
        return _read_membership(update.my_chat_member, raw["my_chat_member"])
    for kind in _SAID:
        if message := getattr(update, kind):
            found = _read_message(message, raw[kind], edited=kind.startswith("edited"))
            return replace(found, heard=True) if found is not None and raw.get(HEARD) is True else found
    return None


def _read_message(message: Any, raw: Raw, edited: bool) -> Inbound | None:
    text = _words(message.text) or _words(message.caption)
    contact = _contact(message, raw)
    point = (float(message.location.latitude), float(message.location.longitude)) if message.location else None
    attachment = _attachment(message, raw)
    moved = message.migrate_to_chat_id or None
    if not (text or contact or point or attachment or moved):
        return None
    return Inbound(
        **_sender(_accountable(message)),
        chat=_whole(message.chat.id),
        private=message.chat.type == "private",
        sent_at=_moment(raw["edit_date"] if edited and "edit_date" in raw else raw["date"]),
        text=text,
        message=_whole(message.message_id),
        contact=contact,
        point=point,
        attachment=attachment,
        forwarded="forward_origin" in raw,
        edited=edited,
        moved_to=moved,
        thread=_thread(message),
    )


def _read_press(query: Any, raw: Raw) -> Inbound | None:
    message = query.message
    if message is None:  # under a message sent by way of another chat's inline mode, which the house never uses
        return None
    return Inbound(
        **_sender(query.from_user),
        chat=_whole(message.chat.id),
        private=message.chat.type == "private",
        sent_at=_moment(raw["message"]["date"]),  # a press has no time of its own: this is when its message was sent
        press=Press(_words(query.id), _words(query.data), _whole(message.message_id)),
        thread=_thread(message),
    )


def _read_membership(change: Any, raw: Raw) -> Inbound:
    return Inbound(
        **_sender(change.from_user),
        chat=_whole(change.chat.id),
        private=change.chat.type == "private",
        sent_at=_moment(raw["date"]),
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
    return {"sender": _whole(user.id), "name": name, "language": _words(user.language_code)}


def _name(first: Any, last: Any) -> str:
    return " ".join(_TURNS_TEXT.sub("", f"{_words(first)} {_words(last)}").split())


def _contact(message: Any, raw: Raw) -> Contact | None:
    card = message.contact
    if card is None:
        return None
    sender = _accountable(message)
    own = sender is not None and card.user_id == sender.id and "forward_origin" not in raw
    return Contact(_words(card.phone_number), _name(card.first_name, card.last_name), own)


def _attachment(message: Any, raw: Raw) -> Attachment | None:
    if any(content in raw for content in _OTHER_CONTENT):
        return Attachment("other")
    if message.photo:
        return Attachment("photo", _words(message.photo[-1].file_id))
    for kind in ("voice", "audio", "video", "video_note", "sticker", "document"):
        if file := getattr(message, kind):
            seconds = _whole(raw[kind].get("duration", 0))
            return Attachment(kind.removesuffix("_note"), _words(file.file_id), seconds)
    return None


def _thread(message: Any) -> int | None:
    """Give the topic; replies outside of topics carry a thread number too, which is none of ours."""
    return message.message_thread_id if getattr(message, "is_topic_message", False) else None


# One library takes anything for a number or a word, the other does not: here both are held to the same.


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(_whole(seconds), UTC)


def _whole(number: Any) -> int:
    if type(number) is not int:
        raise TypeError("a whole number is wanted")
    return number


def _words(text: Any) -> str:
    if text is not None and not isinstance(text, str):
        raise TypeError("words are wanted")
    return clean(text or "")
