"""Two helpers and more who tap at once: one card, one holder, and "al gevonden" for all others. Hundreds of times."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from storage.tables.course import Event
from storage.tables.help import Offer, Visit
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import OfferState, VisitState
from tests.races.contest import FIVE, PAIR, Contest, prepare


@pytest.mark.parametrize("half", [1, 2])
async def test_hundreds_of_races(half: int, tmp_path: Path) -> None:
    """On SQLite, through two engines at once, in one batch and in several: two hundred twice."""
    await _race(await prepare(tmp_path, [PAIR] * 30 + [FIVE] * 10), 200)


async def test_a_hundred_races_on_postgresql(tmp_path: Path, new_postgres: Callable[[], str]) -> None:
    """The same on PostgreSQL, where rows are locked and not the store."""
    await _race(await prepare(tmp_path, [PAIR] * 15 + [FIVE] * 5, new_postgres()), 100)


async def _race(contest: Contest, races: int) -> None:
    try:
        await contest.run()
        assert await _judge(contest) == races
        assert await contest.faults() == []
    finally:
        await contest.close()


async def _judge(contest: Contest) -> int:
    """Look at every visit: who goes, who has the card, who was told that it is gone; give how many there are."""
    visits = {one.id: one for one in await _rows(contest, Visit)}
    offers: list[Offer] = await _rows(contest, Offer)
    letters: list[OutboxLetter] = await _rows(contest, OutboxLetter)
    won = {one.visit: one.person for one in offers if one.state is OfferState.ACCEPTED}
    agreed = Counter(one.subject for one in await _rows(contest, Event) if one.kind == "visit.accept")
    assert {one.state for one in visits.values()} == {VisitState.AGREED}
    assert won == {one.id: one.helper for one in visits.values()}
    assert sum(one.state is OfferState.ACCEPTED for one in offers) == len(visits)
    assert agreed == Counter(visits.keys())
    assert _told(letters, "card.helper") == Counter(won.items())
    losers = Counter((one.visit, one.person) for one in offers if won[one.visit] != one.person)
    assert _told(letters, "offer.lost") == losers
    assert all("Al gevonden" in json.loads(one.body or "{}")["text"] for one in letters if one.words == "offer.lost")
    assert all(one.done_at and one.failed is None for one in await _rows(contest, InboxItem))
    return len(visits)


def _told(letters: list[OutboxLetter], words: str) -> Counter[tuple[int | None, int | None]]:
    """Count who was told WORDS about which visit."""
    return Counter((one.about, one.person) for one in letters if one.words == words)


async def _rows(contest: Contest, table: Any) -> list[Any]:
    async with contest.stores[0].reading() as session:
        return list((await session.exec(select(table))).all())
