"""The courier under any failures and kills: order per chat, and repeats by class."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import delete

from bot.messenger import Moved, Refused, TryLater, Unknown, World
from storage.database import Database
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass
from tests.bot.postroom import fails, letter, opened_store, running, settled, store, until
from tests.bot.twin import Twin


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_store(tmp_path) as opened:
        yield opened


Wanted = tuple[int, LetterClass]
LETTERS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(LetterClass)), min_size=1, max_size=12)
TROUBLES = st.sampled_from([None, None, TryLater(1), TryLater(2, True), Unknown(), Refused(), Moved(0)])
MOVED_BY = 100
ALLOWED = {LetterClass.CRITICAL: 2, LetterClass.COURTESY: 1, LetterClass.EDIT: 8}


async def written(database: Database, wanted: list[Wanted]) -> list[OutboxLetter]:
    """Put in the outbox a letter for each that is WANTED, its text its number, and nothing else."""
    async with database.transaction() as session:
        await session.exec(delete(OutboxLetter))
    letters = [letter(chat, str(n), letter_class=letter_class) for n, (chat, letter_class) in enumerate(wanted)]
    await store(database, *letters)
    return letters


def assert_in_order(twin: Twin) -> None:
    arrived = [call for call in twin.journal if call.fault in ("", "Unknown")]
    for chat in (1, 2, 3):
        numbers = [int(call.text) for call in arrived if call.chat % MOVED_BY == chat]
        assert numbers == sorted(numbers)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([*LetterClass])), min_size=1, max_size=12),
    st.lists(TROUBLES, max_size=15),
)
async def test_order_and_repeats_under_any_failures(
    database: Database, wanted: list[Wanted], troubles: list[World | None]
) -> None:
    """Whatever fails, each chat reads its letters in the order they were written, none more often than its class
    allows, and every letter comes to an end."""
    letters = await written(database, wanted)
    fault = fails(*troubles)

    def elsewhere(what: str, chat: int) -> World | None:
        trouble = fault(what, chat)
        return Moved(chat + MOVED_BY) if isinstance(trouble, Moved) else trouble

    twin = Twin(elsewhere)
    async with running(database, twin, times=500):
        found = await settled(database)
    assert sum(found.values()) == len(letters)
    arrived = [call.text for call in twin.journal if call.fault in ("", "Unknown")]
    for n, one in enumerate(letters):
        assert arrived.count(str(n)) <= ALLOWED[one.letter_class]
    assert_in_order(twin)


async def live_until(folder: Path, done: Callable[[], Awaitable[object]]) -> None:
    """Let a courier live in a process of its own, and kill it when DONE."""
    command = [sys.executable, "-m", "tests.bot.mortal", str(folder / "courier.db"), str(folder / "journal")]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        await done()
    finally:
        process.kill()
        await process.wait()


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


async def test_kill_9(database: Database, tmp_path: Path) -> None:
    """However often the process is killed, a critical letter arrives once or twice, a courtesy once at most, in the
    order of its chat, and all that was left comes after the next start."""
    wanted = [(n % 7 + 1, LetterClass.COURTESY if n % 3 else LetterClass.CRITICAL) for n in range(60)]
    letters = await written(database, wanted)
    journal = tmp_path / "journal"
    for more in (1, 9, 4):
        enough = lines(journal) + more
        await live_until(tmp_path, lambda enough=enough: until(lambda: lines(journal) >= enough, 20))  # type: ignore[misc]
    await live_until(tmp_path, lambda: settled(database, 20))
    arrived = [line.split() for line in journal.read_text().splitlines()]
    counts = [[text for _, text in arrived].count(str(n)) for n in range(len(letters))]
    assert all(1 <= counts[n] <= 2 for n in range(60) if wanted[n][1] is LetterClass.CRITICAL)
    assert all(counts[n] <= 1 for n in range(60) if wanted[n][1] is LetterClass.COURTESY)
    for chat in range(1, 8):
        numbers = [int(text) for where, text in arrived if where == str(chat)]
        assert numbers == sorted(numbers)
