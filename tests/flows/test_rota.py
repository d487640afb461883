"""An alert walks down the rota, all of it and again, until somebody picks it up."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, update

from flows.tasks import DANGER_AGAIN
from storage.tables.care import Task
from storage.tables.people import Person
from tests.street import ZONE, Street

OPENING = datetime.fromisoformat("2026-11-21T11:00")
ROTA = ("Anja", "Karel", "Els", "Jaap", "Mirjam")  # in the order of asking
GONE = "Els"  # has closed her chat
CRY = "ik ben gevallen en kan niet opstaan"
_HEAD = "role,name,phone,telegram_id,street,postcode,place,available\n"


def _people() -> str:
    rows = [f"coordinator,{name} Smit,,{900 + nth},,,,elke dag van 8 tot 21 uur" for nth, name in enumerate(ROTA)]
    riet = "resident,Riet de Wit,06-12345678,101,Eikenlaan 12,5299 LD,Lindendorp,"
    return _HEAD + "\n".join([*rows, riet])


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, _people())
    async with opened.database.transaction() as session:
        gone = update(Person).where(col(Person.chat) == opened.chat(GONE))
        await session.exec(gone.values(reachable=False))
    yield opened
    await opened.close()


async def _passes(street: Street, time: timedelta) -> list[str]:
    """Let TIME pass; give who got something, in that order."""
    seen = len(street.news)
    await street.turn_to((street.moment + time).astimezone(ZONE).replace(tzinfo=None))
    names = {chat: name for name, chat in street.chats.items()}
    return [names[chat] for chat, _ in street.news[seen:]]


async def test_an_alert_walks_down_the_whole_rota(street: Street) -> None:
    """Everybody on duty who can be reached is told in turn, and again from the first, until somebody picks it up; each
    reads who, what words and what was answered, and has a button to call and one to pick up.

    Practice: 2.until_picked_up 2.alert
    """
    await street.say("Riet", CRY)
    able = [name for name in ROTA if name != GONE]
    walked = [able[0], *[name for _ in range(2 * len(able)) for name in await _passes(street, DANGER_AGAIN)]]
    assert walked == [*able, *able, able[0]]
    for name in able:
        shown = street.last(name)
        for words in ("Riet de Wit", "Eikenlaan 12", CRY, "Bel nu 112"):
            assert words in shown.text
        assert shown.labels == ["Bellen", "Opgepakt"]
    await street.tap("Jaap", "Bellen")
    assert await _passes(street, DANGER_AGAIN) == ["Karel"]
    await street.tap("Jaap", "Opgepakt")
    assert "Jaap weet het nu" in street.last("Riet").text
    assert await _passes(street, timedelta(hours=2)) == []
    (alert,) = [one for one in await street.rows(Task) if one.kind == "danger"]
    assert alert.closed_at is None, "only a person closes an alert"


async def test_nobody_looks_after_their_own_alert(street: Street) -> None:
    """A coordinator in danger is looked after by the others, also when she alone is on duty."""
    await street.say("Anja", CRY)
    told = [await _passes(street, DANGER_AGAIN) for _ in range(4)]
    assert told == [["Jaap"], ["Mirjam"], ["Karel"], ["Jaap"]]
    assert CRY in street.last("Karel").text
