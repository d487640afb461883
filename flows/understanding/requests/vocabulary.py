"""The words of the kinds of help, laid out to be looked up: made when a message is first read, or beforehand."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from flows.late import Late, late_pattern
from flows.understanding.requests.lists import LISTS, Kinds, read_kinds
from storage.terms import Category

ITEM = late_pattern(r"\w+")
SOMEBODY = "K"  # stands in a folded text where somebody near is named, with as many ~ as keep its length
NEAR_FROM = 6  # letters: shorter words lie too close together to forgive a slip
_SHORT_HEADS = ("lamp", "hond", "poes", "tuin", "klok", "kast")  # short, and still sure at the end of a longer word

Table = dict[str, Category]


class Vocabulary:
    """Each list of words with the kind that each word points to, and what follows from these lists."""

    def __init__(self, kinds: Kinds) -> None:
        self.common = kinds.common
        self.sure, phrases, self.strong, self.weak = (_table(kinds, one) for one in LISTS)
        self.naming = {**self.strong, **{word: code for word, code in self.sure.items() if " " not in word}}
        said = [(one, code) for code, lists in kinds.kinds.items() for one in lists["phrases"] if _is_wild(one)]
        self.wild = tuple((late_pattern(rf"(?<!\w){_pattern(one)}(?!\w)"), code) for one, code in said)
        several = {word: code for word, code in (self.strong | self.weak | self.sure).items() if " " in word}
        self.literal = {word: code for word, code in phrases.items() if not _is_wild(word)} | several
        self.most_items = max(len(ITEM.findall(phrase)) for phrase in self.literal)
        names = [word for word in sorted(self.naming) if " " not in word]
        self.heads = frozenset(word for word in names if len(word) >= 5 or word in _SHORT_HEADS)
        self.by_letter = _by_letter(word for word in names if len(word) >= NEAR_FROM)


def _table(kinds: Kinds, kind: str) -> Table:
    return {
        word: code for code, lists in reversed(list(kinds.kinds.items())) for word in lists[kind] if "*" not in word
    }


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {first: tuple(same) for first, same in groupby(words, itemgetter(0))}


def _is_wild(phrase: str) -> bool:
    """Say whether PHRASE has a gap, or somebody near, in it."""
    return "*" in phrase or "KIN" in phrase.split()


def _pattern(phrase: str) -> str:
    parts = (rf"{SOMEBODY}~*" if word == "KIN" else re.escape(word) for word in phrase.split())
    return " ".join(parts).replace(r"\* ", r"(?:[\w'\-]+ ){0,3}?")


vocabulary = Late(lambda: Vocabulary(read_kinds()))
