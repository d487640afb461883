"""Looks for a helper: offers in waves, the smallest that will probably do, reserves first; and what when nobody can."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.help.deeds.choosing import ranked
from flows.help.deeds.dwelling import to_ask
from flows.help.deeds.living import live, plan_search, promise
from flows.help.deeds.occasions import mates, seeking, spoken_for, together
from flows.help.deeds.offering import write_offer, write_way_back
from flows.help.life import Deed
from flows.help.matching import FAR_HOURS, Chosen, gap, wave
from flows.help.promises import is_quiet, next_loud
from flows.help.visits import gone_by, hours_left, latest, moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import open_of, open_task
from storage.ids import new_id
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.terms import Leg, OfferState, VisitState

CALLS_BEFORE = timedelta(days=3)
NOBODY = "nobody"  # due for whom nobody is asked before that: the end of a day on which they wrote rudely


async def begin(sitting: Sitting, visit: Visit, request: Request, actor: int | None = None) -> tuple[int, Said]:
    """Begin to look for somebody; give how many were asked at once, and the promise to the asker.

    Who comes at the same time is looked for along with it. The way back is first asked of whoever goes there.
    """
    for one in await together(sitting, visit):
        if one.state is VisitState.ASKED:
            live(sitting, one, Deed.CONFIRM, actor)
            await plan_search(sitting, one)
        if one.leg is Leg.BACK and one.state is VisitState.SEARCHING:
            await promise(sitting, one, request)
            half = ((one.promise_at or sitting.now) - sitting.now) / 2
            await _plan(sitting, one, sitting.now + half)
    said = await promise(sitting, visit, request)
    return await ask_wave(sitting, visit, request), said


async def ask_first(sitting: Sitting, visit: Visit, request: Request, helper: Person) -> None:
    """Ask HELPER, who goes there, for the way back before anybody else."""
    offers = await queries.offers_of(sitting.session, visit.id)
    if visit.state is not VisitState.SEARCHING or any(one.person == helper.id for one in offers):
        return
    offer = _offer(sitting, visit, request, helper.id)
    live(sitting, visit, Deed.OFFER, people=[helper.id], wave=visit.wave)
    await write_way_back(sitting, visit, request, offer)
    await _plan(sitting, visit, sitting.now + gap(hours_left(visit, sitting.now)))


async def ask_wave(sitting: Sitting, visit: Visit, request: Request) -> int:
    """Ask the next few and plan the wave after it; give how many were asked.

    In the quiet hours only those are asked who allowed it. With nobody left to ask, a coordinator is told, once.
    """
    visit = await seeking(sitting, visit)
    offers = await queries.offers_of(sitting.session, visit.id)
    if visit.state is not VisitState.SEARCHING or any(one.state is OfferState.PROPOSED for one in offers):
        return 0
    if gone_by(visit, sitting.now):  # overdue after a standstill: what ends the search is due as well
        return 0
    if await sitting.still(visit.community):
        await _plan(sitting, visit, sitting.now)  # it rests until a coordinator lets all go on
        return 0
    if await course.is_planned(sitting.session, NOBODY, request.asker):
        return 0
    waiting = await _waiting(sitting, visit, request, offers)
    able = (
        waiting if not await _quiet(sitting, visit) else [one for one in waiting if await _wakes(sitting, visit, one)]
    )
    if not able and waiting:
        await _plan(sitting, visit, await _morning(sitting, visit))
        return 0
    if await to_ask(sitting, visit, able):
        sitting.plan("ask_home", visit.id, visit.community, sitting.now)
        return 0
    able = [one for one in able if not one.unsure] or able
    reserves = {one.person for one in offers if one.state is OfferState.RESERVE}
    left = hours_left(visit, sitting.now)
    chosen = (
        [one for one in able if one.person in reserves]
        or _same_as_before(visit, able, left)
        or _few(able, left, await _places(sitting, visit))
    )
    if not chosen:
        await _nobody_left(sitting, visit, request, offers)
        return 0
    await _send(sitting, visit, request, chosen, offers)
    await _plan(sitting, visit, sitting.now + gap(left))
    return len(chosen)


def _few(able: Sequence[Chosen], left: float, places: int) -> list[Chosen]:
    """Choose the smallest number that will probably do, and one more for each further place."""
    enough = len(wave(able, left))
    return list(able[: enough + places - 1])


async def _places(sitting: Sitting, visit: Visit) -> int:
    return 1 + sum(one.state is VisitState.SEARCHING for one in await mates(sitting, visit))


def _same_as_before(visit: Visit, able: Sequence[Chosen], left: float) -> list[Chosen]:
    """Ask the helper of last time alone, while there is time to ask others after them."""
    return [one for one in able if "again" in one.reasons and not visit.wave and left > FAR_HOURS]


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


async def _quiet(sitting: Sitting, visit: Visit) -> bool:
    return is_quiet(await sitting.local(visit.community))


async def _wakes(sitting: Sitting, visit: Visit, one: Chosen) -> bool:
    helper = await people.helper_of(sitting.session, one.person, visit.community)
    return helper is not None and helper.night_too


async def _morning(sitting: Sitting, visit: Visit) -> datetime:
    morning = moment_of(next_loud(await sitting.local(visit.community)), await sitting.community(visit.community))
    return morning or sitting.now


async def _plan(sitting: Sitting, visit: Visit, at: datetime) -> None:
    sitting.plan("wave", visit.id, visit.community, at)


async def _send(
    sitting: Sitting, visit: Visit, request: Request, chosen: Sequence[Chosen], offers: Sequence[Offer]
) -> None:
    visit.wave += 1
    live(sitting, visit, Deed.OFFER, people=[one.person for one in chosen], wave=visit.wave)
    before = {one.person: one for one in offers}
    for one in chosen:
        offer = before.get(one.person) or _offer(sitting, visit, request, one.person)
        reasons = ["reserve"] if offer.state is OfferState.RESERVE else list(one.reasons)
        offer.state, offer.wave, offer.reasons, offer.answered_at = OfferState.OPEN, visit.wave, reasons, None
        await write_offer(sitting, visit, request, offer, len(chosen))


def _offer(sitting: Sitting, visit: Visit, request: Request, person: int) -> Offer:
    return Offer(
        id=new_id(), visit=visit.id, person=person, community=visit.community, category=request.category,
        made_at=sitting.now,
    )  # fmt: skip


async def _nobody_left(sitting: Sitting, visit: Visit, request: Request, offers: Sequence[Offer]) -> None:
    if any(one.state is OfferState.OPEN for one in offers):
        return
    early = before_calls(visit, request, sitting.now)
    if early is not None:
        await _plan(sitting, visit, early)
        return
    await have_called(sitting, visit, request)


def before_calls(visit: Visit, request: Request, now: datetime) -> datetime | None:
    """Give when the neighbours are asked once more before a coordinator calls: help that comes back is made far ahead.

    None where it is time for a coordinator.
    """
    until = latest(visit) if request.when.get("every") else None
    return None if until is None or until - now <= CALLS_BEFORE else until - CALLS_BEFORE


async def have_called(sitting: Sitting, visit: Visit, request: Request) -> None:
    """Tell a coordinator, once, that nobody was found."""
    if not await open_of(sitting, visit.community, visit=visit.id, kind="not_found"):
        asker = await sitting.get(Person, request.asker)
        await open_task(sitting, "not_found", visit.community, person=asker, visit=visit.id)


async def next_wave(sitting: Sitting, due: Due) -> None:
    """Ask the next few, when nobody has said yes in the meantime."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    await ask_wave(sitting, visit, await sitting.get(Request, visit.request))


def asker_buttons(visit: Visit) -> list[Button]:
    """Give what stands under news for the asker: never a harmful button alone."""
    return [Button("button.read", "read", yes=True), Button("button.cancel", "cancel", {"visit": visit.id})]
