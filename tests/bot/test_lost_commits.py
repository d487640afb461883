"""A commit whose answer is lost: what it did is read again, and nothing is done twice or left out."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from bot.courier import Courier
from bot.practice.lindendorp import LINDENDORP
from storage.database import open_database
from storage.tables.course import Due
from storage.tables.help import Request
from storage.tables.post import InboxItem
from storage.terms import LetterClass, LetterState
from storage.trouble import passes
from tests.bot.postroom import NOON, letter, row_of, settled, store
from tests.bot.twin import Twin
from tests.storage.cutting import Cut, Way, way_to
from tests.storage.postgres import Postgres
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
ASKED = "kan iemand dinsdag om half drie met me mee naar de dokter"
BOTH = pytest.mark.parametrize("cut", list(Cut))


@pytest.fixture
async def street(tmp_path: Path, postgres: Postgres) -> AsyncIterator[tuple[Street, Way]]:
    """Give a street on PostgreSQL, and the way to it."""
    async with way_to(postgres.ready()) as (way, url):
        opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv(), url)
        yield opened, way
        await opened.close()


@BOTH
async def test_at_the_desk(street: tuple[Street, Way], cut: Cut) -> None:
    """What somebody typed has its effect once, whether or not the commit came through."""
    lindendorp, way = street
    way.cut(cut, spare=1)  # the first keeps what came in
    await lindendorp.say("Riet", ASKED)
    assert way.cuts == 1
    assert len(lindendorp.news) == 1  # the read-back
    way.cut(cut, spare=1)
    await lindendorp.tap("Riet", "Ja, dat klopt")
    assert way.cuts == 2
    assert len(await lindendorp.rows(Request)) == 1
    assert [(one.tries, one.failed) for one in await lindendorp.rows(InboxItem) if one.tries or one.failed] == []
    texts = Counter(shown.text for chat, shown in lindendorp.news if chat == lindendorp.chat("Vera"))
    assert texts
    assert set(texts.values()) == {1}


@BOTH
async def test_in_the_rounds(street: tuple[Street, Way], cut: Cut) -> None:
    """What falls due is done once, and is not put off for trouble that was not its own."""
    lindendorp, way = street
    await lindendorp.say("Riet", ASKED)
    await lindendorp.tap("Riet", "Ja, dat klopt")
    await lindendorp.deliver()
    lindendorp.moment += timedelta(hours=4)
    way.cut(cut)
    with pytest.raises(DBAPIError) as lost:
        await lindendorp.rounds.tick()
    assert passes(lost.value)
    assert way.cuts == 1
    while await lindendorp.rounds.tick():
        pass
    await lindendorp.deliver()
    assert [one.tries for one in await lindendorp.rows(Due) if one.tries] == []
    every = Counter((chat, shown.text) for chat, shown in lindendorp.news if not shown.edited)
    assert set(every.values()) == {1}


@BOTH
@pytest.mark.parametrize("letter_class", [LetterClass.CRITICAL, LetterClass.COURTESY])
async def test_with_the_courier(postgres: Postgres, cut: Cut, letter_class: LetterClass) -> None:
    """A letter that was taken in hand and not sent yet is sent once, of whichever class, and that was its first try."""
    async with way_to(postgres.ready()) as (way, url):
        database = open_database(url)
        one, twin = letter(letter_class=letter_class), Twin()
        await store(database, one)
        way.cut(cut)
        courier = Courier(database, twin, lambda: NOON, _nobody)
        running = asyncio.create_task(courier.run())
        await settled(database)
        await courier.stop()
        await running
        assert way.cuts == 1
        row = await row_of(database, one)
        assert (row.state, row.tries, len(twin.journal)) == (LetterState.SENT, 1, 1)
        await database.close()


async def _nobody(chat: int) -> None:
    raise AssertionError(f"{chat} was reached")
