"""Teaches the house what danger is, and makes readers that did not learn from some of the lines, to be tried on those.

python -m bench.danger_lesson        writes flows/alarm/learned.bin anew; `make teach` brings what it needs

It learns from the lines in tests/data/danger_*.tsv, and from those of requests as harmless: one head and a choir for
danger or none, and, among the dangers, one head for each kind and one for what is past or unclear. It sees each line
again with a slip of the finger, and, to tell danger from none, once more with something harmless beside it. The same
lines give the same weights.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bench.danger_lines import ALARM, MEANINGS, SPELLING, Line, mark_of_lines, read_lines
from bench.lesson import Traces, learn, learn_together, traces_in, with_slip
from bench.taught import NONE
from flows.alarm.learned import (
    CLOSE,
    COARSE,
    FINE,
    HEADS,
    SOFT,
    SPEAKING_AGAINST,
    SPEAKING_FOR,
    WEIGHTS,
    WHOLE,
    Learned,
)
from flows.alarm.readers import Readers
from flows.alarm.signs import Signs
from flows.alarm.traces import Tracer
from flows.learned.heads import Weights, pack, unpack
from storage.terms import Danger

CLOSENESS, OF_KIND = 80.0, 20.0  # how closely the lines are followed, as tried on folds; more learns them by heart
SHORT = 90  # letters of what is said beside a line, at most
BREATHS = (" ", ". ", " en ", ", ")

SIGNS = Signs(SPELLING)
TRACER = Tracer(MEANINGS, SIGNS.plain)


class Both(NamedTuple):
    """The traces in one line: all of them, and those of what stands close together."""

    all: Traces
    close: Traces


Pupil = Sequence[tuple[Line, Both]]  # lines with the traces in them


def traced(lines: Iterable[Line]) -> Pupil:
    """Give each of LINES with the traces in it."""
    return [(line, _traces(line.text)) for line in lines]


def _traces(text: str) -> Both:
    spelled = SIGNS.spell(text)
    found = TRACER.traces_in(spelled, SIGNS.standing(SIGNS.find(spelled)))
    return Both(traces_in(found.all), traces_in(found.close))


def beside_others(lines: Sequence[Line]) -> Iterator[Line]:
    """Give each of LINES with something harmless before or after it, which changes nothing of what it is."""
    chance = random.Random(len(lines))
    harmless = [line.text for line in lines if line.kind == NONE and len(line.text) < SHORT]
    for line in lines:
        both = [line.text, chance.choice(harmless)]
        chance.shuffle(both)
        yield replace(line, text=chance.choice(BREATHS).join(both))


def teach(lines: Pupil) -> dict[str, Weights]:
    """Learn every head from LINES: what it begins with, and what each trace weighs."""
    twice = [*lines, *((line, _traces(with_slip(line.text))) for line, _ in lines)]
    whole = [*twice, *traced(beside_others([line for line, _ in lines]))]
    dangers = [one for one in twice if one[0].kind != NONE]
    is_danger = [line.kind != NONE for line, _ in whole]
    heads = {WHOLE: learn(_of(whole), is_danger, FINE, CLOSENESS, 3)}
    choir = learn_together([both.close for _, both in whole], is_danger, CLOSE, len(SPEAKING_FOR), 3)
    heads |= dict(zip((*SPEAKING_FOR, *SPEAKING_AGAINST), choir, strict=True))
    for kind in Danger:
        is_kind = [line.kind == kind for line, _ in dangers]
        heads[kind.value] = learn(_of(dangers), is_kind, COARSE, OF_KIND, 2, "balanced")
    heads[SOFT] = learn(_of(dangers), [line.sure == SOFT for line, _ in dangers], COARSE, OF_KIND, 2)
    return heads


def readers(lines: Pupil) -> Readers:
    """Give both readers, of which the one that learns learned from LINES only."""
    return Readers(SIGNS, Learned(unpack(pack("", teach(lines)), HEADS, WEIGHTS)[1], TRACER))


def _of(lines: Pupil) -> list[Traces]:
    return [both.all for _, both in lines]


def main() -> None:
    """Learn from all lines, and write the weights."""
    lines = traced(read_lines())
    written = pack(mark_of_lines(), teach(lines))
    (ALARM / WEIGHTS).write_bytes(written)
    print(f"{ALARM / WEIGHTS}: learned from {len(lines)} lines, {len(written):,} bytes")


if __name__ == "__main__":
    main()
