"""The lines from which the house learned what is asked for and for whom, and the mark that tells whether it did."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.taught import DATA, NONE, kept, mark_of
from storage.terms import Category

NOBODY = "-"
ASK, OFFER = "ask", "offer"  # the kind of a line that asks for help of no kind that is told, or offers some
PRACTICE = Path(__file__).parent / "data" / "request_practice.toml"  # the sentences that the lexicon was developed on


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the kind of help that is asked for, those that a coordinator would take too, for whom, and the words.

    `kind` is NONE where nothing is asked, OFFER where help is offered, and ASK where it is asked for and no kind of it
    is told; `whom` is NOBODY where it is for the writer.
    """

    kind: str
    also: frozenset[str]
    whom: str
    text: str

    @property
    def asks(self) -> bool:
        """Say whether it asks for help."""
        return self.kind not in (NONE, OFFER)


def read_lines() -> Iterator[Asked]:
    """Read every line of every set, and the practice sentences that ask for one thing."""
    practice = tomllib.loads(PRACTICE.read_text(encoding="utf-8"))
    for kind in Category:
        for one in practice.get(kind, ()):
            yield Asked(kind.value, frozenset(one.get("also", ())), one.get("whom", NOBODY), one["says"])
    for path in _taught():
        for kind, also, whom, text in (line.split("\t") for line in kept(path)):
            yield Asked(kind, frozenset(also.split(",")) - {NOBODY}, whom, text)


def mark_of_lines() -> str:
    """Give a mark that changes with any line; not with comments."""
    return mark_of(sets())


def sets() -> list[Path]:
    """Give the files in which the lines stand."""
    return [PRACTICE, *_taught()]


def _taught() -> list[Path]:
    return sorted(DATA.glob("requests_taught_*.tsv"))
