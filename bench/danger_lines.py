"""The lines from which the house learned what danger is, and the mark that tells whether it learned from these."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ALARM = Path(__file__).parent.parent / "flows" / "alarm"
DATA = Path(__file__).parent.parent / "tests" / "data"
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
    """Read every line of every set."""
    for path in _sets():
        yield from (Line(path.stem, *written.split("\t")) for written in _kept(path))


def mark_of_lines() -> str:
    """Give a mark that changes with any line, and with what words mean and how they are spelled; not with comments."""
    kept = [line for path in (*_sets(), *LISTS) for line in _kept(path)]
    return sha256("\n".join(kept).encode()).hexdigest()


def _sets() -> list[Path]:
    return sorted(DATA.glob("danger_*.tsv"))


def _kept(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
