"""Between the ears and the desk: takes what is in the inbox, reads each update alone, and hands batches over."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.lookout import Lookout
from bot.messenger import Messenger, Unreadable
from flows.desk import Desk, Heard
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.inbox import next_batch, take
from storage.packing import unpacked
from storage.tables.post import InboxItem

MOST_AT_ONCE = 100  # chats in one transaction
LONGEST_REST = 1.0  # seconds; what failed and waits to be tried again rings no bell
AFTER_TROUBLE = 2.0

log = structlog.get_logger()


class Worker:
    """One worker a bot. `on_done` is called when letters may have been written."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        desk: Desk,
        lookout: Lookout,
        clock: Callable[[], datetime],
        on_done: Callable[[], None],
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._desk = desk
        self._lookout = lookout
        self._clock = clock
        self._on_done = on_done
        self._bell = asyncio.Event()
        self._stopped = False
        self.turns = 0  # grows for as long as it makes progress

    def wake(self) -> None:
        """Say that something has come in."""
        self._bell.set()

    async def run(self) -> None:
        """Work until stopped: the next batch begins as soon as the last has been committed."""
        while not self._stopped:
            self._bell.clear()
            try:
                while await self.work() and not self._stopped:
                    pass
            except Exception as error:  # noqa: BLE001 - the store is in trouble; what came in is kept and comes again
                log.error("worker_failed", error=type(error).__name__)
                await asyncio.sleep(AFTER_TROUBLE)
            try:
                await asyncio.wait_for(self._bell.wait(), LONGEST_REST)
            except TimeoutError:
                continue

    def stop(self) -> None:
        """End after the batch in hand."""
        self._stopped = True
        self._bell.set()

    async def work(self) -> int:
        """Take one batch in; give how many updates it held."""
        self.turns += 1
        async with self._database.reading() as session:
            items = await next_batch(session, self._clock(), MOST_AT_ONCE)
        items = [item for item in items if not self._is_anothers(item)]
        if items:
            crash_here(CrashPoint.READ)
            await self._hand_over(items)
            self._on_done()
        return len(items)

    def _is_anothers(self, item: InboxItem) -> bool:
        """Say whether ITEM is to be left to another process for now."""
        if not self._database.shared:
            return False
        try:
            return self._lookout.is_anothers(item.digest, unpacked(item.body or ""), self._clock() - item.arrived_at)
        except (ValueError, AttributeError, KeyError, TypeError):  # whatever it is, reading it will tell
            return False

    async def _hand_over(self, items: list[InboxItem]) -> None:
        heard: list[Heard] = []
        useless: list[InboxItem] = []
        for item in items:
            try:
                inbound = self._messenger.to_inbound(unpacked(item.body or "{}"))
            except (Unreadable, ValueError) as error:
                log.warning("update_unreadable", update=item.id)
                await self._desk.set_aside(item, type(error).__name__, item.chat)
                continue
            if inbound is None:
                useless.append(item)
            else:
                heard.append((item, inbound))
        await self._pass_over(useless)
        if heard:
            await self._desk.receive(heard, await self._lookout.settle({item.digest for item, _ in heard}))

    async def _pass_over(self, items: list[InboxItem]) -> None:
        """Strike off updates of a sort that the house has no use for."""
        if items:
            async with self._database.transaction() as session:
                await take(session, [item.id for item in items], self._clock())
