"""Reads danger by what was learned from lines that people wrote: how much words speak of it, and of which kind.

Every trace (traces.py) weighs something for danger, for each kind of it, and for its being past or unclear. Two tell
danger itself: one head, which knows words that stand together anywhere in the message, and a choir of heads that
learned together, which knows what words mean beside others.
`make teach` learns these weights and writes them to learned.bin (bench/danger_lesson.py).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from flows.alarm.signs import Sign
from flows.alarm.traces import Tracer, Traces
from flows.learned.heads import Heads
from flows.learned.traces import shortened
from storage.terms import Danger

FINE = 1 << 20  # places of the head that tells danger from anything else
CLOSE = 1 << 17  # places of each head of the choir that tells the same
COARSE = 1 << 16  # places of the heads that tell kinds apart: fewer, for there are many heads
SOFT = "soft"  # the head that tells what is past or unclear
WHOLE = "danger"  # the head that tells danger from anything else
SHARE = 0.6  # how much the choir counts beside the one head
SPEAKING_FOR = tuple(f"for {number}" for number in range(16))  # the choir
SPEAKING_AGAINST = tuple(f"against {number}" for number in range(16))
WEIGHTS = "learned.bin"
HEADS = frozenset({WHOLE, SOFT, *SPEAKING_FOR, *SPEAKING_AGAINST, *(kind.value for kind in Danger)})


class Learned:
    """The heads of one lesson, ready to read with."""

    def __init__(self, heads: Mapping[int, Heads], tracer: Tracer) -> None:
        self._whole, self._choir, self._kinds = heads[FINE], heads[CLOSE], heads[COARSE]
        self._tracer = tracer

    def traces(self, spelled: Sequence[str], signs: Iterable[tuple[Sign, int]]) -> Traces:
        """Give the traces in SPELLED words and of the SIGNS that stand in them, to be weighed."""
        return self._tracer.traces_in(spelled, signs)

    def danger(self, traces: Traces) -> float:
        """Give how much TRACES speak of danger, by what one head and the choir hear: above 0 more for than against."""
        heard, sung = self._whole.scores(traces.all)[WHOLE], loudness(self._choir.scores(traces.close))
        return (heard + SHARE * sung) / (1 + SHARE)

    def kind(self, traces: Traces, among: Collection[Danger] = tuple(Danger)) -> Danger:
        """Give the kind of danger AMONG these that TRACES speak of most."""
        scores = self._kinds.scores(traces.all)
        return max(among, key=lambda kind: scores[kind.value])

    def is_past(self, traces: Traces) -> bool:
        """Say whether TRACES speak of what is past or unclear more than of now."""
        return self._kinds.scores(traces.all)[SOFT] > 0

    def weightiest(self, spelled: Sequence[str]) -> list[str]:
        """Give the words that spoke most for danger, the heaviest first."""
        return self._whole.weightiest(WHOLE, shortened(spelled), self._tracer.find(spelled))


def loudness(scores: Mapping[str, float]) -> float:
    """Give how much louder the choir speaks for danger than against it: a head that hears too little is silent."""
    speak_for, against = (sum(max(0.0, scores[name]) for name in side) for side in (SPEAKING_FOR, SPEAKING_AGAINST))
    return speak_for - against
