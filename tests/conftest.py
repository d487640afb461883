"""What tests of every storey may ask for; and over all of them, that nothing of anybody is logged, also at DEBUG."""

import logging

import pytest
from hypothesis import settings

from bot.logs import set_up_logs
from bot.verdicts import LOUD_LOGGERS
from tests.planted import Sieve
from tests.storage.postgres import new_postgres, postgres
from tests.street import Street

__all__ = ["new_postgres", "postgres"]

settings.register_profile("house", deadline=None, max_examples=50)  # a busy machine says nothing of the house
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


SIEVE = Sieve()


@pytest.fixture(scope="session", autouse=True)
def logs() -> None:
    """Have the house and both libraries log all they can, through what stands between logs and people."""
    set_up_logs("", SIEVE)
    for name in (*LOUD_LOGGERS, "asyncio", "apscheduler", "aiohttp"):
        logging.getLogger(name).setLevel(logging.DEBUG)


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let the test fail in which somebody's name, words or token were logged."""
    if caught := SIEVE.take():
        raise AssertionError(f"{item.nodeid} had this logged: {caught[:3]}")
