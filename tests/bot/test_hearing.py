"""Spoken messages are heard beside everything else, and whatever goes wrong there loses nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.hearing import LONGEST_SOUND, MOST_WAITING, Hearing
from bot.messenger import Raw, Unreachable
from bot.ptb_messenger import PtbMessenger
from bot.speech import hindrance
from storage.database import Database, open_database
from storage.tables.post import InboxItem
from tests.bot.twin import Twin
from tests.fresh import fresh_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORDS = "ik ben gevallen en kan niet opstaan"


class Listener:
    """Hears what was agreed; waits while `patient`, and breaks when told to."""

    def __init__(self, words: str = WORDS, breaks: bool = False) -> None:
        self.words, self.breaks = words, breaks
        self.patient = asyncio.Event()
        self.patient.set()
        self.sounds: list[tuple[bytes, str]] = []

    async def hear(self, sound: bytes, language: str) -> str:
        self.sounds.append((sound, language))
        await self.patient.wait()
        if self.breaks:
            raise RuntimeError("no such sound")
        return self.words


def spoken(number: int = 1, kind: str = "voice", seconds: int = 8, **more: Any) -> dict[str, Any]:
    who = {"id": 81, "is_bot": False, "first_name": "Riet", "language_code": "nl"}
    sound = {"file_id": "sound", "file_unique_id": "u", "duration": seconds, "length": 240}
    message = {"message_id": 5, "date": 1795424400, "chat": {"id": 81, "type": "private"}, "from": who, kind: sound}
    return {"update_id": number, "message": message | more}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(fresh_store(tmp_path / "hearing.db"))
    yield database
    await database.close()


class Room:
    """A hearing and all around it."""

    def __init__(self, database: Database, listener: Listener, seconds: float = 5.0) -> None:
        self.looked: list[Raw] = []
        self.rung = 0
        self.twin = Twin()
        self.twin.files["sound"] = b"OggS"
        self._database = database
        self.hearing = Hearing(
            database, self.twin, listener, 1000, lambda: NOW, self.looked.extend, self._ring, seconds
        )

    def _ring(self) -> None:
        self.rung += 1

    async def kept(self) -> list[dict[str, Any]]:
        await self.hearing.settle(5)
        async with self._database.reading() as session:
            return [json.loads(one.body or "{}") for one in (await session.exec(select(InboxItem))).all()]


@pytest.mark.parametrize("kind", ["voice", "audio", "video_note"])
async def test_the_sentence_comes_in_as_an_update(database: Database, kind: str) -> None:
    """What was heard is looked at for danger, kept, and read as words that were heard and not typed."""
    listener = Listener()
    room = Room(database, listener)
    room.hearing.listen(spoken(kind=kind))
    (update,) = await room.kept()
    assert room.looked == [update]
    assert room.rung == 1
    assert listener.sounds == [(b"OggS", "nl")]
    inbound = PtbMessenger("1000:" + "a" * 35, "https://127.0.0.1").to_inbound(update)
    assert inbound is not None
    assert (inbound.text, inbound.heard, inbound.message, inbound.attachment) == (WORDS, True, 5, None)


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "message": {"chat": {"id": 81, "type": "private"}, "text": "dag"}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "message": None},
        spoken(seconds=LONGEST_SOUND + 1),
        spoken(chat={"id": -5, "type": "group"}),
        spoken(forward_origin={"type": "hidden_user"}),
        spoken(caption="luister eens"),
    ],
)
async def test_nothing_else_is_listened_to(database: Database, raw: Raw) -> None:
    """Words, groups, what somebody else said and what is very long are not heard."""
    listener = Listener()
    room = Room(database, listener)
    room.hearing.listen(raw)
    assert await room.kept() == []
    assert listener.sounds == []


async def test_trouble_loses_nothing_and_ends_nothing(database: Database) -> None:
    """A file that is gone, a sound that breaks the listener, silence and slowness are passed over."""
    listener = Listener(breaks=True)
    room = Room(database, listener, seconds=0.2)
    room.hearing.listen(spoken(1))
    assert await room.kept() == []
    room.twin.fault = lambda what, _chat: Unreachable() if what == "download" else None
    room.hearing.listen(spoken(2))
    assert await room.kept() == []
    room.twin.fault = lambda _what, _chat: None
    listener.breaks, listener.words = False, ""
    room.hearing.listen(spoken(3))
    assert await room.kept() == []
    listener.patient.clear()
    room.hearing.listen(spoken(4))
    assert await room.kept() == []
    listener.patient.set()
    listener.words = WORDS
    room.hearing.listen(spoken(5))
    assert len(await room.kept()) == 1


async def test_not_more_is_listened_to_than_can_be_heard(database: Database) -> None:
    """Of a flood of sounds the first are heard; the rest is for a coordinator."""
    listener = Listener()
    listener.patient.clear()
    room = Room(database, listener)
    for number in range(MOST_WAITING + 5):
        room.hearing.listen(spoken(number))
    await asyncio.sleep(0.05)
    listener.patient.set()
    assert len(await room.kept()) == MOST_WAITING


def test_what_hinders_is_said_with_its_mend(tmp_path: Path) -> None:
    """Without the library, or without a whole model, it is said what to do."""
    said = hindrance(tmp_path)
    assert "pip install" in said or "model.bin" in said
