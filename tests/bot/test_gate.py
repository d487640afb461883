"""The gate: urgent letters first, few of a wave in hand, and nobody held there for long."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.gate import AHEAD, FEW, Gate
from bot.messenger import TryLater, Unknown
from bot.pace import BOT_MOST, Pace
from storage.database import Database
from storage.terms import Lane, LetterClass, LetterState
from tests.bot.postroom import letter, opened_store, running, settled, states, store, until
from tests.bot.twin import Twin


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_store(tmp_path) as opened:
        yield opened


class Watchman:
    """A gate whose steady clock stands still until it is moved."""

    def __init__(self) -> None:
        self.now, self.rung = 1000.0, 0
        self.pace = Pace()
        self.gate = Gate(self.pace, lambda: self.now, self.ring)
        self.through: list[tuple[int, Lane]] = []

    def ring(self) -> None:
        self.rung += 1

    async def _come(self, chat: int, lane: Lane) -> None:
        await self.gate.enter(chat, lane)
        self.through.append((chat, lane))

    async def bring(self, *letters: tuple[int, Lane]) -> list[asyncio.Task[None]]:
        coming = [asyncio.create_task(self._come(*one)) for one in letters]
        await asyncio.sleep(0)
        return coming

    async def go_on(self, seconds: float) -> None:
        self.now += seconds
        self.gate.let_in()
        await asyncio.sleep(0)


async def test_urgent_lanes_first() -> None:
    """Whoever waits longest goes last where somebody more urgent waits; within a lane the first comes first."""
    watch = Watchman()
    watch.pace.hold(None, 1000.5, 1000.0)
    waiting = [(1, Lane.BULK), (2, Lane.NEWS), (3, Lane.ANSWER), (4, Lane.ANSWER), (5, Lane.ALARM)]
    await watch.bring(*waiting)
    assert watch.through == []
    for _ in range(20):
        await watch.go_on(0.5)
    assert [chat for chat, _ in watch.through] == [5, 3, 4, 2, 1]


async def test_few_ask_for_more() -> None:
    """Of a wave a few are taken in hand ahead, answers as many as there are; when few wait any more it is said."""
    watch = Watchman()
    await watch.bring(*((chat, Lane.NEWS) for chat in range(AHEAD + 1)))
    assert len(watch.through) == 1
    assert not watch.gate.has_room(Lane.NEWS, 0)
    assert watch.gate.has_room(Lane.ANSWER, 50)
    while len(watch.through) < 1 + AHEAD - FEW:
        assert watch.rung == 0
        await watch.go_on(0.034)
    assert watch.rung == 1
    assert watch.gate.has_room(Lane.NEWS, AHEAD - FEW - 1)
    assert not watch.gate.has_room(Lane.NEWS, AHEAD - FEW)


async def test_nobody_is_held_long() -> None:
    """When the messenger asks for much patience all who wait are sent back, and whoever comes then."""
    watch = Watchman()
    coming = await watch.bring(*((chat, Lane.NEWS) for chat in range(3)))
    watch.pace.hold(None, 1030.0, 1000.0)
    await watch.go_on(0.1)
    coming += await watch.bring((9, Lane.ANSWER))
    await asyncio.wait(coming)
    seconds = [error.seconds for one in coming if isinstance(error := one.exception(), TryLater)]
    assert [round(one, 1) for one in seconds] == [29.9, 29.9, 29.9]
    assert watch.through == [(0, Lane.NEWS)]


async def test_who_is_broken_off_takes_no_place() -> None:
    """A letter that is given up while it waits makes way."""
    watch = Watchman()
    coming = await watch.bring((1, Lane.NEWS), (2, Lane.NEWS), (3, Lane.NEWS))
    coming[1].cancel()
    await watch.go_on(0.05)
    await watch.go_on(0.05)
    assert [chat for chat, _ in watch.through] == [1, 3]


async def test_an_answer_makes_room() -> None:
    """While thirty calls are on their way a wave waits, and the first answer lets it go on in time."""
    watch = Watchman()
    places = [watch.pace.book(chat, Lane.NEWS, 999.0) for chat in range(BOT_MOST)]
    await watch.bring((100, Lane.NEWS))
    watch.gate.leave(places[0], clear=True)
    await watch.go_on(0.5)
    assert watch.through == []
    await watch.go_on(0.6)
    assert watch.through == [(100, Lane.NEWS)]


async def test_a_wave_leaves_few_in_doubt(database: Database) -> None:
    """However long a wave is, no more than a few of its letters are in hand at any moment, so that a crash leaves no
    more than those in doubt; and the rest arrives once each."""
    twin = Twin()
    news: dict[str, Any] = {"lane": Lane.NEWS, "letter_class": LetterClass.COURTESY}
    await store(database, *(letter(chat, **news) for chat in range(100, 140)))
    most = 0
    async with running(database, twin):
        while LetterState.WAITING in (found := await states(database)):
            most = max(most, found.get(LetterState.SENDING, 0))
        assert await settled(database) == {LetterState.SENT: 40}
    assert 1 <= most <= 2 * AHEAD  # those that wait at the gate, and those that went but are not noted yet
    assert sorted(call.chat for call in twin.journal) == list(range(100, 140))


async def test_in_an_outage_the_gate_is_shut(database: Database) -> None:
    """What waits at the gate when nobody answers any more goes back, and costs no try."""
    out = [True]
    twin = Twin(lambda _what, _chat: Unknown() if out[0] else None)
    news: dict[str, Any] = {"lane": Lane.NEWS, "letter_class": LetterClass.COURTESY}
    await store(database, *(letter(chat, **news) for chat in range(100, 112)))
    async with running(database, twin):
        await until(lambda: len(twin.journal) >= 4)
        await asyncio.sleep(0.2)
        assert len(twin.journal) <= 5  # three that told of the outage, and one a second to try
        out[0] = False
        found = await settled(database)
    assert found[LetterState.SENT] >= 6
