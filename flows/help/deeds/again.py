"""What an asker may say to help that is known: one more of it, or somebody else than last time."""

from flows.conversing import open_talk
from flows.help.deeds.asking import given_for
from flows.help.deeds.offering import edit_offer
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass, OfferState


async def ask_more(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, when: dict[str, str | None] | None
) -> None:
    """Nog iemand vragen: the talk opens with the same help, for the time that was asked now."""
    row = await sitting.get(Visit, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this request is somebody else's")
    what = {"category": request.category.value, "task": request.task or "", "words": request.words or ""}
    known = {"what": what, "when": [when] if when else None, "where": request.destination}
    given = {**await given_for(sitting, person), "words": request.words or "", "more": True}
    await open_talk(sitting, person, "ask_for_help", given, {key: value for key, value in known.items() if value})


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
