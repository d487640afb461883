"""Coordinators' groups: which chat belongs to which community, and what was written there."""

from collections.abc import Sequence

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Group
from storage.tables.post import OutboxLetter


async def group_of(session: AsyncSession, community: int) -> Group | None:
    """Give the group that is bound to COMMUNITY."""
    asked = select(Group).where(Group.community == community, col(Group.chat).is_not(None))
    return (await session.exec(asked)).first()


async def group_in(session: AsyncSession, chat: int) -> Group | None:
    """Give the group that is bound to CHAT."""
    return (await session.exec(select(Group).where(Group.chat == chat))).first()


async def group_by_code(session: AsyncSession, code: str) -> Group | None:
    """Give the group that was made with CODE."""
    return (await session.exec(select(Group).where(Group.code == code))).first()


async def letters_about(session: AsyncSession, about: int) -> Sequence[OutboxLetter]:
    """Give the letters to groups about one task, oldest first."""
    asked = select(OutboxLetter).where(OutboxLetter.about == about, col(OutboxLetter.person).is_(None))
    return (await session.exec(asked.order_by(col(OutboxLetter.id)))).all()


async def forget_group(session: AsyncSession, group: Group) -> None:
    """Drop GROUP and all that was written there; its buttons do nothing any more."""
    await session.delete(group)
    letters = (col(OutboxLetter.chat) == group.chat) & col(OutboxLetter.person).is_(None)
    if group.chat is not None:
        await session.exec(delete(OutboxLetter).where(letters))
    await session.flush()


async def forget_codes(session: AsyncSession, person: int, community: int) -> None:
    """Drop the codes that PERSON made for COMMUNITY and nobody used."""
    mine = (col(Group.made_by) == person) & (col(Group.community) == community) & col(Group.chat).is_(None)
    await session.exec(delete(Group).where(mine))
