"""What an offer says, and how it is taken back: who, how far, what, when, why you, and no more."""

from collections.abc import Collection, Sequence
from typing import Any

from flows.help.deeds.dwelling import said_house
from flows.help.deeds.paying import cost_facts
from flows.help.deeds.way import said_more, said_wanted
from flows.help.visits import when_of
from flows.places import metres_to
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name
from flows.understanding.time.moment import EXACT
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, OfferState

_BUTTONS = (
    ("offer.yes", "accept"),
    ("offer.not_now", "not_now"),
    ("offer.not_this_week", "not_this_week"),
    ("offer.never", "never"),
)


def buttons_of(offer: Offer) -> list[Button]:
    """Give the four answers to OFFER."""
    return [Button(words, deed, {"offer": offer.id}) for words, deed in _BUTTONS]


async def write_offer(sitting: Sitting, visit: Visit, request: Request, offer: Offer, count: int) -> None:
    """Write OFFER to its helper; COUNT is how many are asked at once."""
    person = await sitting.get(Person, offer.person)
    letter = await sitting.write(
        person,
        "offer.ask",
        buttons=buttons_of(offer),
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        count=count,
        **await offer_facts(sitting, visit, request, offer, person),
    )
    offer.letter = letter.id if letter else None
    sitting.session.add(offer)


async def write_way_back(sitting: Sitting, visit: Visit, request: Request, offer: Offer) -> None:
    """Ask whoever goes there whether they fetch the asker as well; they have met by name already."""
    asker = await sitting.get(Person, request.asker)
    letter = await sitting.write(
        await sitting.get(Person, offer.person),
        "offer.way_back",
        buttons=buttons_of(offer)[:2],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        asker=called(asker),
        when=when_of(visit, await sitting.community(visit.community)),
    )
    offer.letter = letter.id if letter else None
    sitting.session.add(offer)


async def offer_facts(sitting: Sitting, visit: Visit, request: Request, offer: Offer, person: Person) -> dict[str, Any]:
    """Give what may be said of the task to somebody who was asked."""
    where = await sitting.community(visit.community)
    asker = await sitting.get(Person, request.asker)
    return {
        "distance": distance(asker, person),
        "public": said_wanted(visit, request),
        "when": when_of(visit, where),
        "house": await said_house(sitting, visit, request, person),
        **await cost_facts(sitting, request),
        "more": said_more(visit, request),
        "reasons": [_reason(code, visit, asker) for code in offer.reasons],
    }


def distance(asker: Person, helper: Person) -> Said:
    """Say how far the asker is, never closer than to 100 metres; "in het dorp" when that is not known."""
    apart = metres_to(asker, helper)
    if apart is None:
        return Said("distance.village", {})
    metres = max(round(apart / 100) * 100, 100)
    if metres < 1000:
        return Said("distance.metres", {"count": metres})
    return Said("distance.kilometres", {"count": round(apart / 1000)})


def _reason(code: str, visit: Visit, asker: Person) -> Said:
    if code == "hours" and visit.starts_at is not None and visit.grain in EXACT | {"part"}:
        return Said("reason.then", {"when": visit.starts_at})
    return Said(f"reason.{code}", {"asker": first_name(asker)})


async def take_back(
    sitting: Sitting,
    visit: Visit,
    words: str,
    state: OfferState,
    spare: Sequence[int] = (),
    also: Collection[OfferState] = (),
) -> None:
    """Edit every open offer of VISIT to WORDS and put it in STATE, so that nobody taps in vain; not those of SPARE.

    ALSO names states that are treated as open: a reserve where the task itself is gone, a yes that was never confirmed.
    Nobody is called for it who can't be written to.
    """
    for offer in await queries.offers_of(sitting.session, visit.id):
        if offer.person in spare or offer.state not in (OfferState.OPEN, *also):
            continue
        offer.state, offer.answered_at = state, sitting.now
        sitting.session.add(offer)
        await edit_offer(sitting, offer, words, letter_class=LetterClass.COURTESY)


async def edit_offer(
    sitting: Sitting,
    offer: Offer,
    words: str,
    buttons: Sequence[Button] = (),
    letter_class: LetterClass = LetterClass.CRITICAL,
    **facts: Any,
) -> OutboxLetter | None:
    """Make the letter of OFFER say WORDS; a new letter where there was none to edit."""
    person = await sitting.get(Person, offer.person)
    letter = await sitting.session.get(OutboxLetter, offer.letter) if offer.letter else None
    written = await sitting.write(
        person,
        words,
        buttons=buttons,
        about=offer.visit,
        community=offer.community,
        lane=Lane.ANSWER,
        letter_class=letter_class,
        edits=letter,
        **facts,
    )
    if letter is None and written is not None:
        offer.letter = written.id  # what stands there now is changed the next time
        sitting.session.add(offer)
    return written
