"""The cards of an agreed visit: what each of the two may know of the other, and who to call in doubt."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flows.help.deeds.offering import edit_offer
from flows.help.deeds.paying import cost_facts
from flows.help.deeds.searching import asker_buttons
from flows.help.deeds.way import lines_for_asker, lines_for_helper, said_to_do
from flows.help.deeds.weeks import said_full
from flows.help.sayings import said_meeting
from flows.help.visits import moment_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, facts_of, first_name
from flows.understanding.time.moment import EXACT
from storage.queries import help as queries
from storage.queries import people
from storage.queries.course import is_planned
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, Leg, OfferState

MIDDAY = time(12)


async def helper_card(sitting: Sitting, visit: Visit, request: Request, offer: Offer, at_door: bool = False) -> None:
    """Make the offer of who goes into their card; once it is time to be AT the DOOR, it says what to do there."""
    asker, helper = await sitting.get(Person, request.asker), await sitting.get(Person, offer.person)
    write_to = Button("button.write_to", "write_to", {"visit": visit.id}, {"first": called(asker)})
    withdraw = Button("button.withdraw", "withdraw", {"visit": visit.id})
    aside = [write_to, Button("button.calendar", "to_calendar", {"visit": visit.id})]
    here = [Button("doorstep.nobody", "nobody_opens", {"visit": visit.id}), write_to]
    unread = visit.swapped and visit.read_at is None
    await edit_offer(
        sitting,
        offer,
        "card.helper_back" if visit.leg is Leg.BACK else "card.helper",
        [*(here if at_door else aside), withdraw],
        **facts_of(asker),
        when=when_of(visit, await sitting.community(visit.community)),
        task=said_to_do(visit, request),
        way=await lines_for_helper(sitting, visit, request, asker),
        meets_at=said_meeting(visit.meets or ""),
        along=await said_along(sitting, visit),
        **await cost_facts(sitting, request),
        unread=Said("card.unread", {"first": called(asker)}) if unread else "",
        word=visit.door_word,
        duty=await duty(sitting, visit, "card.in_doubt"),
        full="" if at_door else await said_full(sitting, visit, helper),
    )
    sitting.log("show.card", visit.community, helper.id, asker.id, visit=visit.id)


async def show_again(sitting: Sitting, visit: Visit, at_door: bool = False) -> None:
    """Bring the card of whoever goes to VISIT up to date; once the address has left it, it does not come back."""
    offer = await held_offer(sitting, visit)
    if offer is not None and await is_planned(sitting.session, "strip_card", visit.id):
        await helper_card(sitting, visit, await sitting.get(Request, visit.request), offer, at_door)


async def held_offer(sitting: Sitting, visit: Visit) -> Offer | None:
    """Give the offer by which somebody holds VISIT."""
    offers: Sequence[Offer] = await queries.offers_of(sitting.session, visit.id)
    return next((one for one in offers if one.state is OfferState.ACCEPTED), None)


async def take_card(
    sitting: Sitting, visit: Visit, state: OfferState, words: str = "card.gone", **facts: Any
) -> Person | None:
    """Make the card of whoever holds VISIT say WORDS, and put their offer in STATE; give who that was, if anybody."""
    offer = await held_offer(sitting, visit)
    if offer is None:
        return None
    offer.state, offer.answered_at = state, sitting.now
    sitting.session.add(offer)
    await sitting.session.flush()  # a visit has one holder: whoever comes next may hold it from now on
    await edit_offer(sitting, offer, words, **facts)
    return await sitting.get(Person, offer.person)


async def asker_card(sitting: Sitting, visit: Visit, asker: Person, words: str = "") -> None:
    """Tell the asker who comes; who comes instead of somebody else may be refused. WORDS are those for other news."""
    assert visit.helper is not None  # noqa: S101 - there is nobody to tell of without
    helper, swapped = await sitting.get(Person, visit.helper), visit.swapped and not words
    read = Button("button.read", "card_read", {"visit": visit.id, "helper": helper.id}, yes=True)
    rather_not = Button("announced.rather_not", "rather_not", {"visit": visit.id, "helper": helper.id})
    write_to = Button("button.write_to", "write_to", {"visit": visit.id}, {"first": called(helper)})
    if visit.leg is Leg.BACK and not swapped:
        read, words = Button("homeward.ready", "ready", {"visit": visit.id}), words or "card.asker_back"
    await sitting.write(
        asker,
        words or ("card.asker_swap" if visit.swapped else "card.asker"),
        buttons=[read, rather_not] if swapped else [read, write_to, asker_buttons(visit)[1]],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=bool(swapped),
        name=helper.name,
        first=first_name(helper),
        when=when_of(visit, await sitting.community(visit.community)),
        meets_at=said_meeting(visit.meets or ""),
        along=await said_along(sitting, visit),
        **await cost_facts(sitting, await sitting.get(Request, visit.request), card=True),
        way=await lines_for_asker(sitting, visit),
        word=visit.door_word,
        duty=await duty(sitting, visit),
    )


async def said_along(sitting: Sitting, visit: Visit) -> Said | str:
    """Say which coordinator comes along, where one does."""
    if visit.with_person is None or visit.helper is None:
        return ""
    return Said("card.along", {"coordinator": first_name(await sitting.get(Person, visit.with_person))})


async def duty(sitting: Sitting, visit: Visit, words: str = "card.duty") -> Said | str:
    """Say who to call in doubt, with a number: whoever is on duty when the visit is; empty when there is nobody."""
    where = await sitting.community(visit.community)
    when = when_of(visit, where)
    at = visit.starts_at
    if when.start is not None and when.grain not in EXACT:  # in the course of that day
        at = moment_of(datetime.combine(when.start.date(), MIDDAY), where)
    rota = await people.on_duty(sitting.session, where, at or sitting.now)
    known = [one for one in rota if one.phone]
    if not known:
        return ""
    return Said(words, {"coordinator": first_name(known[0]), "phone": known[0].phone})
