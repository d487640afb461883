"""The laws of history: they hold after a whole story, and whatever breaks one is named."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, delete, update

from bot.practice.lindendorp import LINDENDORP
from storage.ids import new_id
from storage.tables.course import Due, Event
from storage.tables.help import Offer, Request, Visit
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState, OfferState, VisitState
from tests.street import Street

MONDAY = datetime(2026, 11, 23, 10, 4)  # noqa: DTZ001 - on the wall
ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Riet has asked, Vera goes; Cor has asked, and nobody goes yet."""
    opened = await Street.open(tmp_path, MONDAY, LINDENDORP.people_csv())
    for name, yes in (("Riet", "Vera"), ("Cor", "")):
        await opened.say(name, ASKED)
        await opened.tap(name, "Ja, dat klopt")
        if yes:
            await opened.tap(yes, "Ja, ik doe het")
    yield opened
    await opened.close()


async def _goes(street: Street) -> Visit:
    return next(one for one in await street.rows(Visit) if one.state is VisitState.AGREED)


async def _waits(street: Street) -> Visit:
    return next(one for one in await street.rows(Visit) if one.state is VisitState.SEARCHING)


async def _change(street: Street, *statements: Any) -> None:
    async with street.database.transaction() as session:
        for one in statements:
            await session.exec(one)


async def _note(street: Street, kind: str, visit: Visit, **facts: Any) -> None:
    async with street.database.transaction() as session:
        session.add(Event(at=street.moment, community=visit.community, kind=kind, subject=visit.id, facts=facts))


async def test_what_really_happened_breaks_no_law(street: Street) -> None:
    """After asking, agreeing, waiting over the promise and the visit itself, no law is broken."""
    assert await street.faults() == []
    await street.turn_to(datetime(2026, 11, 26, 20, 0))  # noqa: DTZ001
    assert await street.faults() == []


async def test_a_second_yes_is_found(street: Street) -> None:
    """A yes to a visit that somebody goes to, and a second holder of it."""
    visit = await _goes(street)
    offers = [one for one in await street.rows(Offer) if one.visit == visit.id]
    await _note(street, "visit.accept", visit, state="agreed", offer=offers[-1].id)
    assert any("accept in state agreed" in one for one in await street.faults())


async def test_two_holders_are_found(street: Street) -> None:
    """Two who both hold one visit: the store itself refuses it, and a store without that net is seen through."""
    visit = await _goes(street)
    await _change(street, update(Visit).where(col(Visit.id) == visit.id).values(helper=1))
    assert f"visit {visit.id}: agreed, and its holder is not the one who goes" in await street.faults()


async def test_two_who_go_at_one_time_are_found(street: Street) -> None:
    """A second visit of one request at the same time, for which one helper was asked."""
    visit = await _goes(street)
    twin = Visit(id=new_id(), request=visit.request, community=visit.community, state=VisitState.AGREED,
                 starts_at=visit.starts_at, helper=7, door_word="molen")  # fmt: skip
    async with street.database.transaction() as session:
        session.add(twin)
    assert f"request {visit.request}: 2 who go at one time" in await street.faults()


async def test_a_state_without_its_deed_is_found(street: Street) -> None:
    """A visit that stands otherwise than its events say."""
    visit = await _waits(street)
    await _change(street, update(Visit).where(col(Visit.id) == visit.id).values(state=VisitState.DONE))
    assert f"visit {visit.id}: done, and by its events searching" in await street.faults()


async def test_a_lost_promise_is_found(street: Street) -> None:
    """Somebody waits and nothing is planned for them; later the promised hour has gone by."""
    visit = await _waits(street)
    await _change(street, delete(Due).where(col(Due.subject) == visit.id))
    assert f"visit {visit.id}: open without a next promise and without a person" in await street.faults()
    assert visit.promise_at is not None
    street.moment = visit.promise_at + timedelta(minutes=11)
    found = await street.faults()
    assert f"visit {visit.id}: its promised hour went by" in found
    assert any("a promise was made and nothing came of it" in one for one in found)


async def test_a_request_left_lying_is_found(street: Street) -> None:
    """A request that was closed with somebody still looked for, and one that nobody closed."""
    visit, other = await _waits(street), await _goes(street)
    await _change(
        street,
        update(Request).where(col(Request.id) == visit.request).values(closed_at=street.moment),
        update(Visit).where(col(Visit.id) == other.id).values(state=VisitState.NOT_FOUND),
    )
    found = await street.faults()
    assert f"request {visit.request}: closed, and somebody is still looked for" in found
    assert f"request {other.request}: nothing of it is open, and it was never closed" in found


async def test_an_agreed_visit_that_nobody_asks_about_is_found(street: Street) -> None:
    """An agreed visit around which nothing is planned any more."""
    visit = await _goes(street)
    await _change(street, delete(Due).where(col(Due.subject) == visit.id))
    assert f"visit {visit.id}: agreed, and nobody will ask how it went" in await street.faults()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"message": None}, "sent, and nobody knows when or as what"),
        ({"tries": 3}, "critical, and tried 3 times"),
    ],
)
async def test_a_letter_that_is_not_right_is_found(street: Street, values: dict[str, Any], words: str) -> None:
    """A letter that was sent as no message, or too often."""
    letter = next(one for one in await street.rows(OutboxLetter) if one.state is LetterState.SENT and one.edits is None)
    await _change(street, update(OutboxLetter).where(col(OutboxLetter.id) == letter.id).values(values))
    assert f"letter {letter.id}: {words}" in await street.faults()


async def test_two_letters_of_one_message_and_an_offer_without_one_are_found(street: Street) -> None:
    """Two rows that claim one message, and an open offer whose letter is gone."""
    sent = [one for one in await street.rows(OutboxLetter) if one.state is LetterState.SENT and one.edits is None]
    mine = [one for one in sent if one.chat == street.chat("Riet")]
    offer = next(one for one in await street.rows(Offer) if one.state is OfferState.OPEN)
    await _change(
        street,
        update(OutboxLetter).where(col(OutboxLetter.id) == mine[0].id).values(message=mine[1].message),
        delete(OutboxLetter).where(col(OutboxLetter.id) == offer.letter),
    )
    found = await street.faults()
    assert f"letter {mine[0].id}: its message is another letter's too" in found
    assert f"offer {offer.id}: open, and its letter is gone" in found


async def test_what_was_set_aside_unseen_is_found(street: Street) -> None:
    """An update that was given up and of which nobody was told."""
    item = (await street.rows(InboxItem))[0]
    await _change(street, update(InboxItem).where(col(InboxItem.id) == item.id).values(failed="ValueError"))
    assert await street.faults() == [f"update {item.id}: set aside, and nobody was told"]  # noqa: S608 - no question to a store
