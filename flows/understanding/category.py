"""Which kind of help a sentence asks for, by the words of the lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flows.understanding.words import either, load, nearest
from storage.terms import Category

_ENDINGS = ("", "s", "en", "n", "e", "t", "je", "jes", "tje", "tjes", "pje", "ing", "ed", "d")
_LEXICON = load("categories")
_COMMON = frozenset(_LEXICON.pop("common")["words"])
_WORD = re.compile(r"[\w'\-]{2,}")
_NEAR_FROM = 6  # letters: shorter words lie too close together to forgive a slip


@dataclass(frozen=True, slots=True)
class Hint:
    """A word that points to a category, and where it stands."""

    place: int
    category: Category
    word: str
    strong: bool


def _table(kind: str) -> dict[str, Category]:
    return {word: Category(code) for code, lists in reversed(_LEXICON.items()) for word in lists[kind]}


_PHRASES, _STRONG, _WEAK = _table("phrases"), _table("strong"), _table("weak")
_PHRASE = re.compile(rf"(?<!\w){either(_PHRASES)}(?!\w)")
_LONG = tuple(sorted(w for w in _STRONG if len(w) >= _NEAR_FROM and " " not in w))
_SHORT_HEADS = ("lamp", "hond", "poes", "tuin", "klok", "kast")  # short, and still sure at the end of a longer word
_HEADS = tuple(sorted((w for w in _STRONG if len(w) >= 5 and " " not in w), key=len, reverse=True)) + _SHORT_HEADS
_PRIVATE = re.compile(r"alleen|eenza|lonely|niemand|medicij|recept|incontin")
_OWN = re.compile(r"^(?:op |met |in )?(?:mijn|onze|de|het|een) ")
_NAMEABLE = frozenset(Category) - {Category.TRANSPORT, Category.RESPITE, Category.OTHER}
_REFUSED = re.compile(r"\b(?:geen|zonder|no)(?: [\w\-]+)? $")


def find_hints(text: str) -> list[Hint]:
    """Find the words that point to a category in a folded text; strong ones first, each in the order they were said."""
    hints, rest = [], text
    for found in _PHRASE.finditer(text):
        hints.append(Hint(found.start(), _PHRASES[found[0]], found[0], strong=True))
        rest = rest[: found.start()] + " " * len(found[0]) + rest[found.end() :]
    hints += list(_words(rest))
    hints = [h for h in hints if not _REFUSED.search(text[max(0, h.place - 30) : h.place])]
    return sorted(hints, key=lambda h: (not h.strong, h.place))


def categories(hints: list[Hint]) -> tuple[Category, ...]:
    """Give the likeliest three, the first named first."""
    return tuple(dict.fromkeys(h.category for h in hints))[:3]


def spoken(hints: list[Hint]) -> str:
    """Choose the word that names the task to a stranger; empty when it would tell too much of somebody."""
    word = next((h.word for h in hints if h.category in _NAMEABLE and not _PRIVATE.search(h.word)), "")
    return _OWN.sub("", word)


def _words(text: str) -> Iterator[Hint]:
    for found in _WORD.finditer(text):
        word = found[0].strip("'-")
        strong = _strong(word)
        category = strong or _stem(word, _WEAK)
        if category:
            yield Hint(found.start(), category, word, strong=bool(strong))


@lru_cache(maxsize=4096)
def _strong(word: str) -> Category | None:
    found = _stem(word, _STRONG)
    if found or word in _COMMON or _stem(word, _WEAK):
        return found
    return _compound(word) or _slip(word)


def _stem(word: str, table: dict[str, Category]) -> Category | None:
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((table[stem] for stem in stems if stem in table), None)


def _compound(word: str) -> Category | None:
    """Find the word it is made with: the last part says what it is, else the first."""
    if len(word) < 7:
        return None
    for whole in (word, *(word.removesuffix(e) for e in ("s", "en", "je", "tje") if word.endswith(e))):
        for part in _HEADS:
            if len(whole) - len(part) >= 3 and whole.endswith(part):
                return _STRONG[part]
    return next((_STRONG[p] for p in _HEADS if len(p) >= 5 and word.startswith(p)), None)


def _slip(word: str) -> Category | None:
    near = nearest(word, _LONG, long=10) if len(word) >= _NEAR_FROM else None
    return _STRONG[near] if near else None
