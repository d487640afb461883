"""How alike a sentence is to the words of each kind of help, letter by letter: a guess where no word is known.

Every five letters in a row of the lexicon's words are counted by kind; a sentence is likeliest of the kind whose words
share the most and rarest rows with it (naive Bayes).
"""

import math
from array import array
from functools import cache

from flows.late import late_pattern
from flows.understanding.lists import LISTS, read_kinds
from storage.terms import Category

_LONG = 5
_SEEN_LITTLE = 0.05  # for a kind in which a row of letters was never seen
_WORD = late_pattern(r"[\w'-]{3,}")
_KINDS = tuple(Category)
_NONE = (0.0,) * len(_KINDS)


def liken(text: str) -> dict[Category, float]:
    """Give for every kind how likely a folded text is of it, together 1; nothing where no row of letters is known.

    Everyday words count for nothing.
    """
    rows, counts = _rows()
    known = [rows[row] for row in _letters(text) if row in rows]
    if not known:
        return {}
    sums = [sum(counts[first + nth] for first in known) for nth in range(len(_KINDS))]
    most = max(sums)
    alike = [math.exp(one - most) for one in sums]
    return dict(sorted(zip(_KINDS, (one / sum(alike) for one in alike), strict=True), key=lambda one: -one[1]))


def _letters(text: str) -> list[str]:
    words = (f"^{word}$" for word in _WORD.findall(text) if word not in read_kinds().common)
    return [word[at : at + _LONG] for word in words for at in range(max(1, len(word) - _LONG + 1))]


@cache
def _rows() -> tuple[dict[str, int], "array[float]"]:
    """Count the rows of letters once: where the counts of each begin, and all counts in one piece, to spare memory."""
    begins, counts = dict[str, int](), array("f")
    totals = [0] * len(_KINDS)
    for nth, kind in enumerate(_KINDS):
        for row in (row for word in _words(kind) for row in _letters(word)):
            if row not in begins:
                begins[row] = len(counts)
                counts.extend(_NONE)
            counts[begins[row] + nth] += 1
            totals[nth] += 1
    for at, count in enumerate(counts):
        counts[at] = math.log(count * 1000 / totals[at % len(_KINDS)] + _SEEN_LITTLE)
    return begins, counts


def _words(kind: Category) -> list[str]:
    return [word for name in LISTS for word in read_kinds().kinds[kind][name]]
