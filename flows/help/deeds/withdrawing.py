"""The helper can't after all: asked once, let off without a reproach, and somebody else is looked for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flows.help.deeds.afterwards import ask_how_it_went
from flows.help.deeds.answering import decline
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import free_again, live
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.life import Deed
from flows.help.visits import gone_by, hours_left, local_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close as close_task
from flows.tasks import first_name, open_of, open_task
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState

AT_ONCE_HOURS = timedelta(hours=4)  # so short before a visit the asker hears at once that the helper dropped out


async def ask_withdraw(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Kun je toch niet? Ask once whether it is meant."""
    row = await sitting.get(Visit, visit)
    proposed = await _proposal(sitting, person, visit)
    if proposed is not None:
        await _take_proposal_back(sitting, proposed)
        return
    if row.helper != person.id or row.state is not VisitState.AGREED:
        await sitting.write(person, "withdraw.not_yours", about=visit)
        return
    if gone_by(row, sitting.now):  # an old card: whoever was to come may have been
        await ask_how_it_went(sitting, row, person)
        return
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    await sitting.write(
        person,
        "withdraw.sure",
        buttons=[
            Button("withdraw.yes", "withdraw_sure", {"visit": visit}, yes=True),
            Button("withdraw.no", "keep", {"visit": visit}, yes=False),
        ],
        about=visit,
        community=row.community,
        asks=True,
        asker=first_name(asker),
        when=when_of(row, await sitting.community(row.community)),
    )


async def ask_for_each(sitting: Sitting, person: Person, days: Sequence[tuple[date, date]]) -> bool:
    """Ask about each visit that PERSON goes to on DAYS, first and last ones, whether they can't; False without any."""
    where = await sitting.community(person.current)
    going = await queries.visits_of_helper(sitting.session, person.id, where.id)
    ahead = [one for one, _ in going if one.state is VisitState.AGREED and not gone_by(one, sitting.now)]
    off = [one for one in ahead if one.starts_at and _is_on(local_of(one.starts_at, where).date(), days)]
    for visit in off:
        await ask_withdraw(sitting, person, None, visit.id)
    return bool(off)


def _is_on(day: date, days: Sequence[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in days)


async def _proposal(sitting: Sitting, person: Person, visit: int) -> Offer | None:
    offers = await queries.offers_of(sitting.session, visit)
    return next((one for one in offers if one.person == person.id and one.state is OfferState.PROPOSED), None)


async def _take_proposal_back(sitting: Sitting, offer: Offer) -> None:
    """Take back a yes that no coordinator has confirmed; nothing was promised to the asker yet."""
    for task in await open_of(sitting, offer.community, visit=offer.visit, kind="propose"):
        await close_task(sitting, task)
    await decline(sitting, offer.id, "withdraw.done")


async def let_offers_go(sitting: Sitting, person: Person, community: int) -> None:
    """Answer no to all that PERSON could still say yes to in COMMUNITY, and take back a yes that nobody confirmed."""
    for offer in await queries.waiting_offers_to(sitting.session, person.id, community):
        if offer.state is OfferState.PROPOSED:
            await _take_proposal_back(sitting, offer)
        else:
            await decline(sitting, offer.id, "offer.thanks_no")


async def withdraw(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Let the helper off without reproach and look for somebody else, reserves first."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.helper != person.id or row.state is not VisitState.AGREED:
        await sitting.write(person, "withdraw.not_yours", about=visit)
        return
    request = await sitting.get(Request, row.request)
    asker = await sitting.get(Person, request.asker)
    live(sitting, row, Deed.WITHDRAW, person.id)
    await take_card(sitting, row, OfferState.WITHDRAWN)
    await sitting.write(person, "withdraw.done", about=visit, community=row.community)
    said = await free_again(sitting, row, request)
    if told_at_once(row, sitting.now):
        where = await sitting.community(row.community)
        await open_task(sitting, "drop_out", row.community, person=asker, visit=row.id, words=first_name(person))
        await sitting.write(
            asker,
            "asker.dropped_out_still" if await sitting.still(row.community) else "asker.dropped_out",
            buttons=asker_buttons(row),
            about=visit,
            community=row.community,
            lane=Lane.NEWS,
            helper=first_name(person),
            when=when_of(row, where),
            promise=said,
        )
    await ask_wave(sitting, row, request)


def told_at_once(visit: Visit, at: datetime) -> bool:
    """Say whether the asker hears at once that whoever was to come dropped out AT that moment, so near is the visit."""
    return hours_left(visit, at) < AT_ONCE_HOURS.total_seconds() / 3600


async def keep(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Leave everything as it was."""
    await sitting.write(person, "withdraw.kept", about=visit)
