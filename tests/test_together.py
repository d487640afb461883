"""Several who come at once, there and back: whoever taps what, as many go as were asked for, and no one twice."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from storage.tables.course import Due
from storage.tables.help import Offer, Request, Visit
from storage.tables.post import InboxItem
from storage.terms import Leg, OfferState, VisitState
from tests.street import ZONE, Street

ASKED = (
    ("Riet", "kunnen drie sterke mensen woensdag om 2 uur een kast verplaatsen", ()),
    ("Cor", "ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben", ("om half drie",)),
)
HELPERS = ("Vera", "Omar", "Wim", "Fatima", "Bep", "Piet", "Sanne", "Jan")
WANTED = ("Ja, ik doe het", "Ja, ik doe het", "Ja, ik kan toch niet", "Ik kan toch niet", "Deze keer niet",
          "Ja, dat mag", "Ik kom eraan", "Het lukt niet", "Ik ben klaar", "Gelukt", "Liever niet",
          "Zoek iemand anders")  # fmt: skip
STEPS = 70
_LIVE = (OfferState.OPEN, OfferState.PROPOSED, OfferState.ACCEPTED)


async def _act(street: Street, chance: random.Random) -> None:
    """Let somebody tap a button that stands on their phone, or let some time pass."""
    name = chance.choice((*HELPERS, "Riet", "Cor", "Anja"))
    tokens = [(label, token) for one in street.phones.get(street.chat(name), [])[-6:] for label, token in one.buttons]
    likely = [token for label, token in tokens if label in WANTED]
    if chance.random() < 0.12:
        ahead = timedelta(minutes=chance.choice((20, 300, 1500)))
        await street.turn_to((street.moment + ahead).astimezone(ZONE).replace(tzinfo=None))
    elif chance.random() < 0.04:
        await street.say("Anja", f"/wijs {chance.choice((1, 2))} {chance.choice(HELPERS)}")
    elif likely:
        await street.press(name, chance.choice(likely))


async def _check(street: Street) -> int:
    """Look whether all hold together; give how many go."""
    assert [row for row in await street.rows(InboxItem) if row.tries] == []
    assert [row for row in await street.rows(Due) if row.tries] == []
    visits, offers = list(await street.rows(Visit)), list(await street.rows(Offer))
    for request in await street.rows(Request):
        for leg in Leg:
            seats = [one for one in visits if one.request == request.id and one.leg is leg]
            going = [one.helper for one in seats if one.state is VisitState.AGREED]
            assert len(seats) <= request.helpers
            assert None not in going
            assert len(set(going)) == len(going)
            mine = {one.id for one in seats}
            asked = [one.person for one in offers if one.visit in mine and one.state in _LIVE]
            assert len(set(asked)) == len(asked), "somebody has two seats, or is asked for two"
            words = {one.door_word for one in seats if one.state is VisitState.AGREED}
            assert len(words) <= 1, "one word a day"
    for visit in visits:
        holders = [one.person for one in offers if one.visit == visit.id and one.state is OfferState.ACCEPTED]
        assert len(holders) <= 1
        assert visit.state is not VisitState.AGREED or holders == [visit.helper]
    return sum(one.state is VisitState.AGREED for one in visits)


@pytest.mark.parametrize("seed", range(5))
async def test_as_many_go_as_were_asked_for(seed: int, tmp_path: Path) -> None:
    """At most one holder a visit, at most the wanted number at once, all different, nobody asked for two, one word.

    Practice: i3.several 6.two_legs
    """
    chance = random.Random(seed)  # noqa: S311 - a history to play again, no secret
    street = await Street.open(tmp_path, datetime.fromisoformat("2026-11-23T10:04"), LINDENDORP.people_csv())
    most = 0
    try:
        for name, words, answers in ASKED:
            await street.say(name, words)
            for answer in answers:
                await street.say(name, answer)
            await street.tap(name, "Ja, dat klopt")
        for _ in range(STEPS):
            await _act(street, chance)
            most = max(most, await _check(street))
        assert most >= 3, "a history in which nobody goes proves nothing"
    finally:
        await street.close()
