"""What is let go of sooner, where a community chose fewer days."""

from datetime import datetime, timedelta

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.help import NOTHING_SAID
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Community

KEEP_DAYS = "keep_days"  # the rule of a community that chose how many days after closing details are kept
LONGEST_DAYS = 90


async def strip_sooner(session: AsyncSession, now: datetime) -> None:
    """Empty what was asked, and what waited for a person, where its community keeps it for fewer days than most."""
    for community in (await session.exec(select(Community))).all():
        days = int(community.rules.get(KEEP_DAYS, LONGEST_DAYS))
        if days < LONGEST_DAYS:
            await _strip(session, community.id, now - timedelta(days=days))


async def _strip(session: AsyncSession, community: int, before: datetime) -> None:
    mine = (col(Request.community) == community) & (col(Request.closed_at) < before) & col(Request.words).is_not(None)
    old = select(Request.id).where(mine)
    await session.exec(update(Visit).where(col(Visit.request).in_(old)).values(meets=None))
    await session.exec(update(Request).where(mine).values(NOTHING_SAID))
    told = (col(Task.community) == community) & (col(Task.closed_at) < before) & col(Task.words).is_not(None)
    await session.exec(update(Task).where(told).values(words=None))
