"""A file that was taken along holds no more than was said, agrees with the figures, and goes out of the chat again."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.practice.lindendorp import LINDENDORP
from flows.people.import_rows import read_rows
from storage.tables.course import LogEntry
from storage.tables.people import Availability, Helper, Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import LetterState
from tests.street import Street

MADE = "export.made"
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
    """Lists of requests, visits and figures name nobody; the one of people has no address; all of it has everything.

    The hours of a list of visits are those that /cijfers tells.
    """
    for words in ("vragen", "bezoeken 2026", "cijfers", "mensen", "alles"):
        street.phones[street.chat("Anja")] = []
        lists = await _taken(street, words)
        text = json.dumps(lists, ensure_ascii=False)
        assert any(lists), words
        assert ("Vera" in text) == (words in ("mensen", "alles")), words
        assert any(secret in text for secret in SECRETS) == (words == "alles"), words
        if words == "bezoeken 2026":
            ((visit,),) = lists
    await street.say("Anja", "/cijfers 2026")
    hours = round(float(visit["Uren"].replace(",", ".")))
    assert f"ongeveer {'een' if hours == 1 else hours} uur" in street.last("Anja").text
    assert (visit["Dag"], visit["Stand"], visit["Helper nummer"]) == ("2026-11-24", "gelukt", "1")


async def test_it_is_gone_a_day_later(street: Street) -> None:
    """What was sent is not kept; it leaves the chat within 47 hours; that it was made and went stands in the log."""
    await _taken(street, "alles")
    assert _files(street, "Anja") == 5
    assert not [one for one in await street.rows(OutboxLetter) if one.words == MADE and one.body]
    await street.turn_to(datetime.fromisoformat("2026-11-25T17:31"))
    assert _files(street, "Anja") == 0
    assert {"export", "export.gone"} <= {row.act for row in await street.rows(LogEntry)}


async def test_it_goes_with_whoever_made_it(street: Street) -> None:
    """Somebody who is coordinator no more, or is erased, keeps no file in their chat."""
    await _taken(street, "mensen")
    await street.say("Karel", "/ontneem Anja")
    await street.say("Karel", "ja")
    assert _files(street, "Anja") == 0
    await street.say("Karel", "/export mensen")
    await street.tap("Karel", "Ja, als Excel")  # there is nobody else now who could be asked
    assert _files(street, "Karel") == 1
    await street.say("Karel", "/vergeetmij")
    await street.tap("Karel", "Ja, wis alles")
    assert _files(street, "Karel") == 0


async def test_what_cannot_be_taken_away(street: Street) -> None:
    """Where nobody knows whether a file arrived, whoever asked is asked to look; one that never left goes."""
    await _taken(street, "alles")
    async with street.database.transaction() as session:
        unknown, *others = (await session.exec(select(OutboxLetter).where(OutboxLetter.words == MADE))).all()
        unknown.state, unknown.message = LetterState.UNKNOWN, None
        for letter in others:
            letter.state, letter.message, letter.body = LetterState.REFUSED, None, "{}"
        session.add_all([unknown, *others])
    await street.turn_to(datetime.fromisoformat("2026-11-25T17:31"))
    assert "Haal jij het weg?" in street.last("Anja").text
    assert [one.id for one in await street.rows(OutboxLetter) if one.words == MADE] == [unknown.id]


async def test_another_house_takes_everybody_over(street: Street, tmp_path: Path) -> None:
    """The list of people that goes along with everything is read by `import`, and makes the same people of it."""
    await street.say("Riet", "ik heb een hond en er wordt niet gerookt")
    await street.say("Anja", "/huis Riet de Wit: een hond, geen trappen")
    await _taken(street, "alles")
    (file,) = [one.file[1] for one in street.phones[street.chat("Anja")] if one.file and "again" in one.file[0]]
    found = read_rows(file.decode("utf-8"), street.moment.date())
    assert not found.problems
    (tmp_path / "other").mkdir()
    other = await Street.open(tmp_path / "other", datetime.fromisoformat("2026-11-25T10:04"), file.decode("utf-8"))
    made = await _people(street), await _people(other)
    await other.close()
    assert made[0] == made[1]


async def _people(street: Street) -> list[str]:
    tables = (Person, Membership, Helper, Availability, Speaker)
    return sorted([_told(row) for table in tables for row in await street.rows(table)])


def _told(row: Any) -> str:
    """Give what a row tells, without the numbers by which one store knows it, and when it was made there."""
    own = {
        "id",
        "person",
        "resident",
        "community",
        "helper",
        "current",
        "made_at",
        "phone_print",
        "greeted_at",
        "consent",
        "form",
    }
    return str(sorted((name, str(value)) for name, value in row.model_dump().items() if name not in own))


def _files(street: Street, name: str) -> int:
    return sum(shown.file is not None for shown in street.phones[street.chat(name)])
