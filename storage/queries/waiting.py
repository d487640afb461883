"""How much waits to be done, and since when: for whoever looks after the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.course import AT_REST
from storage.tables.course import Due, Record
from storage.tables.help import Offer
from storage.tables.people import Person
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState, OfferState


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many there are, and since when the oldest could have been done; None where none waits."""

    updates: int
    update_since: datetime | None
    letters: int
    letter_since: datetime | None
    dues: int
    due_since: datetime | None
    doubted: int  # letters of which nobody knows whether they arrived


async def what_waits(session: AsyncSession, now: datetime) -> Waiting:
    """Say how much waits at NOW."""
    open_ = col(InboxItem.done_at).is_(None)
    updates = (await session.exec(select(func.count(), func.min(InboxItem.arrived_at)).where(open_))).one()
    since = func.min(func.coalesce(OutboxLetter.not_before, OutboxLetter.written_at))
    due = or_(col(OutboxLetter.not_before).is_(None), col(OutboxLetter.not_before) <= now)
    going = select(func.count(), since).where(
        col(OutboxLetter.state).in_((LetterState.WAITING, LetterState.SENDING)), due
    )
    letters = (await session.exec(going)).one()
    overdue = select(func.count(), func.min(Due.due_at)).where(Due.due_at <= now, Due.due_at < AT_REST)
    dues = (await session.exec(overdue)).one()
    unknown = select(func.count()).where(OutboxLetter.state == LetterState.UNKNOWN)
    return Waiting(*updates, *letters, *dues, (await session.exec(unknown)).one())


async def who_was_asked(session: AsyncSession, since: datetime, until: datetime) -> Sequence[Person]:
    """Give who was asked something between SINCE and UNTIL and has not answered: an offer, or a question of a talk."""
    offered = select(Offer.person).where(
        Offer.state == OfferState.OPEN, col(Offer.made_at) >= since, col(Offer.made_at) < until
    )
    talking = select(Record.person).where(
        col(Record.closed_at).is_(None), col(Record.asked_at) >= since, col(Record.asked_at) < until
    )
    either = or_(col(Person.id).in_(offered), col(Person.id).in_(talking))
    return (await session.exec(select(Person).where(either).order_by(col(Person.id)))).all()
