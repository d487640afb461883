"""Races by the thousand: two to fifty who tap at once, over two engines on one store; one of them goes."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import select

from bench.soak_village import HELPERS, RESIDENTS, VILLAGE
from storage.tables.course import Event
from storage.tables.help import Visit
from storage.terms import VisitState
from tests.races.contest import Contest, Ground, prepare

CROWDS = (2, 2, 2, 3, 3, 5, 5, 8, 12, 25, 50)  # how many press for one visit
AT_ONCE = 400  # races on one store
GROUND = Ground(VILLAGE.people_csv(), RESIDENTS[0], tuple(HELPERS))


async def race(
    folder: Path, databases: Sequence[str], races: int, new_database: Callable[[str], str], ends: float
) -> tuple[int, int]:
    """Run RACES, store after store, or as many as there is time for; give how many, and how often it went wrong."""
    ran = wrong = 0
    chance = random.Random(races)
    while ran < races and (ran == 0 or time.monotonic() < ends):
        room = folder / f"races{ran}"
        room.mkdir()
        url = new_database(f"races{ran}") if databases[ran // AT_ONCE % len(databases)] == "postgresql" else ""
        contest = await prepare(room, _crowds(chance, min(AT_ONCE, races - ran)), url, GROUND)
        try:
            await contest.run()
            visits, faulty = await _judge(contest)
            ran, wrong = ran + visits, wrong + faulty
        finally:
            await contest.close()
        shutil.rmtree(room)
    return ran, wrong


def _crowds(chance: random.Random, races: int) -> list[int]:
    """Choose how many press in each group, until there are so many RACES."""
    crowds: list[int] = []
    while sum(len(HELPERS) // many for many in crowds) < races:
        crowds.append(chance.choice(CROWDS))
    return crowds


async def _judge(contest: Contest) -> tuple[int, int]:
    """Count the visits, and how many of them nobody or more than one goes to; a broken law of history counts too."""
    agreed = Counter(one.subject for one in await _rows(contest, Event) if one.kind == "visit.accept")
    visits = await _rows(contest, Visit)
    wrong = sum(one.state is not VisitState.AGREED or agreed[one.id] != 1 for one in visits)
    return len(visits), wrong + len(await contest.faults())


async def _rows(contest: Contest, table: Any) -> list[Any]:
    async with contest.stores[0].reading() as session:
        return list((await session.exec(select(table))).all())
