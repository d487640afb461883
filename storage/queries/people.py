"""Who is who: persons by chat, phone and name, their roles, and who is on duty."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.columns import keyring
from storage.tables.people import Community, Duty, Group, Helper, Invite, Membership, Person
from storage.terms import Role, Standing

ILL = "ill"  # the rule of a community that lists which coordinators are off duty until they are back


_BY_CHATS = select(Person).where(col(Person.chat).in_(bindparam("chats", expanding=True)))
_COMMUNITIES = select(Community).order_by(col(Community.id))


async def by_chats(session: AsyncSession, chats: Collection[int]) -> dict[int, Person]:
    """Give the persons of CHATS, by chat."""
    found = (await session.exec(_BY_CHATS, params={"chats": list(chats)})).all()
    return {person.chat: person for person in found if person.chat is not None}


async def by_phone(session: AsyncSession, phone: str) -> Sequence[Person]:
    """Give the persons with this phone number (E.164), oldest first."""
    prints = keyring.prints_of(phone)
    return (
        await session.exec(select(Person).where(col(Person.phone_print).in_(prints)).order_by(col(Person.id)))
    ).all()


async def memberships(session: AsyncSession, person: int, community: int | None = None) -> Sequence[Membership]:
    """Give what PERSON is, in one community or in all, those who left aside."""
    asked = select(Membership).where(Membership.person == person, Membership.standing != Standing.LEFT)
    if community is not None:
        asked = asked.where(Membership.community == community)
    return (await session.exec(asked.order_by(col(Membership.id)))).all()


async def membership(session: AsyncSession, person: int, community: int, role: Role) -> Membership | None:
    """Give this one membership, also of somebody who left."""
    asked = select(Membership).where(
        Membership.person == person, Membership.community == community, Membership.role == role
    )
    return (await session.exec(asked)).first()


async def members(
    session: AsyncSession, community: int, role: Role, standing: Standing | None = None
) -> Sequence[Person]:
    """Give the persons who hold ROLE in COMMUNITY, by name."""
    asked = (
        select(Person)
        .join(Membership, col(Membership.person) == Person.id)
        .where(Membership.community == community, Membership.role == role, Membership.standing != Standing.LEFT)
    )
    if standing is not None:
        asked = asked.where(Membership.standing == standing)
    return (await session.exec(asked.order_by(col(Person.name)))).all()


async def helper_of(session: AsyncSession, person: int, community: int) -> Helper | None:
    """Give what PERSON does as a helper in COMMUNITY."""
    return (await session.exec(select(Helper).where(Helper.person == person, Helper.community == community))).first()


async def communities(session: AsyncSession) -> Sequence[Community]:
    """Give all communities, the first made first."""
    return (await session.exec(_COMMUNITIES)).all()


async def community_named(session: AsyncSession, name: str) -> Community | None:
    """Give the community of that name."""
    return (await session.exec(select(Community).where(Community.name == name))).first()


async def on_duty(session: AsyncSession, community: Community, now: datetime) -> list[Person]:
    """Give who is on duty in COMMUNITY at NOW, the first to be asked first; nobody at night, most places."""
    local = now.astimezone(ZoneInfo(community.zone))
    minute = local.hour * 60 + local.minute
    return [
        person
        for duty, person in await _rota(session, community)
        if duty.weekdays >> local.weekday() & 1 and duty.from_minute <= minute < duty.until_minute
    ]


async def next_duty(session: AsyncSession, community: Community, now: datetime) -> tuple[datetime, Person] | None:
    """Give when somebody comes on duty next, from NOW on, and who; None when the rota is empty."""
    zone = ZoneInfo(community.zone)
    best: tuple[datetime, Person] | None = None
    for duty, person in await _rota(session, community):
        starts = _next_start(duty, now.astimezone(zone), zone)
        if starts is not None and (best is None or starts < best[0]):
            best = (starts, person)
    return best


def _next_start(duty: Duty, local: datetime, zone: ZoneInfo) -> datetime | None:
    for ahead in range(8):
        day = local.date() + timedelta(days=ahead)
        starts = datetime.combine(day, time(duty.from_minute // 60, duty.from_minute % 60), zone)
        ends = datetime.combine(day, time(), zone) + timedelta(minutes=duty.until_minute)
        if duty.weekdays >> day.weekday() & 1 and ends > local:
            return max(starts, local)
    return None


async def _rota(session: AsyncSession, community: Community) -> list[tuple[Duty, Person]]:
    """Give the rota in the order of asking: who still is a coordinator, can be written to, and is not ill."""
    asked = (
        select(Duty, Person)
        .join(Person, col(Duty.person) == Person.id)
        .join(Membership, col(Membership.person) == Person.id)
        .where(
            Duty.community == community.id,
            Membership.community == community.id,
            Membership.role == Role.COORDINATOR,
            Membership.standing == Standing.KNOWN,
            col(Person.chat).is_not(None),
            col(Person.reachable).is_(True),
            Person.rest == "",
            col(Person.id).not_in(community.rules.get(ILL, [])),
        )
        .order_by(col(Duty.place), col(Duty.id))
    )
    return [(duty, person) for duty, person in (await session.exec(asked)).all()]


async def duties_of(session: AsyncSession, person: int, community: int) -> Sequence[Duty]:
    """Give when PERSON is on duty in COMMUNITY."""
    return (await session.exec(select(Duty).where(Duty.person == person, Duty.community == community))).all()


async def named(session: AsyncSession, community: int, name: str, role: Role | None = None) -> list[Person]:
    """Give the persons of COMMUNITY whose name holds NAME, whatever the case; exact names and whole words first."""
    asked = (
        select(Person)
        .join(Membership, col(Membership.person) == Person.id)
        .where(
            Membership.community == community,
            Membership.standing != Standing.LEFT,
            func.lower(Person.name).contains(name.lower(), autoescape=True),
        )
    )
    if role is not None:
        asked = asked.where(Membership.role == role)
    found = {person.id: person for person in (await session.exec(asked.order_by(col(Person.name)))).all()}
    return _meant(list(found.values()), name)


def _meant(found: list[Person], name: str) -> list[Person]:
    """Give of those who were FOUND whoever bears just this NAME, or has it as a word; else all of them."""
    said = name.lower()
    names = [((one.name or one.called).lower(), one) for one in found]
    exact = [one for full, one in names if full == said]
    return exact or [one for full, one in names if said in full.split()] or found


async def open_invite(session: AsyncSession, person: int, now: datetime) -> Invite | None:
    """Give a start link made for PERSON that still works."""
    asked = select(Invite).where(Invite.person == person, col(Invite.used_at).is_(None), Invite.expires_at > now)
    return (await session.exec(asked)).first()


async def anybody_called(session: AsyncSession, community: int, name: str) -> list[Person]:
    """Give whoever is called NAME here, also who is no member of anything; exact names and whole words first."""
    mine = select(Membership.person).where(Membership.community == community)
    asked = select(Person).where(
        or_(col(Person.id).in_(mine), Person.current == community),
        or_(
            func.lower(Person.name).contains(name.lower(), autoescape=True),
            and_(Person.name == "", func.lower(Person.called).contains(name.lower(), autoescape=True)),
        ),
    )
    return _meant(list((await session.exec(asked.order_by(col(Person.name), col(Person.id)))).all()), name)


async def belongs_anywhere(session: AsyncSession, person: int) -> bool:
    """Say whether PERSON is anything to any community still."""
    asked = select(Membership.id).where(Membership.person == person, Membership.standing != Standing.LEFT)
    return (await session.exec(asked.limit(1))).first() is not None


async def by_ids(session: AsyncSession, ids: Collection[int]) -> dict[int, Person]:
    """Give the persons with these ids, by id."""
    found = (await session.exec(select(Person).where(col(Person.id).in_(ids)))).all()
    return {person.id: person for person in found}


async def with_roles(
    session: AsyncSession, roles: Collection[Role]
) -> tuple[list[tuple[int, str, list[Role]]], list[tuple[int, str]]]:
    """Give the chat, language and roles of who holds or held one of ROLES; and each bound group with its language.

    Who holds none of them any more has an empty list.
    """
    asked = (
        select(Person.chat, Person.language, Membership.role, Membership.standing)
        .join(Membership, col(Membership.person) == Person.id)
        .where(col(Membership.role).in_(roles), col(Person.chat).is_not(None), col(Person.reachable).is_(True))
    )
    found = dict[int, tuple[str, list[Role]]]()
    for chat, language, role, standing in (await session.exec(asked)).all():
        held = found.setdefault(chat or 0, (language, []))[1]
        if standing is Standing.KNOWN:
            held.append(Role(role))
    bound = select(Group.chat, Community.language).join(Community, col(Community.id) == Group.community)
    groups = (await session.exec(bound.where(col(Group.chat).is_not(None)))).all()
    people = [(chat, language, held) for chat, (language, held) in found.items()]
    return people, [(chat or 0, language) for chat, language in groups]
