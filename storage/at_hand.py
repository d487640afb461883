"""What lies open for those who write: read at once for a whole batch, and kept true within one transaction.

Each answer is what the store would say now, with what was added and not yet written: whoever adds a talk or a letter
says so here, a talk that is closed is seen to be closed, and a sweeping update or delete empties all.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, bindparam, event, literal_column
from sqlalchemy.orm import ORMExecuteState, aliased
from sqlmodel import SQLModel, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage.ink import Ink
from storage.tables.course import Record
from storage.tables.people import Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond

CHECK = "alarm.check"  # the words that ask whether danger is now
_CHECK = f"'{CHECK}'"  # as it stands in the index
Newest = dict[int, OutboxLetter | None]
_PERSONS: BindParameter[Any] = bindparam("persons", expanding=True)


def _last(which: Callable[[type[OutboxLetter]], ColumnElement[bool]]) -> ScalarSelect[int]:
    other = aliased(OutboxLetter)
    return select(func.max(other.id)).where(other.person == Person.id, which(other)).correlate(Person).scalar_subquery()


def _newest() -> SelectOfScalar[OutboxLetter]:
    """Ask for the letters that went to `persons` last, that asked them something last, and whether danger is now."""
    lasts = [
        _last(lambda one: col(one.edits).is_(None)),
        _last(lambda one: col(one.asks).is_(True)),
        _last(lambda one: col(one.words) == literal_column(_CHECK)),
    ]
    return select(OutboxLetter).join(Person, col(OutboxLetter.id).in_(lasts)).where(col(Person.id).in_(_PERSONS))


_SHARED = (
    select(Speaker.person, Speaker.resident)
    .join(Person, col(Speaker.resident) == Person.id)
    .where(col(Speaker.person).in_(_PERSONS), Speaker.bond == Bond.SHARED, col(Person.chat).is_(None))
)
_TALKS = (
    select(Record).where(col(Record.person).in_(_PERSONS), col(Record.closed_at).is_(None)).order_by(col(Record.id))
)
_NEWEST = _newest()


class AtHand:
    """What lies open, by the id of a person."""

    def __init__(self, session: AsyncSession, ink: Ink) -> None:
        self._session = session
        self._ink = ink
        self._talks: dict[int, list[Record]] = {}
        self._written: Newest = {}
        self._asked: Newest = {}
        self._checks: Newest = {}
        self._housemates: dict[int, list[int]] = {}
        self._held: list[SQLModel] = []  # a session forgets what nobody holds
        event.listen(session.sync_session, "do_orm_execute", self._sweep)

    async def fetch(self, persons: Collection[int], letters: Collection[int] = ()) -> None:
        """Read what lies open for PERSONS, and the LETTERS whose buttons they press."""
        if letters:
            named = select(OutboxLetter).where(col(OutboxLetter.id).in_(letters))
            self._held += (await self._session.exec(named)).all()
        unknown = [one for one in persons if one not in self._housemates]
        self._housemates |= {one: [] for one in unknown}
        for holder, resident in (await self._session.exec(_SHARED, params={"persons": unknown})).all():
            self._housemates[holder].append(resident)
        await self._fetch_talks({*unknown, *(one for person in unknown for one in self._housemates[person])})
        await self._fetch_newest(unknown)

    async def talks(self, person: int) -> Sequence[Record]:
        """Give the talks that PERSON is in, the one opened last at the end."""
        if person not in self._talks:
            await self._fetch_talks([person])
        return [one for one in self._talks[person] if one.closed_at is None]

    async def talks_here(self, person: int) -> Sequence[Record]:
        """Give the talks on the phone of PERSON, of all who live by it, the one opened last at the end."""
        if person not in self._housemates:
            await self.fetch([person])
        both = [one for who in (person, *self._housemates[person]) for one in await self.talks(who)]
        return sorted(both, key=lambda one: one.id)

    async def written(self, person: int) -> OutboxLetter | None:
        """Give the letter that was written to PERSON last; what only changes another is none."""
        if person not in self._written:
            await self.fetch([person])
        return self._written[person]

    async def asked(self, person: int) -> OutboxLetter | None:
        """Give the letter that asked something on the phone of PERSON last."""
        if person not in self._asked:
            await self.fetch([person])
        return self._asked[person]

    async def check(self, person: int) -> OutboxLetter | None:
        """Give the letter that asked PERSON last whether danger is now."""
        if person not in self._checks:
            await self.fetch([person])
        return self._checks[person]

    def add_talk(self, record: Record) -> None:
        """Add a talk to what is open, and to the session."""
        self._session.add(record)
        if record.person in self._talks:
            self._talks[record.person].append(record)

    def add_letter(self, letter: OutboxLetter) -> None:
        """Add a letter to what was asked, and to what is to be written."""
        self._ink.add(letter)
        if letter.person is not None and letter.edits is None and letter.person in self._written:
            self._written[letter.person] = letter
        if letter.person is not None and letter.asks and letter.person in self._asked:
            self._asked[letter.person] = letter
        if letter.person is not None and letter.words == CHECK and letter.person in self._checks:
            self._checks[letter.person] = letter

    def forget(self) -> None:
        """Read anew whatever is asked for next."""
        self._talks, self._written, self._asked, self._checks, self._housemates = {}, {}, {}, {}, {}

    def _sweep(self, statement: ORMExecuteState) -> None:
        swept = statement.is_update or statement.is_delete
        if (
            swept
            and statement.bind_mapper is not None
            and statement.bind_mapper.class_ in (Record, OutboxLetter, Speaker)
        ):
            self.forget()

    async def _fetch_talks(self, persons: Collection[int]) -> None:
        self._talks |= {one: [] for one in persons}
        for record in (await self._session.exec(_TALKS, params={"persons": list(persons)})).all():
            self._talks[record.person].append(record)

    async def _fetch_newest(self, persons: Collection[int]) -> None:
        self._written |= dict.fromkeys(persons)
        self._asked |= dict.fromkeys(persons)
        self._checks |= dict.fromkeys(persons)
        found = (await self._session.exec(_NEWEST, params={"persons": list(persons)})).all()
        for letter in sorted(found, key=lambda one: one.id):  # the last of each sort stays
            if letter.edits is None:
                self._written[letter.person or 0] = letter
            if letter.asks:
                self._asked[letter.person or 0] = letter
            if letter.words == CHECK:
                self._checks[letter.person or 0] = letter
