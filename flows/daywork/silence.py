"""Helpers who were asked often and said nothing for long: asked kindly whether they still want to be asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.help.promises import next_loud
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Offer
from storage.tables.people import Helper, Membership, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, OfferState, Role, Standing

LOOKED_BACK, LONG, PATIENCE = timedelta(days=180), timedelta(days=30), timedelta(days=14)
OFTEN = 3  # offers without any answer
AWAY = timedelta(days=365)
_NOT_ANSWERED = (OfferState.OPEN, OfferState.CLOSED)


def is_silent(offers: Sequence[Offer], now: datetime) -> bool:
    """Say whether somebody left the last few OFFERS to them without an answer, the first of these long ago."""
    unanswered = list[Offer]()
    for one in sorted(offers, key=lambda offer: offer.made_at):
        unanswered = [*unanswered, one] if one.state in _NOT_ANSWERED else []
    return len(unanswered) >= OFTEN and now - unanswered[0].made_at >= LONG


async def silent_people(sitting: Sitting, community: int) -> set[int]:
    """Give who were asked often and said nothing for long."""
    offers = dict[int, list[Offer]]()
    for one in await queries.offers_since(sitting.session, community, sitting.now - LOOKED_BACK):
        offers.setdefault(one.person, []).append(one)
    return {person for person, made in offers.items() if is_silent(made, sitting.now)}


async def silent_ones(sitting: Sitting, community: int) -> list[tuple[Helper, Person, Membership]]:
    """Give the helpers who are silent, and were not asked so of late, nor have a pause."""
    silent = await silent_people(sitting, community)
    return [
        (sheet, person, member)
        for sheet, person, member in await queries.sheets(sitting.session, community)
        if member.standing is Standing.KNOWN
        and person.reachable
        and (sheet.still_asked_at is None or sitting.now - sheet.still_asked_at >= LONG)
        and not (sheet.away_until and sheet.away_until > sitting.now)
        and not (person.quiet_until and person.quiet_until > sitting.now)
        and person.id in silent
    ]


async def ask_all(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Vraag het ze vriendelijk: each gets one letter, by day."""
    where = await sitting.community(letter.community)
    found = await silent_ones(sitting, where.id)
    at = moment_of(next_loud(await sitting.local(where.id)), where) or sitting.now
    for sheet, _, _ in found:
        sheet.still_asked_at = sitting.now
        sitting.session.add(sheet)
        sitting.plan("still_ask", sheet.id, where.id, max(at, sitting.now))
    sitting.log("silent.asked", where.id, person.id, people=[one.id for _, one, _ in found])
    await sitting.write(person, "silence.asking" if found else "silence.nobody", community=where.id, count=len(found))


async def ask(sitting: Sitting, due: Due) -> None:
    """Ask one of them, and look a fortnight later whether they said anything."""
    sheet = await sitting.session.get(Helper, due.subject)
    if sheet is None:
        return
    person = await sitting.get(Person, sheet.person)
    buttons = [
        Button("silence.yes", "still_yes", {"sheet": sheet.id}, yes=True),
        Button("silence.pause", "stop_pause"),
        Button("silence.stop", "stop_leave"),
    ]
    sitting.plan("still_there", sheet.id, sheet.community, sitting.now + PATIENCE)
    await sitting.write(
        person, "silence.ask", buttons=buttons, about=sheet.id, community=sheet.community, lane=Lane.BULK,
        letter_class=LetterClass.COURTESY, asks=True, first=first_name(person),
    )  # fmt: skip


async def still_yes(sitting: Sitting, person: Person, letter: OutboxLetter, sheet: int) -> None:
    """Ja, vraag maar: they are asked as before."""
    row = await sitting.session.get(Helper, sheet)
    if row is None or row.person != person.id:
        raise LookupError(f"sheet {sheet} is nobody's, or somebody else's")
    row.away_until = None
    sitting.session.add(row)
    sitting.unplan(row.id, "still_there")
    sitting.note("helper.still_there", row.id, row.community, person.id)
    await sitting.write(person, "silence.thanks")


async def look(sitting: Sitting, due: Due) -> None:
    """Ask nothing more of whoever stayed silent, until they write; nothing is said to them about it."""
    sheet = await sitting.session.get(Helper, due.subject)
    if sheet is None or sheet.still_asked_at is None:
        return
    member = await people.membership(sitting.session, sheet.person, sheet.community, Role.HELPER)
    since = await queries.offers_to(sitting.session, sheet.person, sheet.community, sheet.still_asked_at - LOOKED_BACK)
    answered = any(one.answered_at and one.state not in _NOT_ANSWERED and one.answered_at >= sheet.still_asked_at
                   for one in since)  # fmt: skip
    if member is None or member.standing is not Standing.KNOWN or answered:
        return
    sheet.away_until = sitting.now + AWAY
    sitting.session.add(sheet)
    sitting.note("helper.silent", sheet.id, sheet.community)
