"""Words of a helper instead of a button: a no to an offer, a question about one, that they can't come, or did not."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flows.conversing import drop, talk_here
from flows.help.deeds.afterwards import ask_how_it_went, said_not_done
from flows.help.deeds.agreeing import accept
from flows.help.deeds.answering import ask_again, not_now, not_this_week, soonest
from flows.help.deeds.finding import MOST_SHOWN, cancel_one
from flows.help.deeds.moving import open_move, times_meant
from flows.help.deeds.nevers import never
from flows.help.deeds.wondering import may_wonder, wonder
from flows.help.visits import gone_by, latest, local_of, this_visit, when_of
from flows.phone import Phone
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.replies.outcome import was_away
from flows.understanding.replies.visiting import Refusal, drops_out, may_agree, proposes, read_refusal, takes_back_no
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import EXACT, When
from flows.wording.render import render
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Offer, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, OfferState, VisitState

_BREATHS = re.compile(r"[,.;!]| (?:maar|but) ")  # "dinsdag wel, maar woensdag niet" is about Wednesday
REMEMBERED = timedelta(days=1)  # how long after a no it can be taken back in words
_DEEDS: Mapping[str, Callable[..., Awaitable[None]]] = {
    "yes": accept,
    Refusal.NOT_NOW: not_now,
    Refusal.NONE: not_now,
    Refusal.NOT_THIS_WEEK: not_this_week,
    Refusal.NEVER: never,
}
_AGAIN = {  # why an offer is shown once more
    Refusal.WHAT: "offer.again",
    Refusal.ASKS: "offer.again",
    Refusal.CONDITION: "offer.condition",
    Refusal.PAYS: "offer.unpaid",
}
_WONDERS = (Refusal.ASKS, Refusal.CONDITION)  # what only the asker can say
_BUTTONS = ("yes", Refusal.NOT_NOW, Refusal.NOT_THIS_WEEK, Refusal.NEVER)


async def answered_offer(sitting: Sitting, person: Person, understood: Understood, _: Record | None) -> bool:
    """Take words that may answer an open offer, whatever was asked since: only its whole label claims.

    Where one is open, a no that is no answer to something else declines it; what is unclear has it shown again. A no
    just said can be taken back.
    """
    if takes_back_no(understood.text) and await _taken_back(sitting, person):
        return True
    offers = await queries.open_offers_to(sitting.session, person.id)
    if not offers:
        return False
    text = understood.text
    means = await _labelled(sitting, person, text) or await _refused(sitting, person, understood)
    if means is not None and means in _DEEDS and len(offers) == 1:
        await _DEEDS[means](sitting, person, None, offer=offers[0].id)
    elif means == Refusal.NOT_THIS_WEEK:
        await not_this_week(sitting, person, None, offer=await soonest(sitting, offers))
    elif means == Refusal.NONE:
        await not_these(sitting, person, None, [offer.id for offer in offers])
    elif means == Refusal.NOT_NOW:
        await _ask_which(sitting, person, offers)
    elif means == Refusal.LATER:
        await sitting.write(person, "offer.later")
    elif means in _WONDERS and len(offers) == 1 and await may_wonder(sitting, offers[0], text):
        await wonder(sitting, person, offers[0], text)
    elif means in _AGAIN:
        await ask_again(sitting, person, _AGAIN[Refusal(means)])
    elif yes_or_no(text) or _may_answer(understood):
        unclear = understood.intent is Intent.SMALLTALK and not yes_or_no(text) and not may_agree(text)
        await ask_again(sitting, person, "offer.unclear" if unclear else "offer.meant")
    else:
        return False
    return True


async def said_else(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take something else that is said to an offer, while it is asked whether to put the last of it to the asker."""
    talk, text = await talk_here(sitting, person), understood.text
    agrees = may_agree(text) and len(text.split()) > 1
    if talk is None or talk.flow != "wonder" or not (agrees or read_refusal(text)) or yes_or_no(text) is not None:
        return False
    await drop(sitting, person, talk)
    if agrees:
        await ask_again(sitting, person, "offer.meant")
        return True
    return await answered_offer(sitting, person, understood, None)


async def _taken_back(sitting: Sitting, person: Person) -> bool:
    """Open the offer again to which PERSON said no last; say so where it is found by now. False without one."""
    row = await queries.declined_by(sitting.session, person.id, sitting.now - REMEMBERED)
    if row is None:
        return False
    visit = await queries.locked_visit(sitting.session, row.visit)
    if visit.state is VisitState.SEARCHING and not gone_by(visit, sitting.now):
        row.state = OfferState.OPEN
        sitting.session.add(row)
        sitting.note("offer.opened_again", visit.id, visit.community, person.id, offer=row.id)
        await sitting.session.flush()
        await ask_again(sitting, person, "offer.meant")
    else:
        await sitting.write(person, "offer.found", about=visit.id, community=visit.community)
    return True


def _may_answer(understood: Understood) -> bool:
    """Say whether words of which it is not sure what they want may be a yes: "dat kan ik wel doen"."""
    offers = understood.intent is Intent.OFFER and understood.when is None
    return not understood.sure and (offers or understood.intent is Intent.SMALLTALK)


async def _ask_which(sitting: Sitting, person: Person, offers: Sequence[Offer]) -> None:
    """Ask to which of several offers the no is; all of them can be meant."""
    buttons = []
    for offer in offers[:MOST_SHOWN]:
        visit = await sitting.get(Visit, offer.visit)
        this = this_visit(visit, offer.category, await sitting.community(visit.community))
        buttons.append(Button(this.words, "not_these", {"offers": [offer.id]}, this.facts))
    every = [offer.id for offer in offers]
    buttons.append(Button("offer.none_of_them", "not_these", {"offers": every}))
    await sitting.write(person, "offer.which_not", buttons=buttons, asks=True)


async def not_these(sitting: Sitting, person: Person, letter: OutboxLetter | None, offers: Sequence[int]) -> None:
    """Say no to each of these OFFERS that is open yet."""
    still = {one.id for one in await queries.open_offers_to(sitting.session, person.id)}
    for offer in still.intersection(offers):
        await not_now(sitting, person, None, offer=offer)
    await sitting.write(person, "offer.none_done")


async def _labelled(sitting: Sitting, person: Person, text: str) -> str | None:
    """Give the button whose whole label was typed."""
    reader, said = await sitting.reader(person), text.strip(" .!").casefold()
    return next((one for one in _BUTTONS if render(f"offer.{one}", {}, reader).text.casefold() == said), None)


async def _refused(sitting: Sitting, person: Person, understood: Understood) -> Refusal | None:
    """Give the no that was typed, unless it may be meant for a visit of their own or for another question."""
    asked = await Phone(sitting, person).asked_last()
    under_offer = asked is not None and any(one["deed"] in ("accept", "not_these") for one in asked.buttons)
    if not under_offer and (asked is not None or await _goes(sitting, person)):
        return None
    return read_refusal(understood.text)


async def _goes(sitting: Sitting, person: Person) -> bool:
    """Say whether PERSON has agreed to a visit that is ahead."""
    return any(not gone_by(one, sitting.now) for one in await _agreed(sitting, person))


async def _agreed(sitting: Sitting, person: Person) -> list[Visit]:
    where = (await sitting.community(person.current)).id
    going: list[tuple[Any, Any]] = list(await queries.visits_of_helper(sitting.session, person.id, where))
    return [one for one, _ in going if one.state is VisitState.AGREED]


async def dropped_out(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ga het niet redden" of whoever has a visit ahead for a wish to be let off, which asks once."""
    if (
        record is not None
        or await _moves(sitting, person, understood)
        or not drops_out(understood.text)
        or not await _goes(sitting, person)
    ):
        return False
    if await queries.open_offers_to(sitting.session, person.id) and await _refused(sitting, person, understood):
        return False
    off = next((one for one in _BREATHS.split(understood.text) if drops_out(one)), understood.text)
    await cancel_one(sitting, person, await sitting.understood(off, person.current))
    return True


async def stayed_away(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "helemaal vergeten, sorry" of a helper whose hour has come for `Ging niet door`.

    What may mean that they are not there ("mijn auto is stuk") has them asked how it went; of another day it is not.
    """
    text = understood.text
    away, drops = was_away(text), drops_out(text)
    if record is not None or not (away or drops):
        return False
    begun = [one for one in await _agreed(sitting, person) if gone_by(one, sitting.now) and one.helper_said is None]
    begun = [one for one in begun if sitting.now - (latest(one) or sitting.now) < REMEMBERED]
    if len(begun) != 1 or not await _is_its_day(sitting, begun[0], understood):
        return False
    if away:
        await said_not_done(sitting, person, None, begun[0].id)
        return True
    if await _goes(sitting, person):
        return False
    await ask_how_it_went(sitting, begun[0], person)
    return True


async def _is_its_day(sitting: Sitting, visit: Visit, understood: Understood) -> bool:
    """Say whether the words name no other day than that of VISIT."""
    when, starts = understood.when, visit.starts_at
    if when is None or when.start is None or starts is None:
        return True
    return when.start.date() == local_of(starts, await sitting.community(visit.community)).date()


async def other_hour(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "morgen kan ik pas om drie uur" of a helper with a visit on that day for a wish to have it at that hour."""
    when, where = understood.when, await sitting.community(person.current)
    if record is not None or when is None or when.start is None or when.every or _asks(understood):
        return False
    day = [one for one in await _agreed(sitting, person) if one.starts_at and not gone_by(one, sitting.now)
           and local_of(one.starts_at, where).date() == when.start.date()]  # fmt: skip
    if len(day) != 1 or day[0].grain not in EXACT or _fits(when, when_of(day[0], where)):
        return False
    kept = await times_meant(sitting, day[0], understood.text)
    if kept:
        await open_move(sitting, person, day[0], kept)
    return bool(kept)


def _asks(understood: Understood) -> bool:
    """Say whether the words ask for something, and do not only tell when somebody can."""
    if understood.intent is Intent.OFFER:
        return False
    tells = understood.intent is Intent.SMALLTALK or not understood.sure
    return not tells or understood.category is not None or "?" in understood.text


def _fits(said: When, visit: When) -> bool:
    """Say whether a VISIT lies in the time that was SAID; a whole day holds all of it."""
    if said.start is None or visit.start is None or (said.grain in EXACT and said.end is None):
        return said.start == visit.start
    return said.grain == "day" or (said.start <= visit.start and (said.end is None or visit.start < said.end))


async def _moves(sitting: Sitting, person: Person, understood: Understood) -> bool:
    """Say whether the words name another day or hour than what PERSON agreed to: that is no drop-out."""
    when = understood.when
    if understood.intent is not Intent.CHANGE or when is None or when.start is None:
        return False
    if when.grain in EXACT or proposes(understood.text):
        return True
    where = await sitting.community(person.current)
    going = await queries.visits_of_helper(sitting.session, person.id, where.id)
    return all(one.starts_at is None or local_of(one.starts_at, where).date() != when.start.date() for one, _ in going)
