"""The practice village: the real bot on a fresh store, a clock that can be turned, and a way to begin anew."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.house import House
from bot.practice.api import practice_api
from bot.practice.kept import kept_of
from bot.practice.lindendorp import LINDENDORP
from bot.practice.screen import HOME
from bot.practice.village import Village
from bot.practice.world import World
from bot.running import open_house
from bot.settings import Library, Settings
from flows.people.erasing import erase
from flows.people.import_rows import read_rows
from flows.people.importing import bring_in, community_called
from flows.sitting import Sitting
from flows.themes import MENU
from storage.inbox import next_batch
from storage.outbox import heads
from storage.queries import course
from storage.queries import people as queries
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterState

TOKEN = "1000:oefendorp-geen-echt-token"
MOST_STEPS = 500  # due moments passed in one turn of the clock
QUIET_WITHIN = 10.0


class PracticeClock:
    """Runs as fast as the real one, from a moment of its own; turned forward, or set when the village begins anew."""

    def __init__(self, start: datetime | None) -> None:
        self._ahead = timedelta(0)
        if start is not None:
            self.set_to(start)

    def now(self) -> datetime:
        """Give the moment in the village, aware UTC."""
        return datetime.now(UTC) + self._ahead

    def set_to(self, moment: datetime) -> None:
        """Let it be MOMENT now."""
        self._ahead = moment - datetime.now(UTC)

    def turn_to(self, moment: datetime) -> None:
        """Turn to MOMENT; never back."""
        self._ahead = max(moment - datetime.now(UTC), self._ahead)


class VillageControl:
    """What the page may do besides what people do on their phones. SETTINGS are those of the bot, but for its store."""

    def __init__(
        self, world: World, clock: PracticeClock, settings: Callable[[Path], Settings], place: Village = LINDENDORP
    ) -> None:
        self.place = place
        self._world = world
        self._clock = clock
        self._settings = settings
        self._standing = AsyncExitStack()  # all that ends with the village that stands now
        self._house: House | None = None  # None while one village makes room for the next
        self._turning = asyncio.Lock()

    async def open(self, greeted: bool = False) -> None:
        """Let the bot move into a village where nobody has written yet; GREETED: its first words were read before."""
        folder = self._standing.enter_context(tempfile.TemporaryDirectory(prefix="oefendorp-"))
        for one in self.place.inhabitants():
            if one.id is not None:
                self._world.add_user(one.id, one.name).started = self.place.find(one.id).known
        opening = open_house(self._settings(Path(folder)), asyncio.Event(), self._clock.now)
        house = await self._standing.enter_async_context(opening)
        assert house is not None  # noqa: S101 - the practice messenger is there at once
        await _move_in(house, self.place, greeted)
        await self._standing.enter_async_context(house.at_work())
        self._house = house

    async def close(self) -> None:
        """End the bot; nothing of its village is left."""
        self._house = None
        await self._standing.aclose()

    async def begin_anew(self, moment: datetime) -> None:
        """Leave this village for the same one at MOMENT: its people know the bot, and nobody has written today."""
        async with self._turning:
            await self.close()
            self._clock.set_to(moment)
            self._world.empty()
            await self.open(greeted=True)

    def now(self) -> datetime:
        """Give the moment in the village."""
        return self._clock.now()

    async def still(self) -> bool:
        """Say whether a coordinator holds all still."""
        if self._house is None:
            return False
        async with self._house.database.reading() as session:
            sitting = Sitting(session, self.now(), MENU)
            return await sitting.still((await community_called(sitting, self.place.name)).id)

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
        if self._house is not None:
            await self._house.tick()
            self._house.courier.wake()
            await self.settle()

    async def settle(self) -> None:
        """Wait until all that was written has been answered and every letter has arrived.

        Many letters to one phone take their time; raises TimeoutError when nothing arrives any more.
        """
        arrived, since = -1, time.monotonic()
        while await self._busy():  # the store is tables, they ring no bell
            there = sum(map(len, self._world.messages.values()))
            if there != arrived:
                arrived, since = there, time.monotonic()
            elif time.monotonic() - since > QUIET_WITHIN:
                raise TimeoutError
            await asyncio.sleep(0.02)

    async def _busy(self) -> bool:
        if self._house is None or self._world.updates.pending():
            return self._house is not None
        async with self._house.database.reading() as session:
            waiting = await next_batch(session, self.now(), 1) or await heads(session, self.now(), 1)
            return bool(waiting) or await _under_way(session)

    async def next_due(self) -> datetime | None:
        """Give the moment at which something happens by itself."""
        if self._house is None:
            return None
        async with self._house.database.reading() as session:
            return await course.next_due(session)

    async def set_still(self, still: bool) -> None:
        """Let the coordinator hold all still, or let it go on, by the word that she would type herself."""
        self._world.say(self.place.phones[-1], "/stil" if still else "/stil uit")
        await self.settle()

    async def kept(self, person: int) -> Any:
        """Give all that is kept of whoever has this chat."""
        if self._house is None:
            return {}
        async with self._house.database.reading() as session:
            return await kept_of(session, person)

    async def forget(self, person: int) -> None:
        """Take away what is kept of somebody."""
        if self._house is None:
            return
        async with self._house.database.transaction() as session:
            known = (await queries.by_chats(session, [person])).get(person)
            if known is not None:
                await erase(Sitting(session, self.now(), MENU), known)
        self._house.courier.wake()


@asynccontextmanager
async def village(
    library: str, start: datetime | None = None, place: Village = LINDENDORP
) -> AsyncIterator[tuple[World, VillageControl]]:
    """Open the practice village at PLACE: its Bot API, its people and the real bot at work; START is local time."""
    clock = PracticeClock(start.replace(tzinfo=HOME) if start else None)
    world = World(clock.now, TOKEN)
    async with practice_api(world) as url:

        def settings(folder: Path) -> Settings:
            return Settings(
                _env_file=None,
                token=SecretStr(TOKEN),
                telegram_api=url,
                library=Library(library),
                database=f"sqlite+aiosqlite:///{folder / 'oefendorp.db'}",
                community=place.name,
                clock_seconds=1,
            )

        control = VillageControl(world, clock, settings, place)
        try:
            await control.open()
            yield world, control
        finally:
            await control.close()


async def _under_way(session: AsyncSession) -> bool:
    """Say whether a letter has left and nobody knows yet that it arrived."""
    sending = select(OutboxLetter.id).where(col(OutboxLetter.state) == LetterState.SENDING)
    return (await session.exec(sending.limit(1))).first() is not None


async def _move_in(house: House, place: Village, greeted: bool) -> None:
    rows = read_rows(place.people_csv(), house.clock().astimezone(HOME).date())
    async with house.database.transaction() as session:
        sitting = Sitting(session, house.clock(), MENU)
        await bring_in(sitting, await community_called(sitting, place.name), rows.rows)
        if greeted:
            await session.exec(update(Person).values(greeted_at=house.clock()))
