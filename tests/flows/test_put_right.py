"""What a coordinator may put right, only a coordinator of that community does, up to the last tap."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, select, update

from bot.practice.lindendorp import LINDENDORP
from storage.tables.care import Note
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Membership
from storage.terms import Role, Standing
from tests.street import Street


async def _without_role(street: Street) -> None:
    """Let Anja be no coordinator of Lindendorp any more, and one of another village that she now talks to."""
    anja = await street.person("Anja")
    async with street.database.transaction() as session:
        other = Community(name="Elders")
        session.add(other)
        await session.flush()
        hers = (col(Membership.person) == anja.id) & (col(Membership.role) == Role.COORDINATOR)
        await session.exec(update(Membership).where(hers).values(standing=Standing.LEFT))
        session.add(Membership(person=anja.id, community=other.id, role=Role.COORDINATOR, standing=Standing.KNOWN,
                               made_at=street.moment))  # fmt: skip
        found = (await session.exec(select(type(anja)).where(type(anja).id == anja.id))).one()
        found.current = other.id
        session.add(found)


@pytest.mark.parametrize(
    ("begun", "tap"),
    [
        (("/vraag 1 woensdag om 3 uur",), "Ja, dat klopt"),
        (("/vraag 1 notitie: belt liever laat",), "Alleen coördinatoren"),
        (("/vraag 1",), "Afsluiten"),
        (("/vraag 1",), "Wie vraag ik?"),
        (("/wie 1",), "Vraag ze nu"),
        (("/vrijwilligers lars",), "Doet niet meer mee"),
        (("/vandaag",), "Elke ochtend om 8.00 uur"),
    ],
)
async def test_a_role_that_was_lost_puts_nothing_right(begun: tuple[str, ...], tap: str, tmp_path: Path) -> None:
    """What was begun as a coordinator and is ended without that role changes nothing, whatever one is elsewhere."""
    street = await Street.open(tmp_path, datetime(2026, 11, 21, 10, 4), LINDENDORP.people_csv())  # noqa: DTZ001
    try:
        await street.say("Riet", "kan iemand dinsdag om half drie met me mee naar de dokter?")
        await street.say("Riet", "ja")
        for words in begun:
            await street.say("Anja", words)
        before = await _standing(street)
        await _without_role(street)
        seen = len(street.news)
        await street.tap("Anja", tap)
        assert await _standing(street) == before
        read = "\n".join(shown.text for chat, shown in street.news[seen:] if chat == street.chats["Anja"])
        assert "Riet" not in read
        assert "kan alleen" in read.lower()
    finally:
        await street.close()


async def _standing(street: Street) -> list[tuple[object, ...]]:
    """Give how what was asked stands, who helps, and what was noted."""
    visits = [(one.state, one.starts_at, one.wave) for one in await street.rows(Visit)]
    members = [(one.person, one.role) for one in await street.rows(Membership)
               if one.role is Role.HELPER and one.standing is Standing.KNOWN]  # fmt: skip
    asked = [(one.category, one.task, one.closed_at) for one in await street.rows(Request)]
    return [*visits, *members, *asked, (len(await street.rows(Note)),)]
