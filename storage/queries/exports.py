"""What a coordinator takes along: rows of a whole community, and of a period."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import and_, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Helper, Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Role, Standing


async def everybody(session: AsyncSession, community: int) -> Sequence[tuple[Membership, Person, Helper | None]]:
    """Give all who belong to COMMUNITY now, once for each of their roles, with what a helper does."""
    sheet = and_(
        col(Helper.person) == Person.id,
        col(Helper.community) == Membership.community,
        col(Membership.role) == Role.HELPER,
    )
    asked = (
        select(Membership, Person, Helper)
        .join(Person, col(Membership.person) == Person.id)
        .outerjoin(Helper, sheet)
        .where(Membership.community == community, Membership.standing != Standing.LEFT)
    )
    return (await session.exec(asked.order_by(col(Membership.role), col(Person.name), col(Person.id)))).all()


async def holders(session: AsyncSession, community: int) -> dict[int, int]:
    """Give by whose chat somebody lives who has none of their own, by person."""
    asked = (
        select(Speaker.resident, Person.chat)
        .join(Person, col(Speaker.person) == Person.id)
        .where(Speaker.community == community, Speaker.bond == Bond.SHARED, col(Person.chat).is_not(None))
    )
    return {resident: chat for resident, chat in (await session.exec(asked)).all() if chat is not None}


async def called(session: AsyncSession, people: Sequence[int]) -> dict[int, str]:
    """Give the names of these PEOPLE."""
    rows = (await session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people)))).all()
    return dict(rows)


async def files_with(session: AsyncSession, person: int, since: datetime) -> Sequence[OutboxLetter]:
    """Give the letters with a file that was taken along, which PERSON got after SINCE and which may still be there."""
    asked = select(OutboxLetter).where(
        OutboxLetter.person == person,
        OutboxLetter.words == "export.made",
        col(OutboxLetter.message).is_not(None),
        col(OutboxLetter.sent_at) > since,
    )
    return (await session.exec(asked)).all()
