"""Who leads: of all processes on one store one polls, one sends and one minds the clock.

On SQLite one process runs at a time (bot/lock.py), and leads in all. On PostgreSQL leading is a lock that ends with the
line of its process: when that is killed, another leads within seconds. Whoever loses the line lets go at once; whoever
takes over waits a moment first, so that the two do not overlap.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import structlog

from bot.errands import Errands
from storage.line import Line

EARS, COURIER, CLOCK = "ears", "courier", "clock"
LOOK_SECONDS = 0.5  # between looks at whether the line holds and a part is without a leader
OVERLAP_SECONDS = 2.0
LONGEST_AWAY = 8.0

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]


class Lead:
    """Whether this process leads in one part. `waited` is whether another one did, or may have done."""

    def __init__(self) -> None:
        self.begun, self.ended = asyncio.Event(), asyncio.Event()
        self.waited = False

    def begin(self) -> None:
        """Lead from now on."""
        self.ended.clear()
        self.begun.set()

    def end(self) -> None:
        """Lead no more."""
        self.begun.clear()
        self.ended.set()
        self.waited = True


class Leadership:
    """Where one process leads. `bells` says what is to be done when a bell rings, here or in another process."""

    def __init__(self, database: str, shared: bool, bot_id: int, bells: Mapping[str, Callable[[], None]]) -> None:
        self.turns = 0  # grows for as long as it makes progress
        self._database, self._shared, self._bot_id, self._bells = database, shared, bot_id, bells
        self._parts = {name: Lead() for name in (EARS, COURIER, CLOCK)}
        self._line: Line | None = None
        self._stopped = asyncio.Event()
        self._errands = Errands()
        self._ringing: set[str] = set()
        if not shared:
            for part in self._parts.values():
                part.begin()

    def leads(self, part: str) -> bool:
        """Say whether this process leads in PART."""
        return self._parts[part].begun.is_set()

    def progress(self, part: str, turns: int) -> int:
        """Give the TURNS of PART where this process leads in it; where it waits for that, how often it looked."""
        return turns if self.leads(part) else self.turns

    def ring(self, bell: str) -> None:
        """Ring BELL here and in every other process; where it goes unheard, they find by looking what there is."""
        self._bells[bell]()
        if self._line is not None and bell not in self._ringing:
            self._ringing.add(bell)
            self._errands.start(self._ring(bell, self._line))

    async def follow(self, name: str, work: Work, end: Work) -> None:
        """Do WORK whenever this process leads in that part, and END it when another does; until stopped or done."""
        part = self._parts[name]
        while await _first(part.begun, self._stopped) is part.begun:
            working = asyncio.ensure_future(work())
            over = asyncio.ensure_future(part.ended.wait())
            await asyncio.wait({working, over}, return_when="FIRST_COMPLETED")
            over.cancel()
            if working.done():
                return await working
            await end()
            await working
        return None

    async def run(self) -> None:
        """Keep the line open, and lead wherever nobody does, until stopped; no trouble ends it."""
        away = 0
        while self._shared and not self._stopped.is_set():
            try:
                await self._open_line()
                away = 0
                await self._hold_line()
            except Exception as error:  # noqa: BLE001 - the server is away, and comes back
                log.warning("line_lost", error=type(error).__name__, mend="see that PostgreSQL runs and can be reached")
                await self._let_go()
                await _first(self._stopped, seconds=min(LOOK_SECONDS * 2.0**away, LONGEST_AWAY))
                away += 1
            self.turns += 1

    def stop(self) -> None:
        """Lead in nothing new; what one leads in is kept until all is closed."""
        self._stopped.set()

    async def close(self) -> None:
        """Lead in nothing any more."""
        await self._errands.break_off()
        await self._let_go()

    async def _open_line(self) -> None:
        self._line = await Line.open(self._database, [self._key(bell) for bell in self._bells], self._hear)
        for wake in self._bells.values():
            wake()  # nobody heard what was rung meanwhile

    async def _hold_line(self) -> None:
        """Look again and again at where nobody leads. Raises when the line breaks."""
        while self._line is not None and not self._stopped.is_set():
            await self._line.listen()
            await self._take(self._line)
            self.turns += 1
            await _first(self._line.broken, self._stopped, seconds=LOOK_SECONDS)

    async def _take(self, line: Line) -> None:
        taken: list[str] = []
        for name, part in self._parts.items():
            if not part.begun.is_set():
                if await line.take(self._key(name)):
                    taken.append(name)
                else:
                    part.waited = True
        if any(self._parts[name].waited for name in taken):
            await _first(self._stopped, seconds=OVERLAP_SECONDS)
            await line.listen()
        for name in taken:
            log.info("leads", part=name)
            self._parts[name].begin()

    async def _let_go(self) -> None:
        for name, part in self._parts.items():
            if self._shared and part.begun.is_set():
                log.info("leads_no_more", part=name)
                part.end()
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _ring(self, bell: str, line: Line) -> None:
        self._ringing.discard(bell)  # what is rung from here on rings once more
        with suppress(Exception):  # whoever keeps the line finds out what ails it
            await line.ring(self._key(bell))

    def _hear(self, key: str) -> None:
        self._bells[key.rpartition(":")[2]]()

    def _key(self, name: str) -> str:
        return f"burenbel:{self._bot_id}:{name}"


async def _first(*events: asyncio.Event, seconds: float | None = None) -> asyncio.Event | None:
    """Wait until one of EVENTS is set, so many SECONDS at most, and give it; the first where it is several."""
    waiting = [asyncio.ensure_future(one.wait()) for one in events]
    await asyncio.wait(waiting, timeout=seconds, return_when="FIRST_COMPLETED")
    for one in waiting:
        one.cancel()
    return next((one for one in events if one.is_set()), None)
