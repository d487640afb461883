"""The log is sealed: whatever is changed, removed, added or put in another order is found, and the first row named."""

# ruff: noqa: S608 - the statements are what somebody might do to a store by hand

import asyncio
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database, open_database
from storage.journal import Journal, put_in_order
from storage.migrate import migrate
from storage.queries.sealed import Checked, check_log
from storage.sealing import code_of, end_words, first_words, link_words, row_words, signet

KEY, OLD_KEY = "k" * 32, "o" * 32
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROWS = 12
OTHER = {  # by column of the log: what somebody might make of it
    "at": "'2026-11-24 12:00:00.000001'", "community": "community + 1", "actor": "coalesce(actor, 0) + 1",
    "act": "act || 's'", "subject": "coalesce(subject, 0) + 1", "facts": "'[1]'",
}  # fmt: skip
BROKEN = {"at": "'noon'", "act": "x'00ff'", "facts": "'no json'", "actor": "'nobody'"}


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    signet.hold([KEY])
    yield
    signet.hold([])


async def _write(database: Database, first: int, count: int, each: int = 1) -> None:
    for number in range(first, first + count, each):
        async with database.transaction() as session:
            journal = Journal(session)
            for one in range(number, number + each):
                facts = {"number": one, "kinds": ["a", "é"], "far": 0.1} if one % 2 else {}
                journal.write(f"act.{one}", NOON + timedelta(minutes=one), 7, one or None, 100 + one, facts)
        async with database.transaction() as session:
            await put_in_order(session)


async def _look(url: str, asked: str = "") -> Checked:
    database = open_database(url)
    try:
        async with database.reading() as session:
            return await check_log(session, asked)
    finally:
        await database.close()


@pytest.fixture(scope="module")
def sealed() -> Iterator[Path]:
    """Give a store with a sealed log."""
    with tempfile.TemporaryDirectory() as folder:
        signet.hold([KEY])
        asyncio.run(_fill(Path(folder) / "log.db"))
        yield Path(folder) / "log.db"


async def _fill(file: Path) -> None:
    database = open_database(f"sqlite+aiosqlite:///{file}")
    await migrate(database)
    await _write(database, 0, ROWS, each=3)
    await database.close()


def _after(sealed: Path, *deeds: str, asked: str = "") -> tuple[list[int], Checked]:
    """Do DEEDS to a copy of the store, past every guard in it; give the rows there were, and what a look finds."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "log.db"
        shutil.copy(sealed, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as store:
            for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                store.execute(f"DROP TRIGGER {name}")
            rows = [row for (row,) in store.execute("SELECT id FROM log ORDER BY id")]
            for deed in deeds:
                store.execute(deed.format(*rows))
        return rows, asyncio.run(_look(f"sqlite+aiosqlite:///{copy}", asked))


def test_what_was_left_alone_is_whole(sealed: Path) -> None:
    """Nobody touched it: no fault, every row counted, and the seal is its last link."""
    rows, found = _after(sealed)
    assert (found.rows, found.fault, found.before, found.unkeyed) == (ROWS, None, 0, 0)
    assert len(rows) == ROWS
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", found.seal)


@given(st.integers(0, ROWS - 1), st.sampled_from([*OTHER.items(), *BROKEN.items()]))
@settings(max_examples=25)
def test_a_changed_row_is_named(sealed: Path, at: int, change: tuple[str, str]) -> None:
    """Any column of any row made otherwise, also into what no program would read, names that row."""
    column, value = change
    rows, found = _after(sealed, f"UPDATE log SET {column} = {value} WHERE id = {{{at}}}")
    assert found.fault is not None
    assert found.fault.words == f"row {rows[at]} was changed"


@given(st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=3))
@settings(max_examples=15)
def test_removed_rows_name_the_first(sealed: Path, gone: set[int]) -> None:
    """Rows taken out of the log alone: the first of them is named."""
    rows, found = _after(sealed, *(f"DELETE FROM log WHERE id = {{{one}}}" for one in gone))
    assert found.fault is not None
    assert found.fault.words == f"row {rows[min(gone)]} was removed"


@given(st.integers(0, ROWS - 1), st.integers(1, ROWS))
@settings(max_examples=20)
def test_rows_removed_with_their_seals_are_missed(sealed: Path, first: int, many: int) -> None:
    """A stretch taken out with its seals, also at the end: the row before it is named, and how many are gone."""
    last = min(first + many, ROWS) - 1
    stretch = f"BETWEEN {{{first}}} AND {{{last}}}"
    rows, found = _after(sealed, f"DELETE FROM log WHERE id {stretch}", f'DELETE FROM seal WHERE "row" {stretch}')
    assert found.fault is not None
    assert f"{last - first + 1} rows behind row {rows[first - 1] if first else 0} were removed" in found.fault.words


@given(st.sampled_from(range(0, ROWS + 1, 3)), st.booleans())
@settings(max_examples=15)
def test_an_added_row_is_named(sealed: Path, before: int, with_seal: bool) -> None:
    """A row put in anywhere, with a seal made up or without one, is named."""
    row = f"{{{before}}} - 1" if before < ROWS else f"{{{ROWS - 1}}} + 1"
    deeds = [f"INSERT INTO log SELECT {row}, at, community, actor, act, subject, facts FROM log WHERE id = {{0}}"]
    if with_seal:
        deeds.append(f'INSERT INTO seal SELECT {row}, mark, NULL, NULL FROM seal WHERE "row" = {{0}}')
    rows, found = _after(sealed, *deeds)
    new = rows[before] - 1 if before < ROWS else rows[-1] + 1
    assert found.fault is not None
    assert found.fault.words == f"row {new} was {'changed' if with_seal else 'added'}"


@given(st.lists(st.integers(0, ROWS - 1), min_size=2, max_size=2, unique=True), st.sampled_from(["log", "seal"]))
@settings(max_examples=15)
def test_another_order_is_seen(sealed: Path, two: list[int], table: str) -> None:
    """Two rows, or their seals, that changed places: the first of them is named."""
    one, other = f"{{{two[0]}}}", f"{{{two[1]}}}"
    row = "id" if table == "log" else '"row"'
    rows, found = _after(
        sealed,
        f"UPDATE {table} SET {row} = -1 WHERE {row} = {one}",
        f"UPDATE {table} SET {row} = {one} WHERE {row} = {other}",
        f"UPDATE {table} SET {row} = {other} WHERE {row} = -1",
    )
    assert found.fault is not None
    assert str(rows[min(two)]) in found.fault.words


@pytest.mark.parametrize(
    "deed",
    [
        "DELETE FROM seal",
        "DELETE FROM log_end",
        "UPDATE log_end SET number = 11",
        "UPDATE log_end SET link = 'x'",
        "UPDATE log_end SET since = {11}",
        "UPDATE seal SET link = 'x' WHERE number = 4",
        "UPDATE seal SET mark = 'x' WHERE number = 4",
        "UPDATE seal SET number = 40 WHERE number = 4",
        "UPDATE seal SET number = NULL WHERE number = 12",
    ],
)
def test_a_seal_cannot_be_made_otherwise(sealed: Path, deed: str) -> None:
    """Whatever is done to the seals themselves is seen as well."""
    assert _after(sealed, deed)[1].fault is not None


def test_taking_everything_away_is_seen(sealed: Path) -> None:
    """Log, seals and end emptied together, and an older end put back after rows were cut off."""
    assert _after(sealed, "DELETE FROM log", "DELETE FROM seal", "DELETE FROM log_end")[1].fault is not None
    cut = ("DELETE FROM log WHERE id > {5}", 'DELETE FROM seal WHERE "row" > {5}')
    back = 'UPDATE log_end SET number = 6, "row" = {5}, link = (SELECT link FROM seal WHERE number = 6)'
    assert _after(sealed, *cut, back)[1].fault is not None


def test_an_older_copy_lacks_a_later_seal(sealed: Path, tmp_path: Path) -> None:
    """A whole older store put back looks well by itself; a day's seal that somebody kept says that it is not."""
    seal = _after(sealed)[1].seal
    asyncio.run(_fill(tmp_path / "other.db"))
    older = _after(tmp_path / "other.db", asked=seal)[1]
    assert (older.fault, older.knows) == (None, False)
    assert _after(sealed, asked=f" {seal.lower()} ")[1].knows


def test_a_forger_without_the_key_is_found(sealed: Path) -> None:
    """Somebody who knows the program writes the whole log anew, seals and all, without the key that is set."""
    signet.hold([])
    with closing(sqlite3.connect(sealed)) as store:
        store.row_factory = sqlite3.Row
        found = store.execute("SELECT * FROM log ORDER BY id").fetchall()
    deeds, link = [], first_words(0)
    for number, row in enumerate(found, 1):
        mark = signet.seal(str(row_words(dict(row) | {"act": "nothing"})))
        link = signet.seal(link_words(number, link, mark))
        deeds.append(f"UPDATE log SET act = 'nothing' WHERE id = {row['id']}")
        deeds.append(f"UPDATE seal SET mark = '{mark}', link = '{link}' WHERE number = {number}")
    seal = signet.seal(end_words(ROWS, found[-1]["id"], link))
    deeds.append(f"UPDATE log_end SET link = '{link}', seal = '{seal}'")
    assert _after(sealed, *deeds)[1].fault is None
    signet.hold([KEY])
    assert _after(sealed, *deeds)[1].fault is not None


async def test_keys_take_turns(database: Database) -> None:
    """Sealed without a key, then with one, then with a newer: all is known, and an older key seals nothing later."""
    signet.hold([])
    await _write(database, 0, 2)
    signet.hold([OLD_KEY])
    await _write(database, 2, 2)
    signet.hold([KEY, OLD_KEY])
    async with database.reading() as session:
        assert (await check_log(session)).fault is not None, "nothing is sealed with the first key yet"
    await _write(database, 4, 2)
    async with database.reading() as session:
        found = await check_log(session)
    assert (found.rows, found.unkeyed, found.fault) == (6, 2, None)
    signet.hold([OLD_KEY])
    await _write(database, 6, 1)
    signet.hold([KEY, OLD_KEY])
    async with database.reading() as session:
        assert (await check_log(session)).fault is not None


async def test_side_by_side(database: Database) -> None:
    """Many who write at the same time: every row gets its place, and what waits for one is guarded already."""

    async def act(number: int) -> None:
        async with database.transaction(alone=True) as session:
            Journal(session).write(f"act.{number}", NOON, 7, number, None, {})
            await session.connection()
            await asyncio.sleep(0)

    await _write(database, 0, 1)  # as the program does when it starts with a key
    await asyncio.gather(*(act(number) for number in range(1, 12)))
    async with database.reading() as session:
        found = await check_log(session)
    assert (found.rows, found.fault) == (12, None)
    await asyncio.gather(*(_order(database) for _ in range(3)))
    async with database.reading() as session:
        found = await check_log(session)
    assert (found.rows, found.fault) == (12, None)
    assert found.seal


async def _order(database: Database) -> None:
    async with database.transaction() as session:
        await put_in_order(session)


def test_a_seal_is_easily_read_out() -> None:
    """Four times four letters and digits, of which none looks like another."""
    assert code_of("00" * 32) == "AAAA-AAAA-AAAA-AAAA"
    assert code_of("ff" * 32) == "7777-7777-7777-7777"
