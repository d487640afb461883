"""The courier: every letter once, in order per chat, urgent ones first."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.courier import parcel_of
from bot.messenger import Refused
from flows.post import Parcel
from storage.database import Database
from storage.outbox import token_of
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState
from tests.bot.postroom import NOON, fails, letter, opened_store, row_of, running, settled, states, store, until
from tests.bot.twin import Twin


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_store(tmp_path) as opened:
        yield opened


async def test_a_letter_arrives(database: Database) -> None:
    """A committed letter is sent as soon as the courier is woken, and emptied."""
    twin = Twin()
    async with running(database, twin) as (courier, _):
        await until(lambda: courier._recovered)
        button = {"option": "ok", "label": "Ja, dat klopt", "deed": "confirm", "args": {}, "yes": True}
        one = letter(buttons=[button])
        await store(database, one)
        courier.wake()
        assert await settled(database) == {LetterState.SENT: 1}
    (call,) = twin.journal
    assert call.parcel == Parcel(7, "dag", buttons=(("Ja, dat klopt", token_of(one.id, "ok")),))
    row = await row_of(database, one)
    assert (row.message, row.body, row.tries) == (call.message, None, 1)


def test_a_parcel_is_made_of_all_the_letter_says() -> None:
    """Bold, document, contact button and the rest all reach the messenger."""
    body = {
        "text": "a",
        "bold": [[0, 1]],
        "document": ["a.ics", "aGFsbG8="],
        "ask_contact": "Mijn nummer",
        "protect": True,
        "drop_keyboard": True,
    }
    one = OutboxLetter(chat=7, thread=3, body=json.dumps(body), written_at=NOON)
    said = {"ask_contact": "Mijn nummer", "document": ("a.ics", b"hallo")}
    assert parcel_of(one) == Parcel(7, "a", ((0, 1),), **said, protect=True, thread=3, drop_keyboard=True)


async def test_a_letter_that_removes_takes_a_message_away(database: Database) -> None:
    """A letter that removes says nothing: the message it names is taken out of the chat."""
    twin = Twin()
    async with running(database, twin):
        await store(database, OutboxLetter(chat=7, removes=33, lane=Lane.ALARM, written_at=NOON))
        assert await settled(database) == {LetterState.SENT: 1}
    assert [(call.what, call.chat, call.message) for call in twin.journal] == [("delete", 7, 33)]


async def test_a_letter_that_is_not_written_well_stops_nobody(database: Database) -> None:
    """A letter without words is refused without a call, and the next of that chat goes."""
    twin = Twin()
    bad = letter()
    bad.body = "{}"
    await store(database, bad, letter(text="goed"))
    async with running(database, twin):
        assert await settled(database) == {LetterState.REFUSED: 1, LetterState.SENT: 1}
    assert twin.texts(7) == ["goed"]


async def test_an_answer_overtakes_a_wave(database: Database) -> None:
    """While a wave goes out, an answer written later is sent within a tenth of a second or two."""
    twin = Twin()
    twin.seconds = 0.02
    await store(database, *(letter(chat, lane=Lane.BULK) for chat in range(100, 160)))
    async with running(database, twin) as (courier, _):
        await until(lambda: len(twin.journal) > 3)
        await store(database, letter(7, "antwoord"), letter(8, "alarm", Lane.ALARM))
        courier.wake()
        sent_before = len(twin.journal)
        await until(lambda: bool(twin.texts(7) and twin.texts(8)))
        assert len(twin.journal) - sent_before < 12
        assert len(twin.journal) < 60


async def test_nobody_waits_behind_their_own_bulletin(database: Database) -> None:
    """An answer, a card and an alarm to people whose message to many still waits go at once, before it."""
    twin = Twin()
    twin.seconds = 0.02
    await store(database, *(letter(chat, "aan velen", lane=Lane.BULK) for chat in range(100, 160)))
    async with running(database, twin) as (courier, _):
        await until(lambda: len(twin.journal) > 3)
        urgent = {157: Lane.ANSWER, 158: Lane.NEWS, 159: Lane.ALARM}
        await store(database, *(letter(chat, "meteen", lane) for chat, lane in urgent.items()))
        courier.wake()
        await until(lambda: all(twin.texts(chat) for chat in urgent))
        assert all(twin.texts(chat) == ["meteen"] for chat in urgent)
        assert len(twin.journal) < 40


async def test_many_chats_at_once(database: Database) -> None:
    """A slow chat does not keep the others waiting, and no more than 64 answers are under way at once."""
    twin = Twin()
    twin.seconds = 0.3
    await store(database, *(letter(chat) for chat in range(100, 190)))
    async with running(database, twin, times=50):
        await settled(database)
    assert 40 <= twin.most_at_once <= 64


async def test_an_edit(database: Database) -> None:
    """An edit changes the message its letter became, with tokens of its own."""
    twin = Twin()
    first = letter(7, "aanbod")
    card = letter(7, "kaart", edits=first.id, buttons=[{"option": "no", "label": "Ik kan toch niet"}])
    await store(database, first, card)
    async with running(database, twin):
        await settled(database)
    sent, edited = twin.journal
    assert (edited.what, edited.message) == ("edit", sent.message)
    assert edited.parcel is not None
    assert edited.parcel.buttons == (("Ik kan toch niet", token_of(card.id, "no")),)


async def test_an_edit_in_vain_gives_way(database: Database) -> None:
    """When an edit is dropped, or a newer one takes its place, the next letter of that chat goes at once."""
    twin = Twin()
    first = letter(7, "aanbod", state=LetterState.REFUSED)
    edit = letter(7, "al gevonden", edits=first.id, letter_class=LetterClass.EDIT)
    await store(database, first, edit, letter(7, "dank"))
    async with running(database, twin):
        assert await settled(database) == {LetterState.REFUSED: 2, LetterState.SENT: 1}
    assert twin.texts(7) == ["dank"]


async def test_presses(database: Database) -> None:
    """The answer to a press goes past the letters; one that fails is dropped without a word."""
    twin = Twin(fails(Refused(), what="answer"))
    async with running(database, twin) as (courier, _):
        courier.answer_press("p1", "te laat")
        courier.answer_press("p2", "gelezen")
        await until(lambda: len(twin.journal) == 2)
    assert [call.fault for call in twin.journal] == ["Refused", ""]


async def test_stopping(database: Database) -> None:
    """At a stop what is under way is finished and marked, and the rest stays waiting."""
    twin = Twin()
    twin.seconds = 0.2
    await store(database, *(letter(7, str(n)) for n in range(3)))
    async with running(database, twin) as (courier, _):
        await until(lambda: bool(courier._under_way))
    assert await states(database) == {LetterState.SENT: 1, LetterState.WAITING: 2}


async def test_at_rest_it_does_nothing(database: Database) -> None:
    """With nothing to do no round is made."""
    rounds = 0
    async with running(database, Twin()) as (courier, _):
        await until(lambda: courier._recovered)
        plain = courier._round

        async def counted() -> float:
            nonlocal rounds
            rounds += 1
            return await plain()

        courier._round = counted  # type: ignore[method-assign]
        await asyncio.sleep(0.2)
    assert rounds == 0
