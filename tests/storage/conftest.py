"""A store on either database, for what must hold on both."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.storage.postgres import ready_store


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Give a store that has been migrated."""
    opened = open_database(ready_store(request, tmp_path))
    yield opened
    await opened.close()
