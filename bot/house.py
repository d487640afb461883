"""Builds the house: the only place where real things meet."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.caretaker import Caretaker
from bot.clock import Clock
from bot.command_menus import CommandMenus
from bot.courier import Courier
from bot.delivery import Delivery
from bot.ears import Ears
from bot.groundwork import order_log
from bot.hearing import Hearing
from bot.leadership import CLOCK, COURIER, EARS, Leadership
from bot.lookout import Lookout
from bot.messenger import Identity, Messenger, Raw
from bot.outcry import Outcry
from bot.settings import Mode, Settings
from bot.speech import Transcriber
from bot.spoken import Spoken
from bot.watch import Turns
from bot.worker import Worker
from flows.coordination.unreachable import hand_over
from flows.desk import Desk
from flows.menu import Menu
from flows.rounds import Rounds
from flows.sitting import Sitting
from flows.standstill import Waking
from flows.themes import MENU
from storage import inbox, outbox
from storage.backup import file_of
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.queries.help import strip_old
from storage.queries.keeping import strip_sooner

UPDATES, LETTERS = "updates", "letters"  # the bells
LONGEST_REST, LONGEST_REST_OF_MANY = 30.0, 2.0  # seconds; others write letters too, and a bell may go unheard
MOST_TICKS = 200  # in a row; what is left is done at the next
REQUESTS_KEPT = timedelta(days=90)  # after closing
LAST_WORK_SECONDS, LAST_HEARING_SECONDS = 8.0, 2.0

log = structlog.get_logger()


def seconds_awake_or_asleep() -> float:
    """Give seconds that are never set back, and that go on while the machine sleeps where the system can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class House:
    """Everything that runs, for one bot on one store."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        messenger: Messenger,
        who: Identity,
        clock: Callable[[], datetime],
        menu: Menu = MENU,
        transcriber: Transcriber | None = None,
    ) -> None:
        self.clock = clock
        self.database = database
        self._settings = settings
        self._ending = asyncio.Event()
        self._asked = 0  # times that somebody outside, or the rounds, were asked for something
        self._menu = menu.of_bot(who.username)
        rest = LONGEST_REST_OF_MANY if database.shared else LONGEST_REST
        self.courier = Courier(database, messenger, clock, self._unreachable, longest_rest=rest)
        self.caretaker = Caretaker(database, self._menu, clock, Outcry(self.courier.shout))
        self._delivery = Delivery(messenger, self._ending, self.caretaker.unhooked)
        file = file_of(settings.database)
        beside = Path(settings.spoken_file) if settings.spoken_file else None
        spoken = Spoken(file.with_name(f"{file.name}.spoken") if file else beside)
        self.lookout = Lookout(who.id, self.courier.shout, spoken, self._menu)
        self.command_menus = CommandMenus(database, messenger, self._menu)
        desk = Desk(database, self._menu, clock, self.courier.answer_press)
        self.worker = Worker(database, messenger, desk, self.lookout, clock, lambda: self._leads.ring(LETTERS))
        bells = {UPDATES: self.worker.wake, LETTERS: self.courier.wake}
        self._leads = Leadership(settings.database, database.shared, who.id, bells)
        self.rounds = Rounds(database, self._menu, clock)
        self._waking = Waking(database, self._menu, clock, self.rounds, seconds_awake_or_asleep)
        ring = self._leads.ring
        self.ears = Ears(database, messenger, who.id, clock, lambda: ring(UPDATES), self._look, self.caretaker.met)
        self._hearing = (
            None
            if transcriber is None
            else Hearing(
                database,
                messenger,
                transcriber,
                who.id,
                clock,
                self.lookout.look,
                lambda: ring(UPDATES),
                settings.speech_seconds,
            )
        )
        self._alarm_clock = Clock(settings.clock_seconds, self.tick, self.keep_house)
        self.caretaker.parts = self._parts()
        if settings.mode is Mode.POLLING and not database.shared:
            self.caretaker.ears = self.ears

    def _parts(self) -> dict[str, Turns]:
        """Say of each part how far it has come; one that ended or hangs comes no further."""
        leads = self._leads
        polls = {"ears": lambda: leads.progress(EARS, self.ears.turns + self._delivery.turns + self._asked)}
        return (polls if self._settings.mode is Mode.POLLING else {}) | {
            "worker": lambda: self.worker.turns,
            "courier": lambda: leads.progress(COURIER, self.courier.turns),
            "clock": lambda: self._alarm_clock.turns + self._asked,
            "loop": lambda: self.caretaker.turns,
        }

    def _look(self, raws: list[Raw]) -> None:
        self.lookout.look(raws)
        for raw in raws:
            if self._hearing is not None:
                self._hearing.listen(raw)
            press = raw.get("callback_query")
            if isinstance(press, dict) and "id" in press and not _in_a_group(press):
                self.courier.answer_press(str(press["id"]))

    async def tick(self) -> None:
        """Do all that is due, when it is this process that minds the clock, and look around."""
        self._asked += 1
        if self.database.shared and self._leads.leads(CLOCK):
            await order_log(self.database)
        if self._leads.leads(CLOCK) and await self._waking.look():
            self._leads.ring(LETTERS)
        for _ in range(MOST_TICKS):
            self._asked += 1
            if not self._leads.leads(CLOCK) or not await self.rounds.tick():
                break
            self._leads.ring(LETTERS)
        if (self._leads.leads(CLOCK) or self._leads.leads(EARS)) and await self.caretaker.tell():
            self._leads.ring(LETTERS)
        await self.lookout.refresh(self.database, self.clock())
        await self.caretaker.refresh()
        self.caretaker.ticked()

    async def keep_house(self) -> None:
        """Forget what need not be kept any longer."""
        if not self._leads.leads(CLOCK):
            return
        async with self.database.transaction() as session:
            await inbox.forget_old(session, self.clock())
            await outbox.forget_old(session, self.clock())
            await strip_old(session, self.clock() - REQUESTS_KEPT)
            await strip_sooner(session, self.clock())

    async def _unreachable(self, chat: int) -> None:
        async with self.database.transaction() as session:
            await hand_over(Sitting(session, self.clock(), self._menu), chat)
        self._leads.ring(LETTERS)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Run everything until the block ends; then finish what is in hand. No task is ever cancelled half-way."""
        self.lookout.recall()
        await self.ears.recall()
        await self.courier.recall()
        await self.tick()
        async with self._webhook() if self._settings.mode is Mode.WEBHOOK else nullcontext():
            sending = self._leads.follow(COURIER, self._send, self.courier.stop)
            work = (self._listen(), self.worker.run(), self._alarm_clock.run(), self.caretaker.run(), self._leads.run())
            courier, working = asyncio.create_task(sending), [asyncio.create_task(one) for one in work]
            self.worker.wake()
            try:
                yield
            finally:
                self._ending.set()
                self._alarm_clock.stop()
                self.caretaker.stop()
                self.worker.stop()
                self._leads.stop()
                await self.ears.stop()
                if self._hearing is not None:
                    await self._hearing.settle(LAST_HEARING_SECONDS)
                await asyncio.wait(working, timeout=LAST_WORK_SECONDS)
                crash_here(CrashPoint.CLEAN_STOP)
                await self.courier.stop()
                await asyncio.gather(courier, *working, return_exceptions=True)
                await self._leads.close()

    async def _send(self) -> None:
        """Send letters, and beside them keep the menus of commands in step."""
        ending = asyncio.Event()
        showing = asyncio.create_task(self.command_menus.run(ending))
        try:
            await self.courier.run()
        finally:
            ending.set()
            await showing

    async def _listen(self) -> None:
        """Settle with the messenger how it delivers, and hear."""
        url, secret = self._settings.webhook_url, self._settings.webhook_secret.get_secret_value()
        if self._settings.mode is Mode.WEBHOOK:
            return await self._delivery.at(url, secret)
        return await self._leads.follow(EARS, self._fetch, self.ears.stop)

    async def _fetch(self) -> None:
        self.caretaker.ears = self.ears
        await self._delivery.by_fetching()
        await self.ears.run()
        self.caretaker.ears = None  # whoever leads now hears, or nobody any more

    def _webhook(self) -> AbstractAsyncContextManager[None]:
        """Serve the path of the webhook."""
        from bot.webhook import serving  # an HTTP server is only loaded where it serves

        settings = self._settings
        secret = settings.webhook_secret.get_secret_value()
        return serving(self.ears, settings.webhook_url, secret, *settings.listen_at)


def _in_a_group(press: Raw) -> bool:
    """Say whether a button was pressed where others see it: the desk answers that itself."""
    try:
        return bool(press["message"]["chat"]["id"] < 0)
    except (KeyError, TypeError):
        return False
