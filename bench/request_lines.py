"""The lines from which the house learned what is asked for and for whom, and the mark that tells whether it did."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.taught import DATA, kept, mark_of

NOBODY = "-"
NONE = "none"  # nothing is asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the kind of help that is asked for, those that a coordinator would take too, for whom, and the words.

    `kind` is NONE where nothing is asked, and `whom` NOBODY where it is for the writer.
    """

    kind: str
    also: frozenset[str]
    whom: str
    text: str


def read_lines() -> Iterator[Asked]:
    """Read every line of every set."""
    for path in request_sets():
        for kind, also, whom, text in (line.split("\t") for line in kept(path)):
            yield Asked(kind, frozenset(also.split(",")) - {NOBODY}, whom, text)


def mark_of_lines() -> str:
    """Give a mark that changes with any line; not with comments."""
    return mark_of(request_sets())


def request_sets() -> list[Path]:
    """Give the files of all sets."""
    return sorted(DATA.glob("requests_taught_*.tsv"))
