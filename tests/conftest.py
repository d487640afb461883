"""What tests of every storey may ask for."""

import pytest
from hypothesis import settings

from tests.storage.postgres import new_postgres, postgres
from tests.street import Street

__all__ = ["new_postgres", "postgres"]

settings.register_profile("house", deadline=None)  # a busy machine says nothing of the house
settings.register_profile("long", deadline=None, max_examples=200, stateful_step_count=60)  # --hypothesis-profile=long
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Have all that knows both stores tried on PostgreSQL too, however long it takes."""
    parser.addoption("--postgres", action="store_true", help="try all on PostgreSQL too that can be tried there")


@pytest.fixture(scope="session", autouse=True)
def streets(request: pytest.FixtureRequest) -> None:
    """Have every street opened on PostgreSQL, when all is to be tried there."""
    if request.config.getoption("--postgres"):
        Street.elsewhere = staticmethod(request.getfixturevalue("postgres").ready)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long on PostgreSQL, unless it is asked for."""
    if config.getoption("--postgres"):
        return
    left_out = [one for one in items if one.get_closest_marker("long_on_postgresql") and "[postgresql" in one.name]
    items[:] = [one for one in items if one not in left_out]
    config.hook.pytest_deselected(items=left_out)
