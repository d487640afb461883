"""The ways to send a wave that `make bench-outbox` puts beside each other; each is given letters and sends them all.

A letter is (chat, text). `wave` comes at once, what `answer` is given comes in the midst of it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from pydantic import SecretStr
from sqlmodel import col, func, select
from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bench.fake_bot_api import TOKEN
from bot.courier import Courier
from bot.groundwork import open_store, prepare
from bot.running import make_messenger
from bot.settings import Settings
from storage.ids import new_id
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterState

TRIES = 10
Turn = AbstractAsyncContextManager[object]
ALWAYS: Turn = nullcontext()
Letter = tuple[int, str]


class Sender(Protocol):
    """One way to send."""

    async def open(self, address: str, folder: Path) -> None:
        """Connect to the Bot API at ADDRESS."""

    async def wave(self, letters: Sequence[Letter]) -> None:
        """Send all LETTERS; return when nothing of them is left to be tried."""

    async def answer(self, letter: Letter) -> None:
        """Send one answer to somebody who has just written."""

    async def close(self) -> None:
        """Let go of every connection."""


class TheCourier:
    """The courier of the house, on a store of its own, through python-telegram-bot."""

    async def open(self, address: str, folder: Path) -> None:
        """Open the store, and start the courier."""
        more: dict[str, Any] = {"token": SecretStr(TOKEN), "telegram_api": address}
        settings = Settings(_env_file=None, database=f"sqlite+aiosqlite:///{folder / 'outbox.db'}", **more)
        self._database, self._messenger = open_store(settings), make_messenger(settings)
        await prepare(settings, self._database, datetime.now(UTC))
        await self._messenger.open()
        self._courier = Courier(self._database, self._messenger, lambda: datetime.now(UTC), _nobody_goes)
        self._at_work = asyncio.create_task(self._courier.run())

    async def wave(self, letters: Sequence[Letter]) -> None:
        """Put LETTERS in the outbox, and wait until it is empty."""
        await self._write(letters, Lane.NEWS)
        going = col(OutboxLetter.state).in_((LetterState.WAITING, LetterState.SENDING))
        while True:
            await asyncio.sleep(0.5)
            async with self._database.reading() as session:
                if not (await session.exec(select(func.count()).select_from(OutboxLetter).where(going))).one():
                    return

    async def answer(self, letter: Letter) -> None:
        """Put LETTER in the outbox, in the lane of answers."""
        await self._write([letter], Lane.ANSWER)

    async def close(self) -> None:
        """End the courier."""
        await self._courier.stop()
        await self._at_work
        await self._messenger.close()
        await self._database.close()

    async def _write(self, letters: Sequence[Letter], lane: Lane) -> None:
        now = datetime.now(UTC)
        async with self._database.transaction() as session:
            for chat, text in letters:
                body = json.dumps({"text": text, "bold": [], "document": None})
                session.add(OutboxLetter(id=new_id(), chat=chat, lane=lane, body=body, written_at=now))
        self._courier.wake()


class TheBot:
    """A bot of python-telegram-bot. `through` sends one letter by it, however it is held back; raises TelegramError."""

    def __init__(
        self, through: Callable[[Bot, Letter], Awaitable[object]], limiter: AIORateLimiter | None = None
    ) -> None:
        self._through = through
        self._limiter = limiter

    async def open(self, address: str, folder: Path) -> None:
        """Connect."""
        request = HTTPXRequest(connection_pool_size=512, pool_timeout=60.0)
        self._bot = ExtBot(TOKEN, base_url=f"{address}/bot", request=request, rate_limiter=self._limiter)
        await self._bot.initialize()

    async def wave(self, letters: Sequence[Letter]) -> None:
        """Send all at once, each as it is let through."""
        await asyncio.gather(*map(self.answer, letters))

    async def answer(self, letter: Letter) -> None:
        """Send one; what is refused for good is lost."""
        with suppress(TelegramError):
            await self._through(self._bot, letter)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._bot.shutdown()


async def plainly(bot: Bot, letter: Letter) -> None:
    """Send LETTER."""
    await bot.send_message(*letter)


async def again(bot: Bot, letter: Letter, turn: Turn = ALWAYS) -> None:
    """Send LETTER when it is its TURN, again after as long as asked for, a few times."""
    for _ in range(TRIES):
        async with turn:
            pass
        try:
            return await plainly(bot, letter)
        except RetryAfter as wait:
            seconds = wait.retry_after
            await asyncio.sleep(seconds if isinstance(seconds, int) else seconds.total_seconds())
    return None


def limited() -> Callable[[Bot, Letter], Awaitable[object]]:
    """Make a way to send that keeps to 30 a second by aiolimiter, and tries again after a refusal."""
    from aiolimiter import AsyncLimiter  # a peer, and so not there where only the tests run

    turn = AsyncLimiter(30, 1)
    return lambda bot, letter: again(bot, letter, turn)


async def _nobody_goes(chat: int) -> None:
    raise AssertionError("nobody's chat is closed here")


SENDERS: dict[str, Callable[[], Sender]] = {
    "Burenbel's courier": TheCourier,
    "all at once, again when refused": lambda: TheBot(again),
    "aiolimiter, 30 a second": lambda: TheBot(limited()),
    "ptb AIORateLimiter": lambda: TheBot(plainly, AIORateLimiter()),
    "ptb AIORateLimiter, 10 retries": lambda: TheBot(plainly, AIORateLimiter(max_retries=TRIES)),
}
