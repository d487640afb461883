"""What an asker may say to help that is known: one more of it, or somebody else than last time."""

import re

from flows.conversing import drop
from flows.help.adjusting import adjust
from flows.help.deeds.asking import ask_like
from flows.help.deeds.doubling import show_again
from flows.help.deeds.offering import edit_offer
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.habits import next_after
from flows.help.visits import when_of
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.requests.likewise import is_likewise
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.wished import wishes, wishes_somebody
from flows.understanding.time.moment import EXACT, When
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass, OfferState

_AGAIN = re.compile(r"\b(?:weer|opnieuw|nog (?:een|eens|een keer)|again|once more)\b", re.I)


async def ask_more(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, when: dict[str, str | None] | None
) -> None:
    """Nog iemand vragen: the talk opens with the same help, for the time that was asked now."""
    row = await sitting.get(Visit, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this request is somebody else's")
    await ask_like(sitting, person, request, when)


async def as_before(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "zelfde als vorige week": what was asked last is read back, for a week later where it had an hour."""
    if record is not None or not is_likewise(understood.text):
        return False
    where = await sitting.community(person.current)
    request = await queries.last_request(sitting.session, person.id, where.id)
    if request is None:
        return False
    for visit, asked in await queries.visits_of_asker(sitting.session, person.id, where.id):
        if asked.id == request.id:
            await show_again(sitting, person, visit, None)  # it was said twice, or is still to come
            return True
    last = (await queries.visits_of_request(sitting.session, request.id))[0]
    before = when_of(last, where)
    when = None
    if before.start is not None and before.grain in EXACT:
        start = next_after(before.start, 1, await sitting.local(where.id))
        when = When(start, before.end and start + (before.end - before.start), before.grain)
    await ask_like(sitting, person, request, when.kept() if when else None)
    return True


async def once_more(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "kan Vera dinsdag weer mee?": the help that Vera gave last is asked for once more, and of her first."""
    talk = sitting.menu.conversations.get(record.flow) if record is not None else None
    said = understood.when
    if (
        said is None
        or said.start is None
        or not wishes_somebody(understood.text)
        or (record and not (talk and talk.courtesy))
    ):
        return False
    where = await sitting.community(person.current)
    found = await _last_of_named(sitting, person, understood.text)
    if found is None or understood.category not in (None, found[1].category):
        return False
    visit, request, helper = found
    before, now = when_of(visit, where), await sitting.local(where.id)
    if before.start is not None and before.start > now and not _AGAIN.search(understood.text):
        return False  # of a visit to come they may want another day
    if record is not None:
        await drop(sitting, person, record)
    when = adjust(before, understood.text, now) or said
    await ask_like(sitting, person, request, when.kept(), understood.text, first_name(helper))
    return True


async def _last_of_named(sitting: Sitting, person: Person, words: str) -> tuple[Visit, Request, Person] | None:
    """Give the last visit to PERSON of the helper whom WORDS name; None where they name none who came."""
    came = await queries.who_came(sitting.session, person.id, (await sitting.community(person.current)).id)
    return next((one for one in came if wishes(words, [first_name(one[2])])), None)


async def someone_else(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Liever iemand anders: the helper of last time is let go without a word of why, and others are asked."""
    row = await queries.locked_visit(sitting.session, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this request is somebody else's")
    if row.helper is not None:
        helper = await sitting.get(Person, row.helper)
        await sitting.write(person, "again.said_yes", buttons=asker_buttons(row), about=visit, community=row.community,
                            helper=first_name(helper))  # fmt: skip
        return
    for offer in await queries.offers_of(sitting.session, visit):
        if offer.state is OfferState.OPEN:
            offer.state, offer.answered_at = OfferState.DECLINED, sitting.now  # it is not made again for this visit
            sitting.session.add(offer)
            await edit_offer(sitting, offer, "offer.not_needed", letter_class=LetterClass.COURTESY)
    sitting.note("visit.someone_else", row.id, row.community, person.id)
    count = await ask_wave(sitting, row, request)
    await sitting.write(person, "again.others" if count else "again.later", buttons=asker_buttons(row), about=visit,
                        community=row.community, count=count, by=row.promise_at)  # fmt: skip
