"""Runs the program: opens the store and the messenger, builds the house on them, and closes all in the end."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.errands import wait
from bot.groundwork import OPEN_AGAIN_SECONDS, open_store, prepared
from bot.health import Vitals
from bot.house import House
from bot.lock import only_one
from bot.messenger import Identity, Messenger, TryLater, Unknown
from bot.settings import Library, Settings
from bot.speech import Transcriber, Whisper, hindrance
from bot.thrift import import_without, settle
from bot.watch import watching
from flows.menu import Menu
from flows.themes import MENU
from flows.understanding.words import get_ready
from flows.word_lists import BadList

_MESSENGERS = {
    Library.PTB: ("bot.ptb_messenger", "PtbMessenger"),
    Library.AIOGRAM: ("bot.aiogram_messenger", "AiogramMessenger"),
}

WORDS_AFTER = 0.25  # seconds: until the first question for updates has left

log = structlog.get_logger()


def wall_clock(settings: Settings) -> Callable[[], datetime]:
    """Make the program's clock: aware UTC, shifted for practice."""
    offset = timedelta(seconds=settings.clock_offset)
    return lambda: datetime.now(UTC) + offset


def make_messenger(settings: Settings) -> Messenger:
    """Make the messenger of the chosen library; the other one is never imported. Raises Refused for a bad token."""
    if settings.library is Library.PTB:
        # with which it would read passports, and with which its HTTP client would be a command of its own
        import_without("telegram", "cryptography", "rich", "click")
    module, name = _MESSENGERS[settings.library]
    made: Messenger = getattr(importlib.import_module(module), name)(
        settings.token.get_secret_value(), settings.telegram_api
    )
    return made


def make_transcriber(settings: Settings) -> Transcriber | None:
    """Make what hears spoken messages, where a model is set; without one, or a whole one, coordinators listen."""
    if not settings.speech_model:
        return None
    if why := hindrance(Path(settings.speech_model)):
        log.warning("speech_not_heard", reason=why)
        return None
    return Whisper(Path(settings.speech_model))


async def _get_ready(stopped: asyncio.Event) -> None:
    """Make all that understanding words needs beside what is at work already; stop when a list of words has a slip."""
    await wait(stopped, WORDS_AFTER)
    if stopped.is_set():
        return
    try:
        await asyncio.to_thread(get_ready)
    except BadList:
        stopped.set()
        raise
    settle()


async def _introduce(messenger: Messenger, stopped: asyncio.Event) -> Identity | None:
    """Ask the messenger who the bot is, for as long as it cannot be reached; None when stopped meanwhile."""
    while not stopped.is_set():
        try:
            return await messenger.open()
        except (TryLater, Unknown) as trouble:
            log.warning("messenger_not_reached", error=type(trouble).__name__)
            await wait(stopped, OPEN_AGAIN_SECONDS)
    return None


async def run(
    settings: Settings, stopped: asyncio.Event, clock: Callable[[], datetime] | None = None, menu: Menu = MENU
) -> None:
    """Run the bot until STOPPED.

    Raises Refused for a token that Telegram does not know, NewerStore, Misset, and BadList.
    """
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
                settle()
                log.info("at_work", library=settings.library.value, mode=settings.mode.value)
                words = asyncio.create_task(_get_ready(stopped))
                with watching(house.caretaker.parts):
                    await stopped.wait()
                home.clear()
                await words


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
        if not await prepared(settings, database, stopped, clock):
            yield None
            return
        messenger = make_messenger(settings)
        try:
            who = await _introduce(messenger, stopped)
            yield (
                None
                if who is None
                else House(settings, database, messenger, who, clock, menu, make_transcriber(settings))
            )
        finally:
            await messenger.close()
    finally:
        await database.close()
