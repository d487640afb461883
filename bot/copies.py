"""The commands `backup` and `restore`: a copy of a SQLite store made, encrypted where a key is set, and put back."""

from pathlib import Path

from bot.lock import lock_now
from bot.settings import Settings, split_keys
from storage.backup import NoCopy, copy_store, file_of
from storage.sealed_copy import open_copy, seal_copy

_OTHER = "this command is for a SQLite file; PostgreSQL has pg_dump and pg_restore (docs/running.md, part 6)"


def back_up(settings: Settings, to: Path) -> str:
    """Copy the store of SETTINGS to the new file TO, and say what was made. Raises NoCopy."""
    store, keys = file_of(settings.database), split_keys(settings.backup_keys)
    if store is None:
        raise NoCopy(_OTHER)
    if not keys:
        size = copy_store(store, to)
        return f"{to}: {size} bytes, opened and found whole; not encrypted, for BURENBEL_BACKUP_KEYS is not set"
    plain = store.with_name(f"{store.name}.copying")
    plain.unlink(missing_ok=True)  # of a copy that was broken off
    try:
        copy_store(store, plain)
        return f"{to}: {seal_copy(plain, to, keys)} bytes, found whole, and encrypted"
    finally:
        plain.unlink(missing_ok=True)


def put_back(settings: Settings, copy: Path) -> str:
    """Put COPY in the place of the store of SETTINGS, and say what is to be done next. Raises NoCopy."""
    store = file_of(settings.database)
    if store is None:
        raise NoCopy(_OTHER)
    if not copy.is_file():
        raise NoCopy(f"there is no copy at {copy}")
    store.parent.mkdir(parents=True, exist_ok=True)
    with lock_now(store) as held:
        if not held:
            raise NoCopy(f"a program runs on {store}: stop it first")
        beside = [one for one in (store, Path(f"{store}-wal"), Path(f"{store}-shm")) if one.exists()]
        if beside:
            raise NoCopy(f"there is a store already: move {', '.join(map(str, beside))} away first")
        size = open_copy(copy, store, split_keys(settings.backup_keys))
    return (
        f"{store}: {size} bytes, found whole. Erase again whoever was erased after the copy was made "
        "(their coordinators read so in that day's messages), then start the program."
    )
