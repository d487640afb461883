"""An encrypted copy: nothing of it can be read, changed or left out without the key, and it opens whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.copies import back_up, put_back
from bot.lock import lock_now
from bot.settings import Settings
from storage import sealed_copy
from storage.backup import NoCopy
from storage.database import open_database
from storage.migrate import migrate
from storage.sealed_copy import open_copy

KEY, OTHER = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def _settings(folder: Path, name: str = "store.db", keys: str = KEY) -> Settings:
    return Settings(_env_file=None, database=f"sqlite+aiosqlite:///{folder / name}", backup_keys=keys)


@pytest.fixture
async def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an encrypted copy, in many pieces, of a store in which a name stands in clear."""
    monkeypatch.setattr(sealed_copy, "PIECE", 20_000)
    database = open_database(f"sqlite+aiosqlite:///{tmp_path}/store.db")
    await migrate(database)
    await database.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as store:
        store.execute("INSERT INTO community (id, name, zone, language, last_number, rules) "
                      "VALUES (1, 'Lindendorp-aan-Zee', 'UTC', 'nl', 0, '{}')")  # fmt: skip
        store.commit()
    assert "encrypted" in back_up(_settings(tmp_path), tmp_path / "copy.enc")
    return tmp_path / "copy.enc"


def test_a_copy_comes_back_whole(copy: Path, tmp_path: Path) -> None:
    """Without the key there is nothing to read; with it the store is what it was; no plain copy is left lying."""
    assert b"Lindendorp" not in copy.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.copying")) + list(tmp_path.glob("*.part"))
    assert "found whole" in put_back(_settings(tmp_path, "back.db"), copy)
    with closing(sqlite3.connect(tmp_path / "back.db")) as store:
        assert store.execute("SELECT name FROM community").fetchall() == [("Lindendorp-aan-Zee",)]
    assert (tmp_path / "back.db").stat().st_mode & 0o777 == 0o600


def test_an_old_key_still_opens(copy: Path, tmp_path: Path) -> None:
    """A newer key in front changes nothing for the copies there are; another key alone opens none."""
    assert put_back(_settings(tmp_path, "one.db", f"{OTHER},{KEY}"), copy)
    for keys in (OTHER, ""):
        with pytest.raises(NoCopy, match="BURENBEL_BACKUP_KEYS"):
            put_back(_settings(tmp_path, "two.db", keys), copy)
    assert not (tmp_path / "two.db").exists()


@pytest.mark.parametrize("harm", ["cut", "swapped", "twice", "changed", "left out"])
def test_a_copy_that_was_touched_does_not_open(copy: Path, tmp_path: Path, harm: str) -> None:
    """Cut off, pieces in another order, twice, changed or left out: it says so, and makes nothing."""
    magic, *pieces = copy.read_bytes().splitlines(keepends=True)
    assert len(pieces) > 3
    made = {
        "cut": pieces[:-1],
        "swapped": [pieces[1], pieces[0], *pieces[2:]],
        "twice": [pieces[0], *pieces],
        "changed": [pieces[0][:50] + bytes([pieces[0][50] ^ 1]) + pieces[0][51:], *pieces[1:]],
        "left out": [pieces[0], *pieces[2:]],
    }[harm]
    copy.write_bytes(magic + b"".join(made))
    with pytest.raises(NoCopy, match="does not open"):
        open_copy(copy, tmp_path / "back.db", [KEY])
    assert not (tmp_path / "back.db").exists()


def test_nothing_is_written_over(copy: Path, tmp_path: Path) -> None:
    """A store that is there, or a program that runs on it, is left alone."""
    with pytest.raises(NoCopy, match="move"):
        put_back(_settings(tmp_path), copy)
    with lock_now(tmp_path / "back.db"), pytest.raises(NoCopy, match="runs"):
        put_back(_settings(tmp_path, "back.db"), copy)
