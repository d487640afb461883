"""The lines from which the house learned what danger is, and the mark that tells whether it learned from these."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.request_lines import request_sets
from bench.taught import DATA, kept, mark_of

ALARM = Path(__file__).parent.parent / "flows" / "alarm"
LISTS = (MEANINGS := ALARM / "meanings.toml", SPELLING := ALARM / "signs.toml")  # by which words become traces
NONE, CERTAIN = "none", "certain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, what it is, and the set that it stands in."""

    set: str
    kind: str
    sure: str
    text: str


def read_lines() -> Iterator[Line]:
    """Read every line of every set; what is only asked for, or told, is no danger."""
    for path in _sets():
        yield from (Line(path.stem, *written.split("\t")) for written in kept(path))
    for path in request_sets():
        yield from (Line(path.stem, NONE, "-", written.split("\t")[-1]) for written in kept(path))


def mark_of_lines() -> str:
    """Give a mark that changes with any line, and with what words mean and how they are spelled; not with comments."""
    return mark_of((*_sets(), *request_sets(), *LISTS))


def _sets() -> list[Path]:
    return sorted(DATA.glob("danger_*.tsv"))
