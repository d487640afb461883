"""The real program on a store of its own, killed again and again under traffic, and then left to come to rest."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp.test_utils import unused_port
from sqlmodel import and_, col, func, or_, select

from bench.soak_village import VILLAGE, Crowd
from bot.practice.api import practice_api
from bot.practice.api_faults import Faults, Sort
from bot.practice.api_journal import Journal
from bot.practice.world import World
from storage.crash_points import CrashPoint
from storage.database import open_database
from storage.inbox import digest_of
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState
from tests.whole.nursery import Child, Nursery
from tests.whole.program import Program

TOKEN = "1000:practice-token-of-a-soak"
BOT_ID = 1000
MORNING = datetime(2026, 11, 23, 10, 4, tzinfo=ZoneInfo("Europe/Amsterdam"))
RATES = {
    Sort.TOO_MANY: 0.01, Sort.TOO_MANY_IN_ALL: 0.001, Sort.BROKEN_SERVER: 0.005, Sort.BAD_GATEWAY: 0.005,
    Sort.CUT_BEFORE: 0.005, Sort.CUT_AFTER: 0.01, Sort.LATE: 0.01, Sort.BROKEN: 0.005, Sort.HALF: 0.005,
    Sort.NOT_MODIFIED: 0.005, Sort.EDIT_GONE: 0.005, Sort.PRESS_OLD: 0.02,
}  # fmt: skip
AGAIN = 0.2  # of the updates come twice
WHOLE_START_EVERY = 50  # lives; the others are forked from a process that has read the code
ROUNDS_TO_COME_IN = 10  # of the loop after a kill, in which what it had sent still comes in
TURNS, RENUMBERS, HOUR = 0.05, 0.1, timedelta(hours=1)
LARGEST_NUMBER = 1_000_000_000
BACKLOG = 25  # updates that wait, beyond which nobody says anything new
TO_WORK_SECONDS, TO_SEND_SECONDS = 30.0, 6.0  # another leads for some seconds where a killed one's lock was slow to go
REST_SECONDS, LONGEST_REST_SECONDS = 60.0, 3000.0  # to rest: as long as nothing gets done, and in all
IN_A_CHAT = tuple(one for one in CrashPoint if one is not CrashPoint.MIGRATION_STEP)


@dataclass
class Campaign:
    """One store, one library, one mode."""

    name: str
    folder: Path
    url: str
    library: str
    mode: str
    seed: int
    faults: Faults = field(init=False)
    kills: list[float] = field(default_factory=list)  # moments, by the clock of the journal
    births: list[float] = field(default_factory=list)
    crashes: int = 0  # kills at a named point
    whole_starts: int = 0
    turns: int = 0  # of the clock
    renumbered: int = 0
    left: int = 0  # updates and letters that still waited at the end
    program: Program | Child | None = None
    unplanned: int = 0  # ends that nobody wanted
    updates: dict[str, str] = field(default_factory=dict)  # by digest: of what kind

    def __post_init__(self) -> None:
        self.ahead = MORNING - datetime.now(UTC)
        self.chance = random.Random(self.seed)
        self.faults = Faults(RATES, seed=self.seed)
        self.journal = Journal()
        self.world = World(self.now, TOKEN)
        self.world.updates.repeat(AGAIN, self.chance)
        self.world.updates.listen(self._keep_updates)
        self.crowd = Crowd(self.world, self.chance)
        self.log = self.folder / "program.log"
        self.settings: dict[str, object] = {
            "token": TOKEN, "database": self.url, "community": VILLAGE.name, "clock_seconds": 1,
            "library": self.library, "mode": self.mode, "clock_offset": self.ahead.total_seconds(),
            "spoken_file": str(self.folder / "soak.spoken"),
        }  # fmt: skip

    def now(self) -> datetime:
        """Give the moment in the village."""
        return datetime.now(UTC) + self.ahead

    async def run(self, nursery: Nursery, most: Callable[[], bool]) -> None:
        """Kill until MOST says that it is enough, then come to rest."""
        async with practice_api(self.world, fault=self.faults, retry_seconds=0.02, journal=self.journal) as api:
            self.settings["telegram_api"] = api
            if self.mode == "webhook":
                at = f"127.0.0.1:{unused_port()}"
                self.settings |= {
                    "webhook_url": f"http://{at}/hook",
                    "webhook_listen": at,
                    "webhook_secret": "soak-secret",
                }
            try:
                while not most():
                    await self._live(nursery)
                await self._come_to_rest(nursery)
            finally:
                if self.program is not None and self.program.alive:
                    self.program.kill()

    async def _live(self, nursery: Nursery) -> None:
        """Start the program, let the crowd at it, and kill it."""
        self._upset()
        armed = self.chance.random() < 0.3
        more = {"crash_at": f"{self.chance.choice(IN_A_CHAT)}:{self.chance.choice((1, 1, 2))}"} if armed else {}
        program = self._start(nursery, more)
        early = self.chance.random() < 0.15
        if early:
            await asyncio.sleep(self.chance.uniform(0.0, 0.3))
        else:
            await self._until_work(program)
            sending = armed or self.chance.random() < 0.5
            await self._traffic(program, self.chance.uniform(0.05, 0.9) if not armed else 1.5, sending)
        await self._kill(program, armed)

    def _upset(self) -> None:
        """Now and then turn the clock an hour, forward or back, or have the updates numbered anew."""
        if self.world.updates.pending():
            return  # at Telegram presses that wait grow too old within the hour, and two rows of numbers may meet
        if self.chance.random() < TURNS:
            self.ahead += self.chance.choice((HOUR, -HOUR))
            self.settings["clock_offset"] = self.ahead.total_seconds()
            self.turns += 1
        if self.chance.random() < RENUMBERS:
            self.world.updates.renumber(self.chance.randint(1, LARGEST_NUMBER))
            self.renumbered += 1

    def _start(self, nursery: Nursery, more: Mapping[str, object]) -> Program | Child:
        self.births.append(time.monotonic())
        whole = len(self.births) % WHOLE_START_EVERY == 0
        self.whole_starts += whole
        begin = Program.start if whole else nursery.start
        self.program = begin(self.settings | more, self.folder, self.log)
        return self.program

    async def _until_work(self, program: Program | Child) -> None:
        """Wait until it has asked how updates are delivered, or is dead."""
        seen, ends = len(self.journal.calls), time.monotonic() + TO_WORK_SECONDS
        while program.alive and time.monotonic() < ends:
            if any(call.method in ("deleteWebhook", "setWebhook") for call in self.journal.calls[seen:]):
                return
            await asyncio.sleep(0.01)

    async def _traffic(self, program: Program | Child, seconds: float, sending: bool) -> None:
        """Let the crowd at it for so many SECONDS; if it is to be SENDING, they count from its first letter on."""
        seen, ends = len(self.journal.calls), time.monotonic() + (TO_SEND_SECONDS if sending else seconds)
        while program.alive and time.monotonic() < ends:
            if sending and any(call.letter for call in self.journal.calls[seen:]):
                sending, ends = False, time.monotonic() + seconds
            if len(self.world.updates.pending()) < BACKLOG:
                self.crowd.act()
            await asyncio.sleep(0.04)

    async def _kill(self, program: Program | Child, armed: bool) -> None:
        if not program.alive:
            self.crashes += armed
            self.unplanned += not armed
        program.kill()
        for _ in range(ROUNDS_TO_COME_IN):
            await asyncio.sleep(0)  # each round of the loop reads what lies ready, however slow the machine is
            await asyncio.sleep(0.002)
        self.kills.append(time.monotonic())

    async def _come_to_rest(self, nursery: Nursery) -> None:
        """Let it work without faults until nothing waits any more, then end it kindly."""
        self.faults.rates = {}
        program = self._start(nursery, {})
        left, got = await self._count_left(), len(self.journal.calls)
        longest = time.monotonic() + LONGEST_REST_SECONDS
        ends = time.monotonic() + REST_SECONDS
        while left and program.alive and time.monotonic() < min(ends, longest):
            await asyncio.sleep(0.2)
            left, before = await self._count_left(), left
            got, said = len(self.journal.calls), self.journal.calls[got:]
            if left < before or any(call.letter for call in said):  # a chat gets one letter a second, so many take long
                ends = time.monotonic() + REST_SECONDS
        self.left = left
        try:
            await program.stop()
        except (AssertionError, ProcessLookupError):
            self.unplanned += 1

    async def _count_left(self) -> int:
        """Count what is still to be done now: updates that were not fetched or handled, and letters."""
        letters = select(func.count()).where(
            or_(
                col(OutboxLetter.state) == LetterState.SENDING,
                and_(
                    col(OutboxLetter.state) == LetterState.WAITING,
                    or_(col(OutboxLetter.not_before).is_(None), col(OutboxLetter.not_before) <= self.now()),
                ),
            )
        )
        updates = select(func.count()).where(col(InboxItem.done_at).is_(None))
        database = open_database(self.url)
        try:
            async with database.reading() as session:
                waiting = (await session.exec(letters)).one() + (await session.exec(updates)).one()
        finally:
            await database.close()
        return waiting + len(self.world.updates.pending())

    def _keep_updates(self) -> None:
        self.updates |= {digest_of(BOT_ID, one.wire()): one.kind for one in self.world.updates.pending()}


def environment_of(campaign: Campaign) -> dict[str, Any]:
    """Give the settings with which a command is asked about the store of CAMPAIGN."""
    wanted = ("database", "community", "clock_offset", "telegram_api", "token")
    return {name: campaign.settings[name] for name in wanted}
