"""What crosses the doors of the house: an Inbound comes in, a Letter goes out. Frozen values, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed. Nothing of it is trusted but that SENDER pressed it."""

    id: str  # the messenger's name for this press, to answer it with
    token: str  # what the button carried
    message: int | None  # the message it stood under


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact card that somebody shared."""

    phone: str
    name: str
    own: bool  # True when it is the sender's own


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that is no text."""

    kind: str  # voice, photo, sticker, document, video, audio, other
    file: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Inbound:
    """One update, freed of its messenger.

    `sender` is None when nobody can be held to it (a channel, an anonymous admin, a post through another bot);
    such an inbound carries no rights. `text` holds the words or the caption.
    """

    sender: int | None
    chat: int
    private: bool
    sent_at: datetime
    name: str = ""
    language: str = ""
    text: str = ""
    message: int | None = None  # the messenger's id of what was said; None for what is no message
    press: Press | None = None
    contact: Contact | None = None
    point: tuple[float, float] | None = None  # latitude, longitude
    attachment: Attachment | None = None
    forwarded: bool = False
    edited: bool = False
    heard: bool = False  # True: these words were heard in a sound, and its sender has not seen them yet
    reachable: bool | None = None  # False: has just blocked the bot; True: has just let it in again
    moved_to: int | None = None  # a group that became a supergroup: its new id
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """An answer to tap: the id of its words, and the deed it stands for (flows/menu.py).

    `yes` is True for the one that a typed "ja", "ok" or "1" may stand for, False for the one that "nee" may.
    """

    words: str
    deed: str
    args: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    yes: bool | None = None


@dataclass(frozen=True, slots=True)
class Cry:
    """The fixed words to danger, said before anything was stored: their letter id, and the message if it is known."""

    letter: int
    message: int | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as the messenger gets it: finished text, finished buttons.

    `bold` holds (offset, length) pairs counted in UTF-16 units, as Telegram counts. `buttons` holds one
    (label, token) a row; `ask_contact` is the label of a keyboard button that shares the person's own number.
    """

    chat: int
    text: str
    bold: tuple[tuple[int, int], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    ask_contact: str | None = None
    document: tuple[str, bytes] | None = None  # file name, content
    copies: tuple[int, int] | None = None  # nothing is said: this message of that chat is shown here too
    protect: bool = False  # asks the messenger not to let it be forwarded
    thread: int | None = None
    drop_keyboard: bool = False
    removes: int | None = None  # nothing is said: this message is taken out of the chat
    leaves: bool = False  # nothing is said: the bot goes out of this group
