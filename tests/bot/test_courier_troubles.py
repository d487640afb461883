"""The courier when the world or the store goes otherwise: never sooner, never oftener than allowed."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from bot.courier import Courier
from bot.messenger import Moved, Refused, TryLater, Unknown, Unreachable, World
from flows.post import Parcel
from storage.database import Database
from storage.held import CLOCK
from storage.tables.course import Sign
from storage.tables.people import Person
from storage.terms import Lane, LetterClass, LetterState
from tests.bot.postroom import NOON, fails, letter, opened_store, row_of, running, settled, store, until
from tests.bot.twin import Twin, lost


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_store(tmp_path) as opened:
        yield opened


async def test_patience(database: Database) -> None:
    """After a 429 nothing goes to that chat before the time that was asked; others go on, and it costs no try."""
    twin = Twin(fails(TryLater(0.5), chat=7))
    one = letter(7, "een")
    await store(database, one, letter(7, "twee"), letter(8, "ander"))
    started = time.monotonic()
    async with running(database, twin):
        await until(lambda: twin.texts(8) == ["ander"], 0.4)
        await until(lambda: bool(twin.texts(7)))
        assert time.monotonic() - started >= 0.5
        await settled(database)
    assert twin.texts(7) == ["een", "twee"]
    assert (await row_of(database, one)).tries == 1


async def test_who_shouts_hears_first_what_the_call_before_is_told(database: Database) -> None:
    """Words to danger into a chat in which a call is on its way wait for its answer, and for what that asks for."""
    twin = Twin(fails(TryLater(0.4), chat=7))
    twin.seconds = 0.1
    await store(database, letter(7))
    async with running(database, twin) as (courier, _):
        await until(lambda: twin.at_once == 1)
        started = time.monotonic()
        assert await courier.shout(Parcel(7, "Bel nu 112.")) is not None
        assert time.monotonic() - started >= 0.4
        await settled(database)
    assert [call.fault for call in twin.journal] == ["TryLater", "", ""]


async def test_who_shouts_waits_a_moment_only_for_a_call_that_hangs(database: Database) -> None:
    """Words to danger go though a call into that chat gets no answer."""
    twin = Twin()
    twin.seconds = 4.0
    await store(database, letter(7))
    async with running(database, twin) as (courier, _):
        await until(lambda: twin.at_once == 1)
        shout = courier.shout(Parcel(7, "Bel nu 112."))
        await until(lambda: twin.at_once == 2, 3.0)
        assert await shout is not None
        await settled(database)


async def test_patience_of_the_whole_bot(database: Database) -> None:
    """A 429 of the whole bot holds everybody, an alarm too."""
    twin = Twin(fails(TryLater(0.5, whole_bot=True), chat=7))
    await store(database, letter(7))
    started = time.monotonic()
    async with running(database, twin) as (courier, _):
        await until(lambda: len(twin.journal) == 1)
        await store(database, letter(8))
        courier.wake()
        assert await courier.shout(Parcel(9, "Bel nu 112.")) is not None
        assert time.monotonic() - started >= 0.5
        await settled(database)


async def test_a_pause_outlives_a_restart(database: Database) -> None:
    """A chat that was to be left alone is left alone by the next courier too, also by an alarm."""
    waiting = letter(7, failed="TryLater", not_before=NOON + timedelta(seconds=0.5))
    await store(database, waiting, letter(7, "alarm", Lane.ALARM))
    twin = Twin()
    started = time.monotonic()
    async with running(database, twin):
        await settled(database)
        assert time.monotonic() - started >= 0.5
    assert twin.texts(7) == ["alarm", "dag"]


async def test_a_pause_is_known_before_anything_is_shouted(database: Database) -> None:
    """A courier that recalls holds back words to danger too; where the store cannot be asked it just begins."""
    await store(database, letter(7, failed="TryLater", not_before=NOON + timedelta(seconds=0.4)))
    courier = Courier(database, Twin(), lambda: NOON, lambda _chat: asyncio.sleep(0))
    await courier.recall()
    started = time.monotonic()
    assert await courier.shout(Parcel(7, "Bel nu 112.")) is not None
    assert time.monotonic() - started >= 0.35
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.drop_all)
    await courier.recall()
    assert await courier.shout(Parcel(8, "Bel nu 112.")) is not None


async def test_a_pause_is_no_longer_where_the_clock_was_set_back(database: Database) -> None:
    """A courier that begins after the clock went back leaves a chat alone as long as was asked, no hour more."""
    before = NOON + timedelta(hours=1)
    paused = letter(7, failed="TryLater", not_before=before + timedelta(seconds=0.4))
    await store(database, Sign(name=CLOCK, at=before), paused)
    courier = Courier(database, Twin(), lambda: NOON, lambda _chat: asyncio.sleep(0))
    await courier.recall()
    started = time.monotonic()
    async with asyncio.timeout(2.0):
        assert await courier.shout(Parcel(7, "Bel nu 112.")) is not None
    assert time.monotonic() - started >= 0.35


async def test_a_clock_set_forward_for_a_moment_keeps_no_letter(database: Database) -> None:
    """Set forward for the short life of one program and back for the next: what failed in between waits no hour."""
    waits = letter(7, "een")
    await store(database, Sign(name=CLOCK, at=NOON), waits)
    async with running(database, Twin(lambda *_: TryLater(0.5)), since=NOON + timedelta(hours=1)):
        while (await row_of(database, waits)).failed is None:  # noqa: ASYNC110 - a row rings no bell
            await asyncio.sleep(0.01)
    async with running(database, Twin(), since=NOON + timedelta(seconds=1)):
        assert await settled(database) == {LetterState.SENT: 1}


async def test_a_closed_chat_is_called_once(database: Database) -> None:
    """After a 403 the person is out of reach, the rest of the chat is refused without a call, and flows are told."""
    twin = Twin(lambda _, chat: Unreachable() if chat == 7 else None)
    await store(database, Person(chat=7, made_at=NOON), letter(7), letter(7), letter(8))
    async with running(database, twin) as (_, handed):
        assert await settled(database) == {LetterState.REFUSED: 2, LetterState.SENT: 1}
        await until(lambda: handed == [7])
    assert len([call for call in twin.journal if call.chat == 7]) == 1
    async with database.reading() as session:
        assert (await session.exec(select(Person.reachable))).all() == [False]


async def test_a_moved_group(database: Database) -> None:
    """When a group has another id, the letter is sent there, once, and the rest follows."""
    twin = Twin(lambda _, chat: Moved(-200) if chat == -100 else None)
    await store(database, letter(-100, "een"), letter(-100, "twee"))
    async with running(database, twin):
        assert await settled(database) == {LetterState.SENT: 2}
    assert twin.texts(-200) == ["een", "twee"]
    assert len(twin.texts(-100)) == 0


async def test_lost_answers_by_class(database: Database) -> None:
    """When no answer comes, a critical letter is sent twice at most and a courtesy once."""
    twin = Twin(lost)
    await store(database, letter(7, "kom"), letter(8, "dank", letter_class=LetterClass.COURTESY))
    async with running(database, twin, times=40):
        assert await settled(database) == {LetterState.UNKNOWN: 2}
    assert (twin.texts(7), twin.texts(8)) == (["kom", "kom"], ["dank"])


async def test_an_outage_costs_few_letters(database: Database) -> None:
    """While nobody answers only one letter at a time is tried; when answers come back the rest all arrive."""
    out = [True]
    twin = Twin(lambda _what, _chat: Unknown() if out[0] else None)
    news: dict[str, Any] = {"lane": Lane.NEWS, "letter_class": LetterClass.COURTESY}
    await store(database, *(letter(chat, **news) for chat in range(100, 200)))
    async with running(database, twin, times=20):
        await asyncio.sleep(0.5)
        out[0] = False
        found = await settled(database)
    assert found[LetterState.SENT] >= 60


async def test_after_a_crash(database: Database) -> None:
    """A letter that was under way at a crash is treated as unknown: critical again, courtesy not."""
    under_way: dict[str, Any] = {"state": LetterState.SENDING, "tries": 1}
    critical, courtesy = letter(7, **under_way), letter(8, letter_class=LetterClass.COURTESY, **under_way)
    await store(database, critical, courtesy)
    twin = Twin()
    async with running(database, twin):
        assert await settled(database) == {LetterState.SENT: 1, LetterState.UNKNOWN: 1}
    assert (twin.texts(7), twin.texts(8)) == (["dag"], [])


async def test_a_store_in_trouble(database: Database) -> None:
    """While the store fails letters wait and a shout goes out; when it works again nothing is lost or sent twice."""
    twin = Twin()
    one, two = letter(7, "een"), letter(8, "twee")
    await store(database, one)
    async with running(database, twin, times=1) as (courier, _):
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
        await asyncio.sleep(0.05)
        courier.wake()
        assert await courier.shout(Parcel(9, "Bel nu 112.")) is not None
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE away RENAME TO outbox")
        await store(database, two)
        courier.wake()
        assert await settled(database) == {LetterState.SENT: 2}
    assert (twin.texts(7), twin.texts(8)) == (["een"], ["twee"])


@pytest.mark.parametrize(
    ("troubles", "arrives"),
    [
        ((Unknown(),), True),
        ((Unknown(), Unknown()), False),
        ((TryLater(0.1), TryLater(0.1)), True),
        ((Unreachable(),), False),
        ((Refused(),), False),
        ((Moved(70),), True),
    ],
)
async def test_a_shout_never_raises(database: Database, troubles: tuple[World, ...], arrives: bool) -> None:
    """A shout gives the id of its message, or None when it cannot arrive; it is repeated once after an unknown."""
    twin = Twin(fails(*troubles))
    async with running(database, twin, times=20) as (courier, _):
        message = await courier.shout(Parcel(7, "Bel nu 112."))
    assert (message is not None) == arrives


@pytest.mark.parametrize(
    ("letter_class", "calls"), [(LetterClass.CRITICAL, ["send", "edit", "send"]), (LetterClass.EDIT, ["send", "edit"])]
)
async def test_an_edit_of_a_message_that_is_gone(
    database: Database, letter_class: LetterClass, calls: list[str]
) -> None:
    """When the message was taken away, a critical edit arrives as a new one and any other is let go."""
    twin = Twin(fails(Refused(), what="edit"))
    first = letter(7, "aanbod")
    await store(database, first, letter(7, "kaart", edits=first.id, letter_class=letter_class))
    async with running(database, twin):
        await settled(database)
    assert [call.what for call in twin.journal] == calls
