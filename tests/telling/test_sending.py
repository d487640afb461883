"""A message to many: only to those who want it, each once, by day, whatever happens on the way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from flows.telling import sending
from flows.telling.sending import PORTION
from flows.wording.render import LONGEST
from storage.held import hold_back
from storage.outbox import claim, heads, mark_sent
from storage.tables.people import Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.tables.telling import Telling
from storage.terms import LetterState, Role, Standing, TellingState
from tests.laws.house import House, Sight
from tests.telling.village import NEIGHBOURS, WORDS, begin, fill, got, is_over, sitting_in, the_telling, wish

EVENING, NIGHT, DAWN, MORNING = (
    datetime.fromisoformat(f"2026-11-{one}") for one in ("21T20:59:58", "21T21:00", "22T07:59", "22T08:05")
)
EVERYBODY = Counter(f"Buur{n}" for n in range(NEIGHBOURS))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """Give a store with a village of many."""
    folder = tmp_path_factory.mktemp("many")
    return folder, asyncio.run(fill(folder))


@pytest.fixture
async def house(filled: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[House]:
    """Give a house in which all of them live."""
    opened = House.move_in(filled[0], tmp_path, filled[1])
    yield opened
    await opened.close()


async def _go_on(house: House, until: timedelta = timedelta(minutes=2)) -> None:
    await house.wait(until)


async def test_everybody_gets_it_once(house: House) -> None:
    """It goes in portions, each of which is soon written, and ends with a report; its words are kept no longer."""
    await begin(house)
    assert len(got(house)) == PORTION
    await _go_on(house)
    assert got(house) == EVERYBODY
    shown = [one for one in house.phones[house.chat("Anja")] if one.edited]
    assert [one.text.split("\n")[-1] for one in shown] == [f"{NEIGHBOURS} van {NEIGHBOURS}"]
    assert house.last("Anja").text == f"{NEIGHBOURS} mensen hebben het gekregen."
    telling = await the_telling(house)
    assert (telling.state, telling.words) == (TellingState.OVER, None)
    _is_changed_kindly([one for one in house.seen if one.words in ("telling.going", "telling.went")])


def _is_changed_kindly(shown: Sequence[Sight]) -> None:
    """See that one message shows how far it is, with a bar that grows, and changes every five seconds at most."""
    assert [one.edited for one in shown] == [False, *([True] * (len(shown) - 1))]
    assert all(later.at - sooner.at >= timedelta(seconds=5) for sooner, later in pairwise(shown))
    bars = [one.text.count("▓") for one in shown]
    assert bars == sorted(bars)
    assert bars[-1] == 10


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 60), min_size=1, max_size=4))
async def test_killed_on_the_way(filled: tuple[Path, dict[str, int]], tmp_path: Path, kills: list[int]) -> None:
    """Killed at any statement, it goes on where it was: nobody gets it twice, and who may lack it is in doubt."""
    house = House.move_in(filled[0], tmp_path, filled[1])
    try:
        await house.say("Anja", f"/bericht iedereen: {WORDS}")
        for after in kills:
            house.kill_after(after)
            is_draft = (await the_telling(house)).state is TellingState.DRAFT
            await house.live(house.tap("Anja", "Versturen") if is_draft else house.wait(timedelta(seconds=4)))
        if (await the_telling(house)).state is TellingState.DRAFT:
            await house.tap("Anja", "Versturen")
        await _go_on(house)
        assert await is_over(house)
        arrived = got(house)
        assert set(arrived.values()) == {1}
        doubtful = {one.person for one in await house.rows(OutboxLetter) if one.state is LetterState.UNKNOWN
                    and one.words == "telling.letter"}  # fmt: skip
        assert len(set(EVERYBODY) - set(arrived)) <= len(doubtful)
    finally:
        await house.close()


async def test_nobody_gets_it_at_night(house: House) -> None:
    """What is not sent by nine waits for the morning, and nobody gets it twice; the message says so."""
    await begin(house, EVENING)
    before = got(house)
    assert 0 < len(before) < NEIGHBOURS
    house.moment = house.on_the_wall(NIGHT)
    await house.turn_to(DAWN)
    assert got(house) == before
    assert "Het is nacht. Ik verstuur het" in house.phones[house.chat("Anja")][-1].text
    await house.turn_to(MORNING)
    assert got(house) == EVERYBODY


async def test_a_letter_left_over_waits_for_the_morning(house: House) -> None:
    """What was written and not sent when the night began, or the program ended, does not leave in the night."""
    house.moment = house.on_the_wall(EVENING)
    await house.say("Anja", f"/bericht iedereen: {WORDS}")
    await _written_only(house)
    async with house.database.transaction() as session:
        assert len(await heads(session, house.moment, 999)) > PORTION // 2
        night = house.on_the_wall(NIGHT)
        assert not [one for one in await heads(session, night, 999) if one.words == "telling.letter"]
    house.moment = house.on_the_wall(NIGHT)
    await house.restart()
    assert not got(house)
    await house.turn_to(MORNING)
    assert got(house) == EVERYBODY


async def _written_only(house: House) -> None:
    """Begin to send, with a courier that does nothing yet."""
    async with house.database.transaction() as session:
        sitting = sitting_in(house, session)
        telling = await session.get_one(Telling, (await the_telling(house)).id)
        await sending.begin(sitting, await session.get_one(Person, telling.by), telling, NEIGHBOURS)


async def test_stopped(house: House) -> None:
    """Stopped, nothing more of it leaves but what the courier has in hand, and the report says how many miss it."""
    await house.say("Anja", f"/bericht iedereen: {WORDS}")
    await _written_only(house)
    async with house.database.transaction() as session:
        hand = [one for one in await heads(session, house.moment, 30) if one.words == "telling.letter"][:5]
        await claim(session, hand)
    await house.say("Anja", "/bericht stop")
    assert not got(house)
    async with house.database.transaction() as session:
        await mark_sent(session, [(one, 7, house.moment) for one in hand])
    await _go_on(house)
    assert not got(house)
    assert "5 mensen hebben het gekregen." in house.last("Anja").text
    assert f"{NEIGHBOURS - 5} mensen krijgen het niet meer." in house.last("Anja").text
    await house.say("Anja", "/bericht stop")
    assert house.last("Anja").text == "Er gaat nu geen bericht uit."


async def test_a_wish_holds_at_once(house: House) -> None:
    """Who wants no more messages while one goes out does not get it any more."""
    await begin(house)
    late = next(one for one in EVERYBODY if one not in got(house))
    await house.say(late, "geen berichten meer")
    await _go_on(house)
    assert set(EVERYBODY) - set(got(house)) == {late}


async def test_a_coordinator_no_more(house: House) -> None:
    """Whoever is no coordinator any more sends nothing on, and reads no names."""
    await begin(house)
    anja, before = await house.person("Anja"), got(house)
    async with house.database.transaction() as session:
        mine = (col(Membership.person) == anja.id) & (col(Membership.role) == Role.COORDINATOR)
        await session.exec(update(Membership).where(mine).values(standing=Standing.LEFT))
    read = len(house.phones[house.chat("Anja")])
    await _go_on(house)
    assert got(house) == before
    assert await is_over(house)
    assert len(house.phones[house.chat("Anja")]) == read


async def test_who_was_not_reached_is_named(house: House) -> None:
    """Whose chat is closed, or whose letter was refused, is named in the report, to the coordinator alone."""
    closed = [f"Buur{n}" for n in range(25)]
    async with house.database.transaction() as session:
        chats = [house.chat(one) for one in closed]
        await session.exec(update(Person).where(col(Person.chat).in_(chats)).values(reachable=False))
    await begin(house)
    await _go_on(house)
    assert set(EVERYBODY) - set(got(house)) == set(closed)
    report = house.last("Anja")
    assert f"{NEIGHBOURS - 25} mensen hebben het gekregen.\nDit bereikte 25 mensen niet zeker:" in report.text
    assert report.labels == ["Gelezen", "Verder"]
    first = report.text.count("Telegram is daar dicht")
    await house.tap("Anja", "Verder")
    assert (first, house.last("Anja").text.count("Telegram is daar dicht")) == (20, 5)
    await house.wait(timedelta(minutes=1))


async def test_those_who_never_agreed_get_nothing(house: House) -> None:
    """Without a yes of their own nobody gets a message, and whoever asked for quiet gets none either."""
    await wish(house, "Buur1", wants=False)
    await wish(house, "Buur2", wants=None)
    await house.say("Buur3", "stop")
    await house.tap("Buur3", "Even geen berichten")
    await begin(house)
    await _go_on(house)
    assert set(EVERYBODY) - set(got(house)) == {"Buur1", "Buur2", "Buur3"}


NASTY = st.sampled_from(["\U0001f600" * 1750, "e\u0301{x}*y*<b>&", "\u202e\u200b", "/stop", "*" * 3500, "\n\n ja"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40).map(lambda one: one * 3) | NASTY)
async def test_it_arrives_as_it_was_shown(house: House, words: str) -> None:
    """What is shown is letter for letter what arrives, whatever it is made of; what can't be sent is asked anew."""
    house.moment += timedelta(minutes=10)
    async with house.database.transaction() as session:
        others = select(Person.id).where(col(Person.chat).not_in([house.chat("Anja"), house.chat("Buur0")]))
        await session.exec(update(Membership).where(col(Membership.person).in_(others)).values(messages=None))
    seen = len(house.seen)
    await house.say("Anja", f"/bericht iedereen:\n{words}")
    shown = [one.text for one in house.seen[seen:] if one.words == "telling.letter"]
    if not shown:
        await house.say("Anja", "stop")
        return
    await house.tap("Anja", "Versturen")
    arrived = house.last("Buur0").text
    assert arrived.endswith(shown[-1])
    assert len(arrived.encode("utf-16-le")) // 2 <= LONGEST


async def test_one_phone_reads_it_once(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    """Two who live by one phone read it there once; where only the one without a phone wants it, it says for whom."""
    made = tmp_path_factory.mktemp("made")
    await House.fill(made)
    house = House.move_in(made, tmp_path, {"Henk": 102, "Anja": 301})
    try:
        async with house.database.transaction() as session:
            await session.exec(update(Membership).values(messages=True))
        await begin(house)
        await _go_on(house)
        assert [WORDS in one.text for one in house.seen if one.chat == house.chats["Henk"]] == [True]
        assert not [one for one in house.seen if "Bel Ans" in one.text]
        henk = await house.person("Henk")
        async with house.database.transaction() as session:
            await session.exec(update(Membership).where(col(Membership.person) == henk.id).values(messages=False))
            await session.exec(update(Speaker).values(consent="own"))
        house.moment += timedelta(hours=1)
        await begin(house, words="Tot zaterdag!")
        await _go_on(house)
        assert house.last("Henk").text.startswith("Voor Ans")
        assert "Tot zaterdag!" in house.last("Henk").text
    finally:
        await house.close()


async def test_after_a_standstill_it_goes_by_itself(house: House) -> None:
    """What goes to many is not put together with what people hear of a standstill, and is not held for it."""
    buur = (await house.person("Buur0")).id
    one, many = [OutboxLetter(chat=5, person=buur, written_at=house.moment, body="{}") for _ in range(2)]
    many.not_after = house.moment + timedelta(hours=1)
    async with house.database.transaction() as session:
        session.add_all((one, many))
        assert await hold_back(session, house.moment, house.moment + timedelta(minutes=10)) == 1
    assert {row.id: row.not_before is None for row in await house.rows(OutboxLetter)} == {one.id: False, many.id: True}
