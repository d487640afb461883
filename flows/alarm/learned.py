"""Reads danger by what was learned from lines that people wrote: how much words speak of it, and of which kind.

Every trace (traces.py) weighs something for danger, for each kind of it, and for its being past or unclear.
`make teach` learns these weights and writes them to learned.bin (bench/danger_lesson.py).
"""

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from flows.alarm.signs import STOP, Sign
from flows.alarm.traces import SIZE, Tracer, shortened
from storage.terms import Danger

COARSE = 1 << 16  # traces of the heads that tell kinds apart: fewer, for there are many heads
SOFT = "soft"  # the head that tells what is past or unclear
WHOLE = "danger"  # the head that tells danger from anything else
WEIGHTS = "learned.bin"
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
        weights, size = self.weights, len(self.weights)
        held = {trace % size for trace in traces} if size < SIZE else traces
        return self.begin + self.step * sum([weights[trace] for trace in held]) / sqrt(len(traces) or 1)


class Learned:
    """The heads of one lesson, ready to read with."""

    def __init__(self, heads: Mapping[str, Head], tracer: Tracer) -> None:
        self._whole, self._soft = heads[WHOLE], heads[SOFT]
        self._kinds = {kind: heads[kind.value] for kind in Danger}
        self._tracer = tracer

    def traces(self, spelled: Sequence[str], signs: Iterable[tuple[Sign, int]]) -> frozenset[int]:
        """Give the traces in SPELLED words and of the SIGNS that stand in them, to be weighed."""
        return self._tracer.all_in(spelled, signs)

    def danger(self, traces: frozenset[int]) -> float:
        """Give how much TRACES speak of danger: above 0 more for than against."""
        return self._whole.score(traces)

    def kind(self, traces: frozenset[int], among: Collection[Danger] = tuple(Danger)) -> Danger:
        """Give the kind of danger AMONG these that TRACES speak of most."""
        return max(among, key=lambda kind: self._kinds[kind].score(traces))

    def is_past(self, traces: frozenset[int]) -> bool:
        """Say whether TRACES speak of what is past or unclear more than of now."""
        return self._soft.score(traces) > 0

    def weightiest(self, spelled: Sequence[str], most: int = 3) -> list[str]:
        """Give the words that spoke most for danger, the heaviest first."""
        words, told = shortened(spelled), Counter[int]()
        for trace, first, last in set(self._tracer.find(spelled)):
            for at in {first, last}:
                told[at] += self._whole.weights[trace]
        heavy = [words[at] for at, weight in told.most_common() if weight > 0 and words[at] != STOP]
        return list(dict.fromkeys(heavy))[:most]


def pack(lines: str, heads: dict[str, tuple[float, Sequence[float]]]) -> bytes:
    """Write HEADS (what each begins with, and its weights) as a file; LINES is the mark of what they learned from."""
    told, bodies = [], []
    for name, (begin, weights) in heads.items():
        step = max(map(abs, weights)) / 127
        told.append({"name": name, "begin": begin, "step": step, "size": len(weights)})
        bodies.append(array("b", [round(weight / step) for weight in weights]).tobytes())
    return json.dumps({"lines": lines, "heads": told}).encode() + b"\n" + zlib.compress(b"".join(bodies), 9)


def unpack(data: bytes, name: str = WEIGHTS) -> tuple[str, dict[str, Head]]:
    """Read what pack() wrote: the mark of the lines, and the heads. Raises BadWeights, which calls the file NAME."""
    try:
        told, body = data.split(b"\n", 1)
        about, packed = json.loads(told), memoryview(zlib.decompress(body)).cast("b")
        heads, at = {}, 0
        for one in about["heads"]:
            heads[one["name"]] = Head(one["begin"], one["step"], packed[at : at + one["size"]])
            at += one["size"]
        mark = str(about["lines"])
        whole = at == len(packed) and heads.keys() == {WHOLE, SOFT, *(kind.value for kind in Danger)}
    except (ValueError, KeyError, TypeError, zlib.error) as wrong:
        raise BadWeights(f"{name} cannot be read ({wrong}): {MEND}") from None
    if not whole:
        raise BadWeights(f"{name} is not whole: {MEND}")
    return mark, heads
