"""Which kind of help a sentence asks for, by the words of the lexicon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.late import late_pattern
from flows.understanding.requests.conjugation import infinitives
from flows.understanding.requests.lists import read_kinds
from flows.understanding.requests.vocabulary import ITEM, NEAR_FROM, SOMEBODY, Table, vocabulary
from flows.understanding.words import load, nearest
from storage.terms import Category

_ENDINGS = ("", "s", "en", "n", "e", "t", "je", "jes", "tje", "tjes", "pje", "ing", "ed", "d")
_WORD = late_pattern(r"[\w'\-]{2,}")
_WEIGHTS = {"own": 6, "sure": 5, "phrases": 3, "strong": 2, "weak": 1}
_PLAINLY = 2  # times the weight of what was said first: then that only leads up to it
_STRONG_FROM = _WEIGHTS["strong"]

Own = tuple[tuple[str, Category], ...]  # names that a community gave to kinds of help, folded


@dataclass(frozen=True, slots=True)
class Hint:
    """A word that points to a category: where it stands, in which part of the message, and how much it weighs."""

    place: int
    category: Category
    word: str
    part: int
    weight: int

    @property
    def strong(self) -> bool:
        """Say whether the word names the category, and is more than a sign of it."""
        return self.weight >= _STRONG_FROM

    @property
    def own(self) -> bool:
        """Say whether it is what a community calls this kind."""
        return self.weight == _WEIGHTS["own"]


_KIN = late_pattern(lambda: rf"(?<!\w){read_kinds().kin}(?!\w)")
_PRIVATE = late_pattern(
    r"alleen|eenza|lonely|alone|niemand|nobody|no one|a soul|medicij|medic|recept|prescription|pillen|pills"
    r"|tablets|incontin|"
    r"dement|alzheim|weduw|widow|schuld|debt|depress"
)
_HANGING = late_pattern(r" (?:the|my|a|an|me|is|to|in|of|for|with|de|het|een|mijn|met|naar|van)$")
_STATE = late_pattern(lambda: "|".join(load("parts")["roles"]["needs"]))  # "kapot", "lekt"
_OWN = late_pattern(r"^(?:op |met |in )?(?:mijn|onze|de|het|een|my|our|the) ")
_NAMEABLE = frozenset(Category) - {Category.TRANSPORT, Category.RESPITE, Category.OTHER}
_REFUSED = late_pattern(r"\b(?:geen|zonder|no)(?: [\w\-]+)? $")
_PARTS = late_pattern(lambda: read_kinds().joints)
_ASIDE = late_pattern(lambda: read_kinds().asides)


@lru_cache(maxsize=256)  # one message is looked at from several sides
def find_hints(text: str, own: Own = ()) -> Sequence[Hint]:
    """Find the words that point to a category in a folded text; the likeliest kind first, each in the order said.

    OWN are names that weigh more than any word of ours; what is inside one points to nothing else.
    """
    owned = list(_owned(text, own))
    rest = text
    for place, _, name, _ in owned:
        rest = rest[:place] + " " * len(name) + rest[place + len(name) :]
    found = sorted([*owned, *_found(rest)], key=lambda one: one[0])
    begins = joints(text)
    asides = [one.span() for one in _ASIDE.finditer(text)]
    hints = []
    for place, category, word, weight in found:
        if _REFUSED.search(text[max(0, place - 30) : place]):
            continue
        told_aside = any(first <= place < last for first, last in asides)
        part = sum(begin <= place for begin in begins)
        hints.append(Hint(place, category, word, part, _WEIGHTS["weak"] if told_aside else weight))
    order = _order(hints)
    return tuple(sorted(hints, key=lambda one: (not one.strong, order.index(one.category), one.place)))


def joints(text: str) -> list[int]:
    """Give where a folded text begins on something else: at "en", at a full stop."""
    return [one.start() for one in _PARTS.finditer(text)]


def categories(hints: Sequence[Hint]) -> tuple[Category, ...]:
    """Give the likeliest three, the first named first."""
    return tuple(dict.fromkeys(h.category for h in hints))[:3]


def names(word: str) -> Category | None:
    """Give the category that a folded word names, or is a sign of."""
    return weigh_word(word)[0]


def spoken(hints: Sequence[Hint], meant: Sequence[Category]) -> str:
    """Choose the word that names what is MEANT to a stranger; empty when it would tell too much of somebody.

    What is to be mended says more than how it is: of "lekt de kraan" the tap.
    """
    likely = {*meant, *(one.category for one in hints[:1])} | {one.category for one in hints if one.strong}
    named = sorted(hints, key=lambda one: (one.category not in meant, bool(_STATE.fullmatch(one.word))))
    words = (one.word for one in named if one.category in likely & _NAMEABLE)
    word = next((one for one in words if not _PRIVATE.search(one) and not _HANGING.search(one)), "")
    return _OWN.sub("", word)


def _order(hints: list[Hint]) -> list[Category]:
    """Order the categories: what wins a part of the message goes first, in the order said; then the runners-up."""
    places: dict[Category, tuple[bool, int, int, int]] = {}
    for part in dict.fromkeys(one.part for one in hints):
        inside = [one for one in hints if one.part == part]
        scores = {one.category: 0 for one in inside}
        for one in inside:
            scores[one.category] += one.weight
        for rank, category in enumerate(sorted(scores, key=lambda one: -scores[one])):
            weak = not any(one.strong for one in inside if one.category is category)
            key = (weak, rank, part, -scores[category])
            places[category] = min(places.get(category, key), key)
    order = sorted(places, key=lambda one: places[one])
    total = {one: sum(h.weight for h in hints if h.category is one) for one in order}
    plain = next((one for one in order[1:] if total[one] >= _PLAINLY * total[order[0]]), None)
    return [plain, *(one for one in order if one is not plain)] if plain else order


def _owned(text: str, own: Own) -> Iterator[tuple[int, Category, str, int]]:
    for name, category in own:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield found.start(), category, name, _WEIGHTS["own"]


def _found(text: str) -> Iterator[tuple[int, Category, str, int]]:
    rest, words = text, vocabulary()
    for place, word in _phrases(text):
        weight = _WEIGHTS["sure" if word in words.sure else "phrases"] if word not in words.weak else _WEIGHTS["weak"]
        yield place, words.literal[word], word, weight
        rest = rest[:place] + " " * len(word) + rest[place + len(word) :]
    marked = _KIN.sub(lambda found: SOMEBODY.ljust(len(found[0]), "~"), text)
    for pattern, category in words.wild:
        if wild := pattern.search(marked):
            yield wild.start(), category, text[wild.start() : wild.end()], _WEIGHTS["phrases"]
    for found in _WORD.finditer(rest):
        word = found[0].strip("'-")
        category_, weight = weigh_word(word)
        if category_:
            yield found.start(), category_, word, weight


def _phrases(text: str) -> Iterator[tuple[int, str]]:
    """Give the phrases in TEXT with their places: from left to right, the longest first, none inside another."""
    spans = [found.span() for found in ITEM.finditer(text)]
    literal, most, done = vocabulary().literal, vocabulary().most_items, 0
    for nth, (first, _) in enumerate(spans):
        ends = (last for _, last in reversed(spans[nth : nth + most]))
        phrase = next((text[first:last] for last in ends if text[first:last] in literal), None)
        if phrase and first >= done:
            done = first + len(phrase)
            yield first, phrase


@lru_cache(maxsize=1024)
def weigh_word(word: str) -> tuple[Category | None, int]:
    words = vocabulary()
    tables = ((words.sure, "sure"), (words.strong, "strong"), (words.weak, "weak"))
    for table, weight in tables:
        if found := _stem(word, table):
            return found, _WEIGHTS[weight]
    if word in words.common:
        return None, 0
    for table, weight in tables:
        if found := _verb(word, table):
            return found, _WEIGHTS[weight]
    near = _compound(word) or _slip(word)
    if near is None:
        return weigh_word(word.rpartition("-")[2]) if "-" in word else (None, 0)
    return words.naming[near[0]], _WEIGHTS[near[1]]


def _stem(word: str, table: Table) -> Category | None:
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((table[stem] for stem in stems if stem in table), None)


def _verb(word: str, table: Table) -> Category | None:
    return next((table[one] for one in infinitives(word) if one in table), None)


def _compound(word: str) -> tuple[str, str] | None:
    """Find the word it is made with, and how much that weighs: the last part says what it is, the first hints at it."""
    if len(word) < 7:
        return None
    heads = vocabulary().heads
    wholes = (word, *(word.removesuffix(e) for e in ("s", "en", "je", "tje") if word.endswith(e)))
    last = next((w[at:] for w in wholes for at in range(3, len(w) - 3) if w[at:] in heads), None)
    first = next((word[:at] for at in range(len(word) - 1, 4, -1) if word[:at] in heads), None)
    sure = next((part for part in (last, first) if part in vocabulary().sure), None)
    if sure:
        return sure, "sure"
    return (last, "strong") if last else (first, "weak") if first else None


def _slip(word: str) -> tuple[str, str] | None:
    near = nearest(word, vocabulary().by_letter.get(word[0], ()), long=10) if len(word) >= NEAR_FROM else None
    return (near, "sure" if near in vocabulary().sure else "strong") if near else None
