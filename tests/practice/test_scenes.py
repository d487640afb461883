"""The five scenes of the practice village, each played to its end on the real bot, and begun by one click."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.practice.control import VillageControl, village
from bot.practice.demo import open_page
from bot.practice.lindendorp import LINDENDORP
from bot.practice.playing import Play
from bot.practice.scenes import ANJA, AWKWARD, COR, DANGER, DROP_OUT, MIEN, NO_PHONE, NOBODY, OMAR, RIET, SCENES, VERA
from bot.practice.script import Scene
from bot.practice.unfit import Unfit
from bot.practice.world import World
from bot.practice.world_things import BOT, ShownMessage


class Hall:
    """A village and the scenes that can be played in it."""

    def __init__(self, world: World, control: VillageControl) -> None:
        self.world = world
        self.control = control
        self.play = Play(world, control, SCENES)

    async def to_the_end(self, scene: Scene) -> None:
        """Play a scene; each step raises Unfit when it does not come to what the scene says."""
        await self.play.start({"scene": scene.id})
        for _ in scene.steps:
            said = await self.play.step({})
        assert said["ending"] == scene.ending

    def letters(self, person: int) -> list[ShownMessage]:
        """Give what the bot has written on somebody's phone."""
        return [one for one in self.world.view(person) if one.sender == BOT and not one.deleted]

    def last(self, person: int) -> ShownMessage:
        return self.letters(person)[-1]

    def labels(self, person: int) -> list[str]:
        return [label for row in self.last(person).buttons for label, _ in row]


@pytest_asyncio.fixture(name="hall", loop_scope="module", scope="module")
async def fixture_hall() -> AsyncIterator[Hall]:
    """Open one village for all scenes: each begins it anew."""
    async with village("ptb") as (world, control):
        yield Hall(world, control)


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_awkward_sentence_gets_one_question(hall: Hall) -> None:
    """Riet does not know when she will be ready at the hospital; one message answers her, and it asks one thing.

    Practice: 8.awkward
    """
    await hall.to_the_end(AWKWARD)
    (answer,) = hall.letters(RIET)
    assert answer.text.count("?") == 1


async def test_when_nobody_says_yes_it_ends_at_a_call(hall: Hall) -> None:
    """The promise of five o'clock ends at Anja, who has the number of whoever waits, and Mien is told who calls.

    Practice: 8.nobody
    """
    await hall.to_the_end(NOBODY)
    assert "06-12345104" in hall.last(ANJA).text
    assert any("Anja" in one.text for one in hall.letters(MIEN)[-2:])


async def test_danger_ends_with_anja_by_day_and_by_night(hall: Hall) -> None:
    """Both alerts stand on her phone with the words and the address; at night nobody is promised.

    Practice: 8.danger_ends
    """
    await hall.to_the_end(DANGER)
    alerts = [one.text for one in hall.letters(ANJA) if "Bel zelf 112" in one.text]
    assert ["Eikenlaan 12" in one for one in alerts] == [True, False]
    assert "Beukenpad 8" in alerts[1]
    assert not any("Anja weet het nu" in one.text for one in hall.letters(COR))


async def test_the_afternoon_is_saved_when_vera_drops_out(hall: Hall) -> None:
    """Her reserve has the card and the address, Vera has neither, and Riet has a word that Vera never read.

    Practice: 8.drop_out 8.side_by_side
    """
    await hall.to_the_end(DROP_OUT)
    assert "Eikenlaan 12" in hall.letters(OMAR)[-1].text
    assert not any("Eikenlaan" in one.text for one in hall.letters(VERA))
    assert "deurwoord" in hall.last(RIET).text


async def test_somebody_without_a_phone_is_called(hall: Hall) -> None:
    """Anja gets the fixed number and the lines to read out, with the word for the door.

    Practice: 8.no_phone
    """
    await hall.to_the_end(NO_PHONE)
    assert "Bel Toos Visser" in hall.last(ANJA).text
    assert "eurwoord" in hall.last(ANJA).text
    assert "Gezegd" in hall.labels(ANJA)


async def test_a_scene_begins_where_nobody_has_written(hall: Hall) -> None:
    """Whatever happened before, a scene opens on empty phones at its own hour, and can be left half-way."""
    await hall.to_the_end(NO_PHONE)
    await hall.play.start({"scene": DANGER.id})
    assert not any(hall.world.view(person) for person in hall.world.users)
    assert f"{hall.control.now():%d %H}" == "23 10"  # 11.00 in the village
    await hall.play.leave({})
    assert hall.play.show()["playing"] is None
    with pytest.raises(Unfit, match="Kies eerst een scène"):
        await hall.play.step({})


async def test_a_scene_that_goes_otherwise_says_so(hall: Hall) -> None:
    """When a visitor came in between and the button is gone, the scene says whose it was, and goes no further."""
    await hall.play.start({"scene": DROP_OUT.id})
    with pytest.raises(Unfit, match="Riet de Wit heeft nu geen knop"):
        await hall.play._do(DROP_OUT.steps[1].deeds[0])
    await hall.control.set_still(True)
    with pytest.raises(Unfit, match="Alles staat stil"):
        await hall.play.step({})
    with pytest.raises(Unfit, match="niet"):
        await hall.play.start({"scene": "nergens"})


async def test_the_scenes_are_played_by_who_lives_there() -> None:
    """Whoever acts or is looked at in a scene has a phone in the village, and its last step sees where it ends."""
    for scene in SCENES:
        for step in scene.steps:
            for person in (*(step.phones or scene.phones), *(one.person for one in step.sees)):
                assert LINDENDORP.find(person).id == person
        assert scene.ends_with in {one.person for one in scene.steps[-1].sees}


async def test_the_village_is_what_a_coordinator_meets(hall: Hall) -> None:
    """A dog, a hearing aid, dementia, a couple on one phone, somebody without one, and a helper who always says yes.

    Practice: 8.village
    """
    about = {one.name: one.about for one in LINDENDORP.people}
    assert about["Mien van Dijk"].endswith("hond")
    assert about["Cor Hendriks"].endswith("gehoorapparaat")
    assert about["Dirk Veenstra"].endswith("dementie")
    assert about["Toos Visser"].endswith("geen mobiel")
    assert about["Wim Altena"] == "zegt altijd ja"
    assert "Henk Mulder" in LINDENDORP.people_csv()
    assert "Ans Mulder" in LINDENDORP.people_csv()
    await hall.play.start({"scene": NOBODY.id})
    hall.world.say(ANJA, "/huis Mien: hond")
    await hall.control.settle()
    assert (await hall.control.kept(MIEN))["in huis"] == ["een hond"]


@pytest.mark.xdist_group("aiogram")
async def test_the_scenes_end_alike_with_the_other_library() -> None:
    """The longest scene ends on aiogram as it does on python-telegram-bot."""
    async with village("aiogram") as (world, control):
        await Hall(world, control).to_the_end(DROP_OUT)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
async def test_one_click_plays_a_scene(browser: Browser) -> None:
    """A click on its card plays a scene; one can wait, go on step by step, and is told where it ended.

    Practice: 8.side_by_side 8.banner
    """
    async with open_page(0, "ptb") as url:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(url)
        await expect(page.get_by_text("Dit is een oefendorp. Er gaat niets naar echte mensen.")).to_be_in_viewport()
        await page.get_by_role("button", name=DROP_OUT.title).click()
        await expect(page.get_by_role("region", name="Riet de Wit").locator(".bubble.mine")).to_have_count(1)
        await page.get_by_role("button", name="Pauze").click()
        for _ in DROP_OUT.steps[1:]:
            await page.get_by_role("button", name="Volgende stap").click()
            await expect(page.locator("#scenes[aria-busy]")).to_have_count(0)
        await expect(page.get_by_text(DROP_OUT.ending)).to_be_visible()
        await expect(page.get_by_role("region", name="Omar Idrissi").get_by_text("Top, jij gaat!")).to_be_in_viewport()
        await page.get_by_role("button", name="Sluiten").click()
        await expect(page.get_by_role("button", name=NOBODY.title)).to_be_visible()
        await page.close()
