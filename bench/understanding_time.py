"""How often the time in a sentence is read exactly right, beside the libraries that read times.

CORPUS=path adds a public corpus, scored by the time_nl_score.py that lies beside it. Only the first reading counts
there; in the project's own sentences every reading that is offered counts where people would differ.
"""

import importlib.util
import json
import os
import statistics
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.peers.time_readers import PEERS, Reader, bring, quietly
from bench.table import MISSING, Cell, Part, Target, table
from bench.time_sentences import Reading, is_right, sentences
from bench.understanding_speed import forget
from flows.understanding.time.moment import When, read_when

OURS = "Burenbel"
COLUMNS = ("all", "own", "own, held apart", "traps", "typos", "recurrences", "duckling", "recognizers-text", "ms")
_SHARES = {"all": 85.0, "own": 92.0, "own, held apart": 92.0, "traps": 95.0, "typos": 75.0, "recurrences": 85.0}
_KINDS = {"trap": "traps", "none": "traps", "typo": "typos", "repeat": "recurrences"}
_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_DAYS = {"MO": "1", "TU": "2", "WE": "3", "TH": "4", "FR": "5", "SA": "6", "SU": "7", "SA,SU": "WE"}

Scored = dict[str, list[bool]]


def measure() -> Part:
    """Score everybody on the same sentences."""
    warnings.filterwarnings("ignore")
    readers = {OURS: ours, **{name: bring(name) for name in PEERS}}
    scores = {name: _score(read) for name, read in readers.items() if read}
    rows = [_row(name, scores.get(name)) for name in readers]
    ours_kinds = [(kind, len(right), _share(right)) for kind, right in sorted(_by_kind().items())]
    targets = [
        Target(f"time: {name}, %", _share(scores[OURS][0][name]), bound, more=True) for name, bound in _SHARES.items()
    ]
    tables = [table(("time, exactly right in %", *COLUMNS), rows), table(("own sentences", "", "%"), ours_kinds)]
    left: list[dict[str, Cell]] = [
        {"part": "time", **dict(zip(("name", *COLUMNS), row, strict=True))} for row in rows
    ] + [{"part": "time", "kind": kind, "sentences": count, "share": share} for kind, count, share in ours_kinds]
    return Part(tables, left, targets)


def ours(text: str, now: datetime) -> list[Reading]:
    """Give what we read."""
    return [_reading(one) for one in read_when(text, now)]


def _reading(one: When) -> Reading:
    off = one.off + (((one.last + timedelta(days=1), date.max),) if one.last else ())
    return Reading(one.start, one.end, one.grain, one.every and f"FREQ={one.every}", off)


def _score(read: Reader) -> tuple[Scored, float]:
    """Give for each column what was right, and the median of what a sentence took in ms."""
    scored, took = defaultdict[str, list[bool]](list), list[float]()
    for text, now, columns, is_so in [*_own(), *_public()]:
        forget()
        begun = time.perf_counter()
        found = quietly(read, text, now)
        took.append(1000 * (time.perf_counter() - begun))
        for column in ("all", *columns):
            scored[column].append(is_so(found))
    return scored, statistics.median(took)


def _row(name: str, score: tuple[Scored, float] | None) -> list[Cell]:
    if score is None:
        return [name, MISSING, *[None] * (len(COLUMNS) - 1)]
    return [name, *(_share(score[0].get(column, [])) for column in COLUMNS[:-1]), score[1]]


def _share(right: Sequence[bool]) -> float | None:
    return 100 * sum(right) / len(right) if right else None


def _by_kind() -> Scored:
    kinds = defaultdict[str, list[bool]](list)
    for one in sentences():
        kinds[one.kind].append(is_right(one.means, ours(one.text, one.at)))
    return kinds


def _own() -> Iterator[tuple[str, datetime, list[str], Any]]:
    for one in sentences():
        columns = [
            "own",
            *(["own, held apart"] if one.held else []),
            *([_KINDS[one.kind]] if one.kind in _KINDS else []),
        ]
        yield one.text, one.at, columns, lambda found, means=one.means: is_right(means, found)


def _public() -> Iterator[tuple[str, datetime, list[str], Any]]:
    """Give what lies in the public corpus, if there is one; its recurrences are written as TIMEX."""
    path = os.environ.get("CORPUS")
    if not path:
        return
    scorer = _module(Path(path).with_name("time_nl_score.py"))
    for item in json.loads(Path(path).read_text(encoding="utf-8"))["items"]:
        columns = [item["source"], *([_KINDS[item["kind"]]] if item["kind"] in _KINDS else [])]
        yield (
            item["text"],
            datetime.fromisoformat(item["ref"]),
            columns,
            lambda found, i=item: scorer.right(i, _first(found)),
        )


def _first(found: Sequence[Reading]) -> dict[str, Any] | None:
    if not found:
        return None
    one = found[0]
    repeat = _timex(one) if one.repeat and one.repeat.startswith("FREQ=") else one.repeat
    return {"start": one.start, "end": one.end, "grain": one.grain, "repeat": repeat}


def _timex(one: Reading) -> str:
    """Write a rule as the public corpus does: P1W every week, XXXX-WXX-2 every Tuesday, T15:00 every day at three."""
    parts = dict(part.split("=") for part in str(one.repeat).split(";"))
    clock = f"T{one.start:%H:%M}" if one.start and one.grain == "minute" else ""
    if parts.get("BYDAY") in _DAYS:
        return f"XXXX-WXX-{_DAYS[parts['BYDAY']]}{clock}"
    if parts["FREQ"] == "DAILY" and clock:
        return clock
    return f"P{parts.get('INTERVAL', '1')}{_UNITS[parts['FREQ']]}"


def _module(path: Path) -> ModuleType:
    sheet = importlib.util.spec_from_file_location(path.stem, path)
    assert sheet is not None
    assert sheet.loader is not None
    module = importlib.util.module_from_spec(sheet)
    sheet.loader.exec_module(module)
    return module
