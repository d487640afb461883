"""Requests, visits and offers, and what choosing a helper needs to know of everyone at once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, case, exists, not_, or_
from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.care import Concern, Note, Task
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Absence, Availability, Helper, Membership, Never, Person
from storage.terms import OfferState, Role, Standing, VisitState

UNSETTLED = (VisitState.ASKED, VisitState.SEARCHING)
OPEN_STATES = (VisitState.ASKED, VisitState.SEARCHING, VisitState.AGREED)
NOTHING_SAID = dict.fromkeys(("task", "note", "destination", "words", "needs"))  # what is left of a request in time


async def offers_of(session: AsyncSession, visit: int) -> Sequence[Offer]:
    """Give all offers of a visit, first made first; locked where the database locks rows."""
    asked = select(Offer).where(Offer.visit == visit).order_by(col(Offer.id)).with_for_update()
    return (await session.exec(asked)).all()


async def offer_carried_by(session: AsyncSession, letter: int) -> Offer | None:
    """Give the offer that LETTER carries."""
    return (await session.exec(select(Offer).where(Offer.letter == letter))).first()


async def locked_visit(session: AsyncSession, visit: int) -> Visit:
    """Give the visit as it stands now, locked until the transaction ends. Raises LookupError."""
    asked = select(Visit).where(Visit.id == visit).with_for_update()
    found = (await session.exec(asked)).first()
    if found is None:
        raise LookupError(f"no Visit {visit}")
    return found


async def visits_of_asker(session: AsyncSession, person: int, community: int) -> Sequence[tuple[Visit, Request]]:
    """Give the open visits that PERSON asked for, the soonest first."""
    return await _open(session, community, Request.asker == person)


async def visits_of_helper(session: AsyncSession, person: int, community: int) -> Sequence[tuple[Visit, Request]]:
    """Give the open visits that PERSON goes to, the soonest first."""
    return await _open(session, community, Visit.helper == person)


async def open_visits(session: AsyncSession, community: int) -> Sequence[tuple[Visit, Request]]:
    """Give all open visits of COMMUNITY, the soonest first."""
    return await _open(session, community, True)


async def _open(session: AsyncSession, community: int, where: object) -> Sequence[tuple[Visit, Request]]:
    asked = (
        select(Visit, Request)
        .join(Request, col(Visit.request) == Request.id)
        .where(Visit.community == community, col(Visit.state).in_(OPEN_STATES))
        .order_by(col(Visit.starts_at), col(Visit.id))
    )
    found = await session.exec(asked if where is True else asked.where(where))  # type: ignore[arg-type]  # a column expression
    return list(found.all())


async def request_numbered(session: AsyncSession, community: int, number: int) -> Request | None:
    """Give request NUMBER of COMMUNITY."""
    return (await session.exec(select(Request).where(Request.community == community, Request.number == number))).first()


async def requests_of_called(session: AsyncSession, community: int, name: str) -> Sequence[tuple[Request, Person]]:
    """Give the requests that are not over of whoever's name holds NAME, the latest first."""
    asked = (
        select(Request, Person)
        .join(Person, col(Person.id) == Request.asker)
        .where(
            Request.community == community,
            col(Request.closed_at).is_(None),
            func.lower(Person.name).contains(name.lower(), autoescape=True),
        )
    )
    return [(request, asker) for request, asker in (await session.exec(asked.order_by(col(Request.id).desc()))).all()]


async def last_request(session: AsyncSession, person: int, community: int) -> Request | None:
    """Give what PERSON asked for last, while its words are kept."""
    asked = select(Request).where(
        Request.asker == person, Request.community == community, col(Request.words).is_not(None)
    )
    return (await session.exec(asked.order_by(col(Request.id).desc()).limit(1))).first()


async def visits_of_request(session: AsyncSession, request: int) -> Sequence[Visit]:
    """Give every visit of a request, the latest made first."""
    return (await session.exec(select(Visit).where(Visit.request == request).order_by(col(Visit.id).desc()))).all()


async def open_offers_to(session: AsyncSession, person: int) -> Sequence[Offer]:
    """Give the offers that PERSON may still answer, first made first."""
    asked = select(Offer).where(Offer.person == person, Offer.state == OfferState.OPEN).order_by(col(Offer.id))
    return (await session.exec(asked)).all()


async def declined_by(session: AsyncSession, person: int, since: datetime) -> Offer | None:
    """Give the offer to which PERSON said no last, SINCE then; None without one."""
    said = select(Offer).where(Offer.person == person, Offer.state == OfferState.DECLINED)
    newest = said.where(col(Offer.answered_at) >= since).order_by(col(Offer.answered_at).desc()).limit(1)
    return (await session.exec(newest)).first()


async def waiting_offers_to(session: AsyncSession, person: int, community: int) -> Sequence[Offer]:
    """Give the offers to PERSON in COMMUNITY that wait for their answer, or for a coordinator to confirm it."""
    waiting = col(Offer.state).in_((OfferState.OPEN, OfferState.PROPOSED))
    asked = select(Offer).where(Offer.person == person, Offer.community == community, waiting)
    return (await session.exec(asked.order_by(col(Offer.id)))).all()


async def helpers(session: AsyncSession, community: int) -> Sequence[tuple[Helper, Person]]:
    """Give every known helper of COMMUNITY who has a chat, or a number to be called on."""
    asked = (
        select(Helper, Person)
        .join(Person, col(Helper.person) == Person.id)
        .join(Membership, (col(Membership.person) == Person.id) & (col(Membership.community) == Helper.community))
        .where(
            Helper.community == community,
            Membership.role == Role.HELPER,
            Membership.standing == Standing.KNOWN,
            or_(col(Person.chat).is_not(None), col(Person.phone).is_not(None)),
        )
    )
    return [(helper, person) for helper, person in (await session.exec(asked)).all()]


async def hours_of(session: AsyncSession, helper_ids: Collection[int]) -> Sequence[Availability]:
    """Give the hours of these helpers."""
    return (await session.exec(select(Availability).where(col(Availability.helper).in_(helper_ids)))).all()


async def absences_of(session: AsyncSession, helper_ids: Collection[int]) -> Sequence[Absence]:
    """Give the days on which these helpers can't."""
    return (await session.exec(select(Absence).where(col(Absence.helper).in_(helper_ids)))).all()


async def nevers_of(session: AsyncSession, helper_ids: Collection[int]) -> Sequence[Never]:
    """Give what these helpers said never to."""
    return (await session.exec(select(Never).where(col(Never.helper).in_(helper_ids)))).all()


async def requests_of(session: AsyncSession, asker: int) -> Sequence[Request]:
    """Give all that somebody ever asked for, the latest first."""
    return (await session.exec(select(Request).where(Request.asker == asker).order_by(col(Request.id).desc()))).all()


async def offers_since(session: AsyncSession, community: int, since: datetime) -> Sequence[Offer]:
    """Give every offer of COMMUNITY made from SINCE on."""
    return (await session.exec(select(Offer).where(Offer.community == community, Offer.made_at >= since))).all()


async def answers_by_category(session: AsyncSession, community: int, category: str) -> dict[int, tuple[int, int]]:
    """Give for each person how often they were asked for CATEGORY and how often they said yes."""
    said_yes = col(Offer.state).in_(
        (OfferState.ACCEPTED, OfferState.LOST, OfferState.RESERVE, OfferState.PROPOSED, OfferState.REFUSED)
    )
    asked = (
        select(Offer.person, func.count(), func.sum(case((said_yes, 1), else_=0)))
        .where(Offer.community == community, Offer.category == category, Offer.state != OfferState.OPEN)
        .group_by(col(Offer.person))
    )
    return {person: (times, int(yes or 0)) for person, times, yes in (await session.exec(asked)).all()}


async def helped(session: AsyncSession, community: int, since: datetime) -> Sequence[tuple[Visit, Request]]:
    """Give the visits of COMMUNITY that somebody goes or went to, from SINCE on, the latest first."""
    asked = (
        select(Visit, Request)
        .join(Request, col(Visit.request) == Request.id)
        .where(
            Visit.community == community,
            col(Visit.helper).is_not(None),
            col(Visit.state).in_((VisitState.AGREED, VisitState.DONE)),
            (col(Visit.starts_at).is_(None)) | (col(Visit.starts_at) >= since),
        )
        .order_by(col(Visit.id).desc())
    )
    return list((await session.exec(asked)).all())


async def who_came(session: AsyncSession, asker: int, community: int) -> Sequence[tuple[Visit, Request, Person]]:
    """Give the visits to ASKER that somebody goes or went to, the latest first, with whoever that is."""
    asked = (
        select(Visit, Request, Person)
        .join(Request, col(Visit.request) == Request.id)
        .join(Person, col(Visit.helper) == Person.id)
        .where(
            Request.asker == asker,
            Visit.community == community,
            col(Visit.state).in_((VisitState.AGREED, VisitState.DONE)),
        )
        .order_by(col(Visit.id).desc())
    )
    return list((await session.exec(asked)).all())


async def have_met(session: AsyncSession, helper: int, asker: int, apart_from: int) -> bool:
    """Say whether HELPER has been with ASKER before, in another visit than this one."""
    asked = (
        select(Visit.id)
        .join(Request, col(Visit.request) == Request.id)
        .where(Visit.helper == helper, Request.asker == asker, Visit.id != apart_from, Visit.state == VisitState.DONE)
    )
    return (await session.exec(asked.limit(1))).first() is not None


async def strip_old(session: AsyncSession, before: datetime) -> None:
    """Empty what was asked, and what waited for a person, where it was closed BEFORE; what a count needs stays."""
    late = func.coalesce(Visit.ends_at, Visit.starts_at, Request.made_at) >= before
    going_on = exists().where(col(Visit.request) == Request.id, or_(late, col(Visit.state).in_(UNSETTLED)))
    gone = and_(
        col(Request.closed_at).is_(None), col(Request.made_at) < before, not_(going_on)
    )  # nobody said how it went
    old = select(Request.id).where(or_(col(Request.closed_at) < before, gone), col(Request.words).is_not(None))
    await session.exec(update(Visit).where(col(Visit.request).in_(old)).values(meets=None))
    await session.exec(update(Request).where(col(Request.id).in_(old)).values(NOTHING_SAID))
    told = (col(Task.closed_at) < before) & col(Task.words).is_not(None)
    await session.exec(update(Task).where(told).values(words=None))
    closed = select(Request.id).where(or_(col(Request.closed_at) < before, gone))
    await session.exec(update(Note).where(col(Note.request).in_(closed)).values(words=None))
    gone_by = and_(
        col(Concern.closed_at) < before, or_(col(Concern.words).is_not(None), col(Concern.notes).is_not(None))
    )
    await session.exec(update(Concern).where(gone_by).values(words=None, notes=None))


async def unclosed_requests(session: AsyncSession, person: int, community: int) -> Sequence[Request]:
    """Give the requests of PERSON that are not over: those that come back, and those with an open visit."""
    asked = select(Request).where(Request.asker == person, Request.community == community)
    return (await session.exec(asked.where(col(Request.closed_at).is_(None)).order_by(col(Request.id)))).all()


async def sheets(session: AsyncSession, community: int) -> Sequence[tuple[Helper, Person, Membership]]:
    """Give everybody who helps or offered to in COMMUNITY, those who left aside, by name."""
    asked = (
        select(Helper, Person, Membership)
        .join(Person, col(Helper.person) == Person.id)
        .join(Membership, (col(Membership.person) == Person.id) & (col(Membership.community) == Helper.community))
        .where(Helper.community == community, Membership.role == Role.HELPER, Membership.standing != Standing.LEFT)
        .order_by(func.lower(Person.name), col(Person.id))
    )
    return [(sheet, person, member) for sheet, person, member in (await session.exec(asked)).all()]


async def done_by(session: AsyncSession, helper: int, community: int) -> Sequence[tuple[Visit, Request]]:
    """Give the visits that HELPER did in COMMUNITY, the latest first."""
    asked = (
        select(Visit, Request)
        .join(Request, col(Visit.request) == Request.id)
        .where(Visit.helper == helper, Visit.community == community, Visit.state == VisitState.DONE)
        .order_by(col(Visit.id).desc())
    )
    return list((await session.exec(asked)).all())


async def offers_to(session: AsyncSession, person: int, community: int, since: datetime) -> Sequence[Offer]:
    """Give the offers made to PERSON in COMMUNITY from SINCE on."""
    asked = select(Offer).where(Offer.person == person, Offer.community == community, Offer.made_at >= since)
    return (await session.exec(asked.order_by(col(Offer.id)))).all()
