"""A practice village to look at: the real world, the real page and the real Bot API, on loopback, and a browser."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.practice.api import practice_api
from bot.practice.lindendorp import LINDENDORP
from bot.practice.phones import phones
from bot.practice.world import World

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENT = 20_000  # milliseconds; a browser on a busy machine is slow
OPENING = datetime(2026, 11, 21, 9, 4, tzinfo=UTC)  # a Saturday, 10.04 in the village
expect.set_options(timeout=PATIENT)


@dataclass
class Course:
    """The course of time in a village without a bot: what is planned happens when its moment comes."""

    moment: datetime = OPENING
    quiet: bool = False
    planned: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    people: dict[int, Any] = field(default_factory=dict)

    def now(self) -> datetime:
        """Give the moment it is."""
        return self.moment

    async def still(self) -> bool:
        """Tell whether all is held still."""
        return self.quiet

    async def turn_to(self, moment: datetime) -> None:
        """Play what is planned until MOMENT, in order."""
        for due, happen in sorted(self.planned, key=lambda plan: plan[0]):
            if due <= moment:
                self.moment = due
                self.planned.remove((due, happen))
                happen()
        self.moment = moment

    async def next_due(self) -> datetime | None:
        """Give the first planned moment."""
        return min((due for due, _ in self.planned), default=None)

    async def set_still(self, still: bool) -> None:
        """Hold all still or let it go on."""
        self.quiet = still

    async def kept(self, person: int) -> Any:
        """Give what is kept of somebody."""
        return self.people.get(person, {})

    async def forget(self, person: int) -> None:
        """Erase it."""
        self.people.pop(person, None)


@dataclass
class Stage:
    """A running village; `page` and `api` are base addresses."""

    world: World
    course: Course
    page: str
    api: str
    client: ClientSession

    async def bot(self, method: str, **fields: Any) -> Any:
        """Let the bot do something by its API; gives the result."""
        async with self.client.post(f"{self.api}/bot{self.world.token}/{method}", json=fields) as answer:
            said = await answer.json()
            assert said["ok"], said
            return said["result"]


@asynccontextmanager
async def _open_stage() -> AsyncIterator[Stage]:
    course = Course()
    world = World(course.now)
    for one in LINDENDORP.inhabitants():
        if one.id is not None:
            world.add_user(one.id, one.name)
    async with (
        _served(phones(world, LINDENDORP, course)) as page,
        practice_api(world) as api,
        ClientSession() as client,
    ):
        yield Stage(world, course, page, api, client)


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture(scope="session")
def open_stage() -> Callable[[], AbstractAsyncContextManager[Stage]]:
    """Give the way to open a village."""
    return _open_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Start one browser for all."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (chromium, chromium-browser, google-chrome)")
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, stage: Any) -> AsyncIterator[Page]:
    """Open the page; anything the browser complains of fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENT)
    opened = await context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    await opened.goto(stage.page)
    await expect(opened.locator(".phone")).to_have_count(3)
    yield opened
    await context.close()
    assert [one for one in complaints if "422" not in one] == []
