"""Looks for a helper: offers in waves, the smallest that will probably do, reserves first; and what when nobody can."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.help.deeds.living import live, plan_search, promise
from flows.help.deeds.occasions import seeking, together
from flows.help.deeds.offering import write_offer, write_way_back
from flows.help.deeds.waves import Held, reasons_for, who_next
from flows.help.life import Deed
from flows.help.matching import Chosen, gap
from flows.help.promises import next_loud
from flows.help.visits import hours_left, latest, moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import open_of, open_task
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.terms import Leg, OfferState, VisitState

CALLS_BEFORE = timedelta(days=3)


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
    if visit.state is not VisitState.SEARCHING:
        return 0
    offers = await queries.offers_of(sitting.session, visit.id)
    following = await who_next(sitting, visit, request, offers)
    match following.held:
        case Held.STILL:
            await _plan(sitting, visit, sitting.now)  # it rests until a coordinator lets all go on
        case Held.NIGHT:
            await _plan(sitting, visit, await morning_of(sitting, visit))
        case Held.HOUSE:
            sitting.plan("ask_home", visit.id, visit.community, sitting.now)
        case Held.NOBODY:
            await _nobody_left(sitting, visit, request, offers)
        case None:
            await _send(sitting, visit, request, following.asked, offers)
            await _plan(sitting, visit, sitting.now + gap(hours_left(visit, sitting.now)))
            return len(following.asked)
    return 0


async def morning_of(sitting: Sitting, visit: Visit) -> datetime:
    """Give when somebody can be asked again who is not to be woken."""
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
        offer.reasons = list(reasons_for(one, offers))
        offer.state, offer.wave, offer.answered_at = OfferState.OPEN, visit.wave, None
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
