"""A file that was taken along holds no more than was said, agrees with the figures, and goes out of the chat again."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.practice.lindendorp import LINDENDORP
from storage.tables.course import LogEntry
from storage.tables.post import OutboxLetter
from storage.terms import LetterState
from tests.street import Street

SECRETS = ("Eikenlaan", "12345678", "06-")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Give a street on which one visit was made."""
    opened = await Street.open(tmp_path, datetime.fromisoformat("2026-11-21T10:04"), LINDENDORP.people_csv())
    await opened.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
    await opened.say("Riet", "ja")
    await opened.tap("Vera", "Ja, ik doe het")
    await opened.turn_to(datetime.fromisoformat("2026-11-24T17:30"))
    await opened.tap("Vera", "Gelukt")
    yield opened
    await opened.close()


async def _taken(street: Street, words: str) -> list[list[dict[str, str]]]:
    """Give the lists that Anja takes along with WORDS; what is sent meanwhile lies in the outbox for a moment."""
    await street.say("Anja", f"/export {words}")
    await street.tap("Anja", "Ja, als CSV")
    await street.tap("Karel", "Ja, doe maar")
    return [
        list(csv.DictReader(io.StringIO(shown.file[1].decode("utf-8-sig"), newline=""), delimiter=";"))
        for shown in street.phones[street.chat("Anja")]
        if shown.file is not None
    ]


async def test_no_more_than_is_needed(street: Street) -> None:
    """Lists of requests, visits and figures name nobody; the one of people has no address; all of it has everything."""
    for words in ("vragen", "bezoeken", "cijfers", "mensen", "alles"):
        street.phones[street.chat("Anja")] = []
        lists = await _taken(street, words)
        text = json.dumps(lists, ensure_ascii=False)
        assert any(lists), words
        assert ("Vera" in text) == (words in ("mensen", "alles")), words
        assert any(secret in text for secret in SECRETS) == (words == "alles"), words


async def test_hours_agree_with_the_figures(street: Street) -> None:
    """The hours of a list of visits are those that /cijfers tells, and every visit of the year is there."""
    street.phones[street.chat("Anja")] = []
    ((visit,),) = await _taken(street, "bezoeken 2026")
    await street.say("Anja", "/cijfers 2026")
    hours = float(visit["Uren"].replace(",", "."))
    assert f"ongeveer {'een' if round(hours) == 1 else round(hours)} uur" in street.last("Anja").text
    assert (visit["Dag"], visit["Stand"], visit["Helper nummer"]) == ("2026-11-24", "gelukt", "1")


async def test_it_is_gone_a_day_later(street: Street) -> None:
    """A file goes out of the chat within 47 hours; that it was made and that it went stand in the log."""
    await _taken(street, "mensen")
    assert any(shown.file for shown in street.phones[street.chat("Anja")])
    await street.turn_to(datetime.fromisoformat("2026-11-25T17:31"))
    assert not any(shown.file for shown in street.phones[street.chat("Anja")])
    assert {"export", "export.gone"} <= {row.act for row in await street.rows(LogEntry)}


@pytest.mark.parametrize("words", ["/vergeetmij", "/ontneem Anja"])
async def test_it_goes_with_whoever_made_it(street: Street, words: str) -> None:
    """Somebody who is coordinator no more, or is erased, keeps no file in their chat."""
    await _taken(street, "mensen")
    if words == "/vergeetmij":
        await street.say("Anja", words)
        await street.tap("Anja", "Ja, wis alles")
    else:
        await street.say("Karel", words)
    phone = street.phones[street.chat("Anja")]
    assert not any(shown.file for shown in phone)


async def test_what_cannot_be_taken_away_is_said(street: Street) -> None:
    """Where nobody knows whether a file arrived, or it is too late to take it away, whoever asked is asked to do so."""
    await _taken(street, "mensen")
    async with street.database.transaction() as session:
        letter = (await session.exec(select(OutboxLetter).where(OutboxLetter.words == "export.made"))).one()
        letter.state, letter.message = LetterState.UNKNOWN, None
        session.add(letter)
    await street.turn_to(datetime.fromisoformat("2026-11-25T17:31"))
    assert "Haal jij het weg?" in street.last("Anja").text


async def test_nothing_of_it_stays_in_the_store(street: Street) -> None:
    """When a file has been sent, the store holds it no longer; one that never left goes after a day."""
    await _taken(street, "alles")
    sent = await street.rows(OutboxLetter)
    assert not [one for one in sent if one.words == "export.made" and one.body]
    async with street.database.transaction() as session:
        letters = await session.exec(select(OutboxLetter).where(col(OutboxLetter.words) == "export.made"))
        for letter in letters.all():
            letter.state, letter.message, letter.body = LetterState.REFUSED, None, "{}"
            session.add(letter)
    await street.turn_to(datetime.fromisoformat("2026-11-24T17:30") + timedelta(hours=25))
    assert not [one for one in await street.rows(OutboxLetter) if one.words == "export.made"]
