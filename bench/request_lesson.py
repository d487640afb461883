"""Teaches the house what is asked for, and whether it is for somebody else.

python -m bench.request_lesson       writes the weights anew; `make teach` brings what it needs

It learns from the lines in tests/data/requests_taught_*.tsv by logistic regression: a head for what asks for anything,
for what offers help, for each kind of help and for what is asked for somebody else, and, among that, for how near they
stand to the writer. It sees each line again with a slip of the finger, and every word of the lexicon as a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bench.lesson import Traces, learn, traces_in, with_slip
from bench.request_lines import ASK, NOBODY, OFFER, Asked, mark_of_lines, read_lines
from flows.learned.heads import Weights, pack
from flows.understanding.requests.classifier import ASKS, COARSE, FILE, OFFERS, OTHER, traces_of
from flows.understanding.requests.lists import read_kinds
from flows.understanding.requests.near import Near
from flows.understanding.words import fold
from storage.terms import Category

WHOLE = ("sure", "phrases", "strong")  # the lists of words that name a kind
_BOTH = re.compile(r"\b(?:wij|we|ons|onze|allebei|beiden?|en ik|ik en|us|our|both|wir|uns)\b")
CLOSENESS = 20.0  # how closely the lines are followed; more learns them by heart


def teach(lines: Sequence[Asked]) -> dict[str, Weights]:
    """Learn every head from LINES: what it begins with, and what each trace weighs."""
    twice = [*lines, *(replace(line, text=with_slip(line.text)) for line in lines)]
    read = [(line, _traces(line)) for line in twice]
    heads = {ASKS: _learn(read, [line.asks for line in twice])}
    heads[OFFERS] = _learn(read, [line.kind == OFFER for line in twice])
    asked = [one for one in read if one[0].asks]
    told = [one for one in asked if one[0].kind != ASK]
    for kind in Category:
        clear = [one for one in told if kind not in one[0].also]  # of the others either would do
        heads[kind.value] = _learn(clear, [line.kind == kind for line, _ in clear])
    heads[OTHER] = _learn(asked, [is_for_other(line) for line, _ in asked])
    others = [one for one in asked if one[0].whom != NOBODY]
    for near in Near:
        heads[near.value] = _learn(others, [line.whom == near for line, _ in others])
    return heads


def of_the_lexicon() -> Iterator[Asked]:
    """Give every word of the lexicon as somebody types it who says no more than that."""
    for kind, lists in read_kinds().kinds.items():
        for word in (one for name in WHOLE for one in lists[name] if "*" not in one and "KIN" not in one):
            yield Asked(kind.value, frozenset(), NOBODY, word)


def _learn(lines: Sequence[tuple[Asked, Traces]], wanted: Sequence[bool]) -> Weights:
    return learn([traces for _, traces in lines], wanted, COARSE, CLOSENESS, 2)


@cache
def _traces(line: Asked) -> Traces:
    return traces_in(traces_of(fold(line.text)))


def is_for_other(line: Asked) -> bool:
    """Say whether LINE asks for somebody else; who speaks for two under one roof is one of them.

    Who stays with a housemate helps the writer, who can go out.
    """
    if line.whom == Near.HOUSEMATE:
        return line.kind != Category.RESPITE and not _BOTH.search(fold(line.text))
    return line.whom != NOBODY


def main() -> None:
    """Learn from all lines, and write the weights."""
    lines = [*read_lines(), *of_the_lexicon()]
    written = pack(mark_of_lines(), teach(lines))
    FILE.write_bytes(written)
    print(f"{FILE}: learned from {len(lines)} lines, {len(written):,} bytes")


if __name__ == "__main__":
    main()
