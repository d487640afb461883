"""How much danger is found in lines that the reader did not learn from: by fold, and by set.

fold .... a fifth of all lines is left out, whole families of lines that look alike together
set ..... a whole set is left out, as if somebody new wrote it

The signs were widened with the sets that are not called `danger_taught`, so those are not left out one by one: it would
say nothing of both readers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from bench.danger_lesson import SIGNS, Pupil, readers, traced
from bench.danger_lines import NONE, Line, read_lines
from bench.table import Cell, table
from flows.alarm.readers import Alarm

FOLDS = 5
ALIKE = 0.6  # the share of its words that a line has in common with another of its family
TAUGHT = "danger_taught"
ALL, NEW = f"{FOLDS} folds, all sets", f"{FOLDS} folds, new to the signs too"
HEAD = (
    "danger, unseen",
    "dangers",
    "found %",
    "right kind %",
    "asked softly %",
    "lookalikes",
    "false alarms %",
    "of those soft %",
)

Read = tuple[Line, Alarm | None]


def measure() -> tuple[str, list[dict[str, Cell]]]:
    """Give the table of folds and sets, and its rows."""
    lines = traced(read_lines())
    rows = [_row(name, read) for name, read in _folds(lines).items()]
    sets = [line.set for line, _ in lines]
    new = sorted({line.set for line, _ in lines if line.set.startswith(TAUGHT) and line.kind != NONE})
    rows += [_row(f"without {name}", _try(lines, [one == name for one in sets])) for name in new]
    return table(HEAD, (list(row.values()) for row in rows)), rows


def _folds(lines: Pupil) -> dict[str, list[Read]]:
    """Read every line by what was learned from the other folds: all lines, and those that are new to the signs too."""
    fold = families([line for line, _ in lines]) % FOLDS
    read = [one for number in range(FOLDS) for one in _try(lines, fold == number)]
    return {ALL: read, NEW: [one for one in read if one[0].set.startswith(TAUGHT)]}


def families(lines: Sequence[Line]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Give the family of each line: a number that lines share which have most of their words in common."""
    words = [set(SIGNS.spell(line.text)) for line in lines]
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    places = [(at, numbers[word]) for at, of_line in enumerate(words) for word in of_line]
    table = sparse.csr_matrix((np.ones(len(places)), tuple(zip(*places, strict=True))))
    shared = (table @ table.T).tocoo()
    long = np.array([len(of_line) for of_line in words])
    alike = shared.data / (long[shared.row] + long[shared.col] - shared.data) >= ALIKE
    kin = sparse.csr_matrix((shared.data[alike], (shared.row[alike], shared.col[alike])), shape=shared.shape)
    return sparse.csgraph.connected_components(kin)[1]


def _try(lines: Pupil, apart: Sequence[bool]) -> list[Read]:
    """Read the lines that are APART by what was learned from all others."""
    both = readers([one for one, out in zip(lines, apart, strict=True) if not out])
    return [(line, next(iter(both.look(line.text)), None)) for (line, _), out in zip(lines, apart, strict=True) if out]


def _row(name: str, read: Sequence[Read]) -> dict[str, Cell]:
    dangers = [(line, alarm) for line, alarm in read if line.kind != NONE]
    harmless = [alarm for line, alarm in read if line.kind == NONE]
    return {
        "name": name,
        "dangers": len(dangers),
        "found": _percent(alarm is not None for _, alarm in dangers),
        "kind": _percent(alarm.kind == line.kind for line, alarm in dangers if alarm),
        "softly": _percent(not alarm.certain for _, alarm in dangers if alarm),
        "lookalikes": len(harmless),
        "false": _percent(alarm is not None for alarm in harmless),
        "false, soft": _percent(not alarm.certain for alarm in harmless if alarm),
    }


def _percent(of: Iterable[bool]) -> float:
    held = list(of)
    return 100 * sum(held) / max(1, len(held))
