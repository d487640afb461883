"""What is kept of somebody is told to themselves: all of it, and nothing of anybody else."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.practice.lindendorp import LINDENDORP
from storage.queries.kept import NOBODYS, kept_of, shelves
from storage.tables.people import Person
from tests.street import Street


def test_every_table_is_looked_at() -> None:
    """Each table of the store is handed out or holds nothing of anybody; and no column is hidden that isn't there."""
    found = shelves(Person(id=1, made_at=datetime(2026, 11, 21)), alone=True)  # noqa: DTZ001 - no moment is looked at
    told = {one.table.__tablename__ for one in found}
    assert told | set(NOBODYS) == set(SQLModel.metadata.tables)
    assert not told & set(NOBODYS)
    assert not [(one.name, hidden) for one in found for hidden in one.hides if hidden not in one.table.model_fields]


@pytest.mark.parametrize(
    ("whose", "theirs", "others"),
    [
        ("Riet", ("06-12345678", "Eikenlaan 12", "dokter"), ("Vera", "Hazelaarstraat", "blauwe plek", "worry")),
        ("Vera", ("06-12345201", "Hazelaarstraat 2"), ("Riet", "Eikenlaan", "dokter", "blauwe plek")),
    ],
)
async def test_nothing_of_others(whose: str, theirs: tuple[str, ...], others: tuple[str, ...], tmp_path: Path) -> None:
    """After a visit and a worry each of the two is told their own, and nothing of the other."""
    street = await Street.open(tmp_path, datetime(2026, 11, 21, 10, 4), LINDENDORP.people_csv())  # noqa: DTZ001 - on the wall
    try:
        await street.say("Riet", "kan er iemand dinsdag om half drie met me mee naar de dokter")
        await street.say("Riet", "ja")
        await street.tap("Vera", "Ja, ik doe het")
        await street.turn_to(datetime(2026, 11, 24, 17, 0))  # noqa: DTZ001 - on the wall
        await street.tap("Vera", "Niet pluis")
        await street.say("Vera", "ze had een blauwe plek")
        person = await street.person(whose)
        async with street.database.reading() as session:
            rows = await kept_of(session, person, alone=True)
    finally:
        await street.close()
    said = json.dumps(rows, ensure_ascii=False).replace("+316", "06-")
    assert not [one for one in theirs if one not in said]
    assert not [one for one in others if one in said]
