"""What whole programs begin with: the people of Lindendorp in a store, and a nursery that has read the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.nursery import Nursery
from tests.whole.town import import_people


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store, filled by the real command line."""
    return import_people(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Read the program and both libraries once."""
    opened = Nursery("ptb", "aiogram")
    yield opened
    opened.close()
