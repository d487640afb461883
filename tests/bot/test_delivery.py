"""Updates come to us, also after somebody else with the same token sent them elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import delivery as delivery_module
from bot import ears as ears_module
from bot.caretaker import Caretaker
from bot.delivery import Delivery
from bot.ears import Ears
from bot.messenger import Messenger, Unknown
from bot.outcry import Outcry
from bot.practice.world import World
from bot.troubles import Trouble
from flows.themes import MENU
from tests.bot.opening import RIET, Faults
from tests.bot.postroom import NOON, opened_store, until
from tests.bot.test_messenger_troubles import refusal
from tests.bot.twin import Twin

OURS, ELSEWHERE = "http://127.0.0.1:1/ours", "http://127.0.0.1:1/elsewhere"


@asynccontextmanager
async def delivering(messenger: Messenger) -> AsyncIterator[list[str]]:
    """Have updates delivered at OURS for the block; give a list of how often they had gone elsewhere."""
    ending, gone = asyncio.Event(), list[str]()
    delivery = Delivery(messenger, ending, lambda: gone.append("gone"))
    task = asyncio.create_task(delivery.at(OURS, "made-up-secret"))
    try:
        yield gone
    finally:
        ending.set()
        await task


async def stands_at(messenger: Messenger, url: str) -> None:
    async with asyncio.timeout(5):
        while await messenger.webhook() != url:  # noqa: ASYNC110 - Telegram rings no bell
            await asyncio.sleep(0.01)


async def test_a_webhook_that_was_taken_away(messenger: Messenger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether somebody took it away or set one of their own: it is found, told once each time, and set again."""
    monkeypatch.setattr(delivery_module, "LOOK_SECONDS", 0.02)
    async with delivering(messenger) as gone:
        await stands_at(messenger, OURS)
        await asyncio.sleep(0.1)
        assert gone == []
        await messenger.listen_by_fetching()
        await stands_at(messenger, OURS)
        await messenger.listen_at(ELSEWHERE, "another-secret")
        await stands_at(messenger, OURS)
        assert gone == ["gone"] * 2


async def test_a_look_that_fails_says_nothing(
    messenger: Messenger, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When Telegram does not say where updates go, nothing is told and nothing set; the next look may fare better."""
    monkeypatch.setattr(delivery_module, "LOOK_SECONDS", 0.02)
    async with delivering(messenger) as gone:
        await stands_at(messenger, OURS)
        faults.next["getWebhookInfo"] = refusal(500, "Internal Server Error")
        await until(lambda: not faults.next)
        assert gone == []
        await messenger.listen_by_fetching()
        await stands_at(messenger, OURS)


def test_it_is_seen_within_a_minute() -> None:
    """Two looks that fail leave time for a third within the minute."""
    assert delivery_module.LOOK_SECONDS * 3 <= 60


async def test_it_is_settled_when_telegram_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """While Telegram can't be reached it is asked again and again how updates come."""
    monkeypatch.setattr(delivery_module, "OPEN_AGAIN_SECONDS", 0.01)
    left = [Unknown(), Unknown()]

    class Away(Twin):
        async def listen_by_fetching(self) -> None:
            if left:
                raise left.pop()

    await Delivery(Away(), asyncio.Event(), lambda: None).by_fetching()
    assert left == []


async def test_a_webhook_in_the_way_of_fetching(
    messenger: Messenger, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody sets a webhook while we fetch: it is noted as that, taken away, and what waited is heard."""
    monkeypatch.setattr(ears_module, "TWO_LISTENERS_SECONDS", 0.05)
    async with opened_store(tmp_path) as database:
        outcry = Outcry(lambda parcel: asyncio.create_task(messenger.send(parcel)))
        caretaker, stored = Caretaker(database, MENU, lambda: NOON, outcry), list[int]()
        ears = Ears(
            database, messenger, 1000, lambda: NOON, lambda: stored.append(1), lambda _raws: None, caretaker.met
        )
        hearing = asyncio.create_task(ears.run())
        world.say(RIET, "een")
        await until(lambda: len(stored) == 1)
        await messenger.listen_at(ELSEWHERE, "another-secret")
        world.say(RIET, "twee")
        await until(lambda: len(stored) == 2)
        assert [one.trouble for one in caretaker.troubles.untold()] == [Trouble.WEBHOOK]
        assert await messenger.webhook() == ""
        await ears.stop()
        await hearing
