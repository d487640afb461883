"""The lines from which the house learned what danger is, and the mark that tells whether it learned from these."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import request_lines
from bench.taught import DATA, NONE, kept, mark_of

ALARM = Path(__file__).parent.parent / "flows" / "alarm"
LISTS = (MEANINGS := ALARM / "meanings.toml", SPELLING := ALARM / "signs.toml")  # by which words become traces
CERTAIN = "certain"
REQUESTS = "requests"  # the set of what people ask and tell without danger


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
    yield from (Line(REQUESTS, NONE, "-", one.text) for one in request_lines.read_lines())


def mark_of_lines() -> str:
    """Give a mark that changes with any line, and with what words mean and how they are spelled; not with comments."""
    return mark_of((*_sets(), *request_lines.sets(), *LISTS))


def _sets() -> list[Path]:
    return sorted(DATA.glob("danger_*.tsv"))
