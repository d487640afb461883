"""From a sentence to facts: what somebody wants, what kind of help, when, where to, for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flows.understanding.requests.category import Hint, Own, categories, find_hints, spoken
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.destination import read_destination
from flows.understanding.requests.intent import (
    asks_for_somebody,
    asks_in_words,
    corrects,
    find_intent,
    find_urgency,
)
from flows.understanding.requests.several import asks_or_needs, tells_of_before, tells_of_somebody
from flows.understanding.time.moment import When
from flows.understanding.time.pieces import Length
from flows.understanding.time.reading import find_pieces
from flows.understanding.time.together import build
from flows.understanding.words import fold
from storage.terms import Category, Intent, Urgency

_GUESSES = 3
_OFFERS_SOUND_LIKE = (Intent.REQUEST, Intent.SMALLTALK)


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of help that may be meant, and how sure that is: from 0 to 1."""

    category: Category
    sure: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says.

    `categories` are those its words name, three at most; `likely` are three guesses where help may be asked, the
    surest first; none where nothing is said of it. `task` and `destination` are a few of its own words, empty when
    unknown. `ask` holds the other readings of the time: when there are any, the talk asks back. `correction` is True
    when it takes back something said before. `doubted` is True where it names a task, and may only tell of it.
    """

    text: str
    intent: Intent
    sure: bool
    category: Category | None
    categories: tuple[Category, ...]
    likely: tuple[Guess, ...]
    task: str
    destination: str
    when: When | None
    ask: tuple[When, ...]
    duration_minutes: int | None
    flags: tuple[Urgency, ...]
    correction: bool
    doubted: bool = False

    @property
    def asks_plainly(self) -> bool:
        """Say whether it surely asks, and of what kind the help is."""
        return self.sure and self.intent is Intent.REQUEST and self.category is not None


def understand(text: str, now: datetime, own: Own = (), asked: bool = False) -> Understood:
    """Understand a sentence said at NOW, the wall clock without zone; OWN is what a community calls kinds of help.

    What is ASKED is known to ask for help: it is a part of such a message.
    """
    return read_sentence(text, now, own, asked)


@lru_cache(maxsize=256)  # one message is looked at from several sides
def read_sentence(text: str, now: datetime, own: Own, asked: bool) -> Understood:
    """Read TEXT, unless it was just read."""
    plain = fold(text)
    pieces = find_pieces(text, now)
    times = build(pieces, now, waking=True)
    hints = find_hints(plain, own)
    likely = _likely(plain, hints)
    task = bool(hints) or classifier().asks_for(plain, likely[0].category)
    intent, sure = (Intent.REQUEST, True) if asked else _intent(plain, task, bool(times), listed=bool(hints))
    kinds = _kinds(intent, task, hints, likely)
    rides = (
        Category.TRANSPORT in kinds or intent is Intent.REQUEST or not sure
    )  # it may turn out to be a ride, when asked
    where_to = read_destination(text) if rides else ""
    return Understood(
        text=text,
        intent=intent,
        sure=sure,
        category=kinds[0] if kinds else None,
        categories=kinds,
        likely=likely[:_GUESSES] if intent is Intent.REQUEST or not sure else (),
        task=spoken(hints, kinds[:1]),
        destination=where_to,
        when=times[0] if times else None,
        ask=tuple(times[1:]),
        duration_minutes=next((p.minutes for p in pieces if isinstance(p, Length)), None),
        flags=find_urgency(plain),
        correction=corrects(plain),
        doubted=not asked and intent is Intent.REQUEST and _may_only_tell(plain, bool(kinds)),
    )


def _may_only_tell(plain: str, task: bool) -> bool:
    """Say whether a folded text, in which a TASK or a time was heard, may only tell of it: "ik ga naar mijn zus"."""
    if asks_in_words(plain.replace("'s ", "s ")) or asks_or_needs(plain) or not tells_of_somebody(plain):
        return False
    return classifier().may_only_tell(plain, tells_of_before(plain)) if task else classifier().only_tells(plain)


def _likely(plain: str, hints: Sequence[Hint]) -> tuple[Guess, ...]:
    """Guess every kind, the likeliest first; what a community has a name of its own for goes before all."""
    kinds = classifier().kinds(plain)
    own = next((one.category for one in hints if one.own), None)
    if own is not None:
        kinds = {own: 1.0} | {kind: 0.0 for kind in kinds if kind is not own}
    return tuple(Guess(kind, round(part, 2)) for kind, part in kinds.items())


def _intent(plain: str, task: bool, time: bool, listed: bool) -> tuple[Intent, bool]:
    """Tell what is wanted; LISTED says whether the lexicon knows a word of a task in it."""
    asks, tells = listed and classifier().plainly_asks(plain), classifier().only_tells(plain)
    intent, sure = find_intent(plain.replace("'s ", "s "), task, time, asks=asks, tells=tells)
    if intent in _OFFERS_SOUND_LIKE and classifier().offers(plain) and not asks_for_somebody(plain):
        return Intent.OFFER, False
    if intent is Intent.OFFER and classifier().rather_asks(plain):
        return Intent.REQUEST, task or time  # "ik was altijd vrijwilliger bij jullie en nu moet ik vragen"
    return intent, sure


def _kinds(intent: Intent, task: bool, hints: Sequence[Hint], likely: tuple[Guess, ...]) -> tuple[Category, ...]:
    """Give the kinds that are meant: of a request the likeliest goes first, if a word hints at it or it is plain."""
    if intent in (Intent.CHANGE, Intent.CANCEL):
        return categories([h for h in hints if h.strong])
    if intent is Intent.REQUEST and task:
        return tuple(dict.fromkeys((likely[0].category, *categories(hints))))[:_GUESSES]
    return categories(hints) if intent is Intent.OFFER else ()
