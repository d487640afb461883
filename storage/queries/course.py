"""What falls due, and what has happened."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.course import Due, Event, Record
from storage.tables.people import Person
from storage.tables.post import InboxItem, OutboxLetter

AT_REST = datetime(9000, 1, 1, tzinfo=UTC)  # when what waits for a word of a coordinator falls due


async def due_now(session: AsyncSession, now: datetime, most: int) -> Sequence[Due]:
    """Give what is due at NOW, the longest overdue first, at most MOST."""
    asked = select(Due).where(Due.due_at <= now).order_by(col(Due.due_at), col(Due.id)).limit(most)
    return (await session.exec(asked)).all()


async def next_due(session: AsyncSession) -> datetime | None:
    """Give the moment at which something falls due next; what is at rest falls due at no moment."""
    ahead = select(Due.due_at).where(Due.due_at < AT_REST)
    return (await session.exec(ahead.order_by(col(Due.due_at)).limit(1))).first()


async def is_planned(session: AsyncSession, kind: str, subject: int) -> bool:
    """Say whether KIND is still to be done to SUBJECT."""
    return (await session.exec(select(Due.id).where(Due.kind == kind, Due.subject == subject))).first() is not None


async def planned_at(session: AsyncSession, kind: str, subject: int) -> datetime | None:
    """Give when KIND is to be done to SUBJECT; None where it is not."""
    return (await session.exec(select(Due.due_at).where(Due.kind == kind, Due.subject == subject))).first()


async def events_of(session: AsyncSession, subject: int) -> Sequence[Event]:
    """Give what happened to SUBJECT, first things first."""
    return (await session.exec(select(Event).where(Event.subject == subject).order_by(col(Event.id)))).all()


async def highest_id(session: AsyncSession) -> int:
    """Give the highest id of what keeps its order by it: updates, letters, talks and events; 0 where there are none."""
    found = [
        (await session.exec(select(func.max(table.id)))).one() for table in (InboxItem, OutboxLetter, Record, Event)
    ]
    return max((one for one in found if one is not None), default=0)


def lay_to_rest(session: AsyncSession, due: Due) -> None:
    """Let DUE wait until it is woken."""
    due.due_at = AT_REST
    session.add(due)


async def at_rest(session: AsyncSession, community: int) -> Sequence[Due]:
    """Give what waits in COMMUNITY until it is woken, what was planned first at the head."""
    asked = select(Due).where(Due.community == community, Due.due_at == AT_REST).order_by(col(Due.id))
    return (await session.exec(asked)).all()


async def chats_in_talk(session: AsyncSession, flow: str, since: datetime) -> Sequence[int | None]:
    """Give the chats of those in whose talk FLOW is open, and was asked something SINCE then."""
    asked = select(Person.chat).join(Record, col(Record.person) == Person.id)
    open_still = (Record.flow == flow, col(Record.closed_at).is_(None), Record.asked_at > since)
    return (await session.exec(asked.where(*open_still))).all()
