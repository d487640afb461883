"""A helper would if, or wants to know first: it is asked of the asker, without a name, and nothing is agreed by it."""

from collections.abc import Mapping
from typing import Any

from flows.conversing import open_talk
from flows.help.deeds.answering import ask_again
from flows.help.deeds.moving import times_meant
from flows.help.deeds.times import look_then_anew
from flows.help.listening import is_gone
from flows.help.visits import gone_by
from flows.phone import Phone
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused
from flows.understanding.replies.answers import read_phone, yes_or_no
from flows.understanding.replies.visiting import asks_other_hour, is_open_question
from flows.understanding.replies.who import read_who
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.queries import course
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane, OfferState, VisitState

MOST_ASKED = 3  # times that an asker is asked such a thing about one visit
WONDERED = "visit.wondered"  # the event of a helper who wanted to know something first


async def may_wonder(sitting: Sitting, offer: Offer, words: str) -> bool:
    """Say whether WORDS of a helper may be put to the asker: not too often, and no number in them."""
    asked = [one for one in await course.events_of(sitting.session, offer.visit) if one.kind == WONDERED]
    return len(asked) < MOST_ASKED and read_phone(words) is None


async def wonder(sitting: Sitting, person: Person, offer: Offer, words: str) -> None:
    """Ask a helper whether WORDS are to be put to the asker; one other time in them is asked about as such."""
    visit = await sitting.get(Visit, offer.visit)
    times = await times_meant(sitting, visit, words) if asks_other_hour(words) else []
    when = times[0] if len(times) == 1 else None
    await open_talk(sitting, person, "wonder", {"offer": offer.id, "words": words, "when": when})


async def wondered(sitting: Sitting, person: Person, given: Mapping[str, Any], sure: bool) -> None:
    """Put it to the asker, or show the offer as it stands."""
    row = await _open(sitting, given["offer"])
    if row is None:
        await sitting.write(person, "offer.found")
        return
    if not sure:
        await ask_again(sitting, person, "offer.condition")
        return
    visit = await sitting.get(Visit, row.visit)
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    args = {"offer": row.id, "when": given["when"]}
    write = Button("wonder.write", "wonder_write", {"offer": row.id})
    yes = Button("wonder.can", "wonder_yes", args, yes=True), Button("wonder.cannot", "wonder_no", args, yes=False)
    free = is_open_question(given["words"]) and not given["when"]
    await sitting.write(
        asker, "wonder.asked_time" if given["when"] else "wonder.asked", asks=True, lane=Lane.NEWS, about=visit.id,
        buttons=[write] if free else [*yes] if given["when"] else [*yes, write], community=visit.community,
        words=given["words"], when=When.recalled(given["when"]) if given["when"] else "",
    )  # fmt: skip
    sitting.note(WONDERED, visit.id, visit.community, person.id, offer=row.id)
    await sitting.write(person, "wonder.asking", about=visit.id, community=visit.community)


async def _open(sitting: Sitting, offer: int) -> Offer | None:
    """Give the offer while it can be answered; None once somebody was found, or it was declined."""
    row = await sitting.get(Offer, offer)
    visit = await queries.locked_visit(sitting.session, row.visit)
    searching = visit.state is VisitState.SEARCHING and not gone_by(visit, sitting.now)
    return row if searching and row.state is OfferState.OPEN else None


async def say_yes(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, offer: int, when: Mapping[str, Any] | None
) -> None:
    """Ja, dat kan: it is asked for anew at another time, or the helper hears so; they have agreed to nothing yet."""
    row = await _mine(sitting, person, offer)
    if row is None:
        return
    visit = await sitting.get(Visit, row.visit)
    if when is None:
        await _tell(sitting, person, row, "offer.asker_yes")
    elif is_gone(at := When.recalled(when), await sitting.local(visit.community)):
        await sitting.write(person, "unclear.past", about=visit.id)
    else:
        await look_then_anew(sitting, person, visit, at)


async def say_no(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, offer: int, when: Mapping[str, Any] | None
) -> None:
    """Nee: it stays as it was asked, and the helper hears so."""
    row = await _mine(sitting, person, offer)
    if row is not None:
        await _tell(sitting, person, row, "offer.asker_no")


async def write(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Antwoord schrijven: ask for the words."""
    if await _mine(sitting, person, offer) is not None:
        await open_talk(sitting, person, "wonder_answer", {"offer": offer})


async def written(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Tell the helper. Raises Refused where an address or a number is in it: that is for whoever goes alone."""
    if read_phone(words) or read_who(words).street:
        raise Refused("words", "wonder.no_address")
    row = await _mine(sitting, person, given["offer"])
    if row is not None:
        await _tell(sitting, person, row, "offer.asker_says", said=words)


async def said_in_words(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take what an asker writes under such a question for the answer, where it is no yes, no no and no request."""
    asked = await Phone(sitting, person).asked_last() if record is None else None
    text = understood.text
    if asked is None or not (asked.words or "").startswith("wonder.asked") or yes_or_no(text) is not None:
        return False
    newest = await sitting.at_hand.written(person.id)
    tells = understood.intent in (Intent.SMALLTALK, Intent.OFFER) or not understood.sure
    if newest is None or newest.id != asked.id or not tells or "?" in text or asks_for_somebody(fold(text)):
        return False
    try:
        await written(sitting, person, {"offer": asked.buttons[0]["args"]["offer"]}, text)
    except Refused:
        await sitting.write(person, "wonder.no_address")
    return True


async def _mine(sitting: Sitting, person: Person, offer: int) -> Offer | None:
    """Give the offer about which PERSON, who asked for help, was asked; None, and say so, once it is over."""
    row = await _open(sitting, offer)
    request = await sitting.get(Request, (await sitting.get(Visit, row.visit)).request) if row is not None else None
    if row is not None and request is not None and request.asker == person.id:
        return row
    await sitting.write(person, "wonder.over")
    return None


async def _tell(sitting: Sitting, person: Person, offer: Offer, words: str, **facts: str) -> None:
    await ask_again(sitting, await sitting.get(Person, offer.person), words, offer.id, **facts)
    await sitting.write(person, "wonder.told", about=offer.visit)
