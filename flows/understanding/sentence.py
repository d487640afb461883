"""From a sentence to facts: what somebody wants, what kind of help, when, where to, for how long."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flows.understanding.category import Hint, categories, find_hints, spoken
from flows.understanding.intent import corrects, find_intent, find_urgency
from flows.understanding.moment import When
from flows.understanding.pieces import Length
from flows.understanding.reading import find_pieces
from flows.understanding.together import build
from flows.understanding.words import fold
from storage.terms import Category, Intent, Urgency

_NOWHERE = r"(?!(?:mij|me|toe|iemand|buiten|iets|morgen|volgende|\w+dag)\b)"
_WHERE_TO = re.compile(rf"\b(?:naar (?:(?:de|het|een|mijn|m'n|'t) )?|to (?:the|my|a|an) ){_NOWHERE}[a-z][a-z\-]{{2,}}")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says.

    `categories` are the likeliest three. `task` and `destination` are a few of its own words, empty when unknown.
    `ask` holds the other readings of the time: when there are any, the talk asks back. `correction` is True
    when it takes back something said before.
    """

    text: str
    intent: Intent
    sure: bool
    category: Category | None
    categories: tuple[Category, ...]
    task: str
    destination: str
    when: When | None
    ask: tuple[When, ...]
    duration_minutes: int | None
    flags: tuple[Urgency, ...]
    correction: bool


@lru_cache(maxsize=256)  # one message is looked at from several sides
def understand(text: str, now: datetime) -> Understood:
    """Read a sentence said at NOW, the wall clock without zone."""
    plain = fold(text)
    pieces = find_pieces(text, now)
    times = build(pieces, now, waking=True)
    hints = find_hints(plain)
    intent, sure = find_intent(plain.replace("'s ", "s "), bool(hints), bool(times))
    kinds = _kinds(intent, hints)
    where_to = _destination(plain, kinds)
    return Understood(
        text=text,
        intent=intent,
        sure=sure,
        category=kinds[0] if kinds else None,
        categories=kinds,
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


def _destination(text: str, kinds: tuple[Category, ...]) -> str:
    found = _WHERE_TO.search(text) if Category.TRANSPORT in kinds else None
    return found[0] if found else ""
