"""Columns: moments come back aware and in UTC; secrets lie locked, open with any key of the ring, and stay readable."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import select

from storage.columns import keyring
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.tables.people import Person

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STREET = "Eikenlaan 12"
FIRST, SECOND = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture(autouse=True)
def bare_ring() -> Iterator[None]:
    keyring.hold([])
    yield
    keyring.hold([])


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'columns.db'}")
    await migrate(opened)
    yield opened
    await opened.close()


async def settle(database: Database, name: str, street: str = STREET, at: datetime = NOON) -> None:
    async with database.transaction() as session:
        session.add(Person(name=name, street=street, language="nl", made_at=at))


async def found(database: Database) -> dict[str, Person]:
    async with database.reading() as session:
        return {one.name: one for one in (await session.exec(select(Person))).all()}


def files_with(words: str, folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if words.encode() in one.read_bytes()]


async def bare(database: Database) -> str:
    async with database.engine.connect() as connection:
        return str((await connection.execute(text("SELECT street FROM person"))).all())


async def test_locked_words_hold_no_clear_text(database: Database, tmp_path: Path) -> None:
    """With a key nothing of an address can be read in the files of the store."""
    keyring.hold([FIRST])
    await settle(database, "Riet", at=NOON)
    assert (await found(database))["Riet"].street == STREET
    assert STREET not in await bare(database)
    assert files_with(STREET, tmp_path) == []


async def test_keys_rotate(database: Database) -> None:
    """A new first key locks what comes; what the old one locked, and what was in clear, is still read."""
    await settle(database, "Clear")
    keyring.hold([FIRST])
    await settle(database, "First")
    keyring.hold([SECOND, FIRST])
    await settle(database, "Second")
    assert {name: one.street for name, one in (await found(database)).items()} == dict.fromkeys(
        ("Clear", "First", "Second"), STREET
    )


async def test_without_the_key_nothing_is_guessed(database: Database) -> None:
    """A locked store without its key says which setting is missing; another key opens nothing."""
    keyring.hold([FIRST])
    await settle(database, "Riet")
    keyring.hold([])
    with pytest.raises(ValueError, match="BURENBEL_SECRET_KEYS"):
        await found(database)
    keyring.hold([SECOND])
    with pytest.raises(InvalidToken):
        await found(database)


def test_a_print_survives_the_rotation_of_keys() -> None:
    """A phone is found again after a new key was put first, and cannot be looked up with another ring."""
    keyring.hold([FIRST])
    before = keyring.print_of("+31612345678")
    keyring.hold([SECOND, FIRST])
    assert before in keyring.prints_of("+31612345678")
    keyring.hold([SECOND])
    assert before not in keyring.prints_of("+31612345678")


async def test_moments_come_back_in_utc(database: Database) -> None:
    """A moment of any zone comes back as the same moment, aware and in UTC."""
    await settle(database, "Riet", at=NOON.astimezone(timezone(timedelta(hours=5))))
    moment = (await found(database))["Riet"].made_at
    assert moment == NOON
    assert moment.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    """Nobody can keep a moment of which the zone is not known."""
    with pytest.raises(StatementError, match="without its zone"):
        await settle(database, "Riet", at=datetime(2026, 11, 24, 12))  # noqa: DTZ001 - that is the point
