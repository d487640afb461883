"""How much danger is found in lines that the reader did not learn from: a fifth of all lines is left out at a time.

The signs were widened with some of the sets; a second row is about those called taught only, new to both readers.
"""

from collections.abc import Iterable, Iterator, Sequence

from bench.danger_lesson import Pupil, readers, traced
from bench.danger_lines import REQUESTS, Line, read_lines
from bench.left_out import FOLDS, folds
from bench.table import Cell, table
from bench.taught import NONE
from flows.alarm.readers import Alarm, Readers

TAUGHT = ("danger_taught", REQUESTS)
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
    read = [one for learned, apart in folds(lines) for one in _try(readers(learned), apart)]
    return {ALL: read, NEW: [one for one in read if one[0].set.startswith(TAUGHT)]}


def _try(both: Readers, apart: Pupil) -> Iterator[Read]:
    yield from ((line, both.look(line.text)) for line, _ in apart)


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
