"""What waits for a person, what became of it, and what coordinators wrote down."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.care import Note, Task
from storage.tables.course import Due
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Membership
from storage.terms import OfferState, Role, Standing, VisitState


async def waiting_for(session: AsyncSession, community: int, person: int) -> Sequence[tuple[Task, datetime | None]]:
    """Give the open tasks that PERSON may take up, oldest first, each with when its visit begins."""
    asked = (
        select(Task, Visit.starts_at)
        .outerjoin(Visit, col(Visit.id) == Task.visit)
        .where(
            Task.community == community,
            col(Task.closed_at).is_(None),
            or_(col(Task.picked_up_by).is_(None), Task.picked_up_by == person),
        )
        .order_by(col(Task.id))
    )
    return [(task, starts) for task, starts in (await session.exec(asked)).all()]


async def told_now(session: AsyncSession, community: int, told: int, now: datetime) -> Sequence[Task]:
    """Give the open tasks that are to be told now, after having been told TOLD times; oldest first."""
    asked = (
        select(Task)
        .join(Due, (col(Due.subject) == Task.id) & (col(Due.kind) == "task"))
        .where(
            Task.community == community,
            col(Task.closed_at).is_(None),
            Task.told == told,
            Due.due_at <= now,
        )
        .order_by(col(Task.id))
    )
    return (await session.exec(asked)).all()


async def closed_since(session: AsyncSession, community: int, since: datetime) -> int:
    """Give how many tasks were dealt with from SINCE on."""
    asked = select(func.count()).where(Task.community == community, col(Task.closed_at) >= since)
    return (await session.exec(asked)).one()


async def asked_since(session: AsyncSession, community: int, since: datetime) -> int:
    """Give how many requests were made from SINCE on."""
    asked = select(func.count()).select_from(Request).where(Request.community == community, Request.made_at >= since)
    return (await session.exec(asked)).one()


async def found_since(session: AsyncSession, community: int, since: datetime) -> Sequence[tuple[datetime, datetime]]:
    """Give for each visit that somebody said yes to from SINCE on: when it was asked, and when the yes came."""
    asked = (
        select(Request.made_at, Offer.answered_at)
        .join(Visit, col(Visit.request) == Request.id)
        .join(Offer, col(Offer.visit) == Visit.id)
        .where(
            Request.community == community,
            Offer.state == OfferState.ACCEPTED,
            col(Offer.answered_at) >= since,
        )
    )
    return [(made, said) for made, said in (await session.exec(asked)).all() if said is not None]


async def been_between(
    session: AsyncSession, community: int, since: datetime, until: datetime
) -> dict[VisitState, int]:
    """Give how many visits that began between SINCE and UNTIL took place, and how many did not."""
    told = col(Visit.state).in_((VisitState.DONE, VisitState.DID_NOT_HAPPEN))
    asked = select(Visit.state, func.count()).where(
        Visit.community == community, col(Visit.starts_at) >= since, col(Visit.starts_at) < until, told
    )
    return {VisitState(state): count for state, count in (await session.exec(asked.group_by(col(Visit.state)))).all()}


async def searched_for(session: AsyncSession, community: int) -> int:
    """Give how many visits are without anybody."""
    without = col(Visit.state).in_((VisitState.ASKED, VisitState.SEARCHING))
    asked = select(func.count()).select_from(Visit).where(Visit.community == community, without)
    return (await session.exec(asked)).one()


async def coordinating(session: AsyncSession, membership: int) -> Membership | None:
    """Give this membership, while it is that of a known coordinator."""
    found = await session.get(Membership, membership)
    known = found is not None and found.role is Role.COORDINATOR and found.standing is Standing.KNOWN
    return found if known else None


async def notes_about(session: AsyncSession, person: int, community: int, request: int | None = None) -> Sequence[Note]:
    """Give the notes about PERSON that still have words: those about one REQUEST, or about no request."""
    mine = select(Note).where(Note.person == person, Note.community == community, Note.request == request)
    return (await session.exec(mine.where(col(Note.words).is_not(None)).order_by(col(Note.id)))).all()


async def shared_notes(session: AsyncSession, request: int) -> Sequence[Note]:
    """Give the notes about REQUEST, and those about whoever asked for it, that whoever goes may read."""
    theirs = select(Request.id).where(
        Request.id == request, Request.asker == Note.person, Request.community == Note.community
    )
    about = or_(Note.request == request, and_(col(Note.request).is_(None), theirs.exists()))
    asked = select(Note).where(about, col(Note.shared), col(Note.words).is_not(None))
    return (await session.exec(asked.order_by(col(Note.id)))).all()
