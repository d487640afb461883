"""How updates leave the practice Bot API: long polling with one poller at a time, or a webhook that is retried."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.practice.api_checks import check_secret, refuse
from bot.practice.world import World
from bot.practice.world_things import Refusal
from bot.practice.world_updates import Update

_LONGEST_POLL = 50  # seconds, as at Telegram
_LONGEST_PAUSE = 60.0
_HOOK_TIMEOUT = ClientTimeout(total=60)
_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Listening:
    """The one poller, or the one webhook. RETRY_SECONDS is the pause after a webhook's second failure."""

    def __init__(self, world: World, retry_seconds: float) -> None:
        self._world = world
        self._retry_seconds = retry_seconds
        self._poller: asyncio.Future[str] | None = None
        self._hook: dict[str, Any] = {}
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        self._failure: dict[str, Any] = {}
        self._unlisten = world.updates.listen(self._wake)

    async def get_updates(self, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Wait for updates and give them. Raises Refusal (409) when somebody else polls or a webhook is set."""
        if self._hook:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refusal(409, f"Conflict: {words}")
        self._end_poll(_OTHER_POLLER)
        if "allowed_updates" in fields:
            self._world.updates.want(fields["allowed_updates"])
        loop = asyncio.get_running_loop()
        ends = loop.time() + max(0, min(fields.get("timeout", 0), _LONGEST_POLL))
        limit = max(1, min(fields.get("limit", 100), 100))
        while True:
            found = self._world.updates.fetch(fields.get("offset", 0), limit)
            if found or loop.time() >= ends:
                return [one.wire() for one in found]
            await self._wait_for_news(ends - loop.time())

    async def set_webhook(self, fields: Mapping[str, Any]) -> bool:
        """Deliver to a URL from now on; an empty one takes the webhook away."""
        if not fields.get("url"):
            return await self.delete_webhook(fields)
        if not fields["url"].startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise refuse("bad webhook: An HTTPS URL must be provided for webhook")
        check_secret(fields.get("secret_token"))
        self._end_poll("terminated by setWebhook request")
        if "allowed_updates" in fields:
            self._world.updates.want(fields["allowed_updates"])
        if fields.get("drop_pending_updates"):
            self._world.updates.clear()
        await self._stop_lanes()
        self._hook, self._failure = dict(fields), {}
        self._deliver()
        return True

    async def delete_webhook(self, fields: Mapping[str, Any]) -> bool:
        """Deliver nowhere; what waits is kept unless it is to be dropped."""
        self._hook = {}
        await self._stop_lanes()
        if fields.get("drop_pending_updates"):
            self._world.updates.clear()
        return True

    async def webhook_info(self, _fields: Mapping[str, Any]) -> dict[str, Any]:
        """Say where updates go and how many wait."""
        shown = {"url": self._hook.get("url", ""), "has_custom_certificate": False}
        return shown | {"pending_update_count": len(self._world.updates.pending())} | self._failure

    async def close(self) -> None:
        """End the poll, every delivery and the connections."""
        self._unlisten()
        self._end_poll("the practice API closes")
        await self._stop_lanes()
        if self._session is not None:
            await self._session.close()

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result("")
        self._deliver()

    def _end_poll(self, reason: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)
        self._poller = None

    async def _wait_for_news(self, seconds: float) -> None:
        mine = self._poller = asyncio.get_running_loop().create_future()
        with suppress(TimeoutError):
            reason = await asyncio.wait_for(asyncio.shield(mine), seconds)
            if reason:
                raise Refusal(409, f"Conflict: {reason}")

    def _deliver(self) -> None:
        if not self._hook:
            return
        for lane in {update.lane for update in self._world.updates.pending()} - self._lanes.keys():
            self._lanes[lane] = asyncio.get_running_loop().create_task(self._empty(lane))

    async def _empty(self, lane: str) -> None:
        failures = 0
        while update := next((one for one in self._world.updates.pending() if one.lane == lane), None):
            if await self._hand_over(update):
                self._world.updates.confirm(update)
                failures = 0
                continue
            pause = self._retry_seconds * 2 ** (failures - 1) if failures else 0.0  # the first retry comes at once
            failures += 1
            await asyncio.sleep(min(pause, _LONGEST_PAUSE))
        self._lanes.pop(lane, None)

    async def _hand_over(self, update: Update) -> bool:
        if self._session is None:
            self._session = ClientSession(timeout=_HOOK_TIMEOUT)
        secret = self._hook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with self._session.post(self._hook["url"], json=update.wire(), headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return True
                return self._note_failure(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (ClientError, OSError, TimeoutError) as error:
            return self._note_failure(f"Connection failed: {type(error).__name__}")

    def _note_failure(self, words: str) -> bool:
        now = int(self._world.clock().timestamp())
        self._failure = {"last_error_date": now, "last_error_message": words}
        return False

    async def _stop_lanes(self) -> None:
        tasks, self._lanes = list(self._lanes.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
