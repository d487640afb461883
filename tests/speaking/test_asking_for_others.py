"""Who asks for somebody else with a recorded yes, and who is known by a link or a number."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from flows.post import Contact
from storage.tables.help import Request
from storage.tables.people import Invite, Person
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
NORA = "role,name,telegram_id\nreferrer,Nora Thuis,601\n"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    yield opened
    await opened.close()


async def _asks_for(street: Street, who: str, consent: str) -> None:
    await street.say("Nora", "/nieuw")
    await street.say("Nora", who)
    await street.tap("Nora", consent)


async def test_a_referrer_asks_with_a_recorded_yes_and_hears_only_how_it_ends(street: Street) -> None:
    """A referrer asks for somebody who agreed; the outcome comes back by its number, without a name or an hour.

    Practice: i3.referrer
    """
    await street.bring(NORA)
    await _asks_for(street, "Cor Hendriks, Beukenpad 8, 06-12345103", "Ja, gezegd")
    await street.say("Nora", "boodschappen")
    await street.say("Nora", "maandag om 10 uur")
    await street.say("Nora", "ja")
    assert street.last("Nora").text == "Vraag 1 staat erin. Hier hoort u of het lukt."
    assert "Nora Thuis vroeg hulp voor u." in street.last("Cor").text
    assert street.last("Cor").labels == ["Gelezen", "Hoeft niet meer"]
    (request,) = await street.rows(Request)
    nora, cor = await street.person("Nora"), await street.person("Cor")
    assert (request.asker, request.recorded_by, request.consent) == (cor.id, nora.id, "in_person")
    await street.tap("Vera", "Ja, ik doe het")
    assert street.last("Nora").text == "Vraag 1: er is iemand gevonden."
    await street.say("Nora", "/vraag 1")
    assert "kan alleen" in street.last("Nora").text
    await street.turn_to(datetime.fromisoformat("2026-11-23T12:30"))
    await street.tap("Vera", "Gelukt")
    assert street.last("Nora").text == "Vraag 1: het is gelukt."


async def test_without_a_yes_there_is_no_request(street: Street) -> None:
    """Whoever has not been asked yet is not asked for.

    Practice: i3.referrer
    """
    await street.bring(NORA)
    await _asks_for(street, "Cor Hendriks, Beukenpad 8", "Nog niet gevraagd")
    assert street.last("Nora").text == "Vraag het eerst. Daarna kan ik iemand zoeken."
    assert not await street.rows(Request)


async def test_what_we_knew_is_not_written_anew_by_a_referrer(street: Street) -> None:
    """A referrer who gives another number for somebody known changes nothing, and the first visit waits for a call.

    Practice: i3.referrer
    """
    await street.bring(NORA)
    await _asks_for(street, "Cor Hendriks, Beukenpad 8, 06-12345999", "Ja, gezegd")
    await street.say("Nora", "boodschappen maandag om 10 uur")
    await street.say("Nora", "ja")
    cor = await street.person("Cor")
    assert cor.phone == "+31612345103"
    await _asks_for(street, "Bas Kuiper, Dorpsplein 4, 06-12345888", "Ja, aan de telefoon")
    await street.say("Nora", "hulp in de tuin dinsdag om 10 uur")
    await street.say("Nora", "ja")
    assert any("Kennismaken: Bas Kuiper" in one.text for one in street.phones[street.chat("Anja")])


async def test_a_number_that_somebody_shares_is_recognised(street: Street) -> None:
    """Somebody on the list without a chat shares their own contact, and is known; a number of two people is nobody's.

    Practice: i3.contact
    """
    await street.bring("role,name,phone,street\nresident,Bas Kuiper,0612345888,Dorpsplein 4\n")
    await street.say("Bas", contact=Contact("31612345888", "Bas", own=True))
    assert (await street.person("Bas")).name == "Bas Kuiper"
    two = "resident,Jo Vos,0612345889,Dorpsplein 5\nresident,Ko Vos,0612345889,Dorpsplein 5\n"
    await street.bring(f"role,name,phone,street\n{two}")
    await street.say("Jo", contact=Contact("31612345889", "Jo", own=True))
    assert (await street.person("Jo")).name == ""


async def test_a_link_binds_whom_it_was_made_for(street: Street) -> None:
    """Somebody on the list opens their own link once, and is known from then on.

    Practice: i3.link
    """
    await street.bring("role,name,street\nresident,Bas Kuiper,Dorpsplein 4\n")
    codes = [one.code for one in await street.rows(Invite) if await _name(street, one.person) == "Bas Kuiper"]
    await street.say("Bas", f"/start {codes[0]}")
    assert (await street.person("Bas")).name == "Bas Kuiper"
    await street.say("Kees", f"/start {codes[0]}")
    assert "werkt niet meer" in street.last("Kees").text


async def _name(street: Street, person: int | None) -> str:
    async with street.database.reading() as session:
        found = await session.get(Person, person) if person else None
        return found.name if found else ""
