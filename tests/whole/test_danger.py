"""Danger, with the real program: the fixed words within two seconds, whatever the store is doing."""

import sqlite3
import time
from pathlib import Path

from tests.whole.town import NAMES, Town, open_town

FALLEN = "ik ben gevallen en kan niet opstaan"
WITHIN = 2.0


async def _cry(town: Town, words: str = FALLEN, answer: str = "Bel nu 112", times: int = 1) -> None:
    """Let Riet cry, and see that the answer comes in time."""
    begun = time.monotonic()
    town.say("Riet", words)
    await town.read("Riet", answer, times)
    assert time.monotonic() - begun < WITHIN


async def test_danger_in_the_middle_of_a_talk(tmp_path: Path, prepared: Path) -> None:
    """The words come first, the coordinator is told and picks up, and the talk goes on where it was."""
    async with open_town(tmp_path, prepared) as town:
        town.start()
        await town.at_work()
        town.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
        await town.read("Riet", "Klopt dat?")
        await _cry(town)
        alert = await town.read("Anja", FALLEN)
        assert "Eikenlaan 12" in alert.text
        assert not town.saying("Riet", "Anja weet het nu")
        await town.tap("Anja", "Opgepakt")
        await town.read("Riet", "Anja weet het nu")
        await town.tap("Riet", "Ja, dat klopt")
        await town.read("Riet", "Ik vraag het nu aan")
        await town.quiet()
        assert [text for chat, text in town.sent if chat == NAMES["Riet"] and "Bel nu 112" in text].__len__() == 1


async def test_danger_while_the_store_is_locked(tmp_path: Path, prepared: Path) -> None:
    """Another process holds the store for seconds: the words come all the same, once, and the alert afterwards."""
    async with open_town(tmp_path, prepared) as town:
        town.start()
        await town.at_work()
        holder = sqlite3.connect(town.store, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await _cry(town)
        assert not town.phone("Anja")
        holder.execute("ROLLBACK")
        holder.close()
        await town.read("Anja", FALLEN)
        await town.quiet()
        assert len(town.saying("Riet", "Bel nu 112")) == 1


async def test_danger_while_the_store_is_broken(tmp_path: Path, prepared: Path) -> None:
    """The store can't be used at all: the words come, the program lives, and takes everything in once it is mended."""
    async with open_town(tmp_path, prepared) as town:
        program = town.start()
        await town.at_work()
        holder = sqlite3.connect(town.store, isolation_level=None)
        holder.execute("ALTER TABLE inbox RENAME TO inbox_elsewhere")
        await _cry(town)
        assert program.alive
        holder.execute("ALTER TABLE inbox_elsewhere RENAME TO inbox")
        holder.close()
        await town.read("Anja", FALLEN, seconds=30)
        assert len(town.saying("Riet", "Bel nu 112")) == 1
        assert "Traceback" not in program.words()
