"""The courier: every letter once, in order per chat, urgent ones first, never sooner than was asked."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, col, delete, select

from bot.courier import Courier, parcel_of
from bot.messenger import Moved, Refused, TryLater, Unknown, Unreachable, World
from flows.post import Parcel
from storage.database import Database, open_database
from storage.outbox import token_of
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState
from tests.bot.twin import Twin, lost

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ids = count(1)


def quick(times: float) -> Callable[[], float]:
    """Give a steady clock that runs so many TIMES faster than the one on the wall."""
    return lambda: time.monotonic() * times


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path}/courier.db")
    async with opened.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
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
async def running(database: Database, twin: Twin, times: float = 1.0) -> AsyncIterator[tuple[Courier, list[int]]]:
    """Run a courier whose clocks go TIMES as fast, with the list of chats it handed over."""
    handed: list[int] = []

    async def hand_over(chat: int) -> None:
        handed.append(chat)

    started = time.monotonic()

    def clock() -> datetime:
        return NOON + timedelta(seconds=(time.monotonic() - started) * times)

    courier = Courier(database, twin, clock, hand_over, quick(times))
    task = asyncio.create_task(courier.run())
    try:
        yield courier, handed
    finally:
        await courier.stop()
        await task


async def until(found: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not found():  # noqa: ASYNC110 - the journal rings no bell
            await asyncio.sleep(0.005)


async def settled(database: Database, courier: Courier, seconds: float = 8.0) -> dict[str, int]:
    """Wait until nothing is waiting or under way."""
    async with asyncio.timeout(seconds):
        while {LetterState.WAITING, LetterState.SENDING} & set(found := await states(database)):
            await asyncio.sleep(0.01)
            courier.wake()
    return found


def fails(*troubles: World | None, what: str = "send", chat: int | None = None) -> Callable[[str, int], World | None]:
    """Give each of TROUBLES to one call, then none."""
    left = list(troubles)

    def fault(called: str, where: int) -> World | None:
        return left.pop(0) if left and called == what and chat in (None, where) else None

    return fault


async def test_a_letter_arrives(database: Database) -> None:
    """A committed letter is sent as soon as the courier is woken, and emptied."""
    twin = Twin()
    async with running(database, twin) as (courier, _):
        await until(lambda: courier._recovered)
        button = {"option": "ok", "label": "Ja, dat klopt", "deed": "confirm", "args": {}, "yes": True}
        one = letter(buttons=[button])
        await store(database, one)
        courier.wake()
        assert await settled(database, courier) == {LetterState.SENT: 1}
    (call,) = twin.journal
    assert call.parcel == Parcel(7, "dag", buttons=(("Ja, dat klopt", token_of(one.id, "ok")),))
    row = await row_of(database, one)
    assert (row.message, row.body, row.tries) == (call.message, None, 1)


def test_a_parcel_is_made_of_all_the_letter_says() -> None:
    """Bold, document, contact button and the rest all reach the messenger."""
    body = {
        "text": "a",
        "bold": [[0, 1]],
        "document": ["a.ics", "aGFsbG8="],
        "ask_contact": "Mijn nummer",
        "protect": True,
        "drop_keyboard": True,
    }
    one = OutboxLetter(chat=7, thread=3, body=json.dumps(body), written_at=NOON)
    assert parcel_of(one) == Parcel(7, "a", ((0, 1),), (), "Mijn nummer", ("a.ics", b"hallo"), True, 3, True)


async def test_a_letter_that_is_not_written_well_stops_nobody(database: Database) -> None:
    """A letter without words is refused without a call, and the next of that chat goes."""
    twin = Twin()
    bad = letter()
    bad.body = "{}"
    await store(database, bad, letter(text="goed"))
    async with running(database, twin) as (courier, _):
        assert await settled(database, courier) == {LetterState.REFUSED: 1, LetterState.SENT: 1}
    assert twin.texts(7) == ["goed"]


async def test_an_answer_overtakes_a_wave(database: Database) -> None:
    """While a wave goes out, an answer written later is sent within a tenth of a second or two."""
    twin = Twin()
    twin.seconds = 0.02
    await store(database, *(letter(chat, lane=Lane.BULK) for chat in range(100, 160)))
    async with running(database, twin) as (courier, _):
        await until(lambda: len(twin.journal) > 3)
        await store(database, letter(7, "antwoord"), letter(8, "alarm", Lane.ALARM))
        courier.wake()
        sent_before = len(twin.journal)
        await until(lambda: bool(twin.texts(7) and twin.texts(8)))
        assert len(twin.journal) - sent_before < 12
        assert len(twin.journal) < 60


async def test_many_chats_at_once(database: Database) -> None:
    """A slow chat does not keep the others waiting, and no more than 32 answers are under way at once."""
    twin = Twin()
    twin.seconds = 0.3
    await store(database, *(letter(chat) for chat in range(100, 150)))
    async with running(database, twin, times=50) as (courier, _):
        await settled(database, courier)
    assert 20 <= twin.most_at_once <= 32


async def test_patience(database: Database) -> None:
    """After a 429 nothing goes to that chat before the time that was asked; others go on, and it costs no try."""
    twin = Twin(fails(TryLater(0.5), chat=7))
    one = letter(7, "een")
    await store(database, one, letter(7, "twee"), letter(8, "ander"))
    started = time.monotonic()
    async with running(database, twin) as (courier, _):
        await until(lambda: twin.texts(8) == ["ander"], 0.4)
        await until(lambda: bool(twin.texts(7)))
        assert time.monotonic() - started >= 0.5
        await settled(database, courier)
    assert twin.texts(7) == ["een", "twee"]
    assert (await row_of(database, one)).tries == 1


async def test_patience_of_the_whole_bot(database: Database) -> None:
    """A 429 of the whole bot holds everybody, an alarm too."""
    twin = Twin(fails(TryLater(0.5, whole_bot=True), chat=7))
    await store(database, letter(7))
    async with running(database, twin) as (courier, _):
        await until(lambda: len(twin.journal) == 1)
        started = time.monotonic()
        await store(database, letter(8))
        assert await courier.shout(Parcel(9, "Bel nu 112.")) is not None
        assert time.monotonic() - started >= 0.45
        await settled(database, courier)


async def test_a_pause_outlives_a_restart(database: Database) -> None:
    """A chat that was to be left alone is left alone by the next courier too, also by an alarm."""
    waiting = letter(7, failed="TryLater", not_before=NOON + timedelta(seconds=0.5))
    await store(database, waiting, letter(7, "alarm", Lane.ALARM))
    twin = Twin()
    started = time.monotonic()
    async with running(database, twin) as (courier, _):
        await settled(database, courier)
        assert time.monotonic() - started >= 0.5
    assert twin.texts(7) == ["alarm", "dag"]


async def test_a_closed_chat_is_called_once(database: Database) -> None:
    """After a 403 the person is out of reach, the rest of the chat is refused without a call, and flows are told."""
    twin = Twin(lambda _, chat: Unreachable() if chat == 7 else None)
    await store(database, Person(chat=7, made_at=NOON), letter(7), letter(7), letter(8))
    async with running(database, twin) as (courier, handed):
        assert await settled(database, courier) == {LetterState.REFUSED: 2, LetterState.SENT: 1}
        await until(lambda: handed == [7])
    assert len([call for call in twin.journal if call.chat == 7]) == 1
    async with database.reading() as session:
        assert (await session.exec(select(Person.reachable))).all() == [False]


async def test_a_moved_group(database: Database) -> None:
    """When a group has another id, the letter is sent there, once, and the rest follows."""
    twin = Twin(lambda _, chat: Moved(-200) if chat == -100 else None)
    await store(database, letter(-100, "een"), letter(-100, "twee"))
    async with running(database, twin) as (courier, _):
        assert await settled(database, courier) == {LetterState.SENT: 2}
    assert twin.texts(-200) == ["een", "twee"]
    assert len(twin.texts(-100)) == 0


async def test_lost_answers_by_class(database: Database) -> None:
    """When no answer comes, a critical letter is sent twice at most and a courtesy once."""
    twin = Twin(lost)
    await store(database, letter(7, "kom"), letter(8, "dank", letter_class=LetterClass.COURTESY))
    async with running(database, twin, times=40) as (courier, _):
        assert await settled(database, courier) == {LetterState.UNKNOWN: 2}
    assert (twin.texts(7), twin.texts(8)) == (["kom", "kom"], ["dank"])


async def test_an_outage_costs_few_letters(database: Database) -> None:
    """While nobody answers only one letter at a time is tried; when answers come back the rest all arrive."""
    out = [True]
    twin = Twin(lambda _what, _chat: Unknown() if out[0] else None)
    await store(database, *(letter(chat, letter_class=LetterClass.COURTESY) for chat in range(100, 200)))
    async with running(database, twin, times=20) as (courier, _):
        await asyncio.sleep(0.5)
        out[0] = False
        found = await settled(database, courier)
    assert found[LetterState.SENT] >= 60


async def test_an_edit(database: Database) -> None:
    """An edit changes the message its letter became, with tokens of its own."""
    twin = Twin()
    first = letter(7, "aanbod")
    card = letter(7, "kaart", edits=first.id, buttons=[{"option": "no", "label": "Ik kan toch niet"}])
    await store(database, first, card)
    async with running(database, twin) as (courier, _):
        await settled(database, courier)
    sent, edited = twin.journal
    assert (edited.what, edited.message) == ("edit", sent.message)
    assert edited.parcel is not None
    assert edited.parcel.buttons == (("Ik kan toch niet", token_of(card.id, "no")),)


@pytest.mark.parametrize(
    ("letter_class", "calls"), [(LetterClass.CRITICAL, ["send", "edit", "send"]), (LetterClass.EDIT, ["send", "edit"])]
)
async def test_an_edit_of_a_message_that_is_gone(
    database: Database, letter_class: LetterClass, calls: list[str]
) -> None:
    """When the message was taken away, a critical edit arrives as a new one and any other is let go."""
    twin = Twin(fails(Refused(), what="edit"))
    first = letter(7, "aanbod")
    await store(database, first, letter(7, "kaart", edits=first.id, letter_class=letter_class))
    async with running(database, twin) as (courier, _):
        await settled(database, courier)
    assert [call.what for call in twin.journal] == calls


async def test_after_a_crash(database: Database) -> None:
    """A letter that was under way at a crash is treated as unknown: critical again, courtesy not."""
    under_way: dict[str, Any] = {"state": LetterState.SENDING, "tries": 1}
    critical, courtesy = letter(7, **under_way), letter(8, letter_class=LetterClass.COURTESY, **under_way)
    await store(database, critical, courtesy)
    twin = Twin()
    async with running(database, twin) as (courier, _):
        assert await settled(database, courier) == {LetterState.SENT: 1, LetterState.UNKNOWN: 1}
    assert (twin.texts(7), twin.texts(8)) == (["dag"], [])


async def test_a_store_in_trouble(database: Database) -> None:
    """While the store fails letters wait and a shout goes out; when it works again nothing is lost or sent twice."""
    twin = Twin()
    one, two = letter(7, "een"), letter(8, "twee")
    await store(database, one)
    async with running(database, twin, times=1) as (courier, _):
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
        await asyncio.sleep(0.05)
        courier.wake()
        assert await courier.shout(Parcel(9, "Bel nu 112.")) is not None
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE away RENAME TO outbox")
        await store(database, two)
        assert await settled(database, courier) == {LetterState.SENT: 2}
    assert (twin.texts(7), twin.texts(8)) == (["een"], ["twee"])


@pytest.mark.parametrize(
    ("troubles", "arrives"),
    [
        ((Unknown(),), True),
        ((Unknown(), Unknown()), False),
        ((TryLater(0.1), TryLater(0.1)), True),
        ((Unreachable(),), False),
        ((Refused(),), False),
        ((Moved(70),), True),
    ],
)
async def test_a_shout_never_raises(database: Database, troubles: tuple[World, ...], arrives: bool) -> None:
    """A shout gives the id of its message, or None when it cannot arrive; it is repeated once after an unknown."""
    twin = Twin(fails(*troubles))
    async with running(database, twin, times=20) as (courier, _):
        message = await courier.shout(Parcel(7, "Bel nu 112."))
    assert (message is not None) == arrives


async def test_presses(database: Database) -> None:
    """The answer to a press goes past the letters; one that fails is dropped without a word."""
    twin = Twin(fails(Refused(), what="answer"))
    async with running(database, twin) as (courier, _):
        courier.answer_press("p1", "te laat")
        courier.answer_press("p2", "gelezen")
        await until(lambda: len(twin.journal) == 2)
    assert [call.fault for call in twin.journal] == ["Refused", ""]


async def test_stopping(database: Database) -> None:
    """At a stop what is under way is finished and marked, and the rest stays waiting."""
    twin = Twin()
    twin.seconds = 0.2
    await store(database, *(letter(7, str(n)) for n in range(3)))
    async with running(database, twin) as (courier, _):
        await until(lambda: bool(courier._under_way))
    assert await states(database) == {LetterState.SENT: 1, LetterState.WAITING: 2}


async def test_at_rest_it_does_nothing(database: Database) -> None:
    """With nothing to do no round is made."""
    rounds = 0
    async with running(database, Twin()) as (courier, _):
        await until(lambda: courier._recovered)
        plain = courier._round

        async def counted() -> float:
            nonlocal rounds
            rounds += 1
            return await plain()

        courier._round = counted  # type: ignore[method-assign]
        await asyncio.sleep(0.2)
    assert rounds == 0


TROUBLES = st.sampled_from([None, None, TryLater(1), TryLater(2, True), Unknown(), Refused(), Moved(1)])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([*LetterClass])), min_size=1, max_size=12),
    st.lists(TROUBLES, max_size=15),
)
async def test_order_and_repeats_under_any_failures(
    database: Database, wanted: list[tuple[int, LetterClass]], troubles: list[World | None]
) -> None:
    """Whatever fails, each chat reads its letters in the order they were written, none more often than its class
    allows, and every letter comes to an end."""
    async with database.transaction() as session:
        await session.exec(delete(OutboxLetter))
    letters = [letter(chat, str(n), letter_class=letter_class) for n, (chat, letter_class) in enumerate(wanted)]
    await store(database, *letters)
    twin = Twin(fails(*troubles))
    async with running(database, twin, times=500) as (courier, _):
        await settled(database, courier)
    for chat in (1, 2, 3):
        numbers = [int(text) for text in twin.texts(chat)]
        assert numbers == sorted(numbers)
    allowed = {LetterClass.CRITICAL: 2, LetterClass.COURTESY: 1, LetterClass.EDIT: 8}
    everything = [call.text for call in twin.journal if call.fault in ("", "Unknown")]
    for n, one in enumerate(letters):
        assert everything.count(str(n)) <= allowed[one.letter_class]
    async with database.reading() as session:
        rows = (await session.exec(select(OutboxLetter).order_by(col(OutboxLetter.id)))).all()
    assert all(row.body is None for row in rows if row.state is LetterState.SENT)
