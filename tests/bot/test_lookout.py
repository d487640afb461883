"""The lookout: danger is answered before anything is stored, once, and to nobody it was not meant for."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.lookout import Lookout
from bot.practice.lindendorp import LINDENDORP
from flows.post import Parcel
from storage.inbox import digest_of
from storage.tables.care import Task
from tests.street import Street

BOT = 1000
FALLEN = "ik ben gevallen en kan niet opstaan"


class Voice:
    """Keeps what is shouted; `arrives` is the id that each message gets, None when it does not arrive."""

    def __init__(self, arrives: int | None = 7) -> None:
        self.parcels: list[Parcel] = []
        self.arrives = arrives

    def shout(self, parcel: Parcel) -> asyncio.Task[int | None]:
        self.parcels.append(parcel)
        return asyncio.create_task(self._send())

    async def _send(self) -> int | None:
        return self.arrives


def said(text: str, kind: str = "private", **more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 81, "type": kind}, "text": text, **more}}


async def test_danger_is_answered_at_once() -> None:
    """The fixed words go out before the look ends, and the desk learns that they have arrived."""
    voice = Voice()
    lookout = Lookout(BOT, voice.shout)
    raw = said(FALLEN)
    lookout.look([said("dag"), raw])
    (parcel,) = voice.parcels
    assert parcel.chat == 81
    assert "Bel nu 112" in parcel.text
    cries = await lookout.settle({digest_of(BOT, raw)})
    assert [cry.message for cry in cries.values()] == [7]
    assert await lookout.settle({digest_of(BOT, raw)}) == cries  # the store was in trouble, and it is asked again


async def test_a_cry_is_left_to_who_heard_it() -> None:
    """Of several processes the one that said the words sees to the rest; after eight seconds it is taken for gone.

    Where the clock was set back since, nobody waits for it.
    """
    heard, other = Lookout(BOT, Voice().shout), Lookout(BOT, Voice().shout)
    raw = said(FALLEN)
    heard.look([raw])
    digest, late = digest_of(BOT, raw), timedelta(seconds=9)
    assert not heard.is_anothers(digest, raw, timedelta(0))
    assert other.is_anothers(digest, raw, timedelta(0))
    assert not other.is_anothers(digest, raw, late)
    assert not other.is_anothers(digest, raw, timedelta(hours=-1))
    assert not other.is_anothers("another digest", said("dag"), timedelta(0))


async def test_words_that_did_not_arrive_are_said_again() -> None:
    """What Telegram did not take is left to the desk, which says it once more."""
    lookout = Lookout(BOT, Voice(arrives=None).shout)
    raw = said(FALLEN)
    lookout.look([raw])
    assert await lookout.settle({digest_of(BOT, raw)}) == {}


@pytest.mark.parametrize(
    "raw",
    [
        said(FALLEN, kind="supergroup"),
        said(FALLEN, forward_origin={"type": "hidden_user"}),
        {"update_id": 1, "edited_message": said(FALLEN)["message"]},
        {"update_id": 1, "message": FALLEN},
        {"update_id": 1, "message": {"text": FALLEN}},
        {"update_id": 1},
        said("bedankt, het ging goed"),
    ],
)
async def test_what_is_not_ones_own_cry_is_left_alone(raw: dict[str, Any]) -> None:
    """Groups, forwarded words, edits and odd shapes set off nothing and break nothing."""
    voice = Voice()
    Lookout(BOT, voice.shout).look([raw])
    assert voice.parcels == []


async def test_a_shut_door_is_left_to_the_desk_during_a_visit(tmp_path: Path) -> None:
    """Whoever has a visit right now is not cried to for a shut door; with signs of danger beside it they are."""
    street = await Street.open(tmp_path, datetime.fromisoformat("2026-11-21T10:04"), LINDENDORP.people_csv())
    await street.say("Riet", "kan er iemand dinsdag om half drie met me mee naar de dokter")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, ik doe het")
    voice = Voice()
    lookout = Lookout(BOT, voice.shout)
    shut = said("riet doet niet open")
    shut["message"]["chat"]["id"] = street.chat("Vera")
    await lookout.refresh(street.database, street.moment)
    lookout.look([shut])
    assert len(voice.parcels) == 1  # three days before it
    await lookout.refresh(street.database, Street.on_the_wall(datetime.fromisoformat("2026-11-24T14:32")))
    lookout.look([shut])
    assert len(voice.parcels) == 1
    shut["message"]["text"] += " en ik hoor gekreun"
    lookout.look([shut])
    assert len(voice.parcels) == 2
    await street.close()


async def test_a_warning_to_many_is_no_cry(tmp_path: Path) -> None:
    """What a coordinator writes to many sets off nothing; half an hour after it was asked for, danger is hers again."""
    street = await Street.open(tmp_path, datetime.fromisoformat("2026-11-21T10:04"), LINDENDORP.people_csv())
    voice = Voice()
    lookout = Lookout(BOT, voice.shout)
    words = said(FALLEN)
    words["message"]["chat"]["id"] = street.chat("Anja")
    await street.say("Anja", "/bericht iedereen")
    await lookout.refresh(street.database, street.moment)
    lookout.look([words, said(f"/bericht iedereen: {FALLEN}")])
    assert voice.parcels == []
    await lookout.refresh(street.database, street.moment + timedelta(minutes=31))
    lookout.look([words])
    assert len(voice.parcels) == 1
    street.moment += timedelta(minutes=31)
    await street.say("Anja", FALLEN)
    assert [one.kind for one in await street.rows(Task)] == ["danger"]
    await street.close()
