"""Killed at any moment of the main job, the program goes on after a restart: nothing lost, nothing asked twice."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col

from bot.practice.api import Trouble
from storage.outbox import MOST_TRIES
from storage.tables.help import Offer, Request, Visit
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass, LetterState, OfferState, VisitState
from tests.whole.nursery import Nursery
from tests.whole.town import NAMES, Town, open_town

pytestmark = pytest.mark.xdist_group("nursery")
EVENING = datetime(2026, 11, 23, 20, 30)  # noqa: DTZ001 - wall time in the village
AFTER = datetime(2026, 11, 24, 17, 30)  # noqa: DTZ001
ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
THANKS = "heel lief meisje dank je wel"
TRIES = MOST_TRIES[LetterClass.CRITICAL]
Said = tuple[int, str]  # chat, words


@dataclass(frozen=True)
class Step:
    """Something that somebody does, or that falls due, and what must be seen of it in the end."""

    who: str
    does: str
    sees: Mapping[str, str]  # name: words
    says: str = ""
    at: datetime | None = None

    async def begin(self, town: Town) -> None:
        """Do it; what needs a button finds it there."""
        if self.at:
            await town.turn_to(self.at)
        elif self.says:
            town.say(self.who, self.says)
        elif self.does:
            found = town.button(self.who, self.does)
            assert found, f"{self.who} has no {self.does!r}\n{town.told()}"
            town.world.press(NAMES[self.who], found[0].id, found[1])

    def done(self, town: Town, lost: Collection[Said]) -> bool:
        """Say whether everybody sees what they must, but for the courtesies that were LOST with the kill."""
        return all(
            town.saying(who, words) or any(chat == NAMES[who] and words in text for chat, text in lost)
            for who, words in self.sees.items()
        )


STORY = (
    Step("Riet", "", {"Riet": "Klopt dat?"}, says=ASKED),
    Step("Riet", "Ja, dat klopt", {"Riet": "Ik vraag het nu aan", "Vera": "Iemand op", "Omar": "Iemand op"}),
    Step("Vera", "Ja, ik doe het", {"Vera": "Top, jij gaat", "Riet": "Goed nieuws: Vera", "Omar": "Al gevonden"}),
    Step("", "", {"Riet": "Morgen komt Vera", "Vera": "Morgen ga je naar Riet"}, at=EVENING),
    Step("", "", {"Vera": "Ben je bij Riet geweest", "Riet": "Is Vera"}, at=AFTER),
    Step("Vera", "Gelukt", {"Vera": "Fijn, dank je wel!"}),
    Step("Riet", "Gelukt", {"Riet": "Wilt u Vera bedanken?"}),
    Step("Riet", "", {"Riet": "Zal ik dit aan Vera sturen"}, says=THANKS),
    Step("Riet", "Sturen", {"Vera": f'Van Riet, voor jou: "{THANKS}"', "Riet": "Verstuurd"}),
)


@dataclass(frozen=True)
class Moment:
    """When the kill falls: some milliseconds after the step began, or at a call to Telegram, come through or not."""

    milliseconds: int = 0
    call: str = ""
    arrives: bool = True

    async def strike(self, town: Town, step: Step) -> None:
        """Do STEP, and kill the program at this moment of it."""
        struck = asyncio.Event()

        def strike(method: str, _given: Mapping[str, Any]) -> Trouble | None:
            if method != self.call or struck.is_set():
                return None
            town.kill()
            struck.set()
            return None if self.arrives else Trouble(cut=True)

        town.on_call = strike if self.call else None
        await step.begin(town)
        if self.call:
            await town.until(struck.is_set, f"no {self.call}")
        else:
            await town.at_work()
            await asyncio.sleep(self.milliseconds / 1000)
            town.kill()
        town.on_call = None


MOMENTS = (
    Moment(0),
    Moment(call="sendMessage"),
    Moment(5),
    Moment(call="sendMessage", arrives=False),
    Moment(20),
    Moment(60),
)


@pytest.mark.parametrize(("first", "mode"), [(1, "webhook"), (3, "polling")])
async def test_a_kill_at_any_moment(first: int, mode: str, tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """One kill in each step: in the end there is one card each, and nothing was sent twice but what nobody knew of."""
    async with open_town(tmp_path, prepared, begin=nursery.start, mode=mode) as town:
        await _play(town, STORY, lambda place: MOMENTS[(place + first) % len(MOMENTS)])


async def test_a_kill_with_the_other_library(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """The same holds with aiogram, up to the cards."""
    async with open_town(tmp_path, prepared, begin=nursery.start, library="aiogram") as town:
        await _play(town, STORY[:3], lambda place: MOMENTS[place + 1])


async def _play(town: Town, story: tuple[Step, ...], moment: Callable[[int], Moment]) -> None:
    town.start()
    repeats: dict[int, Said] = {}  # by letter
    for place, step in enumerate(story):
        await town.at_work()
        await town.quiet()  # what the step before brought to others has gone, so that the kill falls in this one
        await moment(place).strike(town, step)
        await asyncio.sleep(0.05)  # what was on its way to Telegram at the kill arrives
        again, lost = await _in_doubt(town)
        repeats |= again
        town.start()
        await town.until(lambda step=step, lost=lost: step.done(town, lost), f"{step} is never done")  # type: ignore[misc]
    await town.quiet()
    await town.stop()
    assert Counter(town.sent) - Counter(set(town.sent)) <= Counter(
        repeats.values()
    )  # killed once more, it may not go out
    await _check_store(town)


async def _in_doubt(town: Town) -> tuple[dict[int, Said], set[Said]]:
    """Give what arrived and will come once more because it is not marked so, and the courtesies that never come."""
    going = await town.rows(OutboxLetter, col(OutboxLetter.state) == LetterState.SENDING)
    named = [(one, (one.chat, str(json.loads(one.body)["text"]))) for one in going if one.edits is None]
    critical = {one.id: said for one, said in named if one.letter_class is LetterClass.CRITICAL and one.tries < TRIES}
    courtesy = {said for one, said in named if one.letter_class is LetterClass.COURTESY}
    return {one: said for one, said in critical.items() if said in town.sent}, courtesy - set(town.sent)


async def _check_store(town: Town) -> None:
    """Look in the store: one request, one visit, one holder."""
    assert len(await town.rows(Request)) == 1
    (visit,) = await town.rows(Visit)
    assert visit.state in (VisitState.AGREED, VisitState.DONE)
    held = [one for one in await town.rows(Offer) if one.state is OfferState.ACCEPTED]
    assert [one.person for one in held] == [visit.helper]
