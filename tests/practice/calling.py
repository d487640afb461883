"""A practice world with Riet and Vera, and a program that calls its Bot API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientSession

from bot.practice.api import practice_api
from bot.practice.world import World

RIET, VERA = 81, 82


class Now:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def practice_world(now: Now) -> World:
    """Make a world where Riet has started the bot and Vera has not."""
    world = World(now)
    world.start(world.add_user(RIET, "Riet", "de Wit"))
    world.add_user(VERA, "Vera")
    return world


class Caller:
    """Calls methods of the practice API and gives the whole answer."""

    def __init__(self, session: ClientSession, url: str, token: str) -> None:
        self.session, self.url, self.base = session, url, f"{url}/bot{token}"

    async def __call__(self, method: str, **fields: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.base}/{method}", json=fields) as answer:
            said: dict[str, Any] = await answer.json()
            assert answer.status == said.get("error_code", 200)
            return said

    async def result(self, method: str, **fields: Any) -> Any:
        said = await self(method, **fields)
        assert said["ok"], said
        return said["result"]

    async def error(self, method: str, **fields: Any) -> tuple[int, str]:
        said = await self(method, **fields)
        assert not said["ok"]
        return said["error_code"], said["description"]


@asynccontextmanager
async def calling(world: World, **options: Any) -> AsyncIterator[Caller]:
    """Serve WORLD with the OPTIONS of the practice API, and give a caller."""
    async with practice_api(world, **options) as url, ClientSession() as session:
        yield Caller(session, url, world.token)
