"""A letter that matters arrives, or a person hears of it: whatever Telegram answers, wherever the program died."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot.courier import Courier
from bot.messenger import Refused, TryLater, Unknown, Unreachable, World
from bot.practice.lindendorp import LINDENDORP
from flows.coordination.unreachable import hand_over
from flows.sitting import Sitting
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.care import Task
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState
from tests.bot.twin import Twin
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-23T10:04")
READERS = ("Riet", "Cor", "Vera", "Omar", "Wim", "Fatima")
FASTER = 200  # than the clock on the wall
ANSWERS = st.sampled_from([None, Unknown(), Unknown(), TryLater(3), Refused(), Unreachable()])
DIED = st.sampled_from([0, 0, 0, 1, 2])  # how often it had been tried when the program died on the way
GOING = (LetterState.WAITING, LetterState.SENDING)
Letter = tuple[str, LetterClass, int, list[World | None]]
LETTERS = st.lists(
    st.tuples(st.sampled_from(READERS), st.sampled_from(LetterClass), DIED, st.lists(ANSWERS, max_size=3)),
    min_size=1,
    max_size=8,
)


class Post(Twin):
    """Answers each text as it was told to, in turn; all others are taken."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[World | None]] = {}

    async def send(self, parcel: Any) -> int:
        told = self.answers.get(parcel.text)
        answer = told.pop(0) if told else None
        self.fault = lambda _what, _chat: answer
        return await super().send(parcel)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Give a street on which some count on each other."""
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    await opened.turn_to(OPENING + timedelta(minutes=1))
    for words in (
        "Kan iemand dinsdag om half drie met me mee naar de dokter?",
        "Kan iemand woensdag om 10 uur een lamp ophangen?",
    ):
        await opened.say("Riet", words)
        await opened.tap("Riet", "Ja, dat klopt")
    for name in READERS:
        if any("Ja, ik doe het" in one.labels for one in opened.phones.get(opened.chat(name), ())):
            await opened.tap(name, "Ja, ik doe het")
    yield opened
    await opened.close()


@asynccontextmanager
async def at_work(street: Street, post: Post) -> AsyncIterator[Courier]:
    """Let a courier send, whose clocks run fast."""
    begun, opened = time.monotonic(), street.moment

    def gone() -> timedelta:
        return timedelta(seconds=(time.monotonic() - begun) * FASTER)

    async def closed(chat: int) -> None:
        async with street.database.transaction() as session:
            await hand_over(Sitting(session, opened + gone(), street.menu), chat)

    courier = Courier(street.database, post, lambda: opened + gone(), closed, lambda: time.monotonic() * FASTER)
    working = asyncio.create_task(courier.run())
    try:
        yield courier
    finally:
        await courier.stop()
        await working
        street.moment = opened + gone()


async def all_sent(street: Street, post: Post) -> None:
    """Let all go that may go."""
    async with at_work(street, post) as courier, asyncio.timeout(30):
        while [one for one in await street.rows(OutboxLetter) if one.state in GOING]:
            courier.wake()
            await asyncio.sleep(0.01)


async def written(street: Street, post: Post, wanted: list[Letter]) -> dict[int, str]:
    """Put in the outbox what is WANTED, each with a text of its own; give their texts."""
    texts = dict[int, str]()
    async with street.database.transaction() as session:
        for name, letter_class, tries, answers in wanted:
            who = (await session.exec(select(Person).where(Person.chat == street.chat(name)))).one()
            letter = OutboxLetter(
                id=new_id(), chat=street.chat(name), person=who.id, community=who.current, words="form.u",
                lane=Lane.NEWS, letter_class=letter_class, written_at=street.moment, tries=tries,
                state=LetterState.SENDING if tries else LetterState.WAITING,
            )  # fmt: skip
            texts[letter.id] = f"bericht {letter.id}"
            letter.body = json.dumps({"text": texts[letter.id]})
            post.answers[texts[letter.id]] = list(answers)
            session.add(letter)
    return texts


async def is_told(street: Street, letter: OutboxLetter, text: str) -> bool:
    """Say whether LETTER arrived, or a coordinator has read whom to call about it."""
    if letter.state is LetterState.SENT:
        return True
    async with street.database.reading() as session:
        person = (await session.exec(select(Person).where(Person.id == letter.person))).one()
        tasks = (await session.exec(select(Task).where(Task.person == letter.person))).all()
        sent = await session.exec(select(OutboxLetter.about).where(OutboxLetter.state == LetterState.SENT))
        told, where = set(sent.all()), person.current or 0
        asked = await queries.visits_of_asker(session, person.id, where)
        counts = [*asked, *await queries.visits_of_helper(session, person.id, where)]
    if letter.failed == "Unreachable":
        assert not person.reachable
        return not counts or any(one.kind == "unreachable" and one.id in told for one in tasks)
    return any(one.kind == "in_doubt" and one.words == text and one.id in told for one in tasks)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS)
async def test_a_critical_letter_is_never_lost_unseen(street: Street, wanted: list[Letter]) -> None:
    """Every critical letter was sent, or its reader cannot be reached and who counts on them hears it from a person, or
    nobody knows whether it arrived and a coordinator is asked to call, with its words."""
    post = Post()
    async with street.database.transaction() as session:
        for person in (await session.exec(select(Person))).all():
            person.reachable = True
    texts = await written(street, post, wanted)
    await all_sent(street, post)
    street.moment += timedelta(minutes=1)
    while await street.rounds.tick():
        pass
    await all_sent(street, post)
    rows = {one.id: one for one in await street.rows(OutboxLetter)}
    for letter, text in texts.items():
        if rows[letter].letter_class is LetterClass.CRITICAL:
            assert await is_told(street, rows[letter], text), rows[letter]


@pytest.mark.parametrize("answers", [[Unknown(), Unknown()], [Refused()]])
async def test_whom_to_call_and_what_to_say(street: Street, answers: list[World | None]) -> None:
    """Whoever is on duty reads whom to call, the words and the number, and says with one tap that it was said."""
    post = Post()
    (letter,) = await written(street, post, [("Riet", LetterClass.CRITICAL, 0, answers)])
    await all_sent(street, post)
    street.moment += timedelta(minutes=1)
    while await street.rounds.tick():
        pass
    await all_sent(street, post)
    (parcel,) = [one.parcel for one in post.journal if one.parcel and "misschien niet aan" in one.parcel.text]
    assert parcel.chat == street.chat("Anja")
    assert parcel.text.splitlines()[-3:] == [
        "Bel Riet de Wit. Dit bericht kwam misschien niet aan:", f'"bericht {letter}"', "06-12345678"
    ]  # fmt: skip
    assert [label for label, _ in parcel.buttons] == ["Gezegd", "Neemt niet op"]
    await street.press("Anja", parcel.buttons[0][1])
    assert [one.closed_at is not None for one in await street.rows(Task) if one.kind == "in_doubt"] == [True]
