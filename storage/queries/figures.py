"""What figures are counted from: rows of a period without a name in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.help import OPEN_STATES
from storage.tables.care import Task
from storage.tables.course import Event
from storage.tables.help import Request, Visit
from storage.tables.people import Helper, Membership
from storage.terms import Role, Standing, VisitState

YES = ("visit.accept", "visit.propose")


async def asked_between(
    session: AsyncSession, community: int, begun: datetime, ended: datetime
) -> Sequence[tuple[Request, Visit]]:
    """Give each request made from BEGUN up to ENDED with each of its visits, one after the other."""
    asked = (
        select(Request, Visit)
        .join(Visit, col(Visit.request) == Request.id)
        .where(Request.community == community, Request.made_at >= begun, Request.made_at < ended)
    )
    return (await session.exec(asked.order_by(col(Request.id)))).all()


async def first_yes(session: AsyncSession, community: int, begun: datetime, ended: datetime) -> dict[int, datetime]:
    """Give when somebody first said yes to each request made from BEGUN up to ENDED."""
    asked = (
        select(Visit.request, func.min(Event.at))
        .join(Event, and_(col(Event.subject) == Visit.id, col(Event.kind).in_(YES)))
        .join(Request, col(Visit.request) == Request.id)
        .where(Request.community == community, Request.made_at >= begun, Request.made_at < ended)
        .group_by(col(Visit.request))
    )
    return dict((await session.exec(asked)).all())


async def visits_between(
    session: AsyncSession, community: int, begun: datetime, ended: datetime, *states: VisitState
) -> Sequence[tuple[Visit, Request]]:
    """Give each visit in one of STATES that was to begin from BEGUN up to ENDED, the first one first.

    One without an hour counts by when it was asked for.
    """
    start = func.coalesce(Visit.starts_at, Request.made_at)
    asked = (
        select(Visit, Request)
        .join(Request, col(Visit.request) == Request.id)
        .where(Visit.community == community, start >= begun, start < ended, col(Visit.state).in_(states))
    )
    return (await session.exec(asked.order_by(start, col(Visit.id)))).all()


async def said_yes_between(session: AsyncSession, community: int, begun: datetime, ended: datetime) -> Sequence[int]:
    """Give the people who said yes to something from BEGUN up to ENDED."""
    asked = select(Event.actor).where(
        Event.community == community, col(Event.kind).in_(YES), Event.at >= begun, Event.at < ended
    )
    return [one for one in (await session.exec(asked.distinct())).all() if one is not None]


async def helpers_since(session: AsyncSession, community: int) -> Sequence[tuple[Helper, datetime]]:
    """Give each known helper, and since when they are one."""
    asked = (
        select(Helper, Membership.made_at)
        .join(Membership, (col(Membership.person) == Helper.person) & (col(Membership.community) == Helper.community))
        .where(Helper.community == community, Membership.role == Role.HELPER, Membership.standing == Standing.KNOWN)
    )
    return (await session.exec(asked)).all()


async def waiting_since(session: AsyncSession, community: int) -> Sequence[datetime]:
    """Give when each request that stands open was made."""
    asked = (
        select(Request.made_at)
        .join(Visit, col(Visit.request) == Request.id)
        .where(Visit.community == community, col(Visit.state).in_(OPEN_STATES))
        .group_by(col(Request.id), col(Request.made_at))
    )
    return (await session.exec(asked)).all()


async def signals_between(
    session: AsyncSession, community: int, begun: datetime, ended: datetime, kinds: Sequence[str]
) -> tuple[int, int]:
    """Give how many tasks of these KINDS were opened from BEGUN up to ENDED, and how many of them are dealt with."""
    asked = select(func.count(col(Task.id)), func.count(col(Task.closed_at))).where(
        Task.community == community, col(Task.kind).in_(kinds), Task.opened_at >= begun, Task.opened_at < ended
    )
    opened, dealt = (await session.exec(asked)).one()
    return opened, dealt
