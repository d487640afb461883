"""The traces by which danger is learned: those of all words, of what words mean here, and of the signs that stand.

What means the same says meanings.toml; each sort of sign (signs.py) is a trace too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flows.alarm.signs import Sign
from flows.learned.traces import SHORT, SIZE, Trace, find_traces, number_of, shortened
from flows.word_lists import read_list

ENDINGS = ("e", "n", "en", "s", "t", "r", "je")


class Meanings:
    """What words mean, as meanings.toml lists them."""

    def __init__(self, path: Path, plain: Callable[[str], str]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)
        for meaning, words in read_list(path, ("meanings",))["meanings"].items():
            for word in words.split():
                table = self._begins if word.endswith("*") else self._ends if word.startswith("*") else self._whole
                table[plain(word.strip("*"))].add(meaning)
        self.of = lru_cache(maxsize=4096)(self._look_up)

    def _look_up(self, word: str) -> tuple[int, ...]:
        """Give the numbers of what WORD means: as it stands, by its begin or end, else with another ending."""
        found = set(self._whole.get(word, ()))
        for at in range(3, len(word) + 1):
            found |= self._begins.get(word[:at], set()) | self._ends.get(word[-at:], set())
        for end in ENDINGS if not found and len(word) > SHORT else ():
            found |= self._whole.get(word.removesuffix(end), set()) | self._whole.get(word + end, set())
        return tuple(sorted(number_of(f"m {meaning}") for meaning in found))


class Traces(NamedTuple):
    """The traces in one message: all of them, and those of what stands close together, a word or two neighbours."""

    all: frozenset[int]
    close: frozenset[int]


class Tracer:
    """Finds the traces in words that are spelled as the signs spell them."""

    def __init__(self, path: Path, plain: Callable[[str], str]) -> None:
        self._meanings = Meanings(path, plain)

    def traces_in(self, spelled: Sequence[str], standing: Iterable[tuple[Sign, int]]) -> Traces:
        """Give the numbers of the traces in SPELLED words, and of those of the signs STANDING in them."""
        signs, found = {_of_sign(sign) for sign, _ in standing}, set(self.find(spelled))
        close = {number for number, first, last in found if last - first <= 1}
        return Traces(frozenset(signs.union(number for number, _, _ in found)), frozenset(signs | close))

    def find(self, spelled: Sequence[str]) -> Iterator[Trace]:
        """Give the traces in SPELLED words; one may come more than once."""
        return find_traces(shortened(spelled), self._meanings.of)


def _of_sign(sign: Sign) -> int:
    """Give the trace of what sort SIGN is: of what kind, how sure, and whether of its own words alone."""
    return number_of(f"k {sign.kind.value} {sign.level} {not sign.near}") % SIZE
