"""What the practice world is made of: users, chats, messages, presses, and how each looks on the wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

BOT = 0  # the sender of what the bot wrote, in everything a person sees

_MIME = {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4", "document": "application/pdf"}

Rows = list[list[dict[str, Any]]]


class Refusal(Exception):
    """The practice Telegram refuses a call, with the code and the words of the real one.

    `parameters` may hold retry_after (seconds) or migrate_to_chat_id.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class User:
    """Somebody with a phone. `started` says whether the bot may write to them."""

    id: int
    first_name: str
    last_name: str = ""
    language: str = "nl"
    started: bool = False
    blocked: bool = False

    def wire(self) -> dict[str, Any]:
        """Give the user as the Bot API shows one."""
        shown = {"id": self.id, "is_bot": False, "first_name": self.first_name, "last_name": self.last_name}
        return {name: value for name, value in (shown | {"language_code": self.language}).items() if value != ""}


@dataclass(slots=True)
class Chat:
    """A private chat (its id is its user's), a group, a supergroup or a channel."""

    id: int
    kind: str
    title: str = ""
    members: set[int] = field(default_factory=set)
    topics: bool = False
    moved_to: int | None = None
    bot_inside: bool = True

    def wire(self) -> dict[str, Any]:
        """Give a group as the Bot API shows one."""
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.topics else {})


@dataclass(slots=True)
class Message:
    """One message. `body` holds what it says, as on the wire (text, entities, caption, contact, ...)."""

    id: int
    chat: int
    sender: int
    at: datetime
    body: dict[str, Any]
    thread: int | None = None
    rows: Rows = field(default_factory=list)
    keyboard: tuple[tuple[tuple[str, bool], ...], ...] | None = None
    document: tuple[str, int] | None = None
    edited_at: datetime | None = None
    deleted: bool = False

    def wire(self, chat: Mapping[str, Any], sender: Mapping[str, Any] | None) -> dict[str, Any]:
        """Give the message as the Bot API shows one; SENDER is None for a post in a channel."""
        shown: dict[str, Any] = {"message_id": self.id, "date": int(self.at.timestamp()), "chat": dict(chat)}
        if sender is not None:
            shown["from"] = dict(sender)
        if self.edited_at is not None:
            shown["edit_date"] = int(self.edited_at.timestamp())
        if self.rows:
            shown["reply_markup"] = {"inline_keyboard": self.rows}
        if self.thread is not None:
            shown |= {"message_thread_id": self.thread, "is_topic_message": True}
        return shown | self.body

    def kind(self) -> str:
        """Say what it carries: text, or the name of its attachment."""
        kinds = ("voice", "photo", "sticker", "document", "video", "video_note", "audio", "contact", "location", "text")
        return next((kind for kind in kinds if kind in self.body), "service")


@dataclass(slots=True)
class MadePress:
    """A button that was pressed; `toast` is what the bot answered: words, and whether as an alert."""

    id: str
    user: int
    at: datetime
    toast: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as a phone shows it. Offsets count UTF-16 units.

    `keyboard` is None when the message leaves the keyboard as it was, and empty when it takes it away.
    """

    id: int
    sender: int
    text: str
    entities: Sequence[Mapping[str, Any]]
    buttons: tuple[tuple[tuple[str, str], ...], ...]
    keyboard: tuple[tuple[tuple[str, bool], ...], ...] | None
    document: tuple[str, int] | None
    at: datetime
    edited_at: datetime | None
    deleted: bool
    kind: str = "text"
    thread: int | None = None
    file: str = ""  # its id, where it carries one


def show(message: Message) -> ShownMessage:
    """Give MESSAGE as a phone shows it."""
    body = message.body
    contact = body.get("contact")
    words = f"{contact['first_name']}, {contact['phone_number']}" if contact else ""
    carried = body.get(message.kind())
    largest = carried[-1] if isinstance(carried, list) else carried
    return ShownMessage(
        id=message.id,
        sender=message.sender,
        text=body.get("text") or body.get("caption") or words,
        entities=tuple(body.get("entities") or body.get("caption_entities") or ()),
        buttons=tuple(tuple((one["text"], one.get("callback_data", "")) for one in row) for row in message.rows),
        keyboard=message.keyboard,
        document=message.document,
        at=message.at,
        edited_at=message.edited_at,
        deleted=message.deleted,
        kind=message.kind(),
        thread=message.thread,
        file=largest.get("file_id", "") if isinstance(largest, Mapping) else "",
    )


def length(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def attachment(kind: str, file: str, size: int, seconds: int) -> Any:
    """Describe an attachment as the Bot API does. Raises ValueError for an unknown KIND."""
    named = {"file_id": file, "file_unique_id": f"u{file}", "file_size": size}
    if kind == "photo":
        return [named | {"width": 90, "height": 90}, named | {"width": 800, "height": 800}]
    if kind == "sticker":
        look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return named | look | {"emoji": "👍"}
    if kind == "video_note":
        return named | {"duration": seconds, "length": 240}
    if kind not in _MIME:
        raise ValueError(f"nobody can send a {kind}")
    timed = {} if kind == "document" else {"duration": seconds}
    return named | timed | {"mime_type": _MIME[kind]} | ({"width": 640, "height": 480} if kind == "video" else {})
