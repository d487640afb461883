"""How updates are delivered: settled with the messenger, looked at again and again, and set right."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.errands import wait
from bot.groundwork import OPEN_AGAIN_SECONDS
from bot.messenger import Messenger, TryLater, Unknown, World

LOOK_SECONDS = 20.0

log = structlog.get_logger()


class Delivery:
    """One a house; it works until ENDING. `on_gone` is called when somebody else changed where updates go."""

    def __init__(self, messenger: Messenger, ending: asyncio.Event, on_gone: Callable[[], None]) -> None:
        self.turns = 0  # grows for as long as it makes progress
        self._messenger = messenger
        self._ending = ending
        self._on_gone = on_gone

    async def by_fetching(self) -> None:
        """Have updates wait until they are fetched."""
        await self._settle(self._messenger.listen_by_fetching)

    async def at(self, url: str, secret: str) -> None:
        """Have updates delivered at URL with SECRET, and see to it that this stays so."""
        await self._settle(lambda: self._messenger.listen_at(url, secret))
        while not self._ending.is_set():
            await wait(self._ending, LOOK_SECONDS)
            if not self._ending.is_set() and await self._goes_elsewhere(url):
                self._on_gone()
                await self._settle(lambda: self._messenger.listen_at(url, secret))

    async def _goes_elsewhere(self, url: str) -> bool:
        self.turns += 1
        try:
            return await self._messenger.webhook() != url
        except World as trouble:
            log.info("webhook_not_looked_at", error=type(trouble).__name__)
            return False

    async def _settle(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Ask the messenger how to deliver, again while it cannot be reached; a plain no is noted and left."""
        while not self._ending.is_set():
            self.turns += 1
            try:
                await ask()
            except (TryLater, Unknown) as trouble:
                log.warning("messenger_not_reached", error=type(trouble).__name__)
                await wait(self._ending, OPEN_AGAIN_SECONDS)
            except World as trouble:
                log.error("delivery_not_settled", error=type(trouble).__name__)
                return
            else:
                return
