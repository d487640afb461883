"""What a coordinator is shown of who would be asked is exactly what is sent."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.lindendorp import LINDENDORP
from flows.daywork.who import next_at
from flows.sitting import Sitting
from flows.themes import MENU
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.terms import OfferState
from tests.street import ZONE, Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
ASKED = (
    "kan iemand dinsdag om half drie met me mee naar de dokter?",
    "kan iemand morgen de lamp ophangen?",
    "wie wil deze week boodschappen voor me doen?",
    "ik zou maandag om 2 uur graag een praatje maken met iemand bij de koffie",
    "kunnen twee mensen donderdagmiddag mijn kast tillen?",
)
ANSWERS = ("Deze keer niet", "Deze week niet", "")
HELPERS = [one.name.split(" ")[0] for one in LINDENDORP.people if one.about.startswith("vrijwilliger")]


async def _shown(street: Street) -> tuple[datetime, list[int]] | None:
    """Give when the next wave goes and whom it asks, as a coordinator is shown it; None where none goes."""
    async with street.database.reading() as session:
        (visit, *_) = [one for one in await street.rows(Visit) if one.state.value == "searching"] or [None]
        if visit is None:
            return None
        sitting = Sitting(session, street.moment, MENU)
        request = await sitting.get(Request, visit.request)
        at, found = await next_at(sitting, visit, request, await queries.offers_of(session, visit.id))
        return (at, [one.person for one in found.asked]) if found.held is None else None


async def _asked(street: Street, before: Sequence[Offer]) -> list[int]:
    """Give who was asked since BEFORE, in the order of asking."""
    waves = {one.id: one.wave for one in before}
    found = [one for one in await street.rows(Offer) if one.wave != waves.get(one.id)]
    return [one.person for one in sorted(found, key=lambda one: one.letter or 0)]


async def _play(words: str, answers: Sequence[str], wait: int, folder: Path) -> None:
    street = await Street.open(folder, OPENING, LINDENDORP.people_csv())
    try:
        await street.say("Riet", words)
        await street.say("Riet", "ja")
        asked = [one for one in await street.rows(Offer) if one.state is OfferState.OPEN]
        names = {(await street.person(name)).id: name for name in HELPERS}
        for offer, answer in zip(asked, answers, strict=False):
            if answer and offer.person in names:
                await street.tap(names[offer.person], answer)
        shown = await _shown(street)
        if shown is not None:
            await street.turn_to(min(OPENING + timedelta(minutes=wait), _wall(shown[0]) - timedelta(minutes=1)))
        again = await _shown(street)
        assert again == shown
        if shown is not None:
            before = await street.rows(Offer)
            await street.turn_to(_wall(shown[0]) + timedelta(seconds=1))
            assert await _asked(street, before) == shown[1]
    finally:
        await street.close()


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None)


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(ASKED), st.lists(st.sampled_from(ANSWERS), min_size=3, max_size=3), st.integers(1, 200))
def test_what_is_shown_is_what_is_sent(words: str, answers: list[str], wait: int) -> None:
    """Whatever was asked and answered before, whoever is shown as next, and when, is asked then, in that order.

    Practice: i6.who
    """
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_play(words, answers, wait, Path(folder)))
