"""Who is asked next for a visit: what sends a wave, and what a coordinator is shown before it, is one function."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flows.help.deeds.choosing import ranked
from flows.help.deeds.dwelling import to_ask
from flows.help.deeds.occasions import mates, spoken_for
from flows.help.matching import FAR_HOURS, WISHED, Chosen, wave
from flows.help.promises import is_quiet
from flows.help.visits import gone_by, hours_left
from flows.sitting import Sitting
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.terms import OfferState, VisitState

NOBODY = "nobody"  # due for whom nobody is asked before that: the end of a day on which they wrote rudely


class Held(StrEnum):
    """Why nobody is asked at a moment."""

    PROPOSED = "proposed"  # somebody said yes, and a coordinator is to confirm it
    OVER = "over"  # overdue after a standstill: what ends the search is due as well
    STILL = "still"
    RUDE = "rude"
    NIGHT = "night"
    HOUSE = "house"  # the asker is asked about their house first
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Next:
    """Who is asked next, in order, and who could be after them; or why nobody is asked at that moment."""

    asked: list[Chosen]
    after: list[Chosen]
    held: Held | None = None


async def who_next(sitting: Sitting, visit: Visit, request: Request, offers: Sequence[Offer]) -> Next:
    """Say who is asked next for VISIT, at this moment; nothing is changed by asking."""
    held = await _holds_all(sitting, visit, request, offers)
    waiting = [] if held in (Held.PROPOSED, Held.OVER) else await _waiting(sitting, visit, request, offers)
    if held is not None:
        return Next([], waiting, held)
    awake = waiting
    if is_quiet(await sitting.local(visit.community)):
        awake = [one for one in waiting if await _wakes(sitting, visit, one)]
    if waiting and not awake:
        return Next([], waiting, Held.NIGHT)
    if await to_ask(sitting, visit, awake):
        return Next([], waiting, Held.HOUSE)
    able = [one for one in awake if not one.unsure] or awake
    reserves = {one.person for one in offers if one.state is OfferState.RESERVE}
    left = hours_left(visit, sitting.now)
    chosen = (
        [one for one in able if one.person in reserves]
        or _same_as_before(visit, able, left)
        or _few(able, left, await _places(sitting, visit))
    )
    asked = {one.person for one in chosen}
    return Next(chosen, [one for one in waiting if one.person not in asked], None if chosen else Held.NOBODY)


def reasons_for(one: Chosen, offers: Sequence[Offer]) -> tuple[str, ...]:
    """Give by codes why somebody is asked: who stands by, or was named instead, is asked for that alone."""
    stands_by = [offer for offer in offers if offer.person == one.person and offer.state is OfferState.RESERVE]
    if not stands_by:
        return one.reasons
    return (WISHED,) if WISHED in stands_by[0].reasons else ("reserve",)


async def _holds_all(sitting: Sitting, visit: Visit, request: Request, offers: Sequence[Offer]) -> Held | None:
    if any(one.state is OfferState.PROPOSED for one in offers):
        return Held.PROPOSED
    if gone_by(visit, sitting.now):
        return Held.OVER
    if await sitting.still(visit.community):
        return Held.STILL
    return Held.RUDE if await course.is_planned(sitting.session, NOBODY, request.asker) else None


def _few(able: Sequence[Chosen], left: float, places: int) -> list[Chosen]:
    """Choose the smallest number that will probably do, and one more for each further place."""
    enough = len(wave(able, left))
    return list(able[: enough + places - 1])


async def _places(sitting: Sitting, visit: Visit) -> int:
    return 1 + sum(one.state is VisitState.SEARCHING for one in await mates(sitting, visit))


def _same_as_before(visit: Visit, able: Sequence[Chosen], left: float) -> list[Chosen]:
    """Ask whom the asker named, else the helper of last time, alone while there is time to ask others after them."""
    if visit.wave or left <= FAR_HOURS:
        return []
    named = [one for one in able if WISHED in one.reasons]
    return named or [one for one in able if "again" in one.reasons]


async def waiting_for(sitting: Sitting, visit: Visit, request: Request) -> list[Chosen]:
    """Give who can still be asked for VISIT, in the order of asking."""
    return await _waiting(sitting, visit, request, await queries.offers_of(sitting.session, visit.id))


async def _waiting(sitting: Sitting, visit: Visit, request: Request, offers: Sequence[Offer]) -> list[Chosen]:
    """Give who can still be asked, in the order of asking: reserves, those who had no offer yet, those who lost it.

    An offer is lost unanswered when somebody else said yes first; when they can't after all, it may be made again.
    """
    taken = await spoken_for(sitting, visit)
    able = [one for one in await ranked(sitting, visit, request) if one.person not in taken]
    reserves = {one.person for one in offers if one.state is OfferState.RESERVE}
    asked = {one.person for one in offers}
    lost = {one.person for one in offers if one.state is OfferState.CLOSED}
    return [
        *(one for one in able if one.person in reserves),
        *(one for one in able if one.person not in asked),
        *(one for one in able if one.person in lost),
    ]


async def _wakes(sitting: Sitting, visit: Visit, one: Chosen) -> bool:
    helper = await people.helper_of(sitting.session, one.person, visit.community)
    return helper is not None and helper.night_too
