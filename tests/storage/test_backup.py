"""A copy of the store is whole, and its owner's alone; what can't be copied is said plainly."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import NoCopy, check_copy, copy_store, file_of
from storage.database import open_database
from storage.migrate import migrate

_DUE = "INSERT INTO due (id, kind, subject, community, due_at, tries) VALUES (?, ?, ?, 1, '2026-11-24', 0)"


@pytest.fixture
async def store(tmp_path: Path) -> Path:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path}/store.db")
    await migrate(database)
    await database.close()
    return tmp_path / "store.db"


def _write(store: Path, numbers: Iterator[int], stop: threading.Event) -> None:
    with closing(sqlite3.connect(store, isolation_level=None, timeout=10)) as writer:
        while not stop.is_set():
            number = next(numbers)
            writer.execute("BEGIN IMMEDIATE")
            for kind in ("a", "b"):  # two rows that belong together
                row = (2 * number + (kind == "b"), kind, number)
                writer.execute(_DUE, row)
            writer.execute("COMMIT")


def test_a_copy_made_while_it_is_written_is_whole(store: Path, tmp_path: Path) -> None:
    """While somebody writes, three copies are made: each is whole, no pair is torn, and only the owner may read it."""
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(store, iter(range(10**9)), stop))
    writer.start()
    try:
        for name in ("one.db", "two.db", "three.db"):
            assert copy_store(store, tmp_path / name) == (tmp_path / name).stat().st_size
    finally:
        stop.set()
        writer.join()
    for name in ("one.db", "two.db", "three.db"):
        check_copy(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        with closing(sqlite3.connect(tmp_path / name)) as copy:
            pairs = copy.execute("SELECT count(*) FROM due GROUP BY subject").fetchall()
            assert set(pairs) <= {(2,)}
    assert not list(tmp_path.glob("*.part"))


def test_what_cannot_be_copied_is_said(store: Path, tmp_path: Path) -> None:
    """No store, a name that is taken, no such folder, no database: each with its mend, and nothing made."""
    (tmp_path / "there.db").write_text("mine")
    (tmp_path / "none.db").write_text("no database at all, but long enough to look like something" * 30)
    for source, to, words in (
        (tmp_path / "gone.db", "x.db", "BURENBEL_DATABASE"),
        (store, "there.db", "name a new file"),
        (store, "nowhere/x.db", "Is there room"),
        (tmp_path / "none.db", "x.db", "not a database"),
    ):
        with pytest.raises(NoCopy, match=words):
            copy_store(source, tmp_path / to)
    assert (tmp_path / "there.db").read_text() == "mine"
    assert not (tmp_path / "x.db").exists()


def test_an_empty_copy_is_not_taken_for_a_store(tmp_path: Path) -> None:
    """A file that opens and holds no store is no backup."""
    with closing(sqlite3.connect(tmp_path / "empty.db")) as empty:
        empty.execute("CREATE TABLE something (id INTEGER)")
    with pytest.raises(NoCopy, match="holds no store"):
        copy_store(tmp_path / "empty.db", tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite+aiosqlite:///data/burenbel.db", Path("data/burenbel.db")),
        ("sqlite+aiosqlite:///:memory:", None),
        ("postgresql+asyncpg://user@localhost/burenbel", None),
    ],
)
def test_the_file_of_a_store(url: str, file: Path | None) -> None:
    """Only SQLite in a file has one."""
    assert file_of(url) == file
