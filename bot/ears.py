"""The ears: hears updates by fetching or by webhook, and confirms none before it has been kept.

Danger is looked for first, before the store is asked anything; each update is looked at once, however often it comes.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot.health import DEAF_SECONDS
from bot.messenger import Hooked, Messenger, Raw, TryLater, TwoListeners, World
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.inbox import digest_of, keep, kept_of_late

FETCH_SECONDS = 30
TWO_LISTENERS_SECONDS = 5.0  # at first: whoever took our place is not fought for it
LONGEST_WAIT = 30.0
STALL_SECONDS = FETCH_SECONDS + 15  # after which a fetch is broken off and asked again
REST_STEP_SECONDS = 20.0
LAST_WORD_SECONDS = 1.0
LOOKED_AT_MOST = 5_000

log = structlog.get_logger()


class Ears:
    """One pair of ears a bot.

    `look` is given the updates that have not been looked at; what it raises goes to the log and no further.
    `on_stored` is called when there may be something in the inbox, `on_trouble` with what kept it from hearing.
    `heard_at` is when Telegram last gave an answer that was kept, by the steady clock; at first when it was made.
    """

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        bot_id: int,
        clock: Callable[[], datetime],
        on_stored: Callable[[], None],
        look: Callable[[list[Raw]], None],
        on_trouble: Callable[[Exception], None] = lambda _error: None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.heard_at = steady()
        self.turns = 0  # grows for as long as it makes progress
        self._steady = steady
        self._renewed_at = self.heard_at
        self._on_trouble = on_trouble
        self._database = database
        self._messenger = messenger
        self._bot_id = bot_id
        self._clock = clock
        self._on_stored = on_stored
        self._look = look
        self._looked_at: dict[str, None] = {}  # digests, oldest first
        self._one_at_a_time = asyncio.Lock()  # SQLite has one writer, and waiting here is cheaper than at its door
        self._offset: int | None = None
        self._stopped, self._ended = asyncio.Event(), asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Fetch until stopped; no trouble of the store or the world ends it."""
        self._ended.clear()
        self.heard_at, self._offset = self._steady(), None  # somebody else may have heard since
        troubles = 0
        try:
            while not self._stopped.is_set():
                try:
                    await self._fetch_and_keep()
                    troubles = 0
                except Exception as error:  # noqa: BLE001 - what was not confirmed comes again, and nobody may go unheard
                    log.warning("fetch_failed", error=type(error).__name__)
                    self._on_trouble(error)
                    await self._mend(error)
                    await self._rest(_patience(error, troubles))
                    troubles += 1
            await self._confirm()
        finally:
            self._ended.set()
            self._stopped.clear()  # it may be run again

    async def recall(self) -> None:
        """Learn what has been kept already: what of it nobody answered is the desk's, and nobody shouts again."""
        try:
            async with self._database.reading() as session:
                self._looked_at |= dict.fromkeys(await kept_of_late(session, LOOKED_AT_MOST))
        except Exception as error:  # noqa: BLE001 - without its memory it still hears, and rather shouts twice than never
            log.warning("not_recalled", error=type(error).__name__)

    async def stop(self) -> None:
        """End fetching; what was fetched and not kept comes again at the next start."""
        self._stopped.set()
        await self._ended.wait()

    async def _fetch_and_keep(self) -> None:
        self.turns += 1
        raws = await self._fetch()
        if self._offset is not None:
            crash_here(CrashPoint.CONFIRMED)
        await self.take_in(raws)
        if raws:
            self._offset = max(raw["update_id"] for raw in raws) + 1

    async def _fetch(self) -> Sequence[Raw]:
        """Fetch from the offset on; nothing when stopped meanwhile. Raises World, and TimeoutError for a stall."""
        fetching = asyncio.ensure_future(self._messenger.fetch(self._offset, FETCH_SECONDS))
        stopped = asyncio.ensure_future(self._stopped.wait())
        try:
            done, _ = await asyncio.wait({fetching, stopped}, timeout=STALL_SECONDS, return_when="FIRST_COMPLETED")
            if not done:
                raise TimeoutError
            return fetching.result() if fetching in done else []
        finally:
            fetching.cancel()
            stopped.cancel()
            await asyncio.gather(fetching, stopped, return_exceptions=True)

    async def take_in(self, raws: Sequence[Raw]) -> None:
        """Look at RAWS, then keep them in one transaction. Raises whatever the store raises."""
        self._look_first(raws)
        if raws:
            crash_here(CrashPoint.FETCHED)
            async with self._one_at_a_time, self._database.transaction() as session:
                await keep(session, self._bot_id, raws, self._clock())
            crash_here(CrashPoint.KEPT)
            self._on_stored()
        self.heard_at = self._steady()

    def _look_first(self, raws: Sequence[Raw]) -> None:
        for raw in raws:
            digest = digest_of(self._bot_id, raw)
            if digest in self._looked_at:
                continue
            self._looked_at[digest] = None
            try:
                self._look([raw])  # one by one: what breaks on one update must not hide the danger in the next
            except Exception as error:  # noqa: BLE001 - a fault in looking may not keep an update from being kept
                log.error("look_failed", error=type(error).__name__)
        for digest in list(self._looked_at)[:-LOOKED_AT_MOST]:
            del self._looked_at[digest]

    async def _confirm(self) -> None:
        """Tell Telegram what has been kept, so that a restart does not look at the last updates once more."""
        if self._offset is not None:
            with suppress(World, TimeoutError):
                async with asyncio.timeout(LAST_WORD_SECONDS):
                    await self._messenger.fetch(self._offset, 0)

    async def _mend(self, error: Exception) -> None:
        """Take a webhook away that somebody set, for nothing is heard beside it; let go of the connections when they
        brought nothing for long, for one that hangs may never come back.
        """
        if isinstance(error, Hooked):
            with suppress(World):
                await self._messenger.listen_by_fetching()
        if self._steady() - max(self.heard_at, self._renewed_at) > DEAF_SECONDS:
            self._renewed_at = self._steady()
            log.warning("poll_restarted", reason="nothing was heard for long; it is tried over new connections")
            await self._messenger.hang_up()

    async def _rest(self, seconds: float) -> None:
        """Wait, until stopped at most, and show on the way that it is only waiting."""
        ends = self._steady() + seconds
        while not self._stopped.is_set() and (left := ends - self._steady()) > 0:
            self.turns += 1
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, REST_STEP_SECONDS)):
                    await self._stopped.wait()


def _patience(error: Exception, troubles: int) -> float:
    """Say how many seconds to wait after ERROR, after TROUBLES before it in a row."""
    match error:
        case TryLater(seconds=seconds):
            return seconds
        case TwoListeners():
            return min(TWO_LISTENERS_SECONDS * 2.0 ** min(troubles, 10), LONGEST_WAIT)
    return min(2.0**troubles, LONGEST_WAIT)
