"""Makes the pictures of the practice village: plays each scene in a real browser and writes what stands there.

Run it by `make screenshots`. The clock of a scene is its own, so nothing but a door word is another one next time.
"""

import asyncio
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Annotated, Literal

import typer
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.logs import set_up_logs
from bot.practice.control import TOKEN
from bot.practice.demo import open_page
from bot.practice.handbook import PICTURES, Picture
from bot.practice.lindendorp import LINDENDORP
from bot.practice.scenes import SCENES
from bot.practice.script import Scene

DOCS = Path(__file__).parent.parent.parent / "docs"
NARROW, TALL = 430, 2600  # a phone, high enough for whole chats
COLOURS = 128
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PATIENT = 30_000  # milliseconds
MARGIN = 12  # pixels around the messages of a picture
OPENING = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - as the clocks in the village say it

Scheme = Literal["light", "dark"]


def find_browser() -> str | None:
    """Give where Chromium is, None when it is nowhere."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


async def show_village(browser_at: str, folder: Path, width: int, height: int, scheme: Scheme) -> None:
    """Write a picture of the page as it opens, and one of each scene where it ends."""
    async with open_page(0, "ptb", OPENING) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_at, args=ARGUMENTS)
        try:
            page = await _open(browser, url, width, height, scheme)
            await _take(page, folder / "oefendorp.png")
            for scene in SCENES:
                await _play(page, scene)
                await _take(page, folder / f"{scene.id}.png")
                await page.get_by_role("button", name="Sluiten").click()
        finally:
            await browser.close()


async def show_handbook(browser_at: str, folder: Path, scheme: Scheme) -> None:
    """Write the pictures of the handbook: the last messages on the one phone where each of its scenes ends."""
    scenes = [one.scene for one in PICTURES]
    async with open_page(0, "ptb", OPENING, scenes=scenes) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_at, args=ARGUMENTS)
        try:
            for one in PICTURES:
                page = await _open(browser, url, NARROW, TALL, scheme, one.scene.ends_with)
                await _play_unseen(page, url, one.scene)
                await page.goto(url)
                _keep(await _take_last(page, one), folder / one.name)
                await page.close()
        finally:
            await browser.close()


async def _play_unseen(page: Page, url: str, scene: Scene) -> None:
    """Play SCENE to its end without looking at it. Raises RuntimeError where it goes otherwise."""
    for path, wish in [("/scene", {"scene": scene.id}), *[("/step", {})] * len(scene.steps), ("/leave", {})]:
        done = await page.request.post(url + path, data=wish, timeout=PATIENT)
        if not done.ok:
            raise RuntimeError(f"{scene.id}: {await done.text()}")


async def _take_last(page: Page, wanted: Picture) -> bytes:
    """Take the last messages of the phone in front, and nothing around them."""
    await expect(page.locator(".phone.front .bubble").last).to_be_visible()
    await page.wait_for_timeout(500)  # the bubbles come to rest
    bubbles = page.locator(".phone.front .bubble")
    first = await bubbles.nth(await bubbles.count() - wanted.messages).bounding_box()
    last, log = await bubbles.last.bounding_box(), await page.locator(".phone.front .log").bounding_box()
    if first is None or last is None or log is None:
        raise RuntimeError(f"{wanted.name}: those messages are not on the page")
    height = last["y"] + last["height"] - first["y"] + 2 * MARGIN
    return await page.screenshot(clip={**log, "y": first["y"] - MARGIN, "height": height})


def _keep(picture: bytes, file: Path) -> None:
    """Write PICTURE in few colours."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    typer.echo(f"{file.name}: {file.stat().st_size // 1024} kB")


async def _open(browser: Browser, url: str, width: int, height: int, scheme: Scheme, holder: int = 0) -> Page:
    """Open the page; HOLDER has the first phone on it."""
    page = await browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.5 if holder else 1
    )
    if holder:
        held = [holder, *(one for one in LINDENDORP.phones if one != holder)][:3]
        await page.add_init_script(f"sessionStorage.setItem('held', '{held}')")
    page.set_default_timeout(PATIENT)
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(url)
    await expect(page.locator("#hour")).not_to_be_empty()
    return page


async def _play(page: Page, scene: Scene) -> None:
    """Begin SCENE by its card and go through it, step by step."""
    await page.get_by_role("button", name=scene.title).click()
    for number in range(1, len(scene.steps)):
        await page.get_by_role("button", name="Volgende stap").click()
        await expect(page.get_by_text(f"stap {number} van {len(scene.steps)}")).to_be_visible(timeout=PATIENT)
    await page.get_by_role("button", name="Volgende stap").click()
    await expect(page.get_by_text(scene.ending)).to_be_visible(timeout=PATIENT)


async def _take(page: Page, file: Path) -> None:
    await page.wait_for_timeout(500)  # the last bubbles come to rest
    picture = await page.screenshot(path=file)
    typer.echo(f"{file.name}: {len(picture) // 1024} kB")


def main(
    folder: Annotated[Path, typer.Option(help="where the pictures are written")] = DOCS,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    only: Annotated[str, typer.Option(help="village or handbook")] = "",
) -> None:
    """Write the pictures of the practice village and of the handbook."""
    browser = find_browser()
    if browser is None:
        typer.echo(f"No Chromium on this machine ({', '.join(BROWSERS)}): no pictures were made.", err=True)
        raise typer.Exit(1)
    set_up_logs(TOKEN)
    scheme: Scheme = "dark" if dark else "light"
    if only in ("", "village"):
        asyncio.run(show_village(browser, _made(folder / "pictures"), width, height, scheme))
    if only in ("", "handbook"):
        asyncio.run(show_handbook(browser, _made(folder / "nl" / "pictures"), scheme))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    typer.run(main)
