"""The program dies at every named point, and at random moments: after the next start nothing is lost or done twice."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from flows.history import faults
from storage.crash_points import CrashPoint, crash_here, read_crash_point
from storage.database import open_database
from storage.queries.history import read_history
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState
from tests.whole.nursery import Nursery
from tests.whole.town import Town, open_town

pytestmark = pytest.mark.xdist_group("nursery")
ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
IN_A_CHAT = [
    one for one in CrashPoint
    if one not in (CrashPoint.DUE_TAKEN, CrashPoint.DUE_DONE, CrashPoint.MIGRATION_STEP, CrashPoint.CLEAN_STOP)
]  # fmt: skip
LATER = datetime(2026, 11, 23, 16, 0)  # noqa: DTZ001 - in the village, when the next neighbours are asked
LATER_STILL = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - when the promise to Riet has fallen due
KILLED = -9
FIRST_STRANGER = 900
WORDS = "ik wil graag een lamp laten ophangen"


WAYS = [("ptb", "webhook"), ("aiogram", "webhook"), ("ptb", "polling"), ("aiogram", "polling")]


@pytest.mark.parametrize("first", range(len(WAYS)), ids=["-".join(way) for way in WAYS])
async def test_a_crash_at_every_point(first: int, tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """At each point that a message comes by the program dies once; the stranger who wrote is answered all the same.

    Each of the four ways takes some of the points, and `make soak` takes all of them with all.
    """
    library, mode = WAYS[first]
    async with open_town(tmp_path, prepared, begin=nursery.start, library=library, mode=mode) as town:
        points = IN_A_CHAT[first :: len(WAYS)]
        for number, point in enumerate(points):
            stranger = town.world.add_user(FIRST_STRANGER + number, "Gast").id
            assert await _dies(town, point, stranger) == KILLED
            town.start()
            await town.until(lambda stranger=stranger: town.wrote(stranger), f"nobody answers after {point}")  # type: ignore[misc]
            await town.quiet()
            town.kill()
        answers = {point: len(town.wrote(FIRST_STRANGER + number)) for number, point in enumerate(points)}
        for point, times in answers.items():
            assert times - (point is CrashPoint.CONFIRMED) in ((1, 2) if point in IN_DOUBT else (1,)), answers
        await _check(town, len(points) + (CrashPoint.CONFIRMED in points))


IN_DOUBT = {CrashPoint.AFTER_CALL, CrashPoint.BEFORE_MARK}  # the letter arrived, and nobody could know


async def _dies(town: Town, point: CrashPoint, stranger: int) -> int:
    """Let a stranger write to a program that dies at POINT; give its exit code."""
    program = town.start(crash_at=point)
    town.world.say(stranger, WORDS)
    if point is CrashPoint.CONFIRMED:  # a poll that confirms comes back with the next update
        await town.until(lambda: not town.world.updates.pending(), "nothing is confirmed")
        town.world.say(stranger, "/help")
    return await program.ended(40)


async def test_a_crash_in_what_falls_due_and_at_the_end(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """A promise that falls due is kept, though the program dies before its commit, after it, and while it ends."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        town.start()
        town.say("Riet", ASKED)
        await town.tap("Riet", "Ja, dat klopt")
        await town.read("Riet", "Ik vraag het nu aan")
        await town.quiet()
        town.kill()
        for point, moment in ((CrashPoint.DUE_TAKEN, LATER), (CrashPoint.DUE_DONE, LATER_STILL)):
            town.set_clock(moment)
            assert await town.start(crash_at=point).ended(40) == KILLED
        program = town.start(crash_at=CrashPoint.CLEAN_STOP)
        await town.read("Riet", "nog niet gelukt")
        with pytest.raises(AssertionError):
            await program.stop()
        assert await program.ended(1) == KILLED
        await _check(town, 2)


async def test_a_crash_between_two_steps_of_a_migration(tmp_path: Path, nursery: Nursery) -> None:
    """Killed between the steps of a migration, the next start makes the rest, and the store is whole."""
    settings = {
        "token": "1000:practice-token", "telegram_api": "http://127.0.0.1:9",
        "database": f"sqlite+aiosqlite:///{tmp_path / 'new.db'}",
    }  # fmt: skip
    for step in (1, 2, 3):
        log = tmp_path / f"{step}.log"
        dying = nursery.start(settings | {"crash_at": f"migration_step:{step}"}, tmp_path, log)
        assert await dying.ended(40) == KILLED, dying.words()
    whole = nursery.start(settings, tmp_path, tmp_path / "whole.log")
    town = Town(tmp_path)
    await town.until(lambda: "messenger_not_reached" in whole.words(), "it never came so far")
    whole.kill()
    with closing(sqlite3.connect(tmp_path / "new.db")) as store:
        assert store.execute("SELECT count(*) FROM community").fetchone() == (1,)


async def test_thirty_kills_at_random(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """Killed thirty times at random moments, and every fifth update coming twice, all are answered and none twice."""
    chance = random.Random(30)  # noqa: S311 - the same moments in every run
    async with open_town(tmp_path, prepared, begin=nursery.start, mode="polling") as town:
        strangers = [town.world.add_user(FIRST_STRANGER + number, "Gast").id for number in range(60)]
        for number in range(30):
            town.start()
            for stranger in strangers[number * 2 : number * 2 + 2]:
                town.world.say(stranger, WORDS)
            await asyncio.sleep(chance.uniform(0.0, 0.4))
            town.kill()
            town.world.updates.redeliver(chance.randint(0, 1))
        town.start()
        await town.quiet()
        town.kill()
        given_up = {one.chat for one in await town.rows(OutboxLetter) if one.state is LetterState.UNKNOWN}
        assert all(town.wrote(one) or one in given_up for one in strangers)  # given up: killed in both of its tries
        assert len(given_up) < len(strangers) / 2
        times = Counter(len(town.wrote(one)) for one in strangers)
        assert max(times) <= 2, times  # after a kill between the call and its mark nobody can know
        assert times[2] <= 30
        await _check(town, len(strangers))


async def _check(town: Town, updates: int) -> None:
    """Look in the store: each update is there once and handled, and no law of history is broken."""
    items = await town.rows(InboxItem)
    assert len(items) == updates
    assert all(one.done_at and one.failed is None for one in items)
    database = open_database(str(town.settings["database"]))
    async with database.reading() as session:
        assert [str(one) for one in faults(await read_history(session, town.now()))] == []
    await database.close()


@pytest.mark.parametrize("text", ["nowhere", "kept:", "kept:0", "kept:x", ":2"])
def test_a_point_that_is_not_there_is_refused(text: str) -> None:
    """A point that nobody named, or a number that is none, is refused with the names there are."""
    if text == "kept:":
        assert read_crash_point(text) == (CrashPoint.KEPT, 1)
        return
    with pytest.raises(ValueError, match="must be one of fetched, kept"):
        read_crash_point(text)


def test_unarmed_it_does_nothing() -> None:
    """Without its setting every point is passed."""
    for point in CrashPoint:
        crash_here(point)
