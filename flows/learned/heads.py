"""Weights learned from lines that people wrote: what each trace weighs for one thing, and the file that keeps them."""

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt

from flows.learned.traces import SIZE

Weights = tuple[float, Sequence[float]]  # of one head: what it begins with, and what each trace weighs

MEND = "take it from the repository, or write it anew by `make teach`"


class BadWeights(ValueError):
    """The learned weights cannot be used; the text says how to mend it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What each trace weighs for one thing, and what it begins with."""

    begin: float
    step: float
    weights: Sequence[int]

    def score(self, traces: frozenset[int]) -> float:
        """Give how much TRACES speak for it: above 0 more for than against."""
        size = len(self.weights)
        return self.weigh({trace % size for trace in traces} if size < SIZE else traces, len(traces))

    def weigh(self, places: Set[int], count: int) -> float:
        """Give the score of COUNT traces whose PLACES among the weights are known: for many heads that spares most."""
        weights = self.weights
        return self.begin + self.step * sum([weights[place] for place in places]) / sqrt(count or 1)


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
