"""Files a request under a kind of help, and says whether it is for somebody else, by what was learned from lines.

The lexicon (category.py) knows the words that were written down, and is exact in them. What was learned from thousands
of lines (learned/) knows something of nearly all other words too. What the lexicon finds is among the traces that it
weighs, so a word that is added there counts at once. `make teach` writes the weights (bench/request_lesson.py).
"""

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flows.late import Late, late_pattern
from flows.learned.heads import Head, unpack
from flows.learned.letters import STOP
from flows.learned.traces import find_traces, number_of, shortened
from flows.understanding.category import find_hints, weigh_word
from flows.understanding.near import Near
from storage.terms import Category

WEIGHTS = "requests.bin"
COARSE = 1 << 16  # traces of each head
LEAN = 1.5  # towards the kind that the lexicon would take: it sees which words only lead up to what is asked
ASKS = "asks"  # the head that tells what asks for something
OTHER = "for another"  # the head that tells what is asked for somebody else
HEADS = frozenset({*(kind.value for kind in Category), *(near.value for near in Near), ASKS, OTHER})
_FILE = Path(__file__).with_name(WEIGHTS)
_TOKEN = late_pattern(r"[\w'\-]+|[.,;:!?\n]+")


@lru_cache(maxsize=256)  # one message is looked at from several sides
def traces_of(plain: str, listed: bool = True) -> frozenset[int]:
    """Give the places of all traces in a folded text: of its words, and, where LISTED, of what the lexicon finds."""
    hints = find_hints(plain) if listed else ()
    told = [f"h {one.category} {one.strong}" for one in hints] + [f"f {one.category} {one.strong}" for one in hints[:1]]
    found = find_traces(_words(plain), _meaning if listed else lambda _: ())
    return frozenset((*(trace % COARSE for trace, _, _ in found), *(number_of(one) % COARSE for one in told)))


def _words(plain: str) -> list[str]:
    words = (one if one[0].isalnum() else STOP for one in _TOKEN.findall(plain))
    return shortened([STOP, *words, STOP])


@lru_cache(maxsize=4096)
def _meaning(word: str) -> tuple[int, ...]:
    category, weight = weigh_word(word)
    return (number_of(f"m {category} {weight}"),) if category else ()


class Files:
    """The heads of one lesson, ready to file with."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        self._kinds = {kind: heads[kind.value] for kind in Category}
        self._asks, self._other = heads[ASKS], heads[OTHER]
        self._near = {near: heads[near.value] for near in Near}

    def kinds(self, plain: str, listed: bool = True) -> dict[Category, float]:
        """Give for each kind of help how sure a folded text is of it, the surest first; the rest to 1 is doubt."""
        traces = traces_of(plain, listed=listed)
        scores = {kind: head.weigh(traces, len(traces)) for kind, head in self._kinds.items()}
        named = next((one.category for one in find_hints(plain) if one.strong), None) if listed else None
        if named is not None:
            scores[named] += LEAN
        odds = {kind: math.exp(score) for kind, score in scores.items()}
        most = max(odds.values())
        share = most / (1 + most) / sum(odds.values())
        return {kind: odds[kind] * share for kind in sorted(odds, key=lambda one: -odds[one])}

    def speaks_for(self, plain: str, kind: Category) -> float:
        """Give how much a folded text speaks for KIND: above 0 more than against. "Ik heb hulp nodig" does for none."""
        return _weigh(self._kinds[kind], plain)

    def asks(self, plain: str) -> float:
        """Give how much a folded text asks for something: above 0 more than it only tells."""
        return _weigh(self._asks, plain)

    def for_other(self, plain: str) -> float:
        """Give how much a folded text speaks of help for somebody else: above 0 more for than against."""
        return _weigh(self._other, plain)

    def how_near(self, plain: str) -> Near:
        """Give how near the other stands to the writer."""
        return max(Near, key=lambda near: _weigh(self._near[near], plain))

    def weightiest(self, plain: str, kind: Category, most: int = 3) -> list[str]:
        """Give the words that spoke most for KIND, the heaviest first."""
        words, told, weights = _words(plain), Counter[int](), self._kinds[kind].weights
        for trace, first, last in set(find_traces(words, _meaning)):
            for at in {first, last}:
                told[at] += weights[trace % len(weights)]
        heavy = [words[at] for at, weight in told.most_common() if weight > 0 and words[at] != STOP]
        return list(dict.fromkeys(heavy))[:most]


def _weigh(head: Head, plain: str) -> float:
    traces = traces_of(plain, listed=True)
    return head.weigh(traces, len(traces))


files = Late(lambda: Files(unpack(_FILE.read_bytes(), HEADS, WEIGHTS)[1]))
