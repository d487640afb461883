"""How much is kept of somebody who was erased: numbers, and nothing else."""

from dataclasses import dataclass

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.help import Offer, Request, Visit
from storage.terms import OfferState


@dataclass(frozen=True, slots=True)
class KeptCounts:
    """How many requests, visits to them, and visits of theirs are still counted."""

    requests: int
    visits: int
    gone: int


async def kept_counts(session: AsyncSession, person: int) -> KeptCounts:
    """Count what is kept of PERSON."""
    asked = select(func.count()).select_from(Request).where(Request.asker == person)
    visits = select(func.count()).select_from(Visit).join(Request).where(Request.asker == person)
    gone = select(func.count()).select_from(Offer).where(Offer.person == person, Offer.state == OfferState.ACCEPTED)
    one, two, three = [(await session.exec(counted)).one() for counted in (asked, visits, gone)]
    return KeptCounts(one, two, three)
