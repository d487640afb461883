"""Concerns: by their task, open ones of a community, and one that goes on already."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.care import Concern


async def concern_of_task(session: AsyncSession, task: int) -> Concern | None:
    """Give the concern that TASK tells of."""
    return (await session.exec(select(Concern).where(Concern.task == task))).first()


async def open_concerns(session: AsyncSession, community: int) -> Sequence[Concern]:
    """Give the concerns of COMMUNITY without an outcome, the oldest first."""
    asked = select(Concern).where(Concern.community == community, col(Concern.closed_at).is_(None))
    return (await session.exec(asked.order_by(col(Concern.id)))).all()


async def going_on(session: AsyncSession, visit: int, raised_by: int) -> Concern | None:
    """Give the open concern that this person raised at this visit."""
    asked = select(Concern).where(
        Concern.visit == visit, Concern.raised_by == raised_by, col(Concern.closed_at).is_(None)
    )
    return (await session.exec(asked)).first()
