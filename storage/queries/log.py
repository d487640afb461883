"""The log, a page at a time; and the seal that stands for all of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.course import LogEntry
from storage.tables.seals import LogEnd


async def log_page(
    session: AsyncSession, community: int, most: int, *, before: int | None = None, about: int | None = None
) -> Sequence[LogEntry]:
    """Give MOST rows of COMMUNITY, the newest first: those BEFORE a row, those that a person did or is in."""
    asked = select(LogEntry).where(LogEntry.community == community)
    if before is not None:
        asked = asked.where(col(LogEntry.id) < before)
    if about is not None:
        asked = asked.where(or_(LogEntry.actor == about, LogEntry.subject == about))
    return (await session.exec(asked.order_by(col(LogEntry.id).desc()).limit(most))).all()


async def rows_since(session: AsyncSession, community: int, since: datetime) -> int:
    """Count the rows of COMMUNITY SINCE a moment."""
    asked = select(func.count()).select_from(LogEntry).where(LogEntry.community == community, LogEntry.at >= since)
    return (await session.exec(asked)).one()


async def last_link(session: AsyncSession) -> str:
    """Give the link that stands for the log up to now; empty where there is none."""
    return (await session.exec(select(LogEnd.link).where(LogEnd.number > 0))).first() or ""
