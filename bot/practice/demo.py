"""The practice neighbourhood as a whole: a Bot API, the real bot and the page, in one process and on one clock."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer
from aiohttp import web
from pydantic import SecretStr

from bot.house import House, open_house
from bot.logs import set_up_logs
from bot.practice.api import practice_api
from bot.practice.kept import kept_of
from bot.practice.lindendorp import LINDENDORP
from bot.practice.phones import phones
from bot.practice.world import World
from bot.settings import Library, Settings
from flows.people.erasing import erase
from flows.people.import_rows import read_rows
from flows.people.importing import bring_in, community_called
from flows.sitting import Sitting
from flows.themes import MENU
from storage.outbox import heads
from storage.queries import course
from storage.queries import people as queries

ZONE = ZoneInfo("Europe/Amsterdam")
TOKEN = "1000:oefendorp-geen-echt-token"
MOST_STEPS = 500  # due moments passed in one turn of the clock
QUIET_WITHIN = 10.0


class PracticeClock:
    """Runs as fast as the real one, from a moment of its own, and can be turned forward."""

    def __init__(self, start: datetime | None) -> None:
        self._ahead = timedelta(0) if start is None else start - datetime.now(UTC)

    def now(self) -> datetime:
        """Give the moment in the village, aware UTC."""
        return datetime.now(UTC) + self._ahead

    def turn_to(self, moment: datetime) -> None:
        """Turn to MOMENT; never back."""
        self._ahead = max(moment - datetime.now(UTC), self._ahead)


class VillageControl:
    """What the page may do besides what people do on their phones."""

    def __init__(self, house: House, world: World, clock: PracticeClock) -> None:
        self._house = house
        self._world = world
        self._clock = clock
        self._turning = asyncio.Lock()
        self._still = False

    def now(self) -> datetime:
        """Give the moment in the village."""
        return self._clock.now()

    def still(self) -> bool:
        """Say whether everything is put on hold."""
        return self._still

    async def turn_to(self, moment: datetime) -> None:
        """Turn the clock, doing what falls due on the way at its own moment."""
        async with self._turning:
            for _ in range(MOST_STEPS):
                due = await self.next_due()
                if due is None or due > moment:
                    break
                self._clock.turn_to(due)
                await self._play()
            self._clock.turn_to(moment)
            await self._play()

    async def _play(self) -> None:
        """Do what is due and wait until every letter of it has arrived."""
        await self._house.tick()
        self._house.courier.wake()
        async with asyncio.timeout(QUIET_WITHIN):
            while await self._letters_wait():  # noqa: ASYNC110 - the outbox is a table, it rings no bell
                await asyncio.sleep(0.02)

    async def _letters_wait(self) -> bool:
        async with self._house.database.reading() as session:
            return bool(await heads(session, self.now(), 1))

    async def next_due(self) -> datetime | None:
        """Give the moment at which something happens by itself."""
        async with self._house.database.reading() as session:
            return await course.next_due(session)

    async def set_still(self, still: bool) -> None:
        """Put the rounds on hold, or let them go on."""
        self._still = still
        self._house.hold(still)

    async def kept(self, person: int) -> Any:
        """Give all that is kept of whoever has this chat."""
        async with self._house.database.reading() as session:
            return await kept_of(session, person)

    async def forget(self, person: int) -> None:
        """Take away what is kept of somebody."""
        async with self._house.database.transaction() as session:
            known = (await queries.by_chats(session, [person])).get(person)
            if known is not None:
                await erase(Sitting(session, self.now(), MENU), known)
        self._house.courier.wake()


async def run_demo(
    port: int,
    library: str,
    start: datetime | None,
    stopped: asyncio.Event,
) -> None:
    """Open the village at PORT until STOPPED; START is local wall time. Nothing outlives it."""
    set_up_logs(TOKEN)
    with tempfile.TemporaryDirectory(prefix="oefendorp-") as folder:
        clock = PracticeClock(start.replace(tzinfo=ZONE) if start else None)
        async with village(Path(folder), library, clock, stopped) as (house, world):
            runner = web.AppRunner(phones(world, LINDENDORP, VillageControl(house, world, clock)), access_log=None)
            await runner.setup()
            try:
                await _serve(runner, port)
                where = runner.addresses[0][1]
                typer.echo(f"Het oefendorp staat klaar: http://127.0.0.1:{where}  (stoppen met Ctrl-C)")
                await stopped.wait()
            finally:
                await runner.cleanup()


async def _serve(runner: web.AppRunner, port: int) -> None:
    """Serve the page at PORT, at any free one where that is taken."""
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        typer.echo(f"Poort {port} is bezet; ik neem een andere.", err=True)
        await web.TCPSite(runner, "127.0.0.1", 0).start()


@asynccontextmanager
async def village(
    folder: Path, library: str, clock: PracticeClock, stopped: asyncio.Event
) -> AsyncIterator[tuple[House, World]]:
    """Open the practice village on a fresh store: its Bot API, its people, and the real bot at work."""
    world = World(clock.now, TOKEN)
    for one in LINDENDORP.inhabitants():
        if one.id is not None:
            world.add_user(one.id, one.name).started = LINDENDORP.find(one.id).known
    async with practice_api(world) as url:
        settings = Settings(
            _env_file=None,
            token=SecretStr(TOKEN),
            telegram_api=url,
            library=Library(library),
            database=f"sqlite+aiosqlite:///{folder / 'oefendorp.db'}",
            community=LINDENDORP.name,
            clock_seconds=1,
        )
        async with open_house(settings, stopped, clock.now) as house:
            assert house is not None  # noqa: S101 - the practice messenger is there at once
            await _move_in(house)
            async with house.at_work():
                yield house, world


async def _move_in(house: House) -> None:
    rows = read_rows(LINDENDORP.people_csv(), house.clock().astimezone(ZONE).date())
    async with house.database.transaction() as session:
        sitting = Sitting(session, house.clock(), MENU)
        await bring_in(sitting, await community_called(sitting, LINDENDORP.name), rows.rows)
