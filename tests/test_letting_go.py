"""What is let go of is let go of whole: a never taken back, a helper who is forgotten, who can not be written to."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from storage.tables.care import Task
from storage.tables.help import Offer, Visit
from storage.tables.people import Helper, Never
from storage.terms import OfferState, VisitState
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
TO_THE_DOCTOR = "Kan iemand dinsdag om half drie met me mee naar de dokter?"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A street on which Riet has asked and Vera, Omar and Wim have been."""
    street = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    await street.say("Riet", TO_THE_DOCTOR)
    await street.say("Riet", "ja")
    yield street
    await street.close()


async def _forget(street: Street, name: str) -> None:
    await street.say(name, "wis mijn gegevens")
    await street.tap(name, "Ja, wis alles")


async def test_only_that_never_is_taken_back(street: Street) -> None:
    """The button under one never leaves another never alone."""
    await street.tap("Vera", "Dit nooit")
    await street.tap("Vera", "Dit soort klus")
    token = dict(street.last("Vera").buttons)["Toch wel"]
    await street.tap("Vera", "Deze persoon")
    await street.press("Vera", token)
    await street.press("Vera", token)
    assert [(one.category, one.person) for one in await street.rows(Never)] == [
        (None, (await street.person("Riet")).id)
    ]


async def test_how_far_comes_back_as_it_was(street: Street) -> None:
    """Who takes "so far" back goes as far as before, and not without end."""
    vera = await street.person("Vera")
    await street.tap("Vera", "Dit nooit")
    await street.tap("Vera", "Zo ver weg")
    await street.tap("Vera", "Toch wel")
    assert [one.max_km for one in await street.rows(Helper) if one.person == vera.id] == [3]


async def test_no_address_stays_with_a_helper_who_is_forgotten(street: Street) -> None:
    """Their card goes from their screen, the visit is looked for anew, and nobody is told to call them."""
    await street.tap("Vera", "Ja, ik doe het")
    await _forget(street, "Vera")
    assert not [shown.text for shown in street.phones[street.chat("Vera")] if "Eikenlaan" in shown.text]
    assert [visit.state for visit in await street.rows(Visit)] == [VisitState.SEARCHING]
    assert not await street.rows(Task)


async def test_a_helper_forgotten_after_the_visit_is_asked_and_thanked_no_more(street: Street) -> None:
    """The asker can still say how it went; nothing waits for somebody who is gone."""
    await street.tap("Vera", "Ja, ik doe het")
    await street.turn_to(datetime.fromisoformat("2026-11-24T18:30"))
    await street.tap("Vera", "Gelukt")
    await _forget(street, "Vera")
    await street.tap("Riet", "Gelukt")
    assert street.last("Riet").text.startswith("Fijn.")
    await street.turn_to(datetime.fromisoformat("2026-11-26T12:00"))
    assert not [shown.text for shown in street.phones[street.chat("Vera")] if "Eikenlaan" in shown.text]
    assert not await street.rows(Task)


async def test_whoever_is_forgotten_waits_for_no_call(street: Street) -> None:
    """A wish to be called is closed with the person."""
    await street.say("Cor", "bel mij")
    await _forget(street, "Cor")
    assert all(task.closed_at is not None for task in await street.rows(Task))


async def test_nobody_is_called_to_hear_that_it_is_found(street: Street) -> None:
    """An offer to somebody who closed the chat ends without a task for a coordinator."""
    await street.say("Omar", reachable=False)
    await street.tap("Vera", "Ja, ik doe het")
    assert not await street.rows(Task)
    assert OfferState.OPEN not in [offer.state for offer in await street.rows(Offer)]


async def test_nobody_is_promised_who_can_not_be_told(street: Street) -> None:
    """A coordinator whose chat is closed is not on duty: no promise names them."""
    await street.say("Anja", reachable=False)
    await street.say("Cor", TO_THE_DOCTOR)
    await street.say("Cor", "ja")
    assert "belt Karel u" in street.last("Cor").text
