"""Messages to many: who is to get one, what is still under way, and whom it did not reach."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, literal_column
from sqlmodel import and_, col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.people import Helper, Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.tables.telling import Telling
from storage.terms import Bond, LetterState, Role, Standing, TellingState

GOING = (LetterState.WAITING, LetterState.SENDING)
STOPPED = "Stopped"  # why a letter never left that was stopped in time


class One(NamedTuple):
    """One of many: whether they can be written to, and where they live."""

    id: int
    chat: int | None
    reachable: bool
    street: str | None  # only where it was asked for


def _members(community: int, *which: ColumnElement[bool]) -> Any:
    stays = and_(col(Membership.community) == community, col(Membership.standing) != Standing.LEFT)
    return select(Membership.person).where(stays, *which)


async def who_wants(
    session: AsyncSession,
    community: int,
    now: datetime,
    *,
    role: Role | None = None,
    unasked: bool = False,
    after: int = 0,
    most: int | None = None,
    only: Collection[int] | None = None,
    street: bool = False,
) -> list[One]:
    """Give who of COMMUNITY wants messages to many, or, when UNASKED, who was never asked and never said; by id.

    Whoever asked for quiet, or around whom all is still, is left out. At MOST so many AFTER that id; ONLY these, where
    they are named. Streets are only read where they are wanted.
    """
    said = or_(col(Membership.messages).is_not(None), col(Membership.messages_asked_at).is_not(None))
    theirs = (
        col(Person.id).not_in(_members(community, said))
        if unasked
        else and_(
            col(Person.id).in_(_members(community, col(Membership.messages).is_(True))),
            col(Person.id).not_in(_members(community, col(Membership.messages).is_(False))),
        )
    )
    awake = or_(col(Person.quiet_until).is_(None), col(Person.quiet_until) <= now)
    roles = [col(Membership.role) == role] if role is not None else []
    where = literal_column("NULL") if not street else col(Person.street)
    asked: Any = select(Person.id, Person.chat, Person.reachable, where)
    asked = asked.where(col(Person.id).in_(_members(community, *roles)), theirs, awake, Person.rest == "")
    asked = asked.where(col(Person.id) > after).limit(most)
    if only is not None:
        asked = asked.where(col(Person.id).in_(only))
    return [One(*row) for row in (await session.exec(asked.order_by(col(Person.id)))).all()]


async def kinds_of(session: AsyncSession, community: int, persons: Sequence[int]) -> dict[int, list[str]]:
    """Give what each of PERSONS (in the order of their ids) does as a helper; an empty list: all kinds."""
    asked = select(Helper.person, Helper.categories).where(Helper.community == community)
    asked = asked.where(col(Helper.person).between(min(persons, default=0), max(persons, default=0)))
    return {person: list(kinds) for person, kinds in (await session.exec(asked)).all()}


async def phones_of(session: AsyncSession, persons: Collection[int]) -> dict[int, tuple[int, bool]]:
    """Give on whose phone those of PERSONS live who share one, and whether they agreed to be written to there."""
    asked = (
        select(Speaker.resident, Person.id, Speaker.consent)
        .join(Person, col(Speaker.person) == Person.id)
        .where(col(Speaker.resident).in_(persons), Speaker.bond == Bond.SHARED)
        .where(col(Person.chat).is_not(None), col(Person.reachable).is_(True))
        .order_by(col(Speaker.consent) != "", col(Speaker.id).desc())
    )
    found = (await session.exec(asked)).all()
    return {resident: (holder, bool(consent)) for resident, holder, consent in found}


async def locked(session: AsyncSession, telling: int) -> Telling | None:
    """Give this message, so that nobody else goes on with it before the transaction ends."""
    return await session.get(Telling, telling, with_for_update=True, populate_existing=True)


async def going(session: AsyncSession, community: int) -> Sequence[Telling]:
    """Give the messages of COMMUNITY that are being sent, the latest first."""
    asked = select(Telling).where(Telling.community == community, Telling.state == TellingState.GOING)
    return (await session.exec(asked.order_by(col(Telling.id).desc()))).all()


def _of(telling: int, words: str) -> ColumnElement[bool]:
    return and_(col(OutboxLetter.about) == telling, col(OutboxLetter.words) == words)


async def under_way(session: AsyncSession, telling: int, words: str) -> int:
    """Count the letters in these WORDS that have not left yet."""
    asked = select(func.count()).select_from(OutboxLetter)
    return (await session.exec(asked.where(_of(telling, words), col(OutboxLetter.state).in_(GOING)))).one()


async def let_go_until(session: AsyncSession, telling: int, words: str, until: datetime) -> None:
    """Let what still waits go UNTIL then, and not after."""
    waits = and_(_of(telling, words), col(OutboxLetter.state) == LetterState.WAITING)
    await session.exec(update(OutboxLetter).where(waits).values(not_after=until))


async def take_back(session: AsyncSession, telling: int, words: str) -> int:
    """Let nothing of it leave that waits, and say how many letters that were."""
    waits = and_(_of(telling, words), col(OutboxLetter.state) == LetterState.WAITING)
    empty = {"state": LetterState.REFUSED, "failed": STOPPED, "body": None}
    return int((await session.exec(update(OutboxLetter).where(waits).values(empty))).rowcount)


async def states(session: AsyncSession, telling: int, words: str) -> dict[LetterState, int]:
    """Count its letters by where they stand, those that were taken back aside."""
    kept = or_(col(OutboxLetter.failed).is_(None), col(OutboxLetter.failed) != STOPPED)
    asked = select(OutboxLetter.state, func.count()).where(_of(telling, words), kept)
    found = (await session.exec(asked.group_by(col(OutboxLetter.state)))).all()
    return {LetterState(state): count for state, count in found}


async def not_reached(session: AsyncSession, telling: int, words: str) -> dict[int, LetterState]:
    """Give whom a letter did not reach, or perhaps not, by person."""
    asked = select(OutboxLetter.person, OutboxLetter.meant, OutboxLetter.state).where(
        _of(telling, words),
        col(OutboxLetter.state).in_((LetterState.REFUSED, LetterState.UNKNOWN)),
        or_(col(OutboxLetter.failed).is_(None), col(OutboxLetter.failed) != STOPPED),
    )
    return {meant or person: LetterState(state) for person, meant, state in (await session.exec(asked)).all() if person}


async def wish_of(session: AsyncSession, person: int, community: int) -> bool | None:
    """Say whether PERSON wants messages to many; None where nobody said."""
    asked = select(Membership.messages).where(*_of_members([person], community))
    found = (await session.exec(asked)).all()
    return False if False in found else True if True in found else None


async def last_from(session: AsyncSession, person: int, words: str) -> int | None:
    """Give the community that wrote to PERSON in these WORDS last."""
    asked = select(OutboxLetter.community).where(OutboxLetter.person == person, OutboxLetter.words == words)
    return (await session.exec(asked.order_by(col(OutboxLetter.id).desc()).limit(1))).first()


async def keep_wish(session: AsyncSession, person: int, community: int, wants: bool) -> bool:
    """Keep whether PERSON WANTS them, for all that they are in COMMUNITY; False where they are nothing there."""
    kept = update(Membership).where(*_of_members([person], community)).values(messages=wants)
    return bool((await session.exec(kept)).rowcount)


async def keep_asked(session: AsyncSession, persons: Collection[int], community: int, now: datetime) -> None:
    """Keep that PERSONS were asked NOW whether they want them."""
    kept = update(Membership).where(*_of_members(persons, community)).values(messages_asked_at=now)
    await session.exec(kept)


def _of_members(persons: Collection[int], community: int) -> tuple[ColumnElement[bool], ...]:
    stays = col(Membership.standing) != Standing.LEFT
    return col(Membership.person).in_(persons), col(Membership.community) == community, stays
