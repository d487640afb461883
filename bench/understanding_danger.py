"""How much of what is danger is found, with its kind, and how often something harmless raises an alarm: by set.

Of the false alarms the certain ones are told at once, and the others asked about ("Is er nu gevaar?").
The head of each set in tests/data says how it was made, and how much of it was found at first sight. The sets in
bench/data judge: nothing was ever learned from them; the requests there tell how often a plain request raises an alarm.
With FOLDS=1 what is found in lines that were left out of the learning is measured too, by five lessons of some minutes,
where scikit-learn is at hand (bench/danger_unseen.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.danger_lines import CERTAIN
from bench.left_out import measure_left_out
from bench.table import Cell, Part, Target, table
from bench.taught import DATA, NONE
from bench.understanding_what import DATA as DATA_OF_REQUESTS
from bench.understanding_what import JUDGED as JUDGED_REQUESTS
from bench.understanding_what import sentences
from flows.alarm.readers import Alarm
from flows.alarm.recognition import look

_REQUESTS = DATA_OF_REQUESTS, *JUDGED_REQUESTS
JUDGED = Path(__file__).parent / "data"


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
    head = ("danger", "dangers", "found %", "right kind %", "rightly sure %", "harmless", "false alarms %", "certain %")
    whole = rows[-1]
    targets = [
        Target("danger: found, %", _number(whole["found"]), 99.0, more=True),
        Target("danger: right kind, %", _number(whole["kind"]), 95.0, more=True),
        Target("danger: false alarms, %", _number(whole["false"]), 2.0),
    ]
    unseen = {path.stem: _read(path) for path in sorted(JUDGED.glob("danger_*.tsv"))}
    unseen["unseen, all"] = [line for lines in unseen.values() for line in lines]
    unseen_rows = [_row(name, lines) for name, lines in unseen.items()]
    strange = unseen_rows[-1]
    asked = [Line(NONE, "-", look(one.text)) for path in _REQUESTS for one in sentences(path)]
    unseen_rows.append(_row("requests", asked))
    targets += [
        Target("danger, unseen: found, %", _number(strange["found"]), 99.0, more=True),
        Target("danger, unseen: right kind, %", _number(strange["kind"]), 95.0, more=True),
        Target("danger, unseen: false alarms, %", _number(strange["false"]), 2.0),
        Target("danger, unseen: false alarms in plain requests, %", _number(unseen_rows[-1]["false"]), 2.0),
    ]
    shown = [table(("danger, unseen", *head[1:]), (list(row.values()) for row in unseen_rows))]
    left_out, left_out_rows = measure_left_out("danger", "bench.danger_unseen")
    return Part(
        [table(head, (list(row.values()) for row in rows)), *shown, *left_out],
        [{"part": "danger", **row} for row in (*rows, *unseen_rows, *left_out_rows)],
        targets,
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
        "certain": _percent([line.alarm is not None and line.alarm.certain for line in harmless]),
    }


def _read(path: Path) -> list[Line]:
    written = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Line(kind, sure, look(text)) for kind, sure, text in written]


def _percent(right: Sequence[bool]) -> Cell:
    """Give how many of 100 are right; None of none at all."""
    return 100 * sum(right) / len(right) if right else None


def _number(cell: Cell) -> float:
    assert isinstance(cell, float)
    return cell
