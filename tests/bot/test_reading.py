"""Both libraries read every sort of update into the same Inbound."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.messenger import Messenger, Unreadable
from flows.post import Attachment, Contact, Inbound, Press

AT, LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
DATE = int(AT.timestamp())
RIET = {"id": 81, "is_bot": False, "first_name": "Riet", "last_name": "de Wit", "language_code": "nl"}
PRIVATE = {"id": 81, "type": "private", "first_name": "Riet"}
GROUP = {"id": -5, "type": "group", "title": "Coördinatoren"}
FORUM = {"id": -1005, "type": "supergroup", "title": "Buurt", "is_forum": True}
CHANNEL = {"id": -1009, "type": "channel", "title": "Nieuws"}
OTHER_BOT = {"id": 7, "is_bot": True, "first_name": "Ander", "username": "ander_bot"}
FILE = {"file_id": "f1", "file_unique_id": "u1"}
SIZED = FILE | {"width": 90, "height": 90}
ORIGIN = {"type": "hidden_user", "date": DATE, "sender_user_name": "Iemand"}


@pytest.fixture(scope="module")
def read(make: Callable[[str, str], Messenger]) -> Callable[[Any], Inbound | None]:
    return make("1000:practice", "http://127.0.0.1:1").to_inbound


def message(chat: dict[str, Any] = PRIVATE, by: dict[str, Any] | None = RIET, **content: Any) -> dict[str, Any]:
    said = {"message_id": 3, "date": DATE, "chat": chat, "from": by} | content
    return {name: value for name, value in said.items() if value is not None}


def raw(kind: str = "message", **content: Any) -> dict[str, Any]:
    return {"update_id": 1000, kind: message(**content)}


def heard(chat: int = 81, **more: Any) -> Inbound:
    known: dict[str, Any] = {"sender": 81, "private": chat > 0, "sent_at": AT, "name": "Riet de Wit", "language": "nl"}
    said = "press" not in more and "reachable" not in more
    return Inbound(**(known | {"chat": chat, "message": 3 if said else None} | more))


def unheld(chat: int, **more: Any) -> Inbound:
    return heard(chat, sender=None, name="", language="", **more)


def press(under: dict[str, Any], **more: Any) -> dict[str, Any]:
    query = {"id": "9", "from": RIET, "message": under, "chat_instance": "1", "data": "k7"} | more
    return {"update_id": 1000, "callback_query": query}


def membership(chat: dict[str, Any], status: str) -> dict[str, Any]:
    bot = {"id": 1000, "is_bot": True, "first_name": "Burenbel"}
    new = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = {"chat": chat, "from": RIET, "date": DATE, "old_chat_member": {"user": bot, "status": "member"}}
    return {"update_id": 1000, "my_chat_member": change | {"new_chat_member": new}}


def card(**more: Any) -> dict[str, Any]:
    return {"phone_number": "+31612345678", "first_name": "Riet", "last_name": "de Wit"} | more


OWN, FOREIGN = (Contact("+31612345678", "Riet de Wit", own) for own in (True, False))
BOT_MESSAGE = message(by={"id": 1000, "is_bot": True, "first_name": "Burenbel"}, text="Klopt dat?")
COMMAND = {"type": "bot_command", "offset": 0, "length": 6}

CASES: dict[str, tuple[dict[str, Any], Inbound | None]] = {
    "text": (raw(text="Dag 👋"), heard(text="Dag 👋")),
    "command": (raw(text="/start abc", entities=[COMMAND]), heard(text="/start abc")),
    "very long": (raw(text="x" * 9000), heard(text="x" * 9000)),
    "lone surrogate": (raw(text="a\ud83d b\x00"), heard(text="a\ufffd b\ufffd")),
    "bidi in words": (raw(text="\u202edag"), heard(text="\u202edag")),
    "bidi in name": (raw(text="x", by=RIET | {"first_name": "\u202eRiet\u2066"}), heard(text="x")),
    "no last name": (
        raw(text="x", by={"id": 81, "is_bot": False, "first_name": "Riet"}),
        heard(text="x", name="Riet", language=""),
    ),
    "edited": (
        raw("edited_message", text="nee", edit_date=int(LATER.timestamp())),
        heard(text="nee", edited=True, sent_at=LATER),
    ),
    "press": (press(BOT_MESSAGE), heard(press=Press("9", "k7", 3))),
    "press without data": (press(BOT_MESSAGE, data=None, game_short_name="g"), heard(press=Press("9", "", 3))),
    "press under a deleted message": (
        press({"chat": PRIVATE, "message_id": 3, "date": 0}),
        heard(press=Press("9", "k7", 3), sent_at=datetime.fromtimestamp(0, UTC)),
    ),
    "press in a topic": (
        press(BOT_MESSAGE | {"chat": FORUM, "message_thread_id": 4, "is_topic_message": True}),
        heard(-1005, press=Press("9", "k7", 3), thread=4),
    ),
    "press elsewhere": (press(BOT_MESSAGE, message=None, inline_message_id="i"), None),
    "own contact": (raw(contact=card(user_id=81)), heard(contact=OWN)),
    "contact of another": (raw(contact=card(user_id=82)), heard(contact=FOREIGN)),
    "contact without account": (raw(contact=card()), heard(contact=FOREIGN)),
    "forwarded contact": (
        raw(contact=card(user_id=81), forward_origin=ORIGIN),
        heard(contact=FOREIGN, forwarded=True),
    ),
    "location": (raw(location={"latitude": 51.7, "longitude": 5.3}), heard(point=(51.7, 5.3))),
    "photo with caption": (
        raw(photo=[SIZED, SIZED | {"file_id": "big"}], caption="kijk"),
        heard(text="kijk", attachment=Attachment("photo", "big")),
    ),
    "voice": (raw(voice=FILE | {"duration": 7}), heard(attachment=Attachment("voice", "f1", 7))),
    "audio": (raw(audio=FILE | {"duration": 8}), heard(attachment=Attachment("audio", "f1", 8))),
    "video": (raw(video=SIZED | {"duration": 9}), heard(attachment=Attachment("video", "f1", 9))),
    "video note": (
        raw(video_note=FILE | {"length": 90, "duration": 9}),
        heard(attachment=Attachment("video", "f1", 9)),
    ),
    "sticker": (
        raw(sticker=SIZED | {"type": "regular", "is_animated": False, "is_video": False}),
        heard(attachment=Attachment("sticker", "f1")),
    ),
    "document": (raw(document=FILE), heard(attachment=Attachment("document", "f1"))),
    "animation": (
        raw(animation=SIZED | {"duration": 1}, document=FILE),
        heard(attachment=Attachment("other")),
    ),
    "dice": (raw(dice={"emoji": "🎲", "value": 3}), heard(attachment=Attachment("other"))),
    "forwarded": (raw(text="kijk", forward_origin=ORIGIN), heard(text="kijk", forwarded=True)),
    "channel": (raw("channel_post", chat=CHANNEL, text="x", by=None), unheld(-1009, text="x")),
    "anonymous admin": (
        raw(chat=FORUM, text="/wie", sender_chat=FORUM, by=OTHER_BOT),
        unheld(-1005, text="/wie"),
    ),
    "through another bot": (raw(text="x", via_bot=OTHER_BOT), unheld(81, text="x")),
    "another bot": (raw(chat=GROUP, text="x", by=OTHER_BOT), unheld(-5, text="x")),
    "blocked": (membership(PRIVATE, "kicked"), heard(reachable=False)),
    "let in again": (membership(PRIVATE, "member"), heard(reachable=True)),
    "put out of a group": (membership(GROUP, "left"), heard(-5, reachable=False)),
    "group": (raw(chat=GROUP, text="x"), heard(-5, text="x")),
    "topic": (
        raw(chat=FORUM, text="x", message_thread_id=4, is_topic_message=True),
        heard(-1005, text="x", thread=4),
    ),
    "reply outside of topics": (raw(chat=GROUP, text="x", message_thread_id=4), heard(-5, text="x")),
    "group that moved": (raw(chat=GROUP, migrate_to_chat_id=-1005), heard(-5, moved_to=-1005)),
    "somebody came in": (raw(chat=GROUP, new_chat_members=[RIET]), None),
    "pinned": (raw(pinned_message=BOT_MESSAGE), None),
    "inline query": ({"update_id": 1, "inline_query": {"id": "1", "from": RIET, "query": "x", "offset": ""}}, None),
    "unheard-of": ({"update_id": 1, "telepathy": {"thought": "x"}}, None),
    "answer to something unreadable": (raw(text="ja", reply_to_message={"message_id": "?"}), heard(text="ja")),
    "forwarded from a sort unheard of": (
        raw(text="x", forward_origin={"type": "dream"}),
        heard(text="x", forwarded=True),
    ),
    "unheard-of part": (raw(text="x", aura={"colour": "blue"}), heard(text="x")),
}

JUNK: list[Any] = [
    {},
    [],
    "dag",
    None,
    {"update_id": 1, "message": "dag"},
    {"update_id": 1, "message": {}},
    {"update_id": 1, "message": {"message_id": 1, "chat": PRIVATE, "text": "x"}},
    raw(text="x", date=None),
    raw(text="x", date="gisteren"),
    raw(text="x", date=True),
    raw(text="x", date=10**20),
    raw(text={"x": 1}),
    raw(text="x", chat={"type": "private"}),
    raw(text="x", chat={"id": "veel", "type": "private"}),
    raw(text="x", by=RIET | {"last_name": ["de", "Wit"]}),
    raw(contact=card(first_name=[])),
    raw(voice=FILE | {"duration": "lang"}),
    raw(text="x", by={"id": 81}),
    raw(contact={"first_name": "Riet"}),
    raw(location={"latitude": "noord"}),
    press(BOT_MESSAGE, data=["k7"]),
    {"update_id": 1, "callback_query": {"id": "9"}},
    {"update_id": 1, "my_chat_member": {"chat": PRIVATE}},
]


@pytest.mark.parametrize("case", CASES)
def test_each_sort_of_update_has_one_reading(read: Callable[[Any], Inbound | None], case: str) -> None:
    """An update becomes the same Inbound whichever library reads it, and is itself left as it was."""
    update, inbound = CASES[case]
    before = copy.deepcopy(update)
    assert read(update) == inbound
    assert update == before


@pytest.mark.parametrize("number", range(len(JUNK)))
def test_junk_is_unreadable(read: Callable[[Any], Inbound | None], number: int) -> None:
    """What is no update is told apart and breaks nothing else."""
    with pytest.raises(Unreadable):
        read(JUNK[number])
