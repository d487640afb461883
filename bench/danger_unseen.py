"""How much danger is found in lines that the reader did not learn from: a fifth of all lines is left out at a time.

Lines that were written one after another are often kin, so whole stretches of a set are left out. The signs were
widened with the sets that are not called `danger_taught`; a second row is about the others only, new to both readers.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from bench.danger_lesson import Pupil, readers, traced
from bench.danger_lines import NONE, Line, read_lines
from bench.table import Cell, table
from flows.alarm.readers import Alarm

FOLDS = 5
STRETCH = 40  # lines
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
    return table(HEAD, (list(row.values()) for row in rows)), rows


def _folds(lines: Pupil) -> dict[str, list[Read]]:
    """Read every line by what was learned from the other folds: all lines, and those that are new to the signs too."""
    fold = np.arange(len(lines)) // STRETCH % FOLDS
    read = [one for number in range(FOLDS) for one in _try(lines, fold == number)]
    return {ALL: read, NEW: [one for one in read if one[0].set.startswith(TAUGHT)]}


def _try(lines: Pupil, apart: Sequence[bool]) -> list[Read]:
    """Read the lines that are APART by what was learned from all others."""
    both = readers([one for one, out in zip(lines, apart, strict=True) if not out])
    return [(line, both.look(line.text)) for (line, _), out in zip(lines, apart, strict=True) if out]


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
