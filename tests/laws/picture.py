"""What the store holds at one moment, as far as the laws look at it, and what one act was and brought about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from storage.database import Database
from storage.outbox import read_token
from storage.queries.history import History
from storage.tables.care import Task
from storage.tables.course import Due, Event
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person, Speaker
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import Bond, VisitState
from tests.laws.house import House, Sight

YES = ("ja", "j", "ok", "1", "ja, dat klopt")


@dataclass(frozen=True, slots=True)
class Picture:
    """What stood in the store at a moment."""

    now: datetime
    people: Mapping[int, Person]
    phones: Mapping[int, frozenset[int]]  # by chat: who lives by it
    visits: Sequence[Visit]
    requests: Mapping[int, Request]
    offers: Sequence[Offer]
    tasks: Sequence[Task]
    dues: Sequence[Due]
    failed: Sequence[InboxItem]
    letters: Sequence[OutboxLetter]
    events: Sequence[Event]

    def asker(self, visit: Visit) -> int:
        """Give who asked for VISIT."""
        return self.requests[visit.request].asker

    def parties(self) -> list[int | None]:
        """Give the chats of those who have an agreed visit with each other."""
        agreed = [visit for visit in self.visits if visit.state is VisitState.AGREED]
        people = [person for visit in agreed for person in (self.asker(visit), visit.helper)]
        return [self.people[one].chat for one in people if one is not None]

    def history(self) -> History:
        """Give what the laws of history look at."""
        handed = frozenset(task.visit for task in self.tasks)
        return History(self.now, self.requests, self.visits, self.offers, handed, self.dues, self.events,
                       self.letters)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: the words they typed, and the buttons that they pressed or may have meant by their words."""

    chat: int | None = None  # None: time passed
    words: str = ""
    buttons: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """One act, and what came of it: what was noted, and what was seen."""

    act: Act
    before: Picture
    after: Picture
    events: Sequence[Event]
    seen: Sequence[Sight]


async def take_picture(database: Database, now: datetime, earlier: Sequence[Event] = ()) -> Picture:
    """Look at the whole store; of what has happened, only what came after what was known EARLIER."""
    async with database.reading() as session:

        async def every(table: Any, *where: Any) -> Sequence[Any]:
            return (await session.exec(select(table).where(*where).order_by(col(table.id)))).all()

        people: dict[int, Person] = {one.id: one for one in await every(Person)}
        phones = {one.chat: frozenset({one.id}) for one in people.values() if one.chat is not None}
        for bond in await every(Speaker, Speaker.bond == Bond.SHARED):
            chat = people[bond.person].chat
            if chat is not None:
                phones[chat] |= {bond.resident}
        return Picture(
            now=now,
            people=people,
            phones=phones,
            visits=await every(Visit),
            requests={one.id: one for one in await every(Request)},
            offers=await every(Offer),
            tasks=await every(Task, col(Task.closed_at).is_(None)),
            dues=await every(Due),
            failed=await every(InboxItem, InboxItem.tries > 0),
            letters=await every(OutboxLetter),
            events=[*earlier, *await every(Event, Event.id > (earlier[-1].id if earlier else 0))],
        )


async def pressed(house: House, chat: int, token: str) -> Act:
    """Say what pressing the button of TOKEN is; somebody else's button is none."""
    named = read_token(token)
    letter = await _letter(house, named[0]) if named else None
    if named is None or letter is None or letter.chat != chat:
        return Act(chat)
    return Act(chat, "", [one for one in letter.buttons if one["option"] == named[1]])


async def typed(house: House, chat: int, words: str) -> Act:
    """Say what typing WORDS may mean: a button under what was asked last, by its label or by a yes that is marked."""
    asked = next((one for one in reversed(house.seen) if one.chat == chat and one.asks), None)
    letter = await _letter(house, asked.letter) if asked else None
    if asked is None or letter is None:
        return Act(chat, words)
    plain = words.casefold().strip(" .!")
    meant = [
        button
        for button, label in zip(letter.buttons, asked.labels, strict=False)
        if plain == label.casefold() or (button.get("yes") is True and plain in YES)
    ]
    return Act(chat, words, meant)


async def _letter(house: House, letter: int) -> OutboxLetter | None:
    async with house.database.reading() as session:
        return await session.get(OutboxLetter, letter)
