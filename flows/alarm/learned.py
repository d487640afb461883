"""Reads danger by what was learned from lines that people wrote: how much words speak of it, and of which kind.

Every trace (traces.py) weighs something for danger, for each kind of it, and for its being past or unclear.
`make teach` learns these weights and writes them to learned.bin (bench/danger_lesson.py).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from flows.alarm.signs import Sign
from flows.alarm.traces import Tracer
from flows.learned.heads import Head, Places
from flows.learned.traces import shortened
from storage.terms import Danger

FINE = 1 << 20  # places of the head that tells danger from anything else
COARSE = 1 << 16  # places of the heads that tell kinds apart: fewer, for there are many heads
SOFT = "soft"  # the head that tells what is past or unclear
WHOLE = "danger"  # the head that tells danger from anything else
WEIGHTS = "learned.bin"
HEADS = frozenset({WHOLE, SOFT, *(kind.value for kind in Danger)})


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
        return self._whole.score(Places(traces, FINE))

    def kind(self, traces: frozenset[int], among: Collection[Danger] = tuple(Danger)) -> Danger:
        """Give the kind of danger AMONG these that TRACES speak of most."""
        places = Places(traces, COARSE)
        return max(among, key=lambda kind: self._kinds[kind].score(places))

    def is_past(self, traces: frozenset[int]) -> bool:
        """Say whether TRACES speak of what is past or unclear more than of now."""
        return self._soft.score(Places(traces, COARSE)) > 0

    def weightiest(self, spelled: Sequence[str]) -> list[str]:
        """Give the words that spoke most for danger, the heaviest first."""
        return self._whole.weightiest(shortened(spelled), self._tracer.find(spelled))
