"""`make demo` as a visitor finds it: the real bot on both libraries, from the first typed sentence to "Gelukt"."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, expect

RIET, VERA, OMAR, ANJA = 101, 201, 202, 301
SENTENCE = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
PATIENCE = 20.0


@asynccontextmanager
async def demo(library: str) -> AsyncIterator[str]:
    """Run the command and give the address it prints first; it is ended by its own id."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--library", library, "--start", "2026-11-21T10:04"]
    program = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert program.stdout is not None
        line = (await asyncio.wait_for(program.stdout.readline(), 60)).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        yield found[0]
    finally:
        program.terminate()
        assert await asyncio.wait_for(program.wait(), 20) == 0


class Visitor:
    """Somebody who plays all parts, through the routes of the page."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def do(self, deed: str, **wish: Any) -> None:
        async with self._session.post(f"{self._url}/{deed}", json=wish) as answer:
            assert answer.status == 200, await answer.text()

    async def messages(self, person: int) -> list[dict[str, Any]]:
        async with self._session.get(f"{self._url}/chat/{person}") as answer:
            shown: list[dict[str, Any]] = (await answer.json())["messages"]
            return shown

    async def sees(self, person: int, words: str) -> dict[str, Any]:
        """Wait until WORDS stand on the phone of PERSON, and give that message."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for one in reversed(await self.messages(person)):
                    if words in one["text"] and not one["mine"]:
                        return one
                await asyncio.sleep(0.05)

    async def tap(self, person: int, words: str, label: str) -> None:
        one = await self.sees(person, words)
        (data,) = [button["data"] for button in one["buttons"] if button["label"] == label]
        await self.do("press", person=person, message=one["id"], data=data)


@asynccontextmanager
async def visitor(library: str) -> AsyncIterator[Visitor]:
    async with demo(library) as url, ClientSession() as session:
        yield Visitor(session, url)


@pytest.mark.parametrize(
    "library", ["ptb", pytest.param("aiogram", marks=pytest.mark.xdist_group("aiogram"))]
)  # fmt: skip
async def test_main_job_goes_round(library: str) -> None:
    """From the first typed sentence to Gelukt, with the clock turned twice, on either library."""
    async with visitor(library) as at:
        await at.do("say", person=RIET, text=SENTENCE)
        await at.tap(RIET, "Klopt dat?", "Ja, dat klopt")
        await at.sees(RIET, "Ik vraag het nu aan drie buren.")
        await at.tap(VERA, "zoekt gezelschap naar een afspraak", "Ja, ik doe het")
        card = await at.sees(VERA, "Top, jij gaat!")
        assert "Eikenlaan 12" in card["text"]
        await at.sees(RIET, "Goed nieuws: Vera Jansen komt")
        await at.sees(OMAR, "Al gevonden, dank je wel!")
        await at.do("clock", day="2026-11-24", hour="13.30")
        await at.sees(RIET, "Straks komt Vera")
        await at.do("clock", minutes=240)
        await at.tap(VERA, "Ben je bij Riet geweest?", "Gelukt")
        await at.tap(RIET, "Is Vera geweest?", "Gelukt")
        await at.sees(RIET, "Wilt u Vera bedanken?")
        assert not any("Eikenlaan" in one["text"] for one in await at.messages(OMAR))


async def test_all_can_be_held_still_and_somebody_forgotten() -> None:
    """Held still nobody is asked, and danger is answered; what is kept of somebody can be read, and erased.

    Practice: 8.still 8.kept
    """
    async with visitor("ptb") as at:
        await at.do("still", still=True)
        await at.sees(ANJA, "Alles staat stil in Lindendorp.")
        await at.do("say", person=RIET, text=SENTENCE)
        await at.tap(RIET, "Klopt dat?", "Ja, dat klopt")
        await at.sees(RIET, "ligt het zoeken stil")
        await at.do("say", person=RIET, text="ik ben gevallen en kan niet opstaan")
        await at.sees(RIET, "Bel nu 112.")
        await at.do("clock", minutes=10)
        assert await at.messages(VERA) == []
        await at.do("still", still=False)
        await at.sees(VERA, "zoekt gezelschap naar een afspraak")
        assert (await _kept(at, RIET))["naam"] == "Riet de Wit"
        await at.do("forget", person=RIET)
        assert await _kept(at, RIET) == {}


async def _kept(at: Visitor, person: int) -> Any:
    async with at._session.get(f"{at._url}/kept/{person}") as answer:
        return await answer.json()


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.xdist_group("browser")
async def test_first_sentence_in_a_browser_gets_a_neighbour(browser: Browser) -> None:
    """A visitor clicks the first suggestion, taps three buttons on two phones, and both have their card."""
    async with demo("ptb") as url:
        page = await browser.new_page(viewport={"width": 1480, "height": 960})
        await page.goto(url)
        riet, vera = (page.get_by_role("region", name=name) for name in ("Riet de Wit", "Vera Jansen"))
        await riet.get_by_role("button", name=SENTENCE).click()
        await riet.get_by_role("button", name="Stuur").click()
        await riet.get_by_role("button", name="Ja, dat klopt").click()
        await expect(riet.get_by_text("Ik vraag het nu aan drie buren.")).to_be_visible()
        await vera.get_by_role("button", name="Ja, ik doe het").click()
        await expect(vera.get_by_text("Top, jij gaat!")).to_be_visible()
        await expect(riet.get_by_text("Goed nieuws: Vera Jansen komt")).to_be_visible()
        await page.close()
