"""Where streets are: the list of a community, and who lives in it."""

from collections.abc import Collection, Sequence

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Membership, Person, Street


async def streets_named(session: AsyncSession, community: int, names: Collection[str]) -> Sequence[Street]:
    """Give the streets with one of these NAMES (folded)."""
    asked = select(Street).where(Street.community == community, col(Street.name).in_(names))
    return (await session.exec(asked.order_by(col(Street.id)))).all()


async def names_of_streets(session: AsyncSession, community: int) -> Sequence[str]:
    """Give the folded names of all streets, each once."""
    return (await session.exec(select(Street.name).where(Street.community == community).distinct())).all()


async def forget_streets(session: AsyncSession, community: int) -> None:
    """Drop the whole list."""
    await session.exec(delete(Street).where(col(Street.community) == community))


async def with_address(session: AsyncSession, community: int) -> Sequence[Person]:
    """Give everybody of COMMUNITY whose street is known."""
    members = select(Membership.person).where(Membership.community == community)
    asked = select(Person).where(col(Person.id).in_(members), col(Person.street).is_not(None))
    return (await session.exec(asked.order_by(col(Person.id)))).all()
