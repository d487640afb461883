"""Says which kind of help a message asks for, whether it asks or offers, and for whom, by what was learned from lines.

The lexicon (category.py) knows the words that were written down, and is exact in them. What was learned from thousands
of lines (learned/) knows something of nearly all other words too. What the lexicon finds is among the traces that it
weighs, so a word that is added there counts at once. `make teach` writes the weights (bench/request_lesson.py).
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flows.late import Late, late_pattern
from flows.learned.heads import Heads, unpack
from flows.learned.letters import STOP
from flows.learned.traces import SIZE, find_traces, number_of, shortened
from flows.understanding.requests.category import find_hints, weigh_word
from flows.understanding.requests.near import Near
from storage.terms import Category

FILE = Path(__file__).with_name("requests.bin")
COARSE = 1 << 18  # places of each head
LONG = 5  # words: in fewer there is too little to tell asking from telling
TELLS, DOUBTED, PLAINLY = (
    -1.45,
    1.5,
    2.5,
)  # how much speaks of asking: a task is told of below, may be told of, is asked
OFFERED, MAY_BE = 0.3, -1.0  # how much must speak of an offer, and for it to be asked whether it is one
RATHER = 1.0  # how much must speak of asking where words sound like an offer and nothing else does
LEAN = 1.5  # towards the kind that the lexicon would take: it sees which words only lead up to what is asked
ASKS = "asks"  # the head that tells what asks for something
OFFERS = "offers"  # the head that tells what offers help
OTHER = "for another"  # the head that tells what is asked for somebody else
HEADS = frozenset({*(kind.value for kind in Category), *(near.value for near in Near), ASKS, OFFERS, OTHER})
_TOKEN = late_pattern(r"[\w'\-]+|[.,;:!?\n]+")


def traces_of(plain: str, listed: bool = True) -> Iterator[int]:
    """Give the traces in a folded text: of its words, and, where LISTED, of what the lexicon finds."""
    hints = find_hints(plain) if listed else ()
    told = [f"h {one.category} {one.strong}" for one in hints] + [f"f {one.category} {one.strong}" for one in hints[:1]]
    found = find_traces(_words(plain), _meaning if listed else lambda _: ())
    yield from (trace for trace, _, _ in found)
    yield from (number_of(one) % SIZE for one in told)


def _words(plain: str) -> list[str]:
    words = (one if one[0].isalnum() else STOP for one in _TOKEN.findall(plain))
    return shortened([STOP, *words, STOP])


@lru_cache(maxsize=4096)
def _meaning(word: str) -> tuple[int, ...]:
    category, weight = weigh_word(word)
    return (number_of(f"m {category} {weight}"),) if category else ()


class Classifier:
    """The heads of one lesson, ready to read with."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self.scores = lru_cache(maxsize=256)(self._scores)  # one message is looked at from several sides

    def _scores(self, plain: str, *, listed: bool) -> dict[str, float]:
        return self._heads.scores(set(traces_of(plain, listed)))

    def kinds(self, plain: str, listed: bool = True) -> dict[Category, float]:
        """Give for each kind of help how sure a folded text is of it, the surest first; the rest to 1 is doubt."""
        found = self.scores(plain, listed=listed)
        scores = {kind: found[kind.value] for kind in Category}
        named = next((one.category for one in find_hints(plain) if one.strong), None) if listed else None
        if named is not None:
            scores[named] += LEAN
        odds = {kind: math.exp(score) for kind, score in scores.items()}
        most = max(odds.values())
        share = most / (1 + most) / sum(odds.values())
        return {kind: odds[kind] * share for kind in sorted(odds, key=lambda one: -odds[one])}

    def speaks_for(self, plain: str, kind: Category) -> float:
        """Give how much a folded text speaks for KIND: above 0 more than against. "Ik heb hulp nodig" does for none."""
        return self.scores(plain, listed=True)[kind.value]

    def asks_for(self, plain: str, kind: Category) -> bool:
        """Say whether a folded text asks for help of that KIND, in words that the lexicon need not know."""
        return _is_long(plain) and self._asking(plain) > 0 and self.speaks_for(plain, kind) > 0

    def plainly_asks(self, plain: str) -> bool:
        """Say whether a folded text asks for something, and nobody would take it for anything else."""
        return _is_long(plain) and self._asking(plain) > PLAINLY

    def only_tells(self, plain: str) -> bool:
        """Say whether a folded text tells of something and asks for nothing."""
        return _is_long(plain) and self._asking(plain) < TELLS

    def may_only_tell(self, plain: str, of_before: bool) -> bool:
        """Say whether it is not heard if a folded text asks for something, or only tells of it, of how things were."""
        return _is_long(plain) and self._asking(plain) < (PLAINLY if of_before else DOUBTED)

    def offers(self, plain: str) -> bool:
        """Say whether a folded text offers help."""
        return self.scores(plain, listed=True)[OFFERS] > OFFERED

    def may_offer(self, plain: str) -> bool:
        """Say whether a folded text may offer help, and may ask for it: it is not heard which."""
        return MAY_BE < self.scores(plain, listed=True)[OFFERS] <= OFFERED

    def rather_asks(self, plain: str) -> bool:
        """Say whether a folded text asks for help, though words in it may sound like an offer of some."""
        return _is_long(plain) and self._asking(plain) > RATHER and self.scores(plain, listed=True)[OFFERS] < MAY_BE

    def _asking(self, plain: str) -> float:
        return self.scores(plain, listed=True)[ASKS]

    def for_other(self, plain: str) -> float:
        """Give how much a folded text speaks of help for somebody else: above 0 more for than against."""
        return self.scores(plain, listed=True)[OTHER]

    def how_near(self, plain: str) -> Near:
        """Give how near the other stands to the writer."""
        scores = self.scores(plain, listed=True)
        return max(Near, key=lambda near: scores[near.value])

    def weightiest(self, plain: str, kind: Category) -> list[str]:
        """Give the words that spoke most for KIND, the heaviest first."""
        words = _words(plain)
        return self._heads.weightiest(kind.value, words, find_traces(words, _meaning))


def _is_long(plain: str) -> bool:
    return len(plain.split()) >= LONG


classifier = Late(lambda: Classifier(unpack(FILE.read_bytes(), HEADS, FILE.name)[1][COARSE]))
