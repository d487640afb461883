"""Who may ask, and be written to, for somebody else: those who live by one phone, and relatives."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Membership, Person, Speaker
from storage.terms import Bond, Role, Standing


async def bonds_of(session: AsyncSession, person: int, bond: Bond, community: int) -> Sequence[tuple[Speaker, Person]]:
    """Give for whom PERSON may speak in COMMUNITY by this BOND, those who stopped aside, first agreed first."""
    stays = select(Membership.person).where(
        Membership.community == community, Membership.role == Role.RESIDENT, Membership.standing != Standing.LEFT
    )
    asked = (
        select(Speaker, Person)
        .join(Person, col(Speaker.resident) == Person.id)
        .where(Speaker.person == person, Speaker.bond == bond, Speaker.community == community)
        .where(col(Speaker.resident).in_(stays))
        .order_by(col(Speaker.id))
    )
    if bond is Bond.SHARED:
        asked = asked.where(col(Person.chat).is_(None))  # whoever has a phone of their own is written to there
    return [(speaker, resident) for speaker, resident in (await session.exec(asked)).all()]


async def bond_between(session: AsyncSession, resident: int, person: int) -> Speaker | None:
    """Give the bond by which PERSON may speak for RESIDENT."""
    asked = select(Speaker).where(Speaker.resident == resident, Speaker.person == person)
    return (await session.exec(asked)).first()


async def speakers_for(session: AsyncSession, resident: int, bond: Bond) -> Sequence[tuple[Speaker, Person]]:
    """Give who may speak for RESIDENT by this BOND, first agreed first."""
    asked = (
        select(Speaker, Person)
        .join(Person, col(Speaker.person) == Person.id)
        .where(Speaker.resident == resident, Speaker.bond == bond)
        .order_by(col(Speaker.id))
    )
    return [(speaker, person) for speaker, person in (await session.exec(asked)).all()]


async def phone_of(session: AsyncSession, resident: Person) -> Person | None:
    """Give by whose phone RESIDENT is written to: their own, or one that they share and agreed to; None: by none."""
    if resident.chat is not None:
        return resident if resident.reachable else None
    for speaker, holder in await speakers_for(session, resident.id, Bond.SHARED):
        if speaker.consent and holder.chat is not None and holder.reachable:
            return holder
    return None


async def others_by_phone(session: AsyncSession, person: Person) -> list[Person]:
    """Give who else reads what is written to PERSON: those who live by the same phone, its holder first."""
    holder = await phone_of(session, person)
    if holder is None:
        return []
    shared = select(Person).join(Speaker, col(Speaker.resident) == Person.id).where(col(Person.chat).is_(None))
    asked = shared.where(Speaker.person == holder.id, Speaker.bond == Bond.SHARED).order_by(col(Speaker.id))
    return [one for one in (holder, *(await session.exec(asked)).all()) if one.id != person.id]
