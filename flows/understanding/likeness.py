"""How alike a sentence is to the words of each kind of help, letter by letter: a guess where no word is known.

Every five letters in a row of the lexicon's words are counted by kind; a sentence is likeliest of the kind whose words
share the most and rarest rows with it (naive Bayes).
"""

import math
import re
from collections import Counter
from functools import cache

from flows.understanding.lists import LISTS, read_kinds
from storage.terms import Category

_LONG = 5
_SEEN_LITTLE = 0.05  # for a kind in which a row of letters was never seen
_WORD = re.compile(r"[\w'-]{3,}")
_KINDS = tuple(Category)


def liken(text: str) -> dict[Category, float]:
    """Give for every kind how likely a folded text is of it, together 1; nothing where no row of letters is known.

    Everyday words count for nothing.
    """
    rows = _rows()
    known = [found for row in _letters(text) if (found := rows.get(row))]
    if not known:
        return {}
    sums = [sum(column) for column in zip(*known, strict=True)]
    most = max(sums)
    alike = [math.exp(one - most) for one in sums]
    return dict(sorted(zip(_KINDS, (one / sum(alike) for one in alike), strict=True), key=lambda one: -one[1]))


def _letters(text: str) -> list[str]:
    words = (f"^{word}$" for word in _WORD.findall(text) if word not in read_kinds().common)
    return [word[at : at + _LONG] for word in words for at in range(max(1, len(word) - _LONG + 1))]


@cache
def _rows() -> dict[str, tuple[float, ...]]:
    """Count the rows of letters once; it takes a quarter of a second."""
    seen = {kind: Counter(row for word in _words(kind) for row in _letters(word)) for kind in _KINDS}
    scale = {kind: 1000 / sum(rows.values()) for kind, rows in seen.items()}
    every = {row for rows in seen.values() for row in rows}
    return {
        row: tuple(math.log(seen[kind][row] * scale[kind] + _SEEN_LITTLE) for kind in _KINDS) for row in every
    }  # fmt: skip


def _words(kind: Category) -> list[str]:
    return [word for name in LISTS for word in read_kinds().kinds[kind][name]]
