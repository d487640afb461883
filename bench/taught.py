"""The sets of lines from which the house learns, and the mark that tells whether it learned from these."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

DATA = Path(__file__).parent.parent / "tests" / "data"
NONE = "none"  # the kind of a line in which there is nothing of what is learned


def kept(path: Path) -> list[str]:
    """Give the lines of a set that are no comment."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def mark_of(paths: Iterable[Path]) -> str:
    """Give a mark that changes with any line of PATHS, and not with comments."""
    return sha256("\n".join(line for path in paths for line in kept(path)).encode()).hexdigest()
