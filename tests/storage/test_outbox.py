"""The outbox: the right letter goes next, and none is repeated more often than its class allows."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Database
from storage.outbox import (
    claim,
    close_chat,
    forget_old,
    heads,
    mark_refused,
    mark_sent,
    mark_unknown,
    move_chat,
    next_due,
    pauses,
    put_back,
    recover,
    sort_edits,
)
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOON = NOON + timedelta(seconds=30)
ids = count(1)


def letter(chat: int = 7, lane: Lane = Lane.ANSWER, **rest: Any) -> OutboxLetter:
    return OutboxLetter(id=next(ids), chat=chat, lane=lane, body="{}", written_at=NOON, **rest)


async def store(database: Database, *letters: Any) -> None:
    async with database.transaction() as session:
        session.add_all(letters)


async def next_ids(
    database: Database, now: datetime = NOON, most: int = 99, resting: tuple[int, ...] = ()
) -> list[int]:
    async with database.reading() as session:
        return [one.id for one in await heads(session, now, most, resting)]


async def fresh(database: Database, letter_id: int) -> OutboxLetter:
    async with database.reading() as session:
        return (await session.exec(select(OutboxLetter).where(OutboxLetter.id == letter_id))).one()


async def test_the_lowest_of_each_chat(database: Database) -> None:
    """Each chat is sent its oldest letter; urgent lanes come first across chats."""
    bulk, answer, news, later = letter(1, Lane.BULK), letter(2), letter(3, Lane.NEWS), letter(2, Lane.NEWS)
    await store(database, bulk, answer, news, later)
    assert await next_ids(database) == [answer.id, news.id, bulk.id]
    assert await next_ids(database, most=1) == [answer.id]
    assert await next_ids(database, resting=(2, 3)) == [bulk.id]


async def test_the_past_costs_nothing(database: Database) -> None:
    """However many letters were ever sent, the next ones are found by the index of those still going."""
    asked: list[Any] = []
    await store(database, *(letter(state=LetterState.SENT) for _ in range(2000)), letter())
    engine, shared = database.engine.sync_engine, database.shared
    explain, whole = ("EXPLAIN ", "Seq Scan on outbox") if shared else ("EXPLAIN QUERY PLAN ", "SCAN outbox")
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ANALYZE outbox")
    event.listen(engine, "before_cursor_execute", lambda _1, _2, *asking: asked.append(asking[:2]))
    async with database.transaction() as session:
        _ = await heads(session, NOON, 9), await next_due(session, NOON)
        _ = await pauses(session, NOON), await recover(session, NOON)
    for statement, parameters in [one for one in asked if one[0].startswith("SELECT")]:
        async with database.engine.connect() as connection:
            rows = await connection.exec_driver_sql(explain + statement, parameters)
            plan = [str(row[-1]) for row in rows]
        assert any("outbox_going" in step for step in plan)
        assert not any(whole in step for step in plan), plan


async def test_an_alarm_overtakes(database: Database) -> None:
    """An alarm goes before all else in its chat, also while another letter there is under way or the chat rests."""
    older, alarm = letter(1), letter(1, Lane.ALARM)
    await store(database, older, alarm)
    assert await next_ids(database, resting=(1,)) == [alarm.id]
    async with database.transaction() as session:
        await claim(session, await heads(session, NOON, 1))
    assert await next_ids(database) == [older.id]
    async with database.transaction() as session:
        await claim(session, await heads(session, NOON, 1))
    another = letter(1, Lane.ALARM)
    await store(database, another)
    assert await next_ids(database) == []  # the first alarm is under way
    async with database.transaction() as session:
        await mark_sent(session, [(alarm, 5, NOON)])
    assert await next_ids(database) == [another.id]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from([*Lane]), st.sampled_from(["", "later", "tried"])), max_size=12
    )
)
async def test_what_goes_to_many_delays_nothing(database: Database, wanted: list[tuple[int, Lane, str]]) -> None:
    """Whatever waits in the bulk lane, everything else goes exactly when and in the order it would go without it."""

    def made(chat: int, lane: Lane, how: str) -> OutboxLetter:
        rest = {"not_before": SOON if how else None, "failed": "TryLater" if how == "tried" else None}
        return letter(chat, lane, **rest)

    found = list[list[int]]()
    for bulk in (True, False):
        letters = [made(*one) for one in wanted]
        kept = [one for one in letters if bulk or one.lane is not Lane.BULK]
        await store(database, *kept)
        numbers = {one.id: place for place, one in enumerate(letters)}
        urgent = {one.id for one in letters if one.lane is not Lane.BULK}
        for now in (NOON, SOON):
            found.append([numbers[one] for one in await next_ids(database, now) if one in urgent])
        async with database.transaction() as session:
            await session.exec(delete(OutboxLetter))
    assert found[:2] == found[2:]


async def test_a_letter_to_many_goes_in_time_or_not(database: Database) -> None:
    """One that may not go after an hour stays where it is from then on, and holds up nothing else in its chat."""
    bulk, answer = letter(1, Lane.BULK, not_after=SOON), letter(1)
    await store(database, bulk, answer)
    assert await next_ids(database) == [answer.id]
    async with database.transaction() as session:
        await mark_sent(session, [(answer, 5, NOON)])
    assert await next_ids(database) == [bulk.id]
    assert await next_ids(database, SOON) == []


async def test_a_letter_under_way_holds_its_chat(database: Database) -> None:
    """While a letter is being sent, or waits to be tried again, no other goes to that chat."""
    first, second, other = letter(1), letter(1), letter(2)
    await store(database, first, second, other)
    async with database.transaction() as session:
        await claim(session, [await session.get_one(OutboxLetter, first.id)])
    assert await next_ids(database) == [other.id]
    async with database.transaction() as session:
        put_back(await session.get_one(OutboxLetter, first.id), SOON)
    assert await next_ids(database) == [other.id]
    assert await next_ids(database, SOON) == [first.id, other.id]
    async with database.reading() as session:
        assert await pauses(session, NOON) == {1: SOON}
        assert await next_due(session, NOON) == SOON
        assert await next_due(session, SOON) is None


async def test_a_planned_letter_holds_nobody(database: Database) -> None:
    """A letter meant for the morning does not keep an answer waiting, and goes when its time has come."""
    planned, answer = letter(1, not_before=SOON), letter(1)
    await store(database, planned, answer)
    assert await next_ids(database) == [answer.id]
    assert await next_ids(database, SOON) == [planned.id]
    async with database.reading() as session:
        assert await pauses(session, NOON) == {}


async def test_what_is_sent_is_emptied(database: Database) -> None:
    """A sent letter keeps what its buttons do, and none of its words."""
    button = {"option": "yes", "label": "Ja, Riet", "deed": "accept", "args": {"offer": 3}, "yes": True}
    sent = letter(buttons=[button])
    await store(database, sent)
    async with database.transaction() as session:
        row = await session.get_one(OutboxLetter, sent.id)
        await claim(session, [row])
        await session.flush()
        await mark_sent(session, [(row, 41, NOON)])
    row = await fresh(database, sent.id)
    assert (row.state, row.message, row.body, row.tries) == (LetterState.SENT, 41, None, 1)
    assert row.buttons == [{"option": "yes", "deed": "accept", "args": {"offer": 3}, "yes": True}]


@pytest.mark.parametrize(
    ("letter_class", "states"),
    [
        (LetterClass.CRITICAL, [LetterState.WAITING, LetterState.UNKNOWN]),
        (LetterClass.COURTESY, [LetterState.UNKNOWN]),
        (LetterClass.EDIT, [LetterState.WAITING] * 7 + [LetterState.UNKNOWN]),
    ],
)
async def test_unknown_by_class(database: Database, letter_class: LetterClass, states: list[LetterState]) -> None:
    """After a crash a critical letter goes once more, a courtesy never, an edit again but not for ever."""
    one = letter(letter_class=letter_class)
    await store(database, one)
    for state in states:
        async with database.transaction() as session:
            await claim(session, [await session.get_one(OutboxLetter, one.id)])
        async with database.transaction() as session:
            assert await recover(session, NOON) == 1
        assert (await fresh(database, one.id)).state == state


async def sorted_edits(database: Database) -> list[tuple[int, int | None]]:
    async with database.transaction() as session:
        return [(one.id, message) for one, message in await sort_edits(session, await heads(session, NOON, 9), NOON)]


async def test_an_edit_waits_for_its_letter(database: Database) -> None:
    """An edit goes after its letter, to the message it became; an edit of the edit to that same message."""
    first = letter(not_before=SOON)
    edit = letter(edits=first.id, letter_class=LetterClass.EDIT)
    await store(database, first, edit)
    assert await next_ids(database) == []
    async with database.transaction() as session:
        await mark_sent(session, [(first, 41, NOON)])
    assert await sorted_edits(database) == [(edit.id, 41)]
    async with database.transaction() as session:
        mark_refused(await session.get_one(OutboxLetter, edit.id), "Refused")
    again = letter(edits=edit.id, letter_class=LetterClass.EDIT)
    await store(database, again)
    assert await sorted_edits(database) == [(again.id, 41)]


async def test_only_the_last_edit_goes(database: Database) -> None:
    """Of several edits of one letter that are due, only the last is sent; one planned for later does not count."""
    first = letter(state=LetterState.SENT, message=41)
    edits = [letter(edits=first.id, letter_class=LetterClass.EDIT) for _ in range(3)]
    edits[2].not_before = SOON
    await store(database, first, *edits)
    assert await sorted_edits(database) == []
    assert await sorted_edits(database) == [(edits[1].id, 41)]
    assert (await fresh(database, edits[0].id)).failed == "Superseded"


@pytest.mark.parametrize("state", [LetterState.REFUSED, LetterState.UNKNOWN])
async def test_an_edit_without_a_message(database: Database, state: LetterState) -> None:
    """When there is no message to change, a critical edit goes as a new one and any other is dropped."""
    first = letter(state=state)
    card = letter(edits=first.id, letter_class=LetterClass.CRITICAL)
    await store(database, first, card)
    assert await sorted_edits(database) == [(card.id, None)]
    plain = letter(8, edits=first.id, letter_class=LetterClass.EDIT)
    await store(database, plain)
    await sorted_edits(database)
    assert (await fresh(database, plain.id)).state == LetterState.REFUSED


async def test_a_closed_chat(database: Database) -> None:
    """When a chat is closed, all that waits for it is refused, and whoever has it is noted as out of reach."""
    waiting, other = letter(1), letter(2)
    await store(database, waiting, other, Person(chat=1, made_at=NOON), Person(chat=2, made_at=NOON))
    async with database.transaction() as session:
        await close_chat(session, 1, "Unreachable")
    assert await next_ids(database) == [other.id]
    async with database.reading() as session:
        people = (await session.exec(select(Person).order_by(col(Person.chat)))).all()
        assert [person.reachable for person in people] == [False, True]


async def test_a_moved_chat(database: Database) -> None:
    """When a chat gets another id, its letters and its owner follow; a taken id is left alone."""
    await store(database, letter(1), Person(chat=1, made_at=NOON), letter(3), Person(chat=3, made_at=NOON))
    async with database.transaction() as session:
        await move_chat(session, 1, 2)
        await move_chat(session, 3, 2)
    async with database.reading() as session:
        assert sorted((await session.exec(select(Person.chat))).all(), key=str) == [2, 3]
        assert [one.chat for one in await heads(session, NOON, 9)] == [2]


async def test_what_failed_is_emptied_after_a_week(database: Database) -> None:
    """The body of a letter that failed is kept for seven days."""
    failed, waiting = letter(state=LetterState.REFUSED), letter()
    await store(database, failed, waiting)
    for days, body in ((6, "{}"), (8, None)):
        async with database.transaction() as session:
            await forget_old(session, NOON + timedelta(days=days))
        assert (await fresh(database, failed.id)).body == body
    assert (await fresh(database, waiting.id)).body == "{}"


FATES = st.sampled_from(["sent", "lost answer", "later", "refused", "crash"])
LETTERS = st.lists(st.tuples(st.integers(1, 2), st.sampled_from(LetterClass)), min_size=1, max_size=5)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS, st.lists(FATES, max_size=12))
async def test_no_class_is_repeated_too_often(
    database: Database, wanted: list[tuple[int, LetterClass]], fates: list[str]
) -> None:
    """Under any failures and crashes between claim and mark every letter comes to an end, in the order of its chat,
    and none may have arrived more often than its class allows."""
    letters = [letter(chat, letter_class=letter_class) for chat, letter_class in wanted]
    async with database.transaction() as session:
        await session.exec(delete(OutboxLetter))
    await store(database, *letters)
    arrived: list[int] = []  # as far as it can have
    now = NOON
    for fate in [*fates, *["sent"] * len(letters)]:
        now += timedelta(seconds=25)
        async with database.transaction() as session:
            going = await heads(session, now, 9)
            await claim(session, going)
        if fate in ("sent", "lost answer", "crash"):
            arrived += [one.id for one in going]
        async with database.transaction() as session:
            if fate == "crash":
                await recover(session, NOON)
            for one in going if fate != "crash" else []:
                await meet(session, await session.get_one(OutboxLetter, one.id), fate, now)
    assert await next_ids(database, now + timedelta(days=1)) == []
    allowed = {LetterClass.CRITICAL: 2, LetterClass.COURTESY: 1, LetterClass.EDIT: 8}
    for one in letters:
        assert arrived.count(one.id) <= allowed[one.letter_class]
    for chat in (1, 2):
        mine = [one.id for one in letters if one.chat == chat]
        assert [one for one in arrived if one in mine] == sorted(one for one in arrived if one in mine)


async def meet(session: AsyncSession, one: OutboxLetter, fate: str, now: datetime) -> None:
    match fate:
        case "sent":
            await mark_sent(session, [(one, one.id, now)])
        case "lost answer":
            mark_unknown(session, one, now, now + timedelta(seconds=5))
        case "later":
            put_back(one, now + timedelta(seconds=20))
        case _:
            mark_refused(one, "Refused")
