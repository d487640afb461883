"""Both messengers, each over real HTTP to a practice Bot API of its own."""

import importlib
from collections.abc import AsyncIterator, Callable

import pytest

from bot.messenger import Messenger
from bot.practice.api import practice_api
from bot.practice.world import World
from tests.bot.opening import RIET, Faults, Now, opened

LIBRARIES = {"ptb": ("bot.ptb_messenger", "PtbMessenger"), "aiogram": ("bot.aiogram_messenger", "AiogramMessenger")}


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in LIBRARIES],
)
def make(request: pytest.FixtureRequest) -> Callable[[str, str], Messenger]:
    module, name = LIBRARIES[request.param]
    found: Callable[[str, str], Messenger] = getattr(importlib.import_module(module), name)
    return found


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def world(now: Now) -> World:
    world = World(now)
    world.start(world.add_user(RIET, "Riet", "de Wit"))
    world.updates.fetch(world.updates.pending()[-1].id + 1)
    return world


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def messenger(make: Callable[[str, str], Messenger], world: World, faults: Faults) -> AsyncIterator[Messenger]:
    async with practice_api(world, fault=faults) as url, opened(make(world.token, url)) as messenger:
        yield messenger
