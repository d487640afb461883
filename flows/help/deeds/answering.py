"""The other answers to an offer: not now, not this week; standing by; a typed "ja", which claims nothing."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flows.help.deeds.living import live
from flows.help.deeds.offering import buttons_of, edit_offer, offer_facts
from flows.help.life import Deed
from flows.help.visits import moment_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.hours.new_hours import read_away
from flows.understanding.hours.unread import read_unread
from flows.understanding.time.pieces import left_of
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Absence, Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import OfferState, VisitState


async def decline(sitting: Sitting, offer: int, words: str, buttons: list[Button] | None = None, **facts: Any) -> None:
    """Note a no, thank for it in the place of the offer, and ask the next at once when nobody is left to answer."""
    row = await sitting.get(Offer, offer)
    visit = await queries.locked_visit(sitting.session, row.visit)
    if row.state is OfferState.ACCEPTED:  # two taps after each other: a card is only taken back by its own button
        helper = await sitting.get(Person, row.person)
        await sitting.write(helper, "offer.yours_already", about=visit.id, community=visit.community)
        return
    if row.state in (OfferState.OPEN, OfferState.RESERVE, OfferState.PROPOSED):
        row.state, row.answered_at = OfferState.DECLINED, sitting.now
        sitting.session.add(row)
        sitting.note("offer.declined", visit.id, visit.community, row.person, offer=row.id)
    await edit_offer(sitting, row, words, buttons or (), **facts)
    if visit.state is VisitState.SEARCHING:
        live(sitting, visit, Deed.DECLINE, row.person, offer=row.id)
        offers = await queries.offers_of(sitting.session, visit.id)
        if not any(one.state in (OfferState.OPEN, OfferState.PROPOSED) for one in offers):
            sitting.plan("wave", visit.id, visit.community, sitting.now)


async def not_now(sitting: Sitting, person: Person, letter: OutboxLetter | None, offer: int) -> None:
    """Deze keer niet."""
    await decline(sitting, offer, "offer.thanks_no")


async def not_this_week(sitting: Sitting, person: Person, letter: OutboxLetter | None, offer: int) -> None:
    """Deze week niet: nothing is asked until the week of the visit is over; a week far ahead is left out alone.

    What else is offered in that week is declined with it.
    """
    row = await sitting.get(Offer, offer)
    where = await sitting.community(row.community)
    today = (await sitting.local(row.community)).date()
    monday = _monday(await _day(sitting, row))
    sunday = monday + timedelta(days=6)
    for other in await queries.open_offers_to(sitting.session, person.id):
        if other.id != offer and _monday(await _day(sitting, other)) == monday:
            await decline(sitting, other.id, "offer.thanks_no")
    helper = await people.helper_of(sitting.session, person.id, row.community)
    if monday > _monday(today) + timedelta(days=7):
        if helper is not None:
            sitting.session.add(Absence(helper=helper.id, first_day=monday, last_day=sunday))
        await decline(sitting, offer, "offer.thanks_that_week", monday=monday, day=sunday)
        return
    if helper is not None:
        helper.away_until = moment_of(datetime.combine(sunday + timedelta(days=1), time()), where)
        sitting.session.add(helper)
    await decline(sitting, offer, "offer.thanks_week", day=sunday)


async def soonest(sitting: Sitting, offers: Sequence[Offer]) -> int:
    """Give which of OFFERS is for the first day."""
    return min([(await _day(sitting, offer), offer.id) for offer in offers])[1]


async def _day(sitting: Sitting, offer: Offer) -> date:
    """Give the day of what is offered; today where it has none yet, or one that is gone."""
    today = (await sitting.local(offer.community)).date()
    start = when_of(await sitting.get(Visit, offer.visit), await sitting.community(offer.community)).start
    return max(start.date() if start else today, today)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def reserve(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Stand by: asked first when it falls through."""
    row = await sitting.get(Offer, offer)
    visit = await queries.locked_visit(sitting.session, row.visit)
    if row.state in (OfferState.LOST, OfferState.CLOSED) and visit.state in (VisitState.SEARCHING, VisitState.AGREED):
        row.state = OfferState.RESERVE
        sitting.session.add(row)
        sitting.note("offer.reserve", visit.id, visit.community, person.id, offer=row.id)
        if visit.state is VisitState.SEARCHING:
            sitting.plan("wave", visit.id, visit.community, sitting.now)
        await sitting.write(person, "offer.reserve_done", about=visit.id, community=visit.community)
    else:
        await sitting.write(person, "offer.too_late", about=visit.id, community=visit.community)


async def unsure(sitting: Sitting, person: Person, letter: OutboxLetter | None) -> None:
    """Answer a typed "ja" or "1" under an offer: nothing is claimed by it; the open offers are shown with buttons."""
    if await queries.open_offers_to(sitting.session, person.id):
        await ask_again(sitting, person, "offer.meant")
        return
    going = await queries.visits_of_helper(sitting.session, person.id, (await sitting.community(person.current)).id)
    if not going:
        await sitting.write(person, "offer.none_open")
        return
    visit, request = going[0]
    asker = await sitting.get(Person, request.asker)
    when = when_of(visit, await sitting.community(visit.community))
    await sitting.write(person, "offer.you_go", about=visit.id, community=visit.community,
                        asker=first_name(asker), when=when)  # fmt: skip


async def ask_again(sitting: Sitting, person: Person, words: str, only: int | None = None, **facts: str) -> None:
    """Show the open offers once more, or ONLY that one, below: WORDS say why, and the buttons are the same."""
    found = await queries.open_offers_to(sitting.session, person.id)
    for offer in [one for one in found if only in (None, one.id)][:3]:
        visit = await sitting.get(Visit, offer.visit)
        request = await sitting.get(Request, visit.request)
        await edit_offer(sitting, offer, "offer.below")
        again = await sitting.write(
            person,
            words,
            buttons=buttons_of(offer),
            about=visit.id,
            community=visit.community,
            asks=True,
            **{**await offer_facts(sitting, visit, request, offer, person), **facts},
        )
        offer.letter = again.id if again else offer.letter
        sitting.session.add(offer)


async def away(sitting: Sitting, person: Person, words: str, days: Sequence[tuple[date, date]] = ()) -> bool:
    """Ask a helper nothing on the days that their words take out, or else on DAYS; False where there are none."""
    where = await sitting.community(person.current)
    today = (await sitting.local(where.id)).date()
    absences = read_away(words, today) or days
    helper = await people.helper_of(sitting.session, person.id, where.id)
    if helper is None or not absences:
        return False
    for first, last in absences:
        sitting.session.add(Absence(helper=helper.id, first_day=first, last_day=last))
        if first <= today and last < date.max:
            helper.away_until = moment_of(datetime.combine(last + timedelta(days=1), time()), where)
            sitting.session.add(helper)
    sitting.note("helper.away", helper.id, where.id, person.id)
    *before, end = (_said_away(first, last, today) for first, last in absences)
    unread = [Said("hours.words", {"words": one}) for one in read_unread(words, today)]
    before += [Said("hours.unread", {"unread": unread})] if unread else []
    await sitting.write(person, end.words, before=before, **end.facts)
    return True


async def returned(sitting: Sitting, person: Person, helper: Helper, days: Sequence[tuple[date, date]]) -> bool:
    """Take DAYS out of what they can't: they can then after all; False where there are no such days."""
    found = False
    for one in await queries.absences_of(sitting.session, [helper.id]):
        left = left_of((one.first_day, one.last_day), days)
        if left != [(one.first_day, one.last_day)]:
            found = True
            await sitting.session.delete(one)
            sitting.session.add_all(Absence(helper=helper.id, first_day=a, last_day=b) for a, b in left)
    if found:
        helper.away_until = None
        sitting.session.add(helper)
        sitting.note("helper.back", helper.id, helper.community, person.id)
    if days:
        await sitting.write(person, "hours.back" if found else "hours.then_too")
    return bool(days)


def _said_away(first: date, last: date, today: date) -> Said:
    if last == date.max:
        return Said("hours.away_from", {"first": max(first, today)})
    if first <= today:
        return Said("hours.away", {"day": last})
    return Said("hours.away_day" if first == last else "hours.away_later", {"first": first, "last": last})
