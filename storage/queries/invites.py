"""Start links that nobody has used yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Invite


async def open_invites(session: AsyncSession, community: int, now: datetime) -> Sequence[Invite]:
    """Give the links of COMMUNITY that still work, the newest first."""
    asked = select(Invite).where(Invite.community == community, col(Invite.used_at).is_(None), Invite.expires_at > now)
    return (await session.exec(asked.order_by(col(Invite.made_at).desc(), col(Invite.code)))).all()


async def drop_made_by(session: AsyncSession, community: int, person: int) -> int:
    """Take back what PERSON made in COMMUNITY and nobody has used; give how many."""
    theirs = (col(Invite.made_by) == person) & (col(Invite.community) == community) & col(Invite.used_at).is_(None)
    return (await session.exec(delete(Invite).where(theirs))).rowcount
