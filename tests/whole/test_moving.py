"""Moving house: a SQLite file goes whole into PostgreSQL, or not at all, and says what to do."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.lock import lock_now
from bot.moving import move
from bot.office import NotDone, bring_list
from bot.practice.lindendorp import LINDENDORP
from bot.settings import Settings
from storage.columns import keyring
from storage.copying import copy_store
from storage.database import open_database
from tests.storage.postgres import Postgres
from tests.whole.program import ask


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def _settings(file: Path) -> Settings:
    return Settings(database=_url(file))


async def _refusal(file: Path, to: str) -> str:
    """Give what is said when nothing is moved."""
    with pytest.raises(NotDone) as refused:
        await move(_settings(file), to)
    return "\n".join(refused.value.lines)


async def _all(url: str, table: str) -> list[Any]:
    """Give every row of TABLE as it lies there."""
    store = open_database(url)
    try:
        async with store.engine.connect() as connection:
            await connection.execution_options(burenbel_reads=True)
            return [tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))]  # noqa: S608
    finally:
        await store.close()


async def _count(url: str) -> int:
    return len(await _all(url, "person"))


@pytest.fixture
def keys() -> Iterator[str]:
    """Give a key that locks what is secret, for as long as the test lasts."""
    yield Fernet.generate_key().decode()
    keyring.hold([])


@pytest.fixture
def file(tmp_path: Path, prepared: Path) -> Path:
    """Give a file of the village."""
    shutil.copy(prepared, tmp_path / "moves.db")
    return tmp_path / "moves.db"


async def test_all_of_it_moves(tmp_path: Path, postgres: Postgres, keys: str) -> None:
    """Every row arrives as it lay there, secrets still locked; what to do next is said, without the password."""
    file, to = tmp_path / "locked.db", postgres.make()
    settings = {"database": _url(file), "secret_keys": keys, "community": LINDENDORP.name}
    await bring_list(Settings(**settings), LINDENDORP.people_csv(), None)
    done = ask(settings, tmp_path, "move", "--to", to.replace("postgres:", "postgres:hush", 1))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "counted table by table" in done.stderr
    assert "BURENBEL_DATABASE=postgresql+asyncpg://" in done.stderr
    assert "hush" not in done.stderr
    assert [one[0] for one in await _all(to, "helper")] == [one[0] for one in await _all(_url(file), "helper")]
    store = open_database(to)
    async with store.engine.connect() as connection:
        streets = (await connection.execute(text("SELECT street FROM person WHERE street IS NOT NULL"))).scalars().all()
    await store.close()
    assert streets
    assert all(one.startswith("\x01") for one in streets)
    again = await bring_list(Settings(**settings | {"database": to}), LINDENDORP.people_csv(), None)
    assert "0 new" in again.summary


async def test_a_database_in_use_is_refused(file: Path, postgres: Postgres) -> None:
    """Where something is already nothing is added, and the tables are named."""
    to = postgres.make()
    assert "counted table by table" in "\n".join(await move(_settings(file), to))
    people = await _count(to)
    assert "is not empty: it has rows in community, " in await _refusal(file, to)
    assert await _count(to) == people


async def test_a_running_bot_is_refused(file: Path, postgres: Postgres) -> None:
    """While another process runs on the file nothing is moved, and it is said to stop it."""
    with lock_now(file) as held:
        assert held
        assert "stop it first" in await _refusal(file, postgres.make())


async def test_half_a_move_is_none(file: Path, postgres: Postgres) -> None:
    """When it breaks off in the middle, PostgreSQL holds nothing of it, and the next try goes through."""
    source, target = open_database(_url(file)), open_database(postgres.ready())
    with _too_small(target.engine.url.database or "", postgres), pytest.raises(Exception, match="too full"):
        await copy_store(source, target)
    assert await _count(target.engine.url.render_as_string(hide_password=False)) == 0
    counted = await copy_store(source, target)
    assert counted["person"] == await _count(_url(file)) > 0
    for one in (source, target):
        await one.close()


@contextmanager
def _too_small(database: str, postgres: Postgres) -> Iterator[None]:
    """Have the database break off at the last table that is filled."""
    postgres.run(
        database,
        "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'too full'; END $$;"
        "CREATE TRIGGER full_up BEFORE INSERT ON log FOR EACH STATEMENT EXECUTE FUNCTION full_up()",
    )
    yield
    postgres.run(database, "DROP TRIGGER full_up ON log")


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("postgresql+asyncpg://buren:hush@127.0.0.1:9/buren", "see that it runs"),
        ("sqlite+aiosqlite:///other.db", "must begin with postgresql+asyncpg://"),
        ("nowhere", "must begin with"),
    ],
)
async def test_no_way_there(file: Path, to: str, says: str) -> None:
    """A place that cannot be reached, or is none, is named with its mend and without the password."""
    told = await _refusal(file, to)
    assert says in told
    assert "your file is as it was" in told
    assert "hush" not in told


async def test_nothing_to_move(tmp_path: Path, file: Path, postgres: Postgres) -> None:
    """Without a file there is nothing to move; one of another release has to be brought up to date first."""
    assert "there is no file" in await _refusal(tmp_path / "none.db", "postgresql+asyncpg://127.0.0.1/x")
    with sqlite3.connect(file) as old:
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    old.close()
    assert "run `python -m bot migrate` first" in await _refusal(file, postgres.make())
