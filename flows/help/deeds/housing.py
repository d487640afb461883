"""One question about a house while looking for somebody: the search goes on with the answer, and without it."""

from datetime import timedelta

from flows.help.deeds.dwelling import ask_about, keep_answer, to_ask
from flows.help.deeds.offering import edit_offer
from flows.help.deeds.searching import ask_wave
from flows.help.deeds.waves import waiting_for
from flows.help.life import UNPROMISED
from flows.help.matching import gap
from flows.help.visits import hours_left
from flows.sitting import Sitting
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass, OfferState, VisitState

SHORTEST_WAIT = timedelta(minutes=5)


async def ask(sitting: Sitting, due: Due) -> None:
    """Ask the one question, and go on without an answer long before the asker was promised a word."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state is not VisitState.SEARCHING:
        return
    request = await sitting.get(Request, visit.request)
    code = await to_ask(sitting, visit, await waiting_for(sitting, visit, request))
    if code is not None and await ask_about(sitting, visit, request, code):
        sitting.plan("wave", visit.id, visit.community, sitting.now + _patience(sitting, visit))
    else:
        await ask_wave(sitting, visit, request)


def _patience(sitting: Sitting, visit: Visit) -> timedelta:
    promised = (visit.promise_at or sitting.now) - sitting.now
    return max(min(gap(hours_left(visit, sitting.now)), promised / 2), SHORTEST_WAIT)


async def _spare(sitting: Sitting, visit: Visit, code: str) -> None:
    """Take back what was offered to whoever would rather not meet CODE."""
    for offer in await queries.offers_of(sitting.session, visit.id):
        sheet = await people.helper_of(sitting.session, offer.person, visit.community)
        if offer.state is OfferState.OPEN and sheet is not None and code in sheet.limits:
            offer.state, offer.answered_at = OfferState.CLOSED, sitting.now
            sitting.session.add(offer)
            await edit_offer(sitting, offer, "offer.not_needed", letter_class=LetterClass.COURTESY)


async def is_so(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, code: str, there: bool
) -> None:
    """Ja or Nee: keep it, and look further with it at once."""
    row = await queries.locked_visit(sitting.session, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this house is somebody else's")
    await keep_answer(sitting, person, row, {code: there})
    if there:
        await _spare(sitting, row, code)
    searching = row.state in UNPROMISED
    await sitting.write(person, "home.thanks" if searching else "home.noted", about=visit, community=row.community)
    await ask_wave(sitting, row, request)
