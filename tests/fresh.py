"""New SQLite stores that have been migrated: the steps are taken once in a process, then what they made is copied."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database import open_database
from storage.migrate import migrate


def fresh_store(file: Path) -> str:
    """Make FILE a migrated store; give its URL."""
    file.write_bytes(_migrated())
    return f"sqlite+aiosqlite:///{file}"


@lru_cache(maxsize=1)
def _migrated() -> bytes:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        file = Path(folder) / "store.db"
        thread.submit(asyncio.run, make_store(f"sqlite+aiosqlite:///{file}")).result()
        return file.read_bytes()


async def make_store(url: str) -> None:
    """Take all steps on the store at URL."""
    database = open_database(url)
    await migrate(database)
    await database.close()
