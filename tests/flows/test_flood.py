"""One sender's flood changes nothing for others: a bucket that leaks, and what the house does with ten thousand."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, func, select

from bot.practice.lindendorp import LINDENDORP
from flows.flood import FULL, HELD, LEAKS, TAP, Floods, pour
from flows.post import Inbound
from storage.inbox import keep, next_batch
from storage.tables.care import Task
from storage.tables.help import Request
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import Category
from tests.street import BOT, Street

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FLOODER, OTHERS = 101, range(9001, 9021)
gaps = st.lists(st.floats(0, 120), min_size=1, max_size=120)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, datetime.fromisoformat("2026-11-24T12:00"), LINDENDORP.people_csv())
    yield opened
    await opened.close()


@given(gaps, st.sampled_from((1.0, TAP)))
def test_nobody_is_heard_more_than_a_bucket_and_its_leak(seconds: list[float], weight: float) -> None:
    """In no stretch of time is more heard than one full bucket and what leaked; each silence begins once."""
    level, at, now = 0.0, None, NOON
    poured, silent = 0.0, False
    for gap in seconds:
        now += timedelta(seconds=gap)
        found = pour(level, at, now, weight)
        assert not found.first or not silent
        silent = not found.heard
        if found.heard or found.first:
            level, at = found.now, now
        poured += weight * found.heard
        assert poured <= FULL + LEAKS * (now - NOON).total_seconds() / 60 + 1e-6


@given(st.integers(0, 500))
def test_silence_wears_off_whatever_comes_in(more: int) -> None:
    """However much is written in the silence, it ends at the same moment, and then there is room for ten again."""
    full = pour(FULL, NOON, NOON)
    assert full.first
    for nth in range(more % 50):
        assert pour(full.now, NOON, NOON + timedelta(seconds=nth)).now <= FULL + HELD
    later = NOON + timedelta(minutes=HELD / LEAKS)
    level = pour(full.now, NOON, later)
    assert level.heard
    for _ in range(int(FULL / 2) - 1):
        level = pour(level.now, later, later)
        assert level.heard


def test_a_clock_set_back_keeps_nobody_silent_for_longer() -> None:
    """Whoever is silent when the clock goes back an hour is heard when the silence has worn off by the new clock."""
    floods, back = Floods(), NOON - timedelta(hours=1)
    while floods.pour(1, NOON).heard:
        pass
    assert not floods.pour(1, back).heard
    assert floods.pour(1, back + timedelta(minutes=HELD / LEAKS)).heard


async def _flood(street: Street, most: int, text: str) -> None:
    """Let one chat send MOST messages before twenty others send one each."""
    raws = [
        {"update_id": nth, "message": {"chat": {"id": chat, "type": "private"}, "text": words}}
        for nth, (chat, words) in enumerate([*[(FLOODER, text)] * most, *((one, "dag") for one in OTHERS)])
    ]
    async with street.database.transaction() as session:
        await keep(session, BOT, raws, street.moment)


def _inbound(item: InboxItem) -> Inbound:
    words = json.loads(item.body or "")["message"]["text"]
    return Inbound(item.chat, item.chat, True, NOON, "somebody", text=words)


async def _work(street: Street, batches: int) -> list[set[int]]:
    """Take so many batches in, as the worker does; give the chats of each."""
    served = []
    for _ in range(batches):
        async with street.database.reading() as session:
            items = await next_batch(session, street.moment, 100)
        heard = [
            (
                one,
                Inbound(
                    one.chat, one.chat, True, street.moment, "x", text=json.loads(one.body or "")["message"]["text"]
                ),
            )
            for one in items
        ]
        await street.desk.receive(heard, {})
        served.append({one.chat for one in items})
    return served


async def test_ten_thousand_of_one_hold_up_nobody(street: Street) -> None:
    """Behind ten thousand messages of one chat, everybody else is answered in the first batch.

    Practice: i3.flood
    """
    await _flood(street, 10_000, "koop nu")
    (served,) = await _work(street, 1)
    assert served == {FLOODER, *OTHERS}
    async with street.database.reading() as session:
        waiting = select(func.count()).where(col(InboxItem.done_at).is_(None), InboxItem.chat != FLOODER)
        assert (await session.exec(waiting.select_from(InboxItem))).one() == 0


async def test_the_rest_of_a_flood_writes_no_letters(street: Street) -> None:
    """Twenty get their answer, the next one a kind word, and however many come after it nothing is written."""
    await _flood(street, 150, "koop nu")
    await _work(street, 150)
    letters = [one for one in await street.rows(OutboxLetter) if one.chat == FLOODER]
    assert len(letters) == FULL + 1
    assert letters[-1].words == "flood.enough"


async def test_what_waited_while_the_house_stood_still_is_no_flood(street: Street) -> None:
    """Sixty messages that were written in an hour and are read all at once are all answered."""
    await _flood(street, 60, "dag")
    for nth in range(60):
        async with street.database.reading() as session:
            items = await next_batch(session, street.moment, 100)
        sent_at = street.moment - timedelta(minutes=60 - nth)
        await street.desk.receive([(one, replace(_inbound(one), sent_at=sent_at)) for one in items], {})
    letters = [one.words for one in await street.rows(OutboxLetter) if one.chat == FLOODER]
    assert len(letters) >= 60
    assert "flood.enough" not in letters


async def test_danger_is_heard_in_a_flood(street: Street) -> None:
    """Danger is answered each time, whatever was written before; the coordinator's phone does not ring for each."""
    await _flood(street, 60, "ik ben gevallen en kan niet opstaan")
    await _work(street, 60)
    rows = await street.rows(OutboxLetter)
    assert len([one for one in rows if one.words == "alarm.body"]) == 60
    assert len([one for one in rows if one.words == "task.danger"]) <= FULL + 1
    assert len(await street.rows(Task)) == 1
    await street.say("Vera", "dag")
    assert "Waar kan ik je mee helpen" in street.last("Vera").text


async def test_taps_count_less_and_the_last_word_within_the_limit_counts(street: Street) -> None:
    """Sixty taps are no flood; what was asked before it became too much stands."""
    await street.say("Riet", "kan iemand morgen om half drie met me mee naar de dokter?")
    await street.say("Riet", "ja")
    for _ in range(60):
        await street.tap("Riet", "Gelezen")
    await street.say("Riet", "dag")
    assert "Waar kan ik u mee helpen?" in street.last("Riet").text
    for _ in range(30):
        await street.say("Riet", "toe nou")
    assert "Dit gaat mij te snel." in street.last("Riet").text
    assert [one.category for one in await street.rows(Request)] == [Category.TRANSPORT]
