"""Weights learned from lines that people wrote: what each trace weighs for one thing, and the file that keeps them."""

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt
from operator import itemgetter

from flows.learned.letters import STOP
from flows.learned.traces import Trace

Weights = tuple[float, Sequence[float]]  # of one head: what it begins with, and what each trace weighs

MEND = "take it from the repository, or write it anew by `make teach`"


class BadWeights(ValueError):
    """The learned weights cannot be used; the text says how to mend it."""


class Places:
    """Where the TRACES of one message lie among SIZE weights: found once, for all heads of that size."""

    def __init__(self, traces: Collection[int], size: int) -> None:
        places = {trace % size for trace in traces}
        self.count = len(traces)
        self._pick: Callable[[Sequence[int]], Sequence[int]] = (
            itemgetter(*places) if len(places) > 1 else lambda weights: [weights[place] for place in places]
        )

    def sum_of(self, weights: Sequence[int]) -> int:
        """Give what the WEIGHTS on these places come to."""
        return sum(self._pick(weights))


@dataclass(frozen=True, slots=True)
class Head:
    """What each trace weighs for one thing, and what it begins with."""

    begin: float
    step: float
    weights: Sequence[int]

    def score(self, places: Places) -> float:
        """Give how much the traces on these PLACES speak for it: above 0 more for than against."""
        return self.begin + self.step * places.sum_of(self.weights) / sqrt(places.count or 1)

    def weightiest(self, words: Sequence[str], traces: Iterable[Trace], most: int = 3) -> list[str]:
        """Give which of WORDS spoke most for it by the TRACES in them, the heaviest first."""
        told = Counter[int]()
        for trace, first, last in set(traces):
            for at in {first, last}:
                told[at] += self.weights[trace % len(self.weights)]
        heavy = [words[at] for at, weight in told.most_common() if weight > 0 and words[at] != STOP]
        return list(dict.fromkeys(heavy))[:most]


@dataclass(frozen=True, slots=True)
class Choir:
    """Heads that learned together: each hears something of its own, and is silent where it hears too little of it."""

    speaking_for: Sequence[Head]
    speaking_against: Sequence[Head]

    def score(self, places: Places) -> float:
        """Give how much more the traces on these PLACES have the heads speak for it than against."""
        return _loudness(self.speaking_for, places) - _loudness(self.speaking_against, places)


def _loudness(heads: Iterable[Head], places: Places) -> float:
    return sum(max(0.0, head.score(places)) for head in heads)


def pack(lines: str, heads: Mapping[str, Weights]) -> bytes:
    """Write HEADS as a file; LINES is the mark of what they learned from."""
    told, bodies = [], []
    for name, (begin, weights) in heads.items():
        step = max(map(abs, weights)) / 127
        told.append({"name": name, "begin": begin, "step": step, "size": len(weights)})
        bodies.append(array("b", [round(weight / step) for weight in weights]).tobytes())
    return json.dumps({"lines": lines, "heads": told}).encode() + b"\n" + zlib.compress(b"".join(bodies), 9)


def unpack(data: bytes, wanted: Set[str], name: str) -> tuple[str, dict[str, Head]]:
    """Read what pack() wrote: the mark of the lines, and the WANTED heads.

    Raises BadWeights, which calls the file NAME.
    """
    try:
        told, body = data.split(b"\n", 1)
        about, packed = json.loads(told), memoryview(zlib.decompress(body)).cast("b")
        heads, at = {}, 0
        for one in about["heads"]:
            heads[one["name"]] = Head(one["begin"], one["step"], packed[at : at + one["size"]])
            at += one["size"]
        mark = str(about["lines"])
        whole = at == len(packed) and heads.keys() == wanted
    except (ValueError, KeyError, TypeError, zlib.error) as wrong:
        raise BadWeights(f"{name} cannot be read ({wrong}): {MEND}") from None
    if not whole:
        raise BadWeights(f"{name} is not whole: {MEND}")
    return mark, heads
