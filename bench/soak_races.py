"""Races by the thousand: two to fifty who tap at once, over two engines on one store; one of them goes."""

import asyncio
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from itertools import count, islice
from multiprocessing import get_context
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


def race(
    folder: Path, databases: Sequence[str], races: int, new_database: Callable[[str], str], ends: float
) -> tuple[int, int]:
    """Run RACES, store after store, or as many as there is time for; give how many, and how often it went wrong.

    As many stores are raced on at once as there are processors, each in a process of its own.
    """
    ran = wrong = 0
    processes = os.cpu_count() or 1
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        rest = _grounds(folder, databases, races, new_database, ends)
        at_work = {pool.submit(_race_on, *ground) for ground in islice(rest, processes)}
        while at_work:
            done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            for visits, faulty in (one.result() for one in done):
                ran, wrong = ran + visits, wrong + faulty
            at_work |= {pool.submit(_race_on, *ground) for ground in islice(rest, len(done))}
    return ran, wrong


def _grounds(
    folder: Path, databases: Sequence[str], races: int, new_database: Callable[[str], str], ends: float
) -> Iterator[tuple[Path, str, list[int]]]:
    """Give the folder, the URL (empty for SQLite) and the crowds of each store that is to be raced on."""
    chance = random.Random(races)
    begun = 0
    for number in count():
        if begun >= races or (begun and time.monotonic() >= ends):
            return
        url = new_database(f"races{number}") if databases[number % len(databases)] == "postgresql" else ""
        crowds = _crowds(chance, min(AT_ONCE, races - begun))
        begun += sum(map(_races_of, crowds))
        yield folder / f"races{number}", url, crowds


def _race_on(room: Path, url: str, crowds: Sequence[int]) -> tuple[int, int]:
    """Race on one store; give how many races there were, and how often it went wrong."""
    room.mkdir()
    try:
        return asyncio.run(_contest(room, url, crowds))
    finally:
        shutil.rmtree(room)


async def _contest(room: Path, url: str, crowds: Sequence[int]) -> tuple[int, int]:
    contest = await prepare(room, crowds, url, GROUND)
    try:
        await contest.run()
        return await _judge(contest)
    finally:
        await contest.close()


def _crowds(chance: random.Random, races: int) -> list[int]:
    """Choose how many press in each group, until there are so many RACES."""
    crowds: list[int] = []
    while sum(map(_races_of, crowds)) < races:
        crowds.append(chance.choice(CROWDS))
    return crowds


def _races_of(many: int) -> int:
    """Say how many races there are in a group in which so MANY press for one visit, and each helper once."""
    return len(HELPERS) // many


async def _judge(contest: Contest) -> tuple[int, int]:
    """Count the visits, and how many of them nobody or more than one goes to; a broken law of history counts too."""
    agreed = Counter(one.subject for one in await _rows(contest, Event) if one.kind == "visit.accept")
    visits = await _rows(contest, Visit)
    wrong = sum(one.state is not VisitState.AGREED or agreed[one.id] != 1 for one in visits)
    return len(visits), wrong + len(await contest.faults())


async def _rows(contest: Contest, table: Any) -> list[Any]:
    async with contest.stores[0].reading() as session:
        return list((await session.exec(select(table))).all())
