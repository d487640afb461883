"""After a standstill of days: each person hears of it once, no promise is missed unseen, and no kill makes it twice."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.practice.lindendorp import LINDENDORP
from flows.rounds import Rounds
from flows.sitting import Sitting
from flows.standstill import Waking
from flows.tasks import open_task
from storage.held import WAKING, sign_of
from storage.ids import new_id
from storage.inbox import keep, mark_failed, next_batch
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Visit
from storage.tables.post import OutboxLetter
from storage.terms import LetterState, VisitState
from tests.street import BOT, Shown, Street

OPENING = datetime.fromisoformat("2026-11-23T10:04")
ASKED = (
    ("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?"),
    ("Riet", "Kan iemand woensdag om 10 uur een lamp ophangen?"),
    ("Cor", "wie wil vrijdag om 11 uur in de tuin helpen"),
    ("Cor", "kan iemand dinsdag om 4 uur boodschappen doen"),
)
KINDS = ("low", "often", "unreachable", "forgets", "nobody_home")
IN_ORDER = ["nobody_home", "low", "unreachable", "often", "forgets"]  # as /vandaag has them
SORRY = ("Ik deed het een tijd niet", "deed ik het niet")


class Killed(BaseException):
    """The program ends here, with whatever it had not committed."""


class Asleep:
    """A street whose program can stand still."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self.seconds = 0.0
        self.restart()

    def restart(self, dies_after: int = 0) -> None:
        """Go on as a program that was just started, and dies after so many looks at the clock; 0: never."""
        street, looks = self.street, count(1)

        def clock() -> datetime:
            if dies_after and next(looks) > dies_after:
                raise Killed
            return street.moment

        street.rounds = Rounds(street.database, street.menu, clock)
        self.waking = Waking(street.database, street.menu, clock, street.rounds, lambda: self.seconds)

    async def until(self, local: str) -> list[tuple[str, Shown]]:
        """Stand still until then, and give whom is shown what on waking."""
        street, seen = self.street, len(self.street.news)
        moment = street.on_the_wall(datetime.fromisoformat(local))
        self.seconds += (moment - street.moment).total_seconds()
        street.moment = moment
        await self.tick()
        names = {chat: name for name, chat in street.chats.items()}
        return [(names[chat], shown) for chat, shown in street.news[seen:]]

    async def tick(self) -> None:
        """Do what the house does at a tick of its clock."""
        await self.waking.look()
        while await self.street.rounds.tick():
            pass
        await self.street.deliver()


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Asleep]:
    """Give a village in which much is asked, agreed and promised."""
    street = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    asleep = Asleep(street)
    await asleep.tick()
    for name, words in ASKED:
        await street.say(name, words)
        if any("Klopt dat?" in one.text for one in street.phones[street.chat(name)][-1:]):
            await street.tap(name, "Ja, dat klopt")
    for name in ("Vera", "Omar", "Wim"):
        if any("Ja, ik doe het" in one.labels for one in street.phones.get(street.chat(name), [])):
            await street.tap(name, "Ja, ik doe het")
    yield asleep
    await street.close()


def _messages(got: list[tuple[str, Shown]]) -> Counter[str]:
    """Count what came as a new message, by person; offers of help that is still ahead are questions of their own."""
    return Counter(name for name, shown in got if not shown.edited and "Ja, ik doe het" not in shown.labels)


async def test_three_days_end_in_one_message_each(village: Asleep) -> None:
    """Everybody hears at most once, it begins with a word of regret, and nothing that was promised is missed unseen."""
    street = village.street
    agreed = [one for one in await street.rows(Visit) if one.state is VisitState.AGREED]
    assert agreed
    got = await village.until("2026-11-26T10:30")
    counts = _messages(got)
    assert counts
    assert max(counts.values()) == 1, counts
    assert {"Riet", "Cor", "Anja"} <= set(counts)
    for name, shown in got:
        if counts[name] and not shown.edited and name != "Anja" and "Ja, ik doe het" not in shown.labels:
            assert any(one in shown.text for one in SORRY), shown.text
    (overview,) = [shown.text for name, shown in got if name == "Anja" and "Over de computer" in shown.text]
    assert "Later dan beloofd: vraag" in overview
    assert not [one for one in await street.rows(Due) if one.due_at <= street.moment]
    assert not [one for one in await street.rows(OutboxLetter) if one.state is LetterState.WAITING]
    assert await village.until("2026-11-26T10:31") == []


async def test_the_overview_of_a_coordinator_begins_with_what_is_urgent(village: Asleep) -> None:
    """Whatever order tasks came in: a coordinator reads the urgent ones first, the rest by age, in one message."""
    street = village.street
    names = dict(zip(KINDS, ("Riet", "Cor", "Vera", "Omar", "Wim"), strict=True))
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, street.menu)
        found = await people.by_chats(session, [street.chat(name) for name in names.values()])
        for kind, name in names.items():
            await open_task(sitting, kind, found[street.chat(name)].current or 0, person=found[street.chat(name)])
    await village.tick()
    got = await village.until("2026-11-26T10:30")
    phones = {kind: f"06-{str(found[street.chat(name)].phone)[4:]}" for kind, name in names.items()}
    (text,) = [shown.text for _, shown in got if all(phone in shown.text for phone in phones.values())]
    assert sorted(KINDS, key=lambda kind: text.index(phones[kind])) == IN_ORDER


async def test_the_buttons_of_the_one_message_work(village: Asleep) -> None:
    """What is asked in it can be answered, each question by its own button."""
    await village.until("2026-11-26T10:30")
    street = village.street
    tapped = 0
    for name in ("Riet", "Cor", "Vera", "Omar", "Wim"):
        last = [
            one for one in street.phones.get(street.chat(name), []) if any("Gelukt" in label for label in one.labels)
        ]
        for label in [label for label in last[-1].labels if "Gelukt" in label] if last else ():
            await street.tap(name, label)
            tapped += 1
    assert tapped
    assert [one for one in await street.rows(Visit) if one.asker_said or one.helper_said]
    assert not [one for one in await street.rows(Visit) if one.state is VisitState.DID_NOT_HAPPEN]


async def test_nobody_is_missed_before_they_could_answer(village: Asleep) -> None:
    """Whoever is asked only now how it went is given the same time to answer as ever."""
    got = await village.until("2026-11-26T10:30")
    assert not [shown for _, shown in got if "Niemand zei of het bezoek doorging" in shown.text]
    waits = [one for one in await village.street.rows(Due) if one.kind == "unanswered"]
    assert waits
    assert all(one.due_at > village.street.moment + timedelta(hours=12) for one in waits)


async def test_a_kill_while_waking_makes_nothing_twice(village: Asleep) -> None:
    """Killed at every look at the clock in turn, and started anew each time: still one message each in the end."""
    street, got, kills = village.street, list[tuple[str, Shown]](), 0
    looks = 2
    while True:
        try:
            village.restart(dies_after=looks)
            got += await village.until("2026-11-26T10:30")
            break
        except Killed:
            kills += 1
            looks = 2 + kills % 7  # it gets a little further, now more and now less
    village.restart()
    got += await village.until("2026-11-26T10:32")
    assert kills > 5
    counts = _messages(got)
    assert max(counts.values()) == 1, counts
    assert {"Riet", "Cor", "Anja"} <= set(counts)
    assert not [one for one in await street.rows(Due) if one.due_at <= street.moment or one.tries]


async def test_a_short_rest_is_not_spoken_of(village: Asleep) -> None:
    """An hour without the program is done without a word of it."""
    got = await village.until("2026-11-23T11:10")
    assert not [shown for _, shown in got if any(one in shown.text for one in SORRY)]


async def test_a_turned_clock_is_no_standstill(village: Asleep) -> None:
    """Set forward by hours while the program runs: nobody is told that it stood still; set back: nothing at all."""
    street = village.street
    for hours in (5, -5):
        seen = len(street.news)
        street.moment += timedelta(hours=hours)
        village.seconds += 15
        await village.tick()
        assert not [one for _, one in street.news[seen:] if any(words in one.text for words in SORRY)]


async def test_a_clock_set_back_keeps_nobody_waiting(village: Asleep) -> None:
    """What failed and is tried again in a moment is not kept waiting for an hour; what is planned keeps its moment."""
    street, soon, planned = village.street, timedelta(seconds=5), timedelta(days=1)
    await village.tick()
    async with street.database.transaction() as session:
        await keep(session, BOT, [{"update_id": 1, "message": {"chat": {"id": 7}}}], street.moment)
        (item,) = await next_batch(session, street.moment, 10)
        mark_failed(item, "ValueError", street.moment)
        letters = [
            OutboxLetter(id=new_id(), chat=7, words="x", written_at=street.moment, failed=failed, not_before=at)
            for failed, at in (("Unknown", street.moment + soon), (None, street.moment + planned))
        ]
        later = street.moment + planned
        session.add_all([*letters, Due(kind="nothing", subject=1, community=0, due_at=street.moment + soon, tries=1)])
    street.moment -= timedelta(hours=1)
    await village.tick()
    async with street.database.reading() as session:
        assert [one.id for one in await next_batch(session, street.moment + soon, 10)] == [item.id]
        again, kept = [(await session.get(OutboxLetter, one.id)) for one in letters]
        assert again is not None
        assert again.not_before is not None
        assert again.not_before <= street.moment + soon
        assert kept is not None
        assert kept.not_before == later
        (due,) = (await session.exec(select(Due).where(Due.kind == "nothing"))).all()
        assert due.due_at <= street.moment + soon


async def test_a_waking_broken_off_is_ended_whatever_the_clock_shows(village: Asleep) -> None:
    """Killed while waking, and the clock set back to before: what is held goes soon, and the house is awake again."""
    street = village.street
    village.restart(dies_after=8)
    with pytest.raises(Killed):
        await village.until("2026-11-26T10:30")
    village.restart()
    street.moment -= timedelta(hours=72)
    await village.tick()
    street.moment += timedelta(minutes=11)
    await village.tick()
    async with street.database.reading() as session:
        assert await sign_of(session, WAKING) is None
        held = col(OutboxLetter.not_before) > street.moment
        letters = select(OutboxLetter).where(OutboxLetter.state == LetterState.WAITING, held, OutboxLetter.person)
        assert not (await session.exec(letters)).all()


async def test_in_the_night_it_waits_for_the_morning(village: Asleep) -> None:
    """Whoever starts the program at three at night wakes nobody; in the morning the one message comes."""
    assert _messages(await village.until("2026-11-26T03:00")) == Counter()
    got = list[tuple[str, Shown]]()
    for hour in ("04:00", "05:30", "07:00", "08:01"):
        got += await village.until(f"2026-11-26T{hour}")
    counts = _messages(got)
    del counts["Anja"]  # what waits for a coordinator at night is told in the morning, as after any night
    assert set(counts.values()) == {1}
    assert {"Riet", "Cor"} <= set(counts)


async def test_a_lost_tap_is_asked_for_again(village: Asleep) -> None:
    """Who was offered something before it, and is told nothing else, hears that a tap may have been lost."""
    street = village.street
    offered = {name for name in ("Vera", "Omar", "Wim", "Bep", "Fatima", "Sanne")
               if any("Ja, ik doe het" in one.labels for one in street.phones.get(street.chat(name), []))}  # fmt: skip
    got = await village.until("2026-11-23T14:00")
    told = {name for name, shown in got if "Tikte" in shown.text}
    still = {
        name for name in offered if any("Ja, ik doe het" in one.labels for one in street.phones[street.chat(name)])
    }
    assert still
    assert still <= told
