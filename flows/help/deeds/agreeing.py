"""A neighbour said yes: the first one wins, in one transaction; both get a card with the same door word."""

from flows.help.deeds import buddies, notes
from flows.help.deeds.cards import asker_card, helper_card, show_again, take_card
from flows.help.deeds.living import live, plan_around, promise
from flows.help.deeds.occasions import mates, pass_on, seeking, together, way_back
from flows.help.deeds.offering import edit_offer, take_back
from flows.help.deeds.reporting import tell_recorder
from flows.help.deeds.searching import ask_first
from flows.help.deeds.weeks import watch
from flows.help.door_words import new_door_word
from flows.help.life import Deed, NotPossible
from flows.help.matching import gap
from flows.help.visits import hours_left, is_sensitive, over, when_of, without_wish
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import SEARCHES, on_duty, open_of, open_task
from flows.tasks import close as close_task
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState

_TOO_LATE = (OfferState.OPEN, OfferState.RESERVE, OfferState.LOST, OfferState.CLOSED)
_CLAIMABLE = (*_TOO_LATE, OfferState.DECLINED)  # while the visit is free; who said no may think better of it


async def accept(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Claim a visit: the first tap wins; for sensitive help it is a proposal that a coordinator confirms."""
    claimed, visit, request = await _at_hand(sitting, offer)
    theirs = claimed.state is OfferState.ACCEPTED and visit.helper == person.id
    if theirs or any(one.helper == person.id for one in await mates(sitting, visit)):
        await sitting.write(person, "offer.yours_already", about=visit.id, community=visit.community)
        return
    free = visit.state is VisitState.SEARCHING and not await _proposed(sitting, visit)
    if claimed.state not in _CLAIMABLE or not free:
        await _too_late(sitting, person, claimed, visit)
        return
    claimed.answered_at = sitting.now
    if is_sensitive(request.category, await sitting.community(visit.community)):
        await _propose(sitting, person, claimed, visit, request)
    else:
        live(sitting, visit, Deed.ACCEPT, person.id, offer=claimed.id)
        await agree(sitting, visit, request, claimed)


async def _at_hand(sitting: Sitting, offer: int) -> tuple[Offer, Visit, Request]:
    """Give the offer, its visit locked, and the request."""
    row = await sitting.get(Offer, offer)
    visit = await queries.locked_visit(sitting.session, row.visit)
    await sitting.session.refresh(row, with_for_update=True)
    if row.visit != visit.id:  # somebody else took this seat at the same moment: theirs is the next one
        visit = await queries.locked_visit(sitting.session, row.visit)
    following = await seeking(sitting, visit)
    if visit.helper is not None and visit.helper != row.person and following.id != visit.id:
        await pass_on(sitting, visit, following, spare=visit.helper)
        await sitting.session.refresh(row)
        visit = await queries.locked_visit(sitting.session, row.visit)
    return row, visit, await sitting.get(Request, visit.request)


async def _proposed(sitting: Sitting, visit: Visit) -> bool:
    return any(one.state is OfferState.PROPOSED for one in await queries.offers_of(sitting.session, visit.id))


async def _too_late(sitting: Sitting, person: Person, offer: Offer, visit: Visit) -> None:
    """Say at once that it is not needed any more, and ask whether they will stand by where somebody else goes."""
    wanted = offer.state is not OfferState.REFUSED and visit.helper != person.id
    if wanted and visit.state in (VisitState.SEARCHING, VisitState.AGREED):
        if offer.state in _TOO_LATE:
            offer.state, offer.answered_at = OfferState.LOST, sitting.now
            sitting.session.add(offer)
        buttons = [
            Button("offer.reserve_yes", "reserve", {"offer": offer.id}, yes=True),
            Button("offer.reserve_no", "read", yes=False),
        ]
        await sitting.write(person, "offer.lost", buttons=buttons, about=visit.id, community=visit.community, asks=True)
    else:
        await sitting.write(person, "offer.too_late", about=visit.id, community=visit.community)


async def _propose(sitting: Sitting, person: Person, offer: Offer, visit: Visit, request: Request) -> None:
    offer.state = OfferState.PROPOSED
    sitting.session.add(offer)
    live(sitting, visit, Deed.PROPOSE, person.id, offer=offer.id)
    sitting.unplan(visit.id, "wave")
    await take_back(sitting, visit, "offer.found", OfferState.CLOSED, spare=(person.id,))
    where = await sitting.community(visit.community)
    name = await on_duty(sitting, where.id)
    buttons = [Button("button.read", "read", yes=True), Button("button.withdraw", "withdraw", {"visit": visit.id})]
    await edit_offer(sitting, offer, "offer.proposed", buttons, coordinator=name, when=when_of(visit, where))
    asker = await sitting.get(Person, request.asker)
    await open_task(sitting, "propose", visit.community, person=asker, visit=visit.id)


async def agree(sitting: Sitting, visit: Visit, request: Request, offer: Offer) -> None:
    """Give both their card, and tell the others that somebody was found. The visit has been moved to AGREED."""
    helper, asker = await sitting.get(Person, offer.person), await sitting.get(Person, request.asker)
    if offer.state is not OfferState.ACCEPTED and await take_card(
        sitting, visit, OfferState.CLOSED, "offer.taken_over"
    ):
        visit.swapped = True  # somebody else had been announced
    visit.read_at, visit.move = None, without_wish(visit)
    offer.state, offer.answered_at = OfferState.ACCEPTED, sitting.now
    visit.with_person = None  # it is nobody's search any more
    visit.helper, visit.door_word = helper.id, await _door_word(sitting, visit, asker)
    sitting.session.add(offer)
    await sitting.session.flush()  # the index that lets a visit have one holder speaks now, not after the letters
    await plan_around(sitting, visit)
    await tell_recorder(sitting, visit)
    for task in await open_of(sitting, visit.community, visit=visit.id):
        if task.kind in (*SEARCHES, "propose"):
            await close_task(sitting, task)
    await _look_on(sitting, visit, request, helper)
    await take_back(sitting, visit, "offer.found", OfferState.CLOSED, spare=(helper.id,), also=(OfferState.PROPOSED,))
    await helper_card(sitting, visit, request, offer)
    await notes.tell_all(sitting, visit)
    await asker_card(sitting, visit, asker)
    await watch(sitting, visit, helper)
    await buddies.tell(sitting, visit, helper)
    await _tell_the_rest(sitting, visit, helper)
    back = await way_back(sitting, visit)
    if back is not None:
        await ask_first(sitting, back, request, helper)


async def _door_word(sitting: Sitting, visit: Visit, asker: Person) -> str:
    """Give a new word; to all who come together, and for both ways, the same: one word a day is enough to remember.

    Who does not come any more knows a word: then it is a new one, for all.
    """
    words = [one.door_word for one in await together(sitting, visit) if one.helper is not None and one.id != visit.id]
    if visit.swapped or not words or words[0] is None:
        return await new_door_word(sitting, visit.community, asker.language)
    return words[0]


async def _tell_the_rest(sitting: Sitting, visit: Visit, helper: Person) -> None:
    """Let those whose visits belong to VISIT see who else comes, and hear the new word where there is one."""
    for one in await together(sitting, visit):
        if one.id == visit.id or one.helper is None or one.state is not VisitState.AGREED:
            continue
        if visit.swapped:
            one.door_word = visit.door_word
            sitting.session.add(one)
        if visit.swapped and one.helper != helper.id:
            whom = await sitting.get(Person, one.helper)
            await sitting.write(whom, "several.new_word", buttons=[Button("button.read", "read", yes=True)],
                                about=one.id, community=one.community, lane=Lane.NEWS, word=one.door_word,
                                when=when_of(one, await sitting.community(one.community)))  # fmt: skip
        await show_again(sitting, one)


async def _look_on(sitting: Sitting, visit: Visit, request: Request, helper: Person) -> None:
    """Look on for who else is to come at the same time: who was asked for VISIT may say yes to that."""
    after = await seeking(sitting, visit)
    if after.id == visit.id:
        return
    await pass_on(sitting, visit, after, spare=helper.id)
    await promise(sitting, after, request)
    sitting.plan("wave", after.id, after.community, sitting.now + gap(hours_left(after, sitting.now)))


async def assign(sitting: Sitting, visit: Visit, helper: Person, actor: Person) -> None:
    """Have a coordinator give VISIT to HELPER. Raises NotPossible when it is over, or theirs already."""
    request = await sitting.get(Request, visit.request)
    offers = await queries.offers_of(sitting.session, visit.id)
    offer = next((one for one in offers if one.person == helper.id), None)
    ended = over(visit)
    theirs = visit.state is VisitState.AGREED and visit.helper == helper.id
    theirs = theirs or any(one.helper == helper.id for one in await mates(sitting, visit))
    if theirs or (ended and ended <= sitting.now):
        raise NotPossible(visit.state, Deed.ASSIGN)
    live(sitting, visit, Deed.ASSIGN, actor.id, helper=helper.id)
    if offer is None:
        offer = Offer(visit=visit.id, person=helper.id, community=visit.community, category=request.category,
                      made_at=sitting.now)  # fmt: skip
        sitting.session.add(offer)
    if visit.helper is not None:
        sitting.unplan(visit.id)
    await agree(sitting, visit, request, offer)


async def couple(sitting: Sitting, visit: Visit, actor: Person, yes: bool) -> bool:
    """Confirm the proposed helper, or look further; False when nothing was proposed any more."""
    request = await sitting.get(Request, visit.request)
    offers = await queries.offers_of(sitting.session, visit.id)
    offer = next((one for one in offers if one.state is OfferState.PROPOSED), None)
    if offer is None or visit.state is not VisitState.SEARCHING:
        return False
    if yes:
        live(sitting, visit, Deed.ACCEPT, actor.id, offer=offer.id)
        await agree(sitting, visit, request, offer)
        return True
    offer.state = OfferState.REFUSED
    sitting.session.add(offer)
    await edit_offer(sitting, offer, "offer.not_coupled")
    sitting.plan("wave", visit.id, visit.community, sitting.now)
    return True
