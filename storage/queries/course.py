"""What falls due, and what has happened."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.course import Due, Event


async def due_now(session: AsyncSession, now: datetime, most: int) -> Sequence[Due]:
    """Give what is due at NOW, the longest overdue first, at most MOST."""
    asked = select(Due).where(Due.due_at <= now).order_by(col(Due.due_at), col(Due.id)).limit(most)
    return (await session.exec(asked)).all()


async def next_due(session: AsyncSession) -> datetime | None:
    """Give the moment at which something falls due next."""
    return (await session.exec(select(Due.due_at).order_by(col(Due.due_at)).limit(1))).first()


async def events_of(session: AsyncSession, subject: int) -> Sequence[Event]:
    """Give what happened to SUBJECT, first things first."""
    return (await session.exec(select(Event).where(Event.subject == subject).order_by(col(Event.id)))).all()
