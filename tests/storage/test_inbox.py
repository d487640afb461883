"""The inbox: what was kept is handled once, in order, and forgotten in time."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, delete, select

from storage.database import Database, open_database
from storage.inbox import MOST_TRIES, chat_key, digest_of, forget_old, keep, mark_failed, next_batch, take
from storage.tables.post import InboxItem
from tests.storage.postgres import Postgres

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOT = 1000


def said(update: int, chat: int, text: str = "dag") -> dict[str, Any]:
    return {"update_id": update, "message": {"message_id": update, "chat": {"id": chat}, "text": text}}


async def store(database: Database, *raws: dict[str, Any], at: datetime = NOON) -> None:
    async with database.transaction() as session:
        await keep(session, BOT, raws, at)


async def all_rows(database: Database) -> list[InboxItem]:
    async with database.reading() as session:
        return list((await session.exec(select(InboxItem).order_by(col(InboxItem.id)))).all())


async def fail_head(database: Database, now: datetime) -> bool:
    async with database.transaction() as session:
        (head,) = await next_batch(session, now, 10)
        return mark_failed(head, "ValueError", now)


async def test_an_update_is_kept_once(database: Database) -> None:
    """However often an update comes, there is one row of it."""
    await store(database, said(1, 7), said(1, 7), said(2, 7))
    await store(database, said(2, 7), said(3, 7))
    assert [row.chat for row in await all_rows(database)] == [7, 7, 7]


async def test_ids_may_restart(database: Database) -> None:
    """The same id with other words, or the same words to another bot, is another update."""
    await store(database, said(1, 7, "dag"), said(1, 7, "hallo"))
    assert len(await all_rows(database)) == 2
    assert digest_of(1, said(1, 7)) != digest_of(2, said(1, 7))


async def test_half_a_character_is_kept(database: Database) -> None:
    """Lone surrogates and nulls in a text do not keep an update out."""
    await store(database, said(1, 7, "a\ud800b\x00"))
    assert len(await all_rows(database)) == 1


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (said(1, -5), -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 3}, "message": {"chat": {"id": 4}}}}, 4),
        ({"update_id": 1, "callback_query": {"from": {"id": 3}, "inline_message_id": "x"}}, 3),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 8}, "from": {"id": 9}}}, 8),
        ({"update_id": 1, "edited_message": {"chat": {"id": 6}}}, 6),
        ({"update_id": 1, "message": {"chat": {"id": 2**70}}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": True}}}, 0),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
        ({}, 0),
    ],
)
def test_the_chat_is_read_from_the_raw_update(raw: dict[str, Any], key: int) -> None:
    """The key of order is read from any sort of update, and is 0 where there is none."""
    assert chat_key(raw) == key


@given(
    st.dictionaries(
        st.text(),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.dictionaries(st.sampled_from(["chat", "id", "message", "from"]), inner),
        ),
    )
)
def test_no_shape_breaks_the_key(raw: dict[str, Any]) -> None:
    """Whatever JSON comes, a key that fits the column comes out."""
    assert abs(chat_key(raw)) < 2**63


async def test_one_a_chat_oldest_first(database: Database) -> None:
    """A batch holds the oldest of each chat, oldest first, and no more than asked."""
    await store(database, said(1, 7), said(2, 8), said(3, 7), said(4, 9))
    async with database.transaction() as session:
        assert [item.chat for item in await next_batch(session, NOON, 10)] == [7, 8, 9]
        assert [item.chat for item in await next_batch(session, NOON, 2)] == [7, 8]


async def test_a_waiting_head_holds_its_chat(database: Database) -> None:
    """While the oldest of a chat waits to be tried again, its younger ones wait too and other chats go on."""
    await store(database, said(1, 7))
    assert await fail_head(database, NOON) is False
    await store(database, said(2, 7), said(3, 8))
    async with database.transaction() as session:
        assert [item.chat for item in await next_batch(session, NOON, 10)] == [8]
        assert [item.chat for item in await next_batch(session, NOON + timedelta(seconds=1), 10)] == [7, 8]


async def test_five_tries_and_aside(database: Database) -> None:
    """Waits of 1, 2, 4 and 8 seconds lie between five tries; then it is set aside, body kept, and its chat goes on."""
    await store(database, said(1, 7), said(2, 7))
    now = NOON
    for wait in (1, 2, 4, 8):
        assert await fail_head(database, now) is False
        async with database.reading() as session:
            assert await next_batch(session, now + timedelta(seconds=wait - 0.01), 10) == []
        now += timedelta(seconds=wait)
    assert await fail_head(database, now) is True
    first, second = await all_rows(database)
    assert first.failed == "ValueError"
    assert first.body is not None
    async with database.transaction() as session:
        assert [item.id for item in await next_batch(session, now, 10)] == [second.id]


async def test_done_is_empty_and_later_forgotten(database: Database) -> None:
    """A handled update keeps only its digest, for 48 hours; until then the same update stays out."""
    await store(database, said(1, 7))
    async with database.transaction() as session:
        await take(session, [item.id for item in await next_batch(session, NOON, 10)], NOON)
    await store(database, said(1, 7))
    (row,) = await all_rows(database)
    assert row.body is None
    for hours, left in ((47, 1), (49, 0)):
        async with database.transaction() as session:
            await forget_old(session, NOON + timedelta(hours=hours))
        assert len(await all_rows(database)) == left


async def test_what_was_set_aside_is_kept_a_week(database: Database) -> None:
    """An update set aside can be looked at for seven days; an unfinished one is never forgotten."""
    await store(database, said(1, 7))
    for wait in range(5):
        await fail_head(database, NOON + timedelta(minutes=wait))
    await store(database, said(2, 8))
    for days, left in ((6, 2), (8, 1)):
        async with database.transaction() as session:
            await forget_old(session, NOON + timedelta(days=days))
        assert len(await all_rows(database)) == left


@pytest.mark.long_on_postgresql
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.integers(0, 9)), max_size=25))
async def test_order_per_chat_survives_failures(database: Database, steps: list[tuple[int, bool, int]]) -> None:
    """Whatever fails and whatever comes in between, each chat is handled in order of arrival, each update once."""
    handled: list[tuple[int, str | None]] = []
    now = NOON
    async with database.transaction() as session:
        await session.exec(delete(InboxItem))
    for update, (chat, fails, seconds) in enumerate([*steps, *[(1, False, 99)] * 30]):
        if update < len(steps):
            await store(database, said(update, chat), at=now)
        now += timedelta(seconds=seconds)
        async with database.transaction() as session:
            batch = await next_batch(session, now, 2)
            handled += [(item.chat, item.body) for item in batch if not fails or item.tries == MOST_TRIES - 1]
            if fails:
                [mark_failed(item, "ValueError", now) for item in batch]
            else:
                await take(session, [item.id for item in batch], now)
    came = [
        (chat, json.dumps(said(n, chat), sort_keys=True, separators=(",", ":"))) for n, (chat, _, _) in enumerate(steps)
    ]
    for chat in (1, 2, 3):
        assert [one for one in handled if one[0] == chat] == [one for one in came if one[0] == chat]


async def test_a_chat_is_in_one_pair_of_hands(postgres: Postgres) -> None:
    """While one process handles a chat, another is given neither that update nor a younger one of it."""
    one, other = (open_database(url) for url in [postgres.ready()] * 2)
    await store(one, said(1, 7), said(2, 7), said(3, 8))
    async with one.transaction(alone=True) as session:
        first, third = await next_batch(session, NOON, 10)
        assert await take(session, [first.id], NOON) == {first.id}
        async with other.transaction(alone=True) as beside:
            assert await next_batch(beside, NOON, 10) == []
            assert await take(beside, [first.id, third.id], NOON) == set()
    async with other.transaction(alone=True) as beside:
        assert await take(beside, [first.id], NOON) == set()  # it is done
        assert [item.chat for item in await next_batch(beside, NOON, 10)] == [7, 8]
    for each in (one, other):
        await each.close()
