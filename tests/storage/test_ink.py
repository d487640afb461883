"""Rows in ink are as good as written: whoever asks finds them, and they are kept or lost with their transaction."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, func, select

from storage.database import Database
from storage.ink import Ink
from storage.tables.course import Event
from storage.tables.post import OutboxLetter

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
DEEDS = st.lists(st.sampled_from(["event", "letter", "ask", "get", "change", "flush"]), max_size=12)


def letter() -> OutboxLetter:
    return OutboxLetter(chat=1, words="first", written_at=NOON)


async def write(database: Database, *letters: OutboxLetter) -> None:
    async with database.transaction() as session:
        ink = Ink(session)
        for one in letters:
            ink.add(one)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS, st.booleans())
async def test_what_is_in_ink_is_found_changed_and_kept(database: Database, deeds: list[str], kept: bool) -> None:
    """Whatever is asked and changed in between, the store holds in the end what was written, or nothing of it."""
    async with database.transaction() as session:
        await session.exec(delete(OutboxLetter))
        before = (await session.exec(select(func.count()).select_from(Event))).one()
    letters: list[OutboxLetter] = []
    events = 0
    try:
        async with database.transaction() as session:
            ink = Ink(session)
            for deed in deeds:
                if deed == "event":
                    ink.add(Event(at=NOON, community=1, kind="x", subject=1))
                    events += 1
                elif deed == "letter":
                    letters.append(letter())
                    ink.add(letters[-1])
                elif deed == "ask":
                    asked = select(OutboxLetter).order_by(col(OutboxLetter.id))
                    assert (await session.exec(asked)).all() == letters
                elif deed == "get" and letters:
                    assert await session.get(OutboxLetter, letters[0].id) is letters[0]
                elif deed == "change" and letters:
                    letters[-1].words = "changed"
                elif deed == "flush":
                    await session.flush()
            if not kept:
                raise LookupError
    except LookupError:
        letters, events = [], 0
    async with database.reading() as session:
        found = (await session.exec(select(OutboxLetter).order_by(col(OutboxLetter.id)))).all()
        assert [(one.id, one.words) for one in found] == [(one.id, one.words) for one in letters]
        assert (await session.exec(select(func.count()).select_from(Event))).one() == before + events


async def test_what_cannot_be_written_fails_its_transaction(database: Database) -> None:
    """A row that the store refuses takes all of its transaction with it."""
    with pytest.raises(IntegrityError):
        await write(database, letter(), OutboxLetter(chat=None, written_at=NOON))
    async with database.reading() as session:
        assert (await session.exec(select(OutboxLetter))).all() == []
