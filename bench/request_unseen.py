"""How well is read what is asked for in lines from which nothing was learned: a fifth of all is left out at a time."""

from collections.abc import Iterator, Sequence

from bench.left_out import folds
from bench.request_lesson import is_for_other, of_the_lexicon, teach
from bench.request_lines import ASK, OFFER, Asked, read_lines
from bench.table import Cell, table
from bench.taught import NONE
from flows.learned.heads import pack, unpack
from flows.understanding.requests.classifier import COARSE, FILE, HEADS, Classifier
from flows.understanding.words import fold

HEAD = ("requests, left out", "lines", "%")

Read = tuple[Asked, str, Classifier]  # a line, its folded text, and what learned from the others


def measure() -> tuple[str, list[dict[str, Cell]]]:
    """Give the table of all folds together, and its rows."""
    read = [one for learned, apart in folds(list(read_lines())) for one in _try(learned, apart)]
    rows: list[dict[str, Cell]] = [
        {"name": name, "lines": len(right), "share": 100 * sum(right) / max(1, len(right))}
        for name, right in _shares(read)
    ]
    return table(HEAD, (list(row.values()) for row in rows)), rows


def _try(lines: Sequence[Asked], apart: Sequence[Asked]) -> Iterator[Read]:
    """Give the lines that are APART with what learned from LINES."""
    heads = unpack(pack("", teach([*lines, *of_the_lexicon()])), HEADS, FILE.name)[1][COARSE]
    yield from ((one, fold(one.text), Classifier(heads)) for one in apart)


def _shares(read: Sequence[Read]) -> Iterator[tuple[str, list[bool]]]:
    asked = [one for one in read if one[0].asks]
    told = [one for one in asked if one[0].kind != ASK]
    guesses = [(line, [kind.value for kind in by.kinds(plain)]) for line, plain, by in told]
    yield "kind of help: the first is right", [kinds[0] in {line.kind, *line.also} for line, kinds in guesses]
    yield "kind of help: right among three", [bool({*kinds[:3]} & {line.kind, *line.also}) for line, kinds in guesses]
    yield "asked, and taken for no more than told", [by.only_tells(plain) for _, plain, by in asked]
    yield "told, and heard as told", [by.only_tells(plain) for line, plain, by in read if line.kind == NONE]
    yield "offered, and heard as that", [by.offers(plain) for line, plain, by in read if line.kind == OFFER]
    yield "asked, and taken for an offer", [by.offers(plain) for _, plain, by in asked]
    yield "for another: heard", [by.for_other(plain) > 0 for line, plain, by in asked if is_for_other(line)]
    yield "for the writer: heard", [by.for_other(plain) <= 0 for line, plain, by in asked if not is_for_other(line)]
