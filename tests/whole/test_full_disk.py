"""The store can't be written, with the real program: nothing is confirmed that was not kept, and it mends by itself."""

import asyncio
import resource
import sqlite3
import time
from pathlib import Path

from storage.tables.post import InboxItem
from tests.whole.town import Town, open_town

ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
FALLEN = "ik ben gevallen en kan niet opstaan"


def _let_files_grow(town: Town, most: int) -> None:
    """Let no file of the program grow above MOST bytes, as on a full disk."""
    assert town.program is not None
    _, hard = resource.prlimit(town.program.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(town.program.process.pid, resource.RLIMIT_FSIZE, (most, hard))


async def test_a_full_disk(tmp_path: Path, prepared: Path) -> None:
    """While nothing can be kept, Telegram keeps what people write and danger is answered; then all of it is done."""
    async with open_town(tmp_path, prepared) as town:
        program = town.start()
        await town.at_work()
        await town.quiet()
        _let_files_grow(town, 1024)
        town.say("Riet", ASKED)
        town.say("Cor", FALLEN)
        await town.read("Cor", "Bel nu 112")
        await asyncio.sleep(1.0)
        assert len(town.world.updates.pending()) == 2
        assert await town.rows(InboxItem) == []
        assert program.alive
        _let_files_grow(town, resource.RLIM_INFINITY)
        await town.read("Riet", "Klopt dat?", seconds=60)
        await town.read("Anja", FALLEN, seconds=60)
        await town.quiet()
        assert len(town.saying("Cor", "Bel nu 112")) == 1
        assert [one for one in await town.rows(InboxItem) if one.tries] == []
        assert "Traceback" not in program.words()


async def test_a_lock_held_for_eight_seconds(tmp_path: Path, prepared: Path) -> None:
    """Somebody else holds the store for eight seconds: nobody sees anything of it but the wait."""
    async with open_town(tmp_path, prepared) as town:
        program = town.start()
        await town.at_work()
        holder = sqlite3.connect(town.store, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        town.say("Riet", ASKED)
        await asyncio.sleep(8.0)
        assert not town.phone("Riet")
        holder.execute("ROLLBACK")
        holder.close()
        await town.read("Riet", "Klopt dat?")
        assert time.monotonic() - begun > 8.0
        await town.quiet()
        assert len(town.phone("Riet")) == 1
        assert [one for one in await town.rows(InboxItem) if one.tries] == []
        for words in ("worker_failed", "fetch_failed", "update_failed", "Traceback"):
            assert words not in program.words()
