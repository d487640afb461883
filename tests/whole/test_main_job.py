"""The main job from the first typed sentence to the thanks, with the real program, both libraries and both modes."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.whole.town import NAMES, Town, open_town

EVENING = datetime(2026, 11, 23, 20, 30)  # noqa: DTZ001 - wall time in the village
NOON = datetime(2026, 11, 24, 13, 0)  # noqa: DTZ001
AFTER = datetime(2026, 11, 24, 17, 30)  # noqa: DTZ001
DAY_AFTER = datetime(2026, 11, 25, 19, 0)  # noqa: DTZ001
ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
THANKS = "heel lief meisje dank je wel"
HELPERS = ("Vera", "Omar", "Wim", "Fatima", "Bep", "Sanne")
ADDRESS, PHONE = "Eikenlaan 12", "06-12345678"
WAYS = [
    pytest.param(library, mode, marks=pytest.mark.xdist_group(f"whole_{library}"))
    for library in ("ptb", "aiogram")
    for mode in ("polling", "webhook")
]


@pytest.mark.parametrize(("library", "mode"), WAYS)
async def test_the_main_job(library: str, mode: str, tmp_path: Path, prepared: Path) -> None:
    """A typed sentence becomes a neighbour at the door, reminders, "Gelukt" and thanks, over restarts."""
    async with open_town(tmp_path, prepared, library=library, mode=mode) as town:
        town.start()
        await _ask(town)
        await _agree(town)
        await _be_reminded(town)
        await _look_back(town)
        await town.stop()
        assert not _private_words(town), town.log.read_text()[-4000:]


async def _ask(town: Town) -> None:
    town.say("Riet", ASKED)
    review = await town.read("Riet", "Klopt dat?")
    assert "Dinsdag 24 november om half drie 's middags (14.30 uur)" in review.text
    await town.tap("Riet", "Ja, dat klopt")
    promised = await town.read("Riet", "Ik vraag het nu aan")
    assert "Uiterlijk" in promised.text
    assert "Anja" in promised.text
    offer = await town.read("Vera", "zoekt gezelschap naar een afspraak")
    assert "Riet" not in offer.text
    assert town.labels("Vera") == ["Ja, ik doe het", "Deze keer niet", "Deze week niet", "Dit nooit"]


async def _agree(town: Town) -> None:
    await town.read("Omar", "zoekt gezelschap naar een afspraak")
    await town.tap("Vera", "Ja, ik doe het")
    card = await town.read("Vera", "Top, jij gaat!")
    news = await town.read("Riet", "Vera Jansen")
    assert ADDRESS in card.text
    assert PHONE in card.text
    assert _door_word(card.text) == _door_word(news.text)
    assert "073-5550100" in news.text
    await town.read("Omar", "Al gevonden")
    await town.until(
        lambda: not any("Ja, ik doe het" in town.labels(who) for who in HELPERS), "somebody can still say yes"
    )
    assert _readers_of(town, ADDRESS) == {"Vera"}


async def _be_reminded(town: Town) -> None:
    for times, moment in ((2, EVENING), (3, NOON)):
        await town.turn_to(moment)
        await town.read("Riet", "eurwoord", times)
        await town.read("Vera", "eurwoord", times)


async def _look_back(town: Town) -> None:
    await town.turn_to(AFTER)
    await town.read("Vera", "Ben je bij Riet geweest?")
    await town.tap("Vera", "Gelukt")
    await town.read("Riet", "Is Vera")
    await town.tap("Riet", "Gelukt")
    await town.read("Riet", "Wilt u Vera bedanken?")
    town.say("Riet", THANKS)
    await town.tap("Riet", "Sturen")
    await town.read("Vera", f'Van Riet, voor jou: "{THANKS}"')
    await town.turn_to(DAY_AFTER)
    await town.until(lambda: not _readers_of(town, ADDRESS), "the address is still to be read")


def _door_word(text: str) -> str:
    found = re.search(r"eurwoord: (\w+)", text)
    assert found, text
    return found[1]


def _readers_of(town: Town, words: str) -> set[str]:
    return {who for who in NAMES if any(words in one.text for one in town.phone(who))}


def _private_words(town: Town) -> list[str]:
    """Give what of the people stands in the log."""
    said = (ASKED, THANKS, ADDRESS, PHONE, "Riet", "Vera", "dokter", "Traceback", "practice-token")
    return [words for words in said if words in town.program.words()] if town.program else []
