"""Concerns are read by those named for it and by nobody else, and whoever they are about never reads a word of them."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, update

from bot.practice.lindendorp import LINDENDORP
from flows.belonging import belong
from flows.people.erasing import erase
from flows.sitting import Sitting
from flows.themes import MENU
from storage.queries.help import strip_old
from storage.queries.kept import kept_of
from storage.tables.care import Concern, Task
from storage.tables.course import LogEntry
from storage.tables.people import Person
from storage.terms import Role, Standing
from tests.street import ZONE, Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
GROUP = -500
SAID = "de koelkast was leeg"
READERS = ("Anja", "Karel", "Hanna", "Vera", "Riet", "Omar", "group")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    opened.chats["group"] = GROUP
    yield opened
    await opened.close()


async def _name_officer(street: Street) -> None:
    """Make Hanna, who writes for the first time, the attention officer."""
    await street.say("Hanna", "dag")
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, MENU)
        hanna = await session.get(Person, (await street.person("Hanna")).id)
        assert hanna is not None
        hanna.name = "Hanna Vos"
        await belong(sitting, hanna, hanna.current or 0, Role.ATTENTION, consent="invited", standing=Standing.KNOWN)


async def _visited(street: Street) -> None:
    """Let Vera have been with Riet."""
    await street.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, ik doe het")
    await street.turn_to(datetime.fromisoformat("2026-11-24T16:10"))


async def _worries(street: Street) -> None:
    await street.tap("Vera", "Niet pluis")
    await street.say("Vera", SAID)


def _read(street: Street, name: str) -> str:
    """Give all that NAME ever read."""
    return "\n".join(one.text for chat, one in street.news if chat == street.chat(name))


async def test_only_the_officer_reads_it(street: Street) -> None:
    """Where an attention officer is named, she alone is told, in no group; nobody else can open, take or count it.

    Practice: 5.worry
    """
    await _name_officer(street)
    await street.say("Anja", "/groep")
    code = street.last("Anja").text.split("/koppel ")[1].split()[0]
    await street.say_in(GROUP, "Anja", f"/koppel {code}")
    await _visited(street)
    await _worries(street)
    assert "Alleen Hanna leest dit" in _read(street, "Vera")
    assert SAID in _read(street, "Hanna")
    assert "Veilig Thuis, 0800-2000" in _read(street, "Hanna")
    for name in ("Anja", "Karel", "Riet", "Omar"):
        await street.say(name, "/zorgen")
        await street.say(name, "/vandaag")
        await street.say(name, "/open")
        await street.say(name, "/vraag 1")
    assert "Dat is: Hanna" in _read(street, "Anja")
    await street.say_in(GROUP, "Anja", "/open")
    token = next(
        token for one in street.phones[street.chat("Hanna")] for said, token in one.buttons if said == "Opgepakt"
    )
    for name in ("Anja", "Riet"):
        await street.press(name, token)
    for name in READERS:
        if name not in ("Hanna", "Vera"):
            assert SAID not in _read(street, name), name
            assert "pluis" not in _read(street, name), name
    (concern,) = await street.rows(Concern)
    assert concern.seen_by is None
    await street.tap("Hanna", "Opgepakt")
    assert "Hanna heeft gelezen waar je je zorgen over maakt" in street.last("Vera").text


async def test_a_concern_waits_where_no_officer_can_be_reached(street: Street) -> None:
    """When none of those named can be written to, the coordinators hear that something waits, and nothing of what."""
    await _name_officer(street)
    async with street.database.transaction() as session:
        hanna = update(Person).where(col(Person.chat) == street.chat("Hanna"))
        await session.exec(hanna.values(reachable=False))
    await _visited(street)
    await _worries(street)
    told = street.last("Anja").text
    assert "Er wacht iets op wie zorgen leest" in told
    assert "Riet" not in told
    assert "Vera" not in told
    await street.turn_to((street.moment + timedelta(days=2)).astimezone(ZONE).replace(tzinfo=None))
    assert SAID not in _read(street, "Anja") + _read(street, "Karel")
    (waiting,) = [one for one in await street.rows(Task) if one.kind == "worry"]
    assert waiting.closed_at is None


async def test_whoever_it_is_about_never_reads_of_it(street: Street) -> None:
    """What is kept of a resident says nothing of a concern, in no table and not in the log of who looked at what."""
    await _visited(street)
    await _worries(street)
    await street.tap("Anja", "Opgepakt")
    await street.tap("Anja", "Erbij schrijven")
    await street.say("Anja", "ik ben er geweest")
    riet, vera = await street.person("Riet"), await street.person("Vera")
    async with street.database.reading() as session:
        of_riet = json.dumps(await kept_of(session, riet, alone=True))
        of_vera = json.dumps(await kept_of(session, vera, alone=True))
    for word in (SAID, "koelkast", "worry", "concern", "zorg", "pluis", "ik ben er geweest"):
        assert word not in of_riet, word
    assert "concern" in of_vera
    assert "koelkast" not in json.dumps(json.loads(of_vera)["concern"])
    await street.say("Riet", "/mijngegevens")
    assert "Die staan hier niet bij" in _read(street, "Riet")


async def test_every_look_is_in_the_log(street: Street) -> None:
    """Who reads the list, opens one, or is shown one stands in the log each time, by the number of the concern."""
    await _visited(street)
    await _worries(street)
    await street.tap("Anja", "Opgepakt")
    await street.say("Karel", "/zorgen")
    await street.tap("Karel", "1. Riet")
    await street.tap("Karel", "Afronden")
    await street.tap("Karel", "Er is hulp geregeld")
    acts = [one for one in await street.rows(LogEntry) if "concern" in one.act]
    who = {one.id: one.name.split()[0] for one in await street.rows(Person)}
    assert [(who[one.actor or 0], one.act) for one in acts] == [
        ("Anja", "concern.seen"), ("Karel", "look.concerns"), ("Karel", "look.concern"), ("Karel", "concern.outcome"),
    ]  # fmt: skip
    assert all(one.subject is None for one in acts)


async def test_what_is_open_outlives_forgetting(street: Street) -> None:
    """Whoever has themselves forgotten is still looked after by somebody who knows whom it is about; then it goes."""
    await _visited(street)
    await _worries(street)
    async with street.database.transaction() as session:
        riet = await session.get(Person, (await street.person("Riet")).id)
        assert riet is not None
        await erase(Sitting(session, street.moment, MENU), riet)
    await street.say("Anja", "/zorgen")
    await street.tap("Anja", "1. ?")
    assert "Riet de Wit" in street.last("Anja").text
    assert SAID in street.last("Anja").text
    await street.tap("Anja", "Afronden")
    await street.tap("Anja", "Er is hulp geregeld")
    (concern,) = await street.rows(Concern)
    assert (concern.words, concern.notes, concern.outcome) == (None, None, "helped")


async def test_words_of_a_concern_go_in_time(street: Street) -> None:
    """What was closed long ago is emptied with all else that was asked; that there was one, and its outcome, stay."""
    await _visited(street)
    await _worries(street)
    await street.say("Anja", "/zorgen")
    await street.tap("Anja", "1. Riet")
    await street.tap("Anja", "Afronden")
    await street.tap("Anja", "Er was niets aan de hand")
    async with street.database.transaction() as session:
        await strip_old(session, street.moment - timedelta(days=1))
    assert [one.words for one in await street.rows(Concern)] == [SAID]
    async with street.database.transaction() as session:
        await strip_old(session, street.moment + timedelta(days=1))
    assert [(one.words, one.outcome) for one in await street.rows(Concern)] == [(None, "nothing")]
