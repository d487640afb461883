"""One message that asks for several things, cut into a message for each."""

from collections.abc import Sequence
from itertools import pairwise

from flows.late import late_pattern
from flows.understanding.category import Hint, find_hints, joints
from flows.understanding.filing import files
from flows.understanding.lists import read_kinds
from flows.understanding.words import fold
from storage.terms import Category

_MOST = 4
_OF_ITS_OWN = -1.0  # how little may speak for a kind in a part, for it to be a task of its own
_REASON = late_pattern(lambda: read_kinds().reasons)
_EDGES = late_pattern(lambda: rf"^(?:\W|{read_kinds().joints})+|(?:[\s,;:]|\b(?:en|and|ook|plus|und)\b)+$")


def split_tasks(text: str) -> tuple[str, ...]:
    """Give the parts of TEXT that each ask for another kind of help, in the order said; TEXT alone where it is one.

    What is no task of its own ("ik kan niet meer bukken") stays with the task before it.
    """
    plain = fold(text)
    starts = _starts(plain, find_hints(plain))
    if len(starts) < 2:
        return (text,)
    same = plain if len(plain) != len(text) else text  # as it was typed, where folding left every letter in its place
    cuts = [0, *starts[1:_MOST], len(plain)]
    return tuple(_EDGES.sub("", same[first:last]) for first, last in pairwise(cuts))


def _starts(plain: str, hints: Sequence[Hint]) -> list[int]:
    """Give where each part begins that asks for a kind of help which no part before it asked for."""
    begins = [0, *joints(plain)]
    ends = [*begins[1:], len(plain)]
    found, seen = list[int](), set[object]()
    for part, (first, last) in enumerate(zip(begins, ends, strict=True)):
        weights: dict[Category, int] = {}
        for one in hints:
            if one.part == part and one.strong:
                weights[one.category] = weights.get(one.category, 0) + one.weight
        likely = max(weights, key=lambda one: weights[one], default=None)
        if likely is None or likely in seen or (found and _REASON.search(plain[first:last].strip())):
            continue
        if files().speaks_for(plain[first:last], likely) < _OF_ITS_OWN:
            continue  # its words stand there, and it is not what is asked
        seen.add(likely)
        found.append(first)
    return found
