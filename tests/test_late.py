"""What falls due while the program stands still: nothing is lost, nothing floods, and what comes late is still true."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")


async def _agreed(folder: Path) -> Street:
    street = await Street.open(folder, OPENING, LINDENDORP.people_csv())
    await street.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, ik doe het")
    return street


async def _sleep_until(street: Street, local: str) -> list[str]:
    """Let the program stand still until then, and give what Riet gets when it wakes."""
    seen = len(street.news)
    street.moment = street.on_the_wall(datetime.fromisoformat(local))
    for _ in range(20):
        if not await street.rounds.tick():
            break
    await street.deliver()
    return [shown.text.split("\n")[0] for chat, shown in street.news[seen:] if chat == street.chat("Riet")]


@pytest.mark.parametrize(
    ("woken", "first_words"),
    [
        ("2026-11-23T22:00", ["Morgen komt Vera"]),
        ("2026-11-24T09:00", []),  # the reminder of two hours before is still to come
        ("2026-11-24T13:00", ["Straks komt Vera"]),
        ("2026-11-24T15:00", []),  # Vera is there by now
        ("2026-11-27T12:00", ["Is Vera geweest?"]),
    ],
)
async def test_late_letters_are_true(woken: str, first_words: list[str], tmp_path: Path) -> None:
    """After a standstill only what still makes sense is said, once."""
    street = await _agreed(tmp_path)
    try:
        got = await _sleep_until(street, woken)
        assert len(got) == len(first_words)
        assert all(one.startswith(words) for one, words in zip(got, first_words, strict=True))
    finally:
        await street.close()


async def test_nobody_is_asked_for_what_has_been(tmp_path: Path) -> None:
    """After a standstill past the visit, helpers get no offer of it and the asker one letter, not two that clash."""
    street = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    try:
        await street.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
        await street.say("Riet", "ja")
        seen = len(street.news)
        got = await _sleep_until(street, "2026-11-27T10:00")
        assert len(got) == 1
        assert got[0].startswith("Het spijt me.")
        assert not [shown.text for _, shown in street.news[seen:] if "zoekt gezelschap" in shown.text]
    finally:
        await street.close()
