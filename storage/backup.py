"""A whole copy of a SQLite store, made while it is in use, and opened to see that it is whole."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import URL, make_url

LOCK_WAIT_SECONDS = 30.0


class NoCopy(Exception):
    """No copy was made; the text says why and how to mend it."""


def file_of(url: str | URL) -> Path | None:
    """Give the file of the SQLite store at URL; None for another database, or one in memory."""
    where = make_url(url)
    in_file = where.get_backend_name() == "sqlite" and where.database and where.database != ":memory:"
    return Path(str(where.database)) if in_file else None


def copy_store(store: Path, to: Path) -> int:
    """Copy STORE to the new file TO, for its owner's eyes only, and give the number of its bytes. Raises NoCopy.

    The copy holds all that was committed when it began. It gets its name when it is whole and on the disk.
    """
    if not store.exists():
        raise NoCopy(f"there is no store at {store}: see BURENBEL_DATABASE")
    if to.exists():
        raise NoCopy(f"{to} is there already: name a new file, or move that one away")
    part = to.with_name(f"{to.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(store, timeout=LOCK_WAIT_SECONDS)) as source:
            source.execute("VACUUM INTO ?", (str(part),))
        check_copy(part)
        _sync(part)
        part.rename(to)
        _sync(to.parent)
    except (OSError, sqlite3.Error) as error:
        raise NoCopy(f"{store} could not be copied to {to}: {error}. Is there room, and may it be written?") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return to.stat().st_size


def check_copy(copy: Path) -> None:
    """Open COPY and look through all of it. Raises NoCopy when it is not whole."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as opened:
        found = opened.execute("PRAGMA integrity_check").fetchone()[0]
        version = opened.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
    if found != "ok" or not version:
        raise NoCopy(f"the copy is not whole ({found if version else 'it holds no store'}): copy it once more")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
