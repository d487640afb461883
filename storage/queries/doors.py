"""Who stands at a door about now: from a quarter before a visit begins until three hours after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import VisitState

BEFORE, AFTER = timedelta(minutes=15), timedelta(hours=3)
AT_DOOR = (VisitState.AGREED,)


async def visit_about_now(
    session: AsyncSession, helper: int, now: datetime, states: Sequence[VisitState] = AT_DOOR
) -> Visit | None:
    """Give the visit at whose door HELPER stands, the one that began last; in these STATES."""
    asked = select(Visit).where(_about_now(now, states), Visit.helper == helper).order_by(col(Visit.starts_at).desc())
    return (await session.exec(asked.limit(1))).first()


async def visit_waited_for(session: AsyncSession, asker: int, now: datetime) -> Visit | None:
    """Give the visit for which ASKER may be waiting: it is about to begin or has, and nobody said how it went."""
    mine = select(Request.id).where(Request.asker == asker)
    unsaid = and_(col(Visit.request).in_(mine), col(Visit.asker_said).is_(None))
    asked = select(Visit).where(_about_now(now, AT_DOOR), unsaid).order_by(col(Visit.starts_at).desc())
    return (await session.exec(asked.limit(1))).first()


async def chats_at_doors(session: AsyncSession, now: datetime) -> Sequence[int | None]:
    """Give the chats of all who stand at a door."""
    asked = select(Person.chat).join(Visit, col(Visit.helper) == Person.id).where(_about_now(now, AT_DOOR))
    return (await session.exec(asked)).all()


def _about_now(now: datetime, states: Sequence[VisitState]) -> ColumnElement[bool]:
    ends = func.coalesce(Visit.ends_at, Visit.starts_at)
    return and_(col(Visit.state).in_(states), col(Visit.starts_at) <= now + BEFORE, ends >= now - AFTER)
