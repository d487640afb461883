"""A message of a coordinator to one person: as long as fits, and never to who must be left alone."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from flows.telling.conversations import MOST_UNITS
from flows.wording.render import LONGEST
from tests.street import Street

PEOPLE = """role,name,telegram_id,street,language
coordinator,Anja Proef,1001,,nl
resident,Riet Proef,1002,Proefstraat 1,nl
"""


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, datetime(2026, 11, 23, 10, 4), PEOPLE)  # noqa: DTZ001 - wall time
    yield opened
    await opened.close()


def texts(street: Street, name: str) -> list[str]:
    return [one.text for one in street.phones.get(street.chat(name), [])]


@pytest.mark.parametrize("many", [1, MOST_UNITS])
async def test_what_fits_arrives_whole(street: Street, many: int) -> None:
    """With what stands around it, and after a yes alone."""
    words = "a" * many
    await street.say("Anja", f"/bericht Riet: {words}")
    assert texts(street, "Riet") == []
    await street.say("Anja", "ja")
    assert f'"{words}"' in texts(street, "Riet")[-1].casefold()
    assert all(len(one) <= LONGEST for one in [*texts(street, "Riet"), *texts(street, "Anja")])


async def test_what_is_too_long_is_said_and_asked_for_anew(street: Street) -> None:
    """Nothing is cut off, and nothing is sent."""
    await street.say("Anja", f"/bericht Riet: {'a' * (MOST_UNITS + 1)}")
    assert "past niet in één bericht" in texts(street, "Anja")[-2]
    await street.say("Anja", "korter")
    await street.say("Anja", "ja")
    assert "korter" in texts(street, "Riet")[-1].casefold()
