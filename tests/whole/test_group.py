"""The coordinators' group on the whole street: the real program, over the practice Bot API."""

import re
from pathlib import Path

import pytest

from bot.practice.world_things import BOT
from tests.whole.nursery import Nursery
from tests.whole.town import NAMES, open_town

GROUP = -1_000_000_000_500

pytestmark = pytest.mark.xdist_group("nursery")


async def test_a_group_is_bound_shown_what_waits_and_answered(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """In a topic of a bound group stands what waits; a press there is noticed, and acts as whoever pressed."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        town.start()
        anja, vera, world = NAMES["Anja"], NAMES["Vera"], town.world
        world.add_group(GROUP, "Coördinatoren", [anja, vera], topics=True)
        town.say("Anja", "/groep")
        shown = await town.until(lambda: town.saying("Anja", "/koppel"), "no code")
        code = re.search(r"/koppel (\S+)", shown[0].text)
        assert code
        world.say(anja, f"/koppel {code[1]}", chat=GROUP, thread=4)
        await town.until(lambda: town.wrote(GROUP), "the group is not bound")
        world.say(anja, "/hier rest", chat=GROUP, thread=7)
        town.say("Riet", "ik wil iemand spreken")
        waits = await town.until(lambda: [one for one in town.wrote(GROUP) if one.buttons], "nothing is shown")
        assert (waits[0].thread, waits[0].buttons[0][0][0]) == (7, "Opgepakt")
        for name, person, notice in (("Vera", vera, "alleen een coördinator"), ("Anja", anja, "eigen chat")):
            press = world.press(person, waits[0].id, waits[0].buttons[0][0][1], chat=GROUP)
            toasts = await town.until(lambda person=person: world.toasts(person), f"{name} reads no notice")  # type: ignore[misc]
            assert toasts[-1][0] == press
            assert notice in toasts[-1][1]
        await town.read("Anja", "Riet de Wit wil iemand spreken")
        await town.until(
            lambda: "Anja heeft het opgepakt" in "".join(one.text for one in town.wrote(GROUP)), "not said"
        )
        assert "Riet" not in "".join(one.text for one in world.view(GROUP) if one.sender == BOT)
        await town.stop()
