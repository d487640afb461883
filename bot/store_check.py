"""Looks whether a store can be opened, read and written, with the keys that are set; it changes nothing in it."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import InvalidToken
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from bot.groundwork import open_store
from bot.settings import Settings
from storage.backup import file_of
from storage.database import Database
from storage.migrate import NewerStore, version_of
from storage.tables.people import Person
from storage.trouble import trouble_of

_MENDS = {
    "locked": "another program holds it: end that one (see `fuser` or `lsof`)",
    "full": "make room on the disk of that folder (old copies, logs); then it goes on by itself",
    "broken": "put a backup in its place (docs/running.md, part 6)",
    "closed": "see that it can be reached, and that the user of the program may read and write it and its folder",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen; `mend` is empty when all is well."""

    words: str
    mend: str = ""


async def look_at_store(settings: Settings) -> Looked:
    """Look at the store of SETTINGS. A SQLite file that is not there is not made."""
    file = file_of(settings.database)
    if file is not None and not file.exists():
        return _not_yet(file)
    database = open_store(settings)
    try:
        return await _look(database)
    except NewerStore as wrong:
        return Looked(str(wrong), "start the newer program, or put a backup in its place")
    except (InvalidToken, ValueError):
        return Looked(
            "BURENBEL_SECRET_KEYS does not open what is kept", "put the key it was made with behind the others"
        )
    except (SQLAlchemyError, OSError) as error:
        trouble = trouble_of(error)
        mend = _MENDS.get(trouble or "", "see BURENBEL_DATABASE, and docs/running.md")
        return Looked(f"it can't be used ({trouble or type(error).__name__})", mend)
    finally:
        await database.close()


def _not_yet(file: Path) -> Looked:
    folder = next(one for one in (file.parent, *file.resolve().parents) if one.exists())
    if os.access(folder, os.W_OK):
        return Looked(f"there is none yet; `run` makes it at {file}")
    return Looked(
        f"there is none at {file}, and {folder} can't be written", "see BURENBEL_DATABASE and the rights there"
    )


async def _look(database: Database) -> Looked:
    async with database.reading() as session:
        connection = await session.connection()
        now, head = await connection.run_sync(version_of)
        if now is None:
            return Looked("it is empty; `run` makes the tables")
        if database.engine.dialect.name == "sqlite":
            told = (await connection.execute(text("PRAGMA quick_check"))).scalar()
            if told != "ok":
                return Looked("the file is damaged", _MENDS["broken"])
        if now == head:
            await session.exec(select(Person.phone).where(col(Person.phone).is_not(None)).limit(1))
    await _write(database)
    return Looked(f"it can be read and written, at version {now}" + ("" if now == head else f"; `run` makes it {head}"))


async def _write(database: Database) -> None:
    """Take the lock for writing, and write what is taken back at once."""
    async with database.engine.connect() as connection:
        await connection.execute(text("CREATE TABLE doctors_visit (id INTEGER)"))
        await connection.rollback()
