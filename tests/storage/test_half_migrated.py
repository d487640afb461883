"""A migration that is broken off: killed at any statement, the store is as it was or as it is to be, and goes on."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, event

from storage.backup import NoCopy, check_copy
from storage.database import open_database
from storage.migrate import configuration, copy_name, migrate

HOUSE = Path(__file__).parents[2]
FIRST = "0001"
STEP = int(os.environ.get("KILL_STEP", "4"))  # 1 kills at every single statement
_DUE = "INSERT INTO due (id, kind, subject, community, due_at, tries) VALUES (7, 'task', 1, 1, '2026-11-24', 0)"


async def _begin(file: Path) -> None:
    """Make a store of the first release, with something in it."""
    database = open_database(f"sqlite+aiosqlite:///{file}")

    def upgrade(connection: Connection) -> None:
        command.upgrade(configuration(connection), FIRST)

    async with database.engine.begin() as connection:
        await connection.run_sync(upgrade)
        await connection.exec_driver_sql(_DUE)
    await database.close()


async def _migrate(file: Path, dies_at: int = 0) -> int:
    """Migrate the store in FILE, and die before that statement; give how many statements there were."""
    database, statements = open_database(f"sqlite+aiosqlite:///{file}"), 0

    def count(*_: Any) -> None:
        nonlocal statements
        statements += 1
        if statements == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    await migrate(database)
    await database.close()
    return statements


def _version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("SELECT kind FROM due WHERE id = 7").fetchone() == ("task",)
        return str(store.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def die_everywhere(folder: Path, step: int) -> None:
    """Kill a migration at its statements, STEP further each time, and migrate again after each kill."""
    asyncio.run(_begin(folder / "old.db"))
    shutil.copy(folder / "old.db", folder / "whole.db")
    statements = asyncio.run(_migrate(folder / "whole.db"))
    whole = _version(folder / "whole.db")
    assert statements > 20, statements
    for dies_at in range(1, statements + 1, step):
        file = folder / f"killed{dies_at}.db"
        shutil.copy(folder / "old.db", file)
        if (child := os.fork()) == 0:
            asyncio.run(_migrate(file, dies_at))
            os._exit(1)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert _version(file) == FIRST
        asyncio.run(_migrate(file))
        assert _version(file) == whole
        check_copy(copy_name(file, FIRST))
        assert _version(copy_name(file, FIRST)) == FIRST
    sys.stdout.write(f"{statements} kills\n")


def test_killed_at_any_statement(tmp_path: Path) -> None:
    """After each kill the store is as it was; the next start goes on, and a copy of the old store lies beside it."""
    script = "import sys; from pathlib import Path; from tests.storage.test_half_migrated import die_everywhere as d"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; d(Path(sys.argv[1]), int(sys.argv[2]))", str(tmp_path), str(STEP)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("kills\n")


async def test_without_room_for_a_copy_nothing_is_migrated(tmp_path: Path) -> None:
    """Where the old store can't be copied it is left as it is, and the words say why."""
    file = tmp_path / "old.db"
    await _begin(file)
    os.mkdir(f"{copy_name(file, FIRST)}.part")  # something that stands in the way
    database = open_database(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(NoCopy, match="Is there room"):
        await migrate(database)
    await database.close()
    assert _version(file) == FIRST


async def test_only_the_last_copy_is_kept(tmp_path: Path) -> None:
    """A copy of an older version goes when a new one is made: whoever was erased since is still in it."""
    file = tmp_path / "old.db"
    await _begin(file)
    older = copy_name(file, "0000")
    older.write_text("older")
    await _migrate(file)
    assert [one for one in os.listdir(tmp_path) if ".before-" in one] == [copy_name(file, FIRST).name]
