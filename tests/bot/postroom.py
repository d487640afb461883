"""What the tests of the courier share: letters, a store, and a courier at work."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.courier import Courier
from bot.messenger import World
from storage.database import Database, open_database
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterState
from tests.bot.twin import Twin
from tests.fresh import fresh_store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


ids = count(1)


def quick(times: float) -> Callable[[], float]:
    """Give a steady clock that runs so many TIMES faster than the one on the wall."""
    return lambda: time.monotonic() * times


@asynccontextmanager
async def opened_store(folder: Path) -> AsyncIterator[Database]:
    """Open a new store with all its tables."""
    opened = open_database(fresh_store(folder / "courier.db"))
    yield opened
    await opened.close()


def letter(chat: int = 7, text: str = "dag", lane: Lane = Lane.ANSWER, **rest: Any) -> OutboxLetter:
    body = json.dumps({"text": text, "bold": [], "document": None})
    return OutboxLetter(id=next(ids), chat=chat, lane=lane, body=body, written_at=NOON, **rest)


async def store(database: Database, *rows: Any) -> None:
    async with database.transaction() as session:
        session.add_all(rows)


async def states(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        found = (await session.exec(select(OutboxLetter.state))).all()
    return {state: found.count(state) for state in set(found)}


async def row_of(database: Database, one: OutboxLetter) -> OutboxLetter:
    async with database.reading() as session:
        return (await session.exec(select(OutboxLetter).where(OutboxLetter.id == one.id))).one()


@asynccontextmanager
async def running(
    database: Database, twin: Twin, times: float = 1.0, since: datetime = NOON
) -> AsyncIterator[tuple[Courier, list[int]]]:
    """Run a courier from SINCE on, whose clocks go TIMES as fast, with the list of chats it handed over.

    Its rests are as long as ever, so where the clocks run ahead it is woken now and then.
    """
    handed: list[int] = []

    async def hand_over(chat: int) -> None:
        handed.append(chat)

    started = time.monotonic()

    def clock() -> datetime:
        return since + timedelta(seconds=(time.monotonic() - started) * times)

    courier = Courier(database, twin, clock, hand_over, quick(times))

    async def nudge() -> None:
        while times != 1.0:
            await asyncio.sleep(0.01)
            courier.wake()

    task, nudging = asyncio.create_task(courier.run()), asyncio.create_task(nudge())
    try:
        yield courier, handed
    finally:
        nudging.cancel()
        await courier.stop()
        await task


async def until(found: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not found():  # noqa: ASYNC110 - the journal rings no bell
            await asyncio.sleep(0.005)


async def settled(database: Database, seconds: float = 8.0) -> dict[str, int]:
    """Wait until nothing is waiting or under way."""
    async with asyncio.timeout(seconds):
        going = {LetterState.WAITING, LetterState.SENDING}
        while going & set(found := await states(database)):  # noqa: ASYNC110 - a row rings no bell
            await asyncio.sleep(0.01)
    return found


def fails(*troubles: World | None, what: str = "send", chat: int | None = None) -> Callable[[str, int], World | None]:
    """Give each of TROUBLES to one call, then none."""
    left = list(troubles)

    def fault(called: str, where: int) -> World | None:
        return left.pop(0) if left and called == what and chat in (None, where) else None

    return fault
