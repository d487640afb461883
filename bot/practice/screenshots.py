"""Makes the pictures of the practice village: plays each scene in a real browser and writes what stands there.

Run it by `make screenshots`. The clock of a scene is its own, so nothing but a door word is another one next time.
"""

import asyncio
import shutil
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.logs import set_up_logs
from bot.practice.control import TOKEN
from bot.practice.demo import open_page
from bot.practice.scenes import SCENES
from bot.practice.script import Scene

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PATIENT = 30_000  # milliseconds
OPENING = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - as the clocks in the village say it

Scheme = Literal["light", "dark"]


def find_browser() -> str | None:
    """Give where Chromium is, None when it is nowhere."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


async def take_pictures(browser_at: str, folder: Path, width: int, height: int, scheme: Scheme) -> None:
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


async def _open(browser: Browser, url: str, width: int, height: int, scheme: Scheme) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
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
    folder: Annotated[Path, typer.Option(help="where the pictures are written")] = PICTURES,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
) -> None:
    """Write the pictures of the practice village."""
    browser = find_browser()
    if browser is None:
        typer.echo(f"No Chromium on this machine ({', '.join(BROWSERS)}): no pictures were made.", err=True)
        raise typer.Exit(1)
    set_up_logs(TOKEN)
    asyncio.run(take_pictures(browser, folder, width, height, "dark" if dark else "light"))


if __name__ == "__main__":
    typer.run(main)
