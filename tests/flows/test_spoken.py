"""Spoken messages: kept no longer than needed, and never a loss."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.lookout import Lookout
from bot.practice.lindendorp import LINDENDORP
from flows.post import Attachment
from flows.recordings import COPY, SPOKEN
from storage.tables.care import Task
from storage.tables.post import OutboxLetter
from storage.terms import LetterState
from tests.street import Street

NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - a wall clock


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await Street.open(tmp_path, NOON, LINDENDORP.people_csv())
    yield street
    await street.close()


def copies(street: Street, name: str) -> int:
    return sum(one.text == "(spraakbericht)" for one in street.phones.get(street.chat(name), []))


@pytest.mark.parametrize("kind", ["voice", "audio", "video"])
async def test_every_sort_of_speech_reaches_a_coordinator(street: Street, kind: str) -> None:
    """Voice, audio and video are told to whoever is on duty, with the message itself."""
    await street.say("Riet", attachment=Attachment(kind, "f", 4))
    assert copies(street, "Anja") == 1
    (task,) = [one for one in await street.rows(Task) if one.kind == SPOKEN]
    assert task.code == kind


async def test_words_beside_a_sound_are_taken_too(street: Street) -> None:
    """A caption is understood as words; the sound still reaches a coordinator."""
    await street.say(
        "Riet", "kan iemand dinsdag om half drie met me mee naar de dokter", attachment=Attachment("voice")
    )
    assert copies(street, "Anja") == 1
    assert "Klopt dat?" in street.phones[street.chat("Riet")][-1].text


@pytest.mark.parametrize("label", ["Niet te verstaan", "Opgepakt"])
async def test_the_copies_go_when_it_is_done(street: Street, label: str) -> None:
    """When it is dealt with, no coordinator has the sound any more, and nothing says which message it was."""
    await street.say("Riet", attachment=Attachment("voice"))
    await street.turn_to(datetime(2026, 11, 23, 12, 31))  # noqa: DTZ001 - a wall clock
    assert (copies(street, "Anja"), copies(street, "Karel")) == (1, 1)
    await street.tap("Karel", label)
    assert (copies(street, "Anja"), copies(street, "Karel")) == (0, 0)
    assert [one.words for one in await street.rows(Task) if one.kind == SPOKEN] == [None]
    bodies = [
        one.body for one in await street.rows(OutboxLetter) if one.words == COPY and one.state is LetterState.SENT
    ]
    assert bodies == [None, None]
    assert await street.faults() == []


async def test_forgetting_takes_the_copies_back(street: Street) -> None:
    """Whoever is forgotten is not heard any more either."""
    await street.say("Riet", attachment=Attachment("voice"))
    await street.say("Riet", "/vergeetmij")
    await street.tap("Riet", "Ja, wis alles")
    assert copies(street, "Anja") == 0
    assert [one.words for one in await street.rows(Task) if one.kind == SPOKEN] == [None]


async def test_a_coordinator_is_asked_to_type(street: Street) -> None:
    """Nobody listens to a coordinator: that would come back to themselves."""
    await street.say("Anja", attachment=Attachment("voice"))
    assert not [one for one in await street.rows(Task) if one.kind == SPOKEN]
    assert "typen" in street.phones[street.chat("Anja")][-1].text


async def test_danger_typed_in_is_not_the_coordinators(street: Street) -> None:
    """Whoever types in the danger of somebody else is not told to call 112 for themselves."""
    await street.say("Riet", attachment=Attachment("voice"))
    await street.tap("Anja", "Typ het uit")
    lookout = Lookout(1000, lambda _parcel: pytest.fail("shouted at whoever types"))
    await lookout.refresh(street.database, street.moment)
    said = {"message_id": 1, "chat": {"id": street.chat("Anja"), "type": "private"}, "text": "ik ben gevallen"}
    lookout.look([{"update_id": 1, "message": said}])
    await street.say("Anja", "ik ben gevallen en kan niet opstaan")
    (task,) = [one for one in await street.rows(Task) if one.kind == "danger"]
    assert task.person == (await street.person("Riet")).id


async def test_a_command_is_not_given_for_somebody_else(street: Street) -> None:
    """A slash that a coordinator types in does nothing to whoever spoke."""
    await street.say("Riet", attachment=Attachment("voice"))
    await street.tap("Anja", "Typ het uit")
    await street.say("Anja", "/vergeetmij")
    assert (await street.person("Riet")).name == "Riet de Wit"


async def test_who_typed_first_wins(street: Street) -> None:
    """A sentence that was heard and confirmed after a coordinator typed it in is not asked twice."""
    await street.say("Riet", attachment=Attachment("voice"))
    await street.hear("Riet", "ik wil dinsdag om drie uur koffie drinken")
    await street.tap("Anja", "Typ het uit")
    await street.say("Anja", "ik wil dinsdag om drie uur koffie drinken")
    await street.tap("Riet", "Ja, dat zei ik")
    texts = [one.text for one in street.phones[street.chat("Riet")]]
    assert sum("Klopt dat?" in text for text in texts) == 1
    assert "al uitgetypt" in texts[-1]
