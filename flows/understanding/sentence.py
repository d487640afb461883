"""From a sentence to facts: what somebody wants, what kind of help, when, where to, for how long."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flows.understanding.category import Hint, Own, categories, find_hints, shares, spoken
from flows.understanding.destination import read_destination
from flows.understanding.intent import corrects, find_intent, find_urgency
from flows.understanding.likeness import liken
from flows.understanding.moment import When
from flows.understanding.pieces import Length
from flows.understanding.reading import find_pieces
from flows.understanding.together import build
from flows.understanding.words import fold
from storage.terms import Category, Intent, Urgency

_GUESSES = 3
_BY_LETTERS = 0.5  # as sure as letters alone can make


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of help that may be meant, and how sure that is: from 0 to 1."""

    category: Category
    sure: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says.

    `categories` are those its words name, three at most; `likely` are three guesses where help may be asked, filled up
    with the kinds whose words are most alike; none where nothing is said of it. `task` and `destination` are a few of
    its own words, empty when unknown. `ask` holds the other readings of the time: when there are any, the talk asks
    back. `correction` is True when it takes back something said before.
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


def understand(text: str, now: datetime, own: Own = ()) -> Understood:
    """Understand a sentence said at NOW, the wall clock without zone; OWN is what a community calls kinds of help."""
    return read_sentence(text, now, own)


@lru_cache(maxsize=256)  # one message is looked at from several sides
def read_sentence(text: str, now: datetime, own: Own) -> Understood:
    """Read TEXT, unless it was just read."""
    plain = fold(text)
    pieces = find_pieces(text, now)
    times = build(pieces, now, waking=True)
    hints = find_hints(plain, own)
    intent, sure = find_intent(plain.replace("'s ", "s "), bool(hints), bool(times))
    kinds = _kinds(intent, hints)
    where_to = read_destination(text) if Category.TRANSPORT in kinds else ""
    return Understood(
        text=text,
        intent=intent,
        sure=sure,
        category=kinds[0] if kinds else None,
        categories=kinds,
        likely=_likely(plain, hints) if intent is Intent.REQUEST or not sure else (),
        task=spoken(hints),
        destination=where_to,
        when=times[0] if times else None,
        ask=tuple(times[1:]),
        duration_minutes=next((p.minutes for p in pieces if isinstance(p, Length)), None),
        flags=find_urgency(plain),
        correction=corrects(plain),
    )


def _kinds(intent: Intent, hints: list[Hint]) -> tuple[Category, ...]:
    if intent in (Intent.CHANGE, Intent.CANCEL):
        return categories([h for h in hints if h.strong])
    return categories(hints) if intent in (Intent.REQUEST, Intent.OFFER) else ()


def _likely(text: str, hints: list[Hint]) -> tuple[Guess, ...]:
    """Guess the likeliest kinds: those that are named first, by their weight, then those that are most alike."""
    named = shares(hints)
    doubt = (1 - sum(named.values())) * _BY_LETTERS
    alike = {one: doubt * part for one, part in liken(text).items() if one not in named}
    return tuple(Guess(one, round(part, 2)) for one, part in [*named.items(), *alike.items()][:_GUESSES])
