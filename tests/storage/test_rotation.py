"""New keys: all is locked anew, broken off or not, and the old key can be thrown away."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import text
from sqlmodel import select

from storage import rotation
from storage.columns import keyring
from storage.database import Database
from storage.queries.people import by_phone
from storage.rotation import rotate
from storage.tables.people import Person

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PHONE = "+31612345678"


class PowerCut(Exception):
    """Ends what is being done, as a power cut would."""


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    yield
    keyring.hold([])


async def _settle(database: Database, number: int) -> None:
    async with database.transaction() as session:
        for one in range(number):
            session.add(Person(name=f"Proef {one}", street=f"Eikenlaan {one}", phone=PHONE if one == 0 else None,
                               phone_print=keyring.print_of(PHONE) if one == 0 else None,
                               made_at=datetime(2026, 11, 21, tzinfo=UTC)))  # fmt: skip


async def _streets(database: Database) -> set[str | None]:
    async with database.reading() as session:
        return {one.street for one in (await session.exec(select(Person))).all()}


async def test_the_old_key_can_go(database: Database) -> None:
    """Some in clear, some under the old key, some under the new: afterwards the new one opens all, and finds phones."""
    await _settle(database, 3)
    keyring.hold([OLD])
    await _settle(database, 5)
    keyring.hold([NEW, OLD])
    await _settle(database, 2)
    streets = await _streets(database)
    done = await rotate(database)
    assert (done.anew, done.before) == (8 + 2, 2 + 1)
    keyring.hold([NEW])
    assert await _streets(database) == streets
    async with database.reading() as session:
        assert len(await by_phone(session, PHONE)) == 3
        raw = (await (await session.connection()).execute(text("SELECT street FROM person"))).scalars().all()
    assert not [one for one in raw if "Eikenlaan" in one]
    assert (await rotate(database)).anew == 0


async def test_it_goes_on_where_it_was_broken_off(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended in the middle, at any batch: nothing is lost, and the next time does the rest alone."""
    keyring.hold([OLD])
    await _settle(database, 30)
    keyring.hold([NEW, OLD])
    monkeypatch.setattr(rotation, "AT_ONCE", 7)
    locked = keyring.locked
    left = iter(range(12))

    def until_the_power_goes(words: str) -> str:
        if next(left, None) is None:
            raise PowerCut
        return locked(words)

    monkeypatch.setattr(keyring, "locked", until_the_power_goes)
    with pytest.raises(PowerCut):
        await rotate(database)
    monkeypatch.setattr(keyring, "locked", locked)
    assert len(await _streets(database)) == 30
    done = await rotate(database)
    assert done.before > 0
    keyring.hold([NEW])
    assert len(await _streets(database)) == 30


async def test_a_key_that_is_missing_is_said(database: Database) -> None:
    """What no key on the ring opens is left as it is."""
    keyring.hold([OLD])
    await _settle(database, 1)
    keyring.hold([NEW])
    with pytest.raises(InvalidToken):
        await rotate(database)
    keyring.hold([OLD])
    assert await _streets(database) == {"Eikenlaan 0"}
