"""One time that somebody needs help may take several visits: there and back, and one for each who comes.

They belong together; each has a life of its own.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flows.help.trips import NO_TRIP, RIDE, Trip
from flows.help.visits import EVENING_ENDS, moment_of, needs_of, window_of
from flows.sitting import Sitting
from flows.understanding.requests.meeting import meeting_place
from flows.understanding.time.moment import When
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.terms import Leg, OfferState, VisitState

_SEEKS = (VisitState.ASKED, VisitState.SEARCHING)
_GOES_ALONG = (OfferState.OPEN, OfferState.RESERVE, OfferState.LOST, OfferState.CLOSED)
_SPOKEN_FOR = (
    OfferState.OPEN,
    OfferState.ACCEPTED,
    OfferState.PROPOSED,
    OfferState.DECLINED,
    OfferState.WITHDRAWN,
    OfferState.REFUSED,
)


async def make_visits(sitting: Sitting, request: Request, when: When, trip: Trip = NO_TRIP) -> list[Visit]:
    """Make the visits of one time that REQUEST is for: there first; a seat for each who comes; then back."""
    where = await sitting.community(request.community)
    there = Leg.THERE if trip.back else Leg.WHOLE
    made = [_visit(request, where, when, there, seat, trip.appointment) for seat in range(request.helpers)]
    if trip.back:
        made.append(_visit(request, where, _way_back(when, trip), Leg.BACK, 0, trip.appointment))
    sitting.session.add_all(made)
    await sitting.session.flush()
    return made


async def repeat(sitting: Sitting, last: Visit, when: When) -> list[Visit]:
    """Make the visits of the next time, WHEN, just as many as there were the last time."""
    request = await sitting.get(Request, last.request)
    return await make_visits(sitting, request, when, trip_again((await together(sitting, last))[0], request, when))


def trip_again(there: Visit, request: Request, when: When) -> Trip:
    """Give the trip of another time: fetched just as long before the appointment as for THERE."""
    needs, appointment = needs_of(request), None
    if there.appointment_at is not None and there.starts_at is not None and when.start is not None:
        appointment = when.start + (there.appointment_at - there.starts_at)
    return Trip(RIDE in needs, there.leg is Leg.THERE, appointment, needs)


def _visit(request: Request, where: Community, when: When, leg: Leg, seat: int, appointment: datetime | None) -> Visit:
    start, end = window_of(when)
    return Visit(
        id=new_id(), request=request.id, community=where.id, state=VisitState.ASKED, leg=leg, seat=seat,
        starts_at=moment_of(start, where), ends_at=moment_of(end, where), grain=when.grain,
        appointment_at=moment_of(appointment, where), meets=meeting_place(request.words or "") or None,
    )  # fmt: skip


def _way_back(when: When, trip: Trip) -> When:
    """Give when somebody has to be fetched: at the hour that was said, else from their appointment to that evening."""
    if trip.home is not None:
        return When(trip.home, None, "minute")
    appointment = trip.appointment
    start = appointment or when.start
    if start is None or (appointment is None and when.grain not in ("day", "part")):
        return replace(when, every=None)
    evening = datetime.combine(start.date(), EVENING_ENDS)
    end = evening if start < evening else datetime.combine(start.date(), datetime.max.time().replace(microsecond=0))
    return When(start, end, "after" if appointment else when.grain)


async def together(sitting: Sitting, visit: Visit) -> list[Visit]:
    """Give the visits of the same time as VISIT, itself among them: there by seat, then back."""
    found = sorted(await queries.visits_of_request(sitting.session, visit.request), key=lambda one: one.id)
    begins = [one.id for one in found if one.leg is not Leg.BACK and one.seat == 0]  # the first that is made of a time
    nth = bisect_right(begins, visit.id)
    same = [one for one in found if bisect_right(begins, one.id) == nth]
    return sorted(same, key=lambda one: (one.leg is Leg.BACK, one.seat))


async def one_each(sitting: Sitting, found: Sequence[tuple[Visit, Request]]) -> list[tuple[Visit, Request]]:
    """Give of those that belong together the first alone: whoever asked for them means them all."""
    kept, ids = list[tuple[Visit, Request]](), set[int]()
    for visit, request in found:
        if visit.id not in ids:
            kept.append((visit, request))
            ids |= {one.id for one in await together(sitting, visit)}
    return kept


async def way_back(sitting: Sitting, visit: Visit) -> Visit | None:
    """Give the way back of a way there; None where there is none."""
    if visit.leg is not Leg.THERE:
        return None
    return next((one for one in await together(sitting, visit) if one.leg is Leg.BACK), None)


async def mates(sitting: Sitting, visit: Visit) -> list[Visit]:
    """Give the visits of those who come at the same time as VISIT, without it."""
    if (await sitting.get(Request, visit.request)).helpers == 1:
        return []
    return [one for one in await together(sitting, visit) if one.leg is visit.leg and one.id != visit.id]


async def seeking(sitting: Sitting, visit: Visit) -> Visit:
    """Give the visit for which somebody is looked for, of those that are still without: the one of the first seat.

    All offers of the others go along with it, so that nobody is asked for two of them.
    """
    without = [one for one in (visit, *await mates(sitting, visit)) if one.state in _SEEKS]
    first = min(without, key=lambda one: one.seat, default=visit)
    for one in without:
        if one.id != first.id:
            await pass_on(sitting, one, first)
            sitting.unplan(one.id, "wave", "promise")
    return first


async def pass_on(sitting: Sitting, visit: Visit, to: Visit, spare: int | None = None) -> None:
    """Make the offers of VISIT that somebody may still say yes to offers of the visit TO; not that of SPARE."""
    there = {one.person for one in await queries.offers_of(sitting.session, to.id)}
    for offer in await queries.offers_of(sitting.session, visit.id):
        if offer.state in _GOES_ALONG and offer.person not in there and offer.person != spare:
            offer.visit = to.id
            sitting.session.add(offer)
    await sitting.session.flush()


async def spoken_for(sitting: Sitting, visit: Visit) -> set[int]:
    """Give who goes at the same time already, was asked, or said no to it: they are not asked for another seat."""
    found = set[int]()
    for mate in await mates(sitting, visit):
        found |= {one.person for one in await queries.offers_of(sitting.session, mate.id) if one.state in _SPOKEN_FOR}
    return found


async def who_else(sitting: Sitting, visit: Visit) -> tuple[list[Person], int]:
    """Give who else comes at the time of VISIT, and how many are still looked for."""
    others: Sequence[Visit] = await mates(sitting, visit)
    going = [await sitting.get(Person, one.helper) for one in others if one.helper is not None]
    return going, sum(one.state in _SEEKS for one in others)
