"""Builds the house: the only place where real things meet."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta

import structlog

from bot.caretaker import Caretaker
from bot.clock import Clock
from bot.courier import Courier
from bot.ears import Ears
from bot.health import Vitals
from bot.lock import only_one
from bot.lookout import Lookout
from bot.messenger import Identity, Messenger, Raw, TryLater, Unknown, World
from bot.settings import Library, Mode, Settings
from bot.watch import Turns, watching
from bot.worker import Worker
from flows.coordination.unreachable import hand_over
from flows.desk import Desk
from flows.menu import Menu
from flows.people.importing import community_called
from flows.rounds import Rounds
from flows.sitting import Sitting
from flows.themes import MENU
from storage import inbox, outbox
from storage.columns import keyring
from storage.crash_points import CrashPoint, arm, crash_here
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.queries.help import strip_old

_MESSENGERS = {
    Library.PTB: ("bot.ptb_messenger", "PtbMessenger"),
    Library.AIOGRAM: ("bot.aiogram_messenger", "AiogramMessenger"),
}
MOST_TICKS = 200  # in a row; what is left is done at the next
REQUESTS_KEPT = timedelta(days=90)  # after closing
OPEN_AGAIN_SECONDS = 3.0
LAST_WORK_SECONDS = 8.0

log = structlog.get_logger()


def wall_clock(settings: Settings) -> Callable[[], datetime]:
    """Make the program's clock: aware UTC, shifted for practice."""
    offset = timedelta(seconds=settings.clock_offset)
    return lambda: datetime.now(UTC) + offset


def open_store(settings: Settings) -> Database:
    """Open the store with its keys."""
    keyring.hold(settings.keys)
    arm(settings.crash_at)
    return open_database(settings.database)


async def prepare(settings: Settings, database: Database, now: datetime) -> None:
    """Migrate the store and see that the first community is there. Raises NewerStore."""
    await migrate(database)
    async with database.transaction() as session:
        await community_called(Sitting(session, now, MENU), settings.community)


def make_messenger(settings: Settings) -> Messenger:
    """Make the messenger of the chosen library; the other one is never imported. Raises Refused for a bad token."""
    module, name = _MESSENGERS[settings.library]
    made: Messenger = getattr(importlib.import_module(module), name)(
        settings.token.get_secret_value(), settings.telegram_api
    )
    return made


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
    ) -> None:
        self.clock = clock
        self.database = database
        self._settings = settings
        self._messenger = messenger
        self._ending = asyncio.Event()
        self._asked = 0  # times that somebody outside, or the rounds, were asked for something
        self._menu = menu.of_bot(who.username)
        self.caretaker = Caretaker(database, self._menu, clock)
        self.courier = Courier(database, messenger, clock, self._unreachable)
        self.lookout = Lookout(who.id, self.courier.shout)
        desk = Desk(database, self._menu, clock, self.courier.answer_press)
        self.worker = Worker(database, messenger, desk, self.lookout, clock, self.courier.wake)
        self.rounds = Rounds(database, self._menu, clock)
        self.ears = Ears(database, messenger, who.id, clock, self.worker.wake, self._look, self.caretaker.met)
        self._alarm_clock = Clock(settings.clock_seconds, self.tick, self.keep_house)
        self.caretaker.parts = self._parts()
        if settings.mode is Mode.POLLING:
            self.caretaker.ears = self.ears

    def _parts(self) -> dict[str, Turns]:
        """Say of each part how far it has come; one that ended or hangs comes no further."""
        hearing = {"ears": lambda: self.ears.turns + self._asked} if self._settings.mode is Mode.POLLING else {}
        return hearing | {
            "worker": lambda: self.worker.turns,
            "courier": lambda: self.courier.turns,
            "clock": lambda: self._alarm_clock.turns + self._asked,
            "loop": lambda: self.caretaker.turns,
        }

    def _look(self, raws: list[Raw]) -> None:
        self.lookout.look(raws)
        for raw in raws:
            press = raw.get("callback_query")
            if isinstance(press, dict) and "id" in press and not _in_a_group(press):
                self.courier.answer_press(str(press["id"]))

    async def tick(self) -> None:
        """Do all that is due."""
        for _ in range(MOST_TICKS):
            self._asked += 1
            if not await self.rounds.tick():
                break
            self.courier.wake()
        if await self.caretaker.tell():
            self.courier.wake()
        await self.lookout.refresh(self.database, self.clock())
        self.caretaker.ticked()

    async def keep_house(self) -> None:
        """Forget what need not be kept any longer."""
        async with self.database.transaction() as session:
            await inbox.forget_old(session, self.clock())
            await outbox.forget_old(session, self.clock())
            await strip_old(session, self.clock() - REQUESTS_KEPT)

    async def _unreachable(self, chat: int) -> None:
        async with self.database.transaction() as session:
            await hand_over(Sitting(session, self.clock(), self._menu), chat)
        self.courier.wake()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Run everything until the block ends; then finish what is in hand. No task is ever cancelled half-way."""
        await self.ears.recall()
        await self.tick()
        async with self._webhook() if self._settings.mode is Mode.WEBHOOK else nullcontext():
            work = (self._listen(), self.worker.run(), self._alarm_clock.run(), self.caretaker.run())
            courier, working = asyncio.create_task(self.courier.run()), [asyncio.create_task(one) for one in work]
            self.worker.wake()
            try:
                yield
            finally:
                self._ending.set()
                self._alarm_clock.stop()
                self.caretaker.stop()
                self.worker.stop()
                await self.ears.stop()
                await asyncio.wait(working, timeout=LAST_WORK_SECONDS)
                crash_here(CrashPoint.CLEAN_STOP)
                await self.courier.stop()
                await asyncio.gather(courier, *working, return_exceptions=True)

    async def _listen(self) -> None:
        """Settle with the messenger how it delivers, and hear."""
        url, secret = self._settings.webhook_url, self._settings.webhook_secret.get_secret_value()
        if self._settings.mode is Mode.WEBHOOK:
            await self._settle(lambda: self._messenger.listen_at(url, secret))
            return
        await self._settle(self._messenger.listen_by_fetching)
        await self.ears.run()

    async def _settle(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Ask the messenger how to deliver, again while it cannot be reached; a plain no is noted and left."""
        while not self._ending.is_set():
            self._asked += 1
            try:
                await ask()
            except (TryLater, Unknown) as trouble:
                log.warning("messenger_not_reached", error=type(trouble).__name__)
                await _wait(self._ending, OPEN_AGAIN_SECONDS)
            except World as trouble:
                log.error("delivery_not_settled", error=type(trouble).__name__)
                return
            else:
                return

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


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Wait for EVENT, so many SECONDS at most."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


async def _introduce(messenger: Messenger, stopped: asyncio.Event) -> Identity | None:
    """Ask the messenger who the bot is, for as long as it cannot be reached; None when stopped meanwhile."""
    while not stopped.is_set():
        try:
            return await messenger.open()
        except (TryLater, Unknown) as trouble:
            log.warning("messenger_not_reached", error=type(trouble).__name__)
            await _wait(stopped, OPEN_AGAIN_SECONDS)
    return None


async def run(
    settings: Settings, stopped: asyncio.Event, clock: Callable[[], datetime] | None = None, menu: Menu = MENU
) -> None:
    """Run the bot until STOPPED. Raises Refused for a token that Telegram does not know, NewerStore and Misset."""
    clock = clock or wall_clock(settings)
    home: list[House] = []  # empty until it is at work
    async with (
        _health(settings, home),
        only_one(settings.database),
        open_house(settings, stopped, clock, menu) as house,
    ):
        if house is not None:
            async with house.at_work():
                home.append(house)
                log.info("at_work", library=settings.library.value, mode=settings.mode.value)
                with watching(house.caretaker.parts):
                    await stopped.wait()
                home.clear()


def _health(settings: Settings, home: list[House]) -> AbstractAsyncContextManager[None]:
    """Serve the port of health, where there is to be one."""
    if not settings.health_port:
        return nullcontext()
    from bot.health_port import serving_health  # an HTTP server is only loaded where it serves

    async def look() -> Vitals | None:
        return await home[0].caretaker.vitals() if home else None

    return serving_health(look, settings.health_host, settings.health_port)


@asynccontextmanager
async def open_house(
    settings: Settings, stopped: asyncio.Event, clock: Callable[[], datetime], menu: Menu = MENU
) -> AsyncIterator[House | None]:
    """Build the house on a prepared store and an open messenger; None when stopped before that was possible."""
    database = open_store(settings)
    try:
        await prepare(settings, database, clock())
        messenger = make_messenger(settings)
        try:
            who = await _introduce(messenger, stopped)
            yield None if who is None else House(settings, database, messenger, who, clock, menu)
        finally:
            await messenger.close()
    finally:
        await database.close()
