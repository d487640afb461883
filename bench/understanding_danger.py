"""How much of what is danger is found, with its kind, and how often something harmless raises an alarm: by set.

The head of each set in tests/data says how it was made, and how much of it was found at first sight. What is found in
lines that were left out of the learning is measured too, where scikit-learn is at hand (bench/danger_unseen.py).
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.danger_lines import DATA, NONE
from bench.table import MISSING, Cell, Part, Target, table
from flows.alarm import look
from flows.alarm_readers import Alarm

CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a set: what it is, and what was read in it."""

    kind: str
    sure: str
    alarm: Alarm | None


def measure() -> Part:
    """Measure every set, and all of them together."""
    sets = {path.stem: _read(path) for path in sorted(DATA.glob("danger_*.tsv"))}
    sets["all"] = [line for lines in sets.values() for line in lines]
    rows = [_row(name, lines) for name, lines in sets.items()]
    head = ("danger", "dangers", "found %", "right kind %", "rightly sure %", "lookalikes", "false alarms %")
    whole = rows[-1]
    targets = [
        Target("danger: found, %", _number(whole["found"]), 99.0, more=True),
        Target("danger: right kind, %", _number(whole["kind"]), 95.0, more=True),
        Target("danger: false alarms, %", _number(whole["false"]), 2.0),
    ]
    unseen, unseen_rows, unseen_targets = _unseen()
    return Part(
        [table(head, (list(row.values()) for row in rows)), unseen],
        [{"part": "danger", **row} for row in (*rows, *unseen_rows)],
        [*targets, *unseen_targets],
    )


def _unseen() -> tuple[str, list[dict[str, Cell]], list[Target]]:
    """Give what is found in lines that were not learned from: a table, its rows, and what is wished for."""
    rows: list[dict[str, Cell]] = []
    shown, found, false = f"danger, unseen: {MISSING}, for want of scikit-learn", None, None
    if importlib.util.find_spec("sklearn"):
        from bench.danger_unseen import NEW
        from bench.danger_unseen import measure as measure_unseen

        shown, rows = measure_unseen()
        new = next(row for row in rows if row["name"] == NEW)
        found, false = _number(new["found"]), _number(new["false"])
    return (
        shown,
        rows,
        [
            Target("danger, unseen: found, %", found, 99.0, more=True),
            Target("danger, unseen: false alarms, %", false, 2.0),
        ],
    )


def _row(name: str, lines: Sequence[Line]) -> dict[str, Cell]:
    dangers = [line for line in lines if line.kind != NONE]
    harmless = [line for line in lines if line.kind == NONE]
    return {
        "name": name,
        "dangers": len(dangers),
        "found": _percent([line.alarm is not None for line in dangers]),
        "kind": _percent([line.alarm is not None and line.alarm.kind == line.kind for line in dangers]),
        "sure": _percent([line.alarm is not None and line.alarm.certain == (line.sure == CERTAIN) for line in dangers]),
        "lookalikes": len(harmless),
        "false": _percent([line.alarm is not None for line in harmless]),
    }


def _read(path: Path) -> list[Line]:
    written = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Line(kind, sure, look(text)) for kind, sure, text in written]


def _percent(right: Sequence[bool]) -> float:
    return 100 * sum(right) / len(right)


def _number(cell: Cell) -> float:
    assert isinstance(cell, float)
    return cell
