"""Several processes on one PostgreSQL: one leads in each part, a killed one is replaced, nothing comes twice."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.leadership import CLOCK, COURIER, EARS, OVERLAP_SECONDS
from storage.copying import copy_store
from storage.database import open_database
from storage.tables.help import Offer, Request, Visit
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import OfferState
from tests.storage.postgres import Postgres
from tests.whole.program import Program
from tests.whole.town import Town, open_town

ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
REPLACED_SECONDS = OVERLAP_SECONDS + 4.0


class Crew:
    """Several processes of one town, each with a log of its own."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.programs: list[Program] = []

    async def grow(self, many: int) -> None:
        """Start so MANY processes at once, and wait until they are at work."""
        new = [self.town.folder / f"process{len(self.programs) + number}.log" for number in range(many)]
        self.programs += [Program.start(self.town.settings, self.town.folder, log) for log in new]
        await self.town.until(lambda: all("at_work" in one.words() for one in self.programs), self.told())

    def leaders(self, part: str) -> list[Program]:
        """Give the living processes that lead in PART."""
        return [one for one in self.programs if one.alive and _leads(one, part)]

    async def leader(self, part: str) -> Program:
        """Give the one process that leads in PART, as soon as one does."""
        await self.town.until(lambda: self.leaders(part), f"nobody leads in {part}", REPLACED_SECONDS)
        (one,) = self.leaders(part)
        return one

    def told(self) -> str:
        """Give the last lines of every log."""
        return "\n".join(f"--- {one.log.name}\n{one.words()[-1500:]}" for one in self.programs if one.log.exists())


def _leads(program: Program, part: str) -> bool:
    lines = [json.loads(line) for line in program.words().splitlines() if line.startswith("{")]
    said = [line["event"] for line in lines if line.get("part") == part]
    return bool(said) and said[-1] == "leads"


@asynccontextmanager
async def open_crew(folder: Path, prepared: Path, url: str) -> AsyncIterator[Crew]:
    """Open the village on PostgreSQL at URL; what runs at the end is killed."""
    source, target = open_database(f"sqlite+aiosqlite:///{prepared}"), open_database(url)
    await copy_store(source, target)
    await asyncio.gather(source.close(), target.close())
    async with open_town(folder, prepared, database=url) as town:
        crew = Crew(town)
        try:
            yield crew
        finally:
            for one in crew.programs:
                if one.alive:
                    one.kill()


async def test_a_killed_process_is_replaced(tmp_path: Path, prepared: Path, postgres: Postgres) -> None:
    """Of three, whoever polls is killed and whoever sends told to end: the job goes on, and nobody is asked twice."""
    async with open_crew(tmp_path, prepared, postgres.ready()) as crew:
        await crew.grow(3)
        town = crew.town
        (await crew.leader(EARS)).kill()
        town.say("Riet", ASKED)
        await town.read("Riet", "Klopt dat?", seconds=REPLACED_SECONDS + 3.0)
        ending = asyncio.ensure_future((await crew.leader(COURIER)).stop())
        await town.tap("Riet", "Ja, dat klopt")
        assert await ending < REPLACED_SECONDS
        await town.tap("Vera", "Ja, ik doe het", seconds=REPLACED_SECONDS + 3.0)
        await town.read("Vera", "Top, jij gaat")
        await town.read("Omar", "Al gevonden")
        await crew.leader(CLOCK)
        await town.quiet()
        await _check(town)
        assert sum(one.alive for one in crew.programs) == 1


async def test_a_restart_of_the_server_loses_nothing(tmp_path: Path, prepared: Path, postgres: Postgres) -> None:
    """PostgreSQL goes away in the middle of a storm and comes back: everybody is answered once, by both processes."""
    async with open_crew(tmp_path, prepared, postgres.ready()) as crew:
        await crew.grow(2)
        town = crew.town
        strangers = [town.world.add_user(900 + number, "Gast").id for number in range(60)]
        for stranger in strangers[:30]:
            town.world.say(stranger, "ik wil graag een lamp laten ophangen")
        await town.until(lambda: any(town.wrote(one) for one in strangers), crew.told())
        await asyncio.to_thread(postgres.stop)
        for stranger in strangers[30:]:
            town.world.say(stranger, "ik wil graag een lamp laten ophangen")
        await asyncio.sleep(1)
        await asyncio.to_thread(postgres.start)
        assert all("line_lost" in one.words() for one in crew.programs)
        await town.until(lambda: all(town.wrote(one) for one in strangers), "somebody was lost")
        await town.quiet()
        items = await town.rows(InboxItem)
        assert len(items) == len(strangers)
        assert [one.tries for one in items if one.tries] == []
        await _check_repeats(town)
        for part in (EARS, COURIER, CLOCK):
            await crew.leader(part)


async def _check(town: Town) -> None:
    """Look in the store: one request, one visit, one holder; and nothing sent oftener than it says."""
    assert len(await town.rows(Request)) == 1
    (visit,) = await town.rows(Visit)
    held = [one.person for one in await town.rows(Offer) if one.state is OfferState.ACCEPTED]
    assert held == [visit.helper]
    await _check_repeats(town)


async def _check_repeats(town: Town) -> None:
    """See that a message came twice only where a letter was tried twice: one that was on its way when all ended."""
    letters: Sequence[OutboxLetter] = await town.rows(OutboxLetter)
    tried = Counter(one.chat for one in letters if one.tries > 1 for _ in range(one.tries - 1))
    twice = Counter(chat for (chat, _), times in Counter(town.sent).items() for _ in range(times - 1))
    assert twice <= tried
