"""The lookout: danger is answered before anything is stored, once, and to nobody it was not meant for."""

import asyncio
from typing import Any

import pytest

from bot.lookout import Lookout
from flows.post import Parcel
from storage.inbox import digest_of

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
    assert await lookout.settle({digest_of(BOT, raw)}) == {}


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
