"""Weights learned from lines that people wrote: what each trace weighs for what, and the file that keeps them."""

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from math import sqrt

from flows.learned.letters import STOP
from flows.learned.traces import Trace

Weights = tuple[float, Sequence[float]]  # of one head: what it begins with, and what each trace weighs

MOST, NONE = 127, 128  # steps: what a trace weighs at most, and what is kept for one that weighs nothing
MEND = "take it from the repository, or write it anew by `make teach`"


class BadWeights(ValueError):
    """The learned weights cannot be used; the text says how to mend it."""


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    begin: float
    step: float


class Heads:
    """The heads of one SIZE: what a trace weighs for each of them stands in one row, so that it is looked up once."""

    def __init__(self, size: int, heads: Sequence[_Head], rows: bytes) -> None:
        if len(rows) != size * len(heads):
            raise ValueError(f"{len(rows)} weights for {len(heads)} heads of {size}")
        self._size, self._heads, self._rows = size, tuple(heads), rows
        self.names = tuple(head.name for head in heads)

    def scores(self, traces: Collection[int]) -> dict[str, float]:
        """Give for every head how much the different TRACES of a message speak for it: above 0 more than against."""
        rows, wide = self._rows, len(self._heads)
        met = b"".join([rows[at : at + wide] for at in {trace % self._size * wide for trace in traces}])
        nothing, share = len(met) // wide * NONE, 1 / sqrt(len(traces) or 1)
        return {
            head.name: head.begin + head.step * (sum(met[nth::wide]) - nothing) * share
            for nth, head in enumerate(self._heads)
        }

    def weightiest(self, name: str, words: Sequence[str], traces: Iterable[Trace], most: int = 3) -> list[str]:
        """Give which of WORDS spoke most for the head NAME by the TRACES in them, the heaviest first."""
        told, nth, wide = Counter[int](), self.names.index(name), len(self._heads)
        for trace, first, last in set(traces):
            for at in {first, last}:
                told[at] += self._rows[trace % self._size * wide + nth] - NONE
        heavy = [words[at] for at, weight in told.most_common() if weight > 0 and words[at] != STOP]
        return list(dict.fromkeys(heavy))[:most]


def pack(lines: str, heads: Mapping[str, Weights]) -> bytes:
    """Write HEADS as a file, those of one size together; LINES is the mark of what they learned from."""
    sizes: dict[int, dict[str, Weights]] = {}
    for name, learned in heads.items():
        sizes.setdefault(len(learned[1]), {})[name] = learned
    told, bodies = [], []
    for size, group in sizes.items():
        rows, steps = bytearray(size * len(group)), []
        for nth, (name, (begin, weights)) in enumerate(group.items()):
            steps.append(_Head(name, begin, max(map(abs, weights)) / MOST))
            rows[nth :: len(group)] = bytes(NONE + round(weight / steps[-1].step) for weight in weights)
        bodies.append(zlib.compress(rows, 9))
        told.append({"size": size, "packed": len(bodies[-1]), "heads": [asdict(head) for head in steps]})
    return json.dumps({"lines": lines, "groups": told}).encode() + b"\n" + b"".join(bodies)


def unpack(data: bytes, wanted: Set[str], name: str) -> tuple[str, dict[int, Heads]]:
    """Read what pack() wrote: the mark of the lines, and the heads by their size; all that are WANTED and no others.

    Raises BadWeights, which calls the file NAME.
    """
    try:
        told, bodies = data.split(b"\n", 1)
        about = json.loads(told)
        groups, at = {}, 0
        for one in about["groups"]:
            body = bodies[at : at + one["packed"]]
            heads = [_Head(**head) for head in one["heads"]]
            groups[one["size"]] = Heads(one["size"], heads, zlib.decompress(body))
            at += one["packed"]
        mark = str(about["lines"])
        whole = at == len(bodies) and {name for group in groups.values() for name in group.names} == wanted
    except (ValueError, KeyError, TypeError, zlib.error) as wrong:
        raise BadWeights(f"{name} cannot be read ({wrong}): {MEND}") from None
    if not whole:
        raise BadWeights(f"{name} is not whole: {MEND}")
    return mark, groups
