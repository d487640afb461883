"""What lies open for somebody is told without asking the store again, and is what the store would say."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.practice.lindendorp import LINDENDORP
from flows.sitting import Sitting
from flows.themes import MENU
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from tests.street import Street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, datetime.fromisoformat("2026-11-24T12:00"), LINDENDORP.people_csv())
    yield opened
    await opened.close()


async def test_the_letter_written_last_is_at_hand_also_before_it_is_kept(street: Street) -> None:
    """It is the newest of the store, then whichever was added since; what changes another letter is none."""
    await street.say("Riet", "kan iemand morgen om half drie met me mee naar de dokter?")
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, MENU)
        riet = (await session.exec(select(Person).where(Person.name == "Riet de Wit"))).one()
        newest = select(OutboxLetter).where(OutboxLetter.person == riet.id).order_by(col(OutboxLetter.id).desc())
        kept = await sitting.at_hand.written(riet.id)
        assert kept is not None
        assert kept is (await session.exec(newest)).first()
        added = await sitting.write(riet, "talk.tap")
        assert await sitting.at_hand.written(riet.id) is added
        await sitting.write(riet, "talk.stopped", edits=kept)
        assert await sitting.at_hand.written(riet.id) is added
