"""The command `move`: brings all of a SQLite file into an empty PostgreSQL, and says what to do next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from bot.lock import lock_now
from bot.office import NotDone
from bot.settings import Settings, store_url
from storage.copying import NotEmpty, NotWhole, copy_store
from storage.database import Database, open_database
from storage.migrate import NewerStore, migrate, version_of

KEPT = "nothing was moved: your file is as it was, and PostgreSQL holds none of it"


async def move(settings: Settings, to: str) -> list[str]:
    """Copy the store of the settings into the empty PostgreSQL at TO, and say what comes next. Raises NotDone."""
    file, target = _file_of(settings.database), _postgresql(to)
    with lock_now(file) as held:
        if not held:
            raise NotDone([f"another process runs on {file}: stop it first, so that nothing is left behind", KEPT])
        async with _opened(settings.database) as source, _opened(to) as there:
            await _see_that_it_is_current(source, file)
            counted = await _copied(source, there, target)
    return [*(f"{name}: {rows}" for name, rows in counted.items()), *_next_steps(file, target, sum(counted.values()))]


def _file_of(database: str) -> Path:
    url = make_url(database)
    file = Path(url.database or "")
    if url.get_backend_name() != "sqlite":
        raise NotDone(["BURENBEL_DATABASE is no SQLite file: set it to the store that is to be moved", KEPT])
    if not file.is_file():
        raise NotDone([f"there is no file {file}: set BURENBEL_DATABASE to the store that is to be moved", KEPT])
    return file


def _postgresql(to: str) -> URL:
    try:
        url = make_url(store_url(to))
    except ValueError as wrong:
        raise NotDone([f"--to {wrong}", KEPT]) from None
    if url.get_backend_name() != "postgresql":
        raise NotDone(["--to must begin with postgresql+asyncpg://", KEPT])
    return url


async def _see_that_it_is_current(source: Database, file: Path) -> None:
    async with source.engine.connect() as connection:
        await connection.execution_options(burenbel_reads=True)
        version, needed = await connection.run_sync(version_of)
    if version != needed:
        raise NotDone(
            [f"{file} has version {version}, and {needed} is needed: run `python -m bot migrate` first", KEPT]
        )


async def _copied(source: Database, there: Database, target: URL) -> dict[str, int]:
    where = f"{target.host or 'this machine'}, database {target.database}"
    try:
        await migrate(there)
        return await copy_store(source, there)
    except NewerStore as wrong:
        raise NotDone([f"PostgreSQL ({where}): {wrong}", KEPT]) from None
    except NotEmpty as wrong:
        raise NotDone(
            [f"PostgreSQL ({where}) is not empty: it has rows in {wrong}. Make a new database.", KEPT]
        ) from None
    except NotWhole as wrong:
        raise NotDone([f"not all rows arrived: {wrong}. Try again.", KEPT]) from None
    except (OSError, DBAPIError) as wrong:
        cause = type(wrong.orig if isinstance(wrong, DBAPIError) else wrong).__name__
        mend = "see that it runs, that the database exists, and that user and password are right"
        raise NotDone([f"PostgreSQL ({where}) did not take it: {cause}; {mend}", KEPT]) from None


def _next_steps(file: Path, target: URL, rows: int) -> list[str]:
    return [
        f"all {rows} rows are in PostgreSQL, counted table by table",
        f"now set BURENBEL_DATABASE={target.render_as_string()} with the password in .env, and start",
        "keep BURENBEL_SECRET_KEYS as it is: what was locked is still locked with it",
        f"keep {file} as a backup until all is well, and never start on it again: from now on it stands still",
    ]


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()
