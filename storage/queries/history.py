"""What the laws of history look at: everything that happened, and how it stands now; nothing that is locked is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import load_only
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.columns import Secret
from storage.tables.care import Task
from storage.tables.course import Due, Event
from storage.tables.help import Offer, Request, Visit
from storage.tables.post import InboxItem, OutboxLetter


@dataclass(frozen=True, slots=True)
class History:
    """The store at the moment NOW, everything in the order of its ids. Of tasks only the open ones, by visit."""

    now: datetime
    requests: Mapping[int, Request]
    visits: Sequence[Visit]
    offers: Sequence[Offer]
    handed: frozenset[int | None]  # visits that a person has a task about
    dues: Sequence[Due]
    events: Sequence[Event]
    letters: Sequence[OutboxLetter] = ()
    updates: Sequence[InboxItem] = ()  # those that failed, and were set aside


async def read_history(session: AsyncSession, now: datetime) -> History:
    """Read all of it, as it stands in one transaction."""

    async def every(table: type[Any], *where: Any) -> Sequence[Any]:
        asked = select(table).where(*where).order_by(col(table.id)).options(load_only(*_open_columns(table)))
        return (await session.exec(asked)).all()

    return History(
        now=now,
        requests={one.id: one for one in await every(Request)},
        visits=await every(Visit),
        offers=await every(Offer),
        handed=frozenset(one.visit for one in await every(Task, col(Task.closed_at).is_(None))),
        dues=await every(Due),
        events=await every(Event),
        letters=await every(OutboxLetter),
        updates=await every(InboxItem, col(InboxItem.failed).is_not(None), col(InboxItem.done_at).is_not(None)),
    )


def _open_columns(table: type[SQLModel]) -> list[Any]:
    """Give the columns that need no key to be read."""
    columns = table.__table__.columns  # type: ignore[attr-defined]  # SQLAlchemy gives it to every table
    return [getattr(table, one.name) for one in columns if not isinstance(one.type, Secret)]
