"""A store with the people of Lindendorp, brought in once by the real command line."""

from pathlib import Path

import pytest

from tests.whole.town import import_people


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_people(tmp_path_factory.mktemp("prepared"))
