"""The grammar of time: a table of rows, read from top to bottom. To teach a new way to say a time, add a row.

A row is a pattern over the spelled text (spelling.py) and what it means. What a row finds is taken out of the text
and stands there as a mark, which the rows below can use: `<days>`, `<clock>`, `<hours>`, `<part>`, `<every>`,
`<point>`, `<length>`, `<off>`, `<lasting>`, `<noise>`, `<noday>`. A row that answers None leaves the text as it was.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flows.late import late_pattern
from flows.understanding.time.calendar_days import FEASTS, MONTHS, WEEKDAYS
from flows.understanding.time.pieces import (
    Clock,
    Days,
    Every,
    Hours,
    Lasting,
    Length,
    NoDay,
    Noise,
    Off,
    Part,
    Piece,
    Point,
)
from flows.understanding.words import either

Maker = Callable[..., Piece | None]

_MARKS: dict[str, type] = {
    "days": Days,
    "clock": Clock,
    "hours": Hours,
    "part": Part,
    "every": Every,
    "point": Point,
    "length": Length,
    "off": Off,
    "lasting": Lasting,
    "noise": Noise,
    "noday": NoDay,
}
_ON_A_SHELF = 10  # rows: with more or fewer it takes longer
_LETTERS = {kind: chr(ord("A") + i) for i, kind in enumerate(_MARKS.values())}
MARK = late_pattern(r"<[A-Z]\d+>")
_AFTER_NUMBER = (
    "en of maar graag alsjeblieft alstublieft aub svp kan kunt kunnen kom komt komen langskomen thuis "
    "terug weg beschikbaar op in naar met bij ophalen gehaald want zijn is ik iemand moet zal wil niet s "
    "and or please with to can someone voor van heb afspraak wordt worden aanwezig vrij klaar tussen om "
    "rond vanaf na tot nodig begint start vertrekt gaat ga moet moeten mag mogen haalt brengt rijdt wil wilt willen "
    "de het mijn m'n we wij u jij je hij ze zij er dat als zou was ben bent heeft hebben had lukt past maar dus mij me "
    "ons hun hem haar zo dan anders eventueel liever liefst heen bij thuis aan uit door over onder i is will would my "
    "the a an he she they for from at want wanneer waar samen even weer nog ook al toch eten koffie lunch bezoek "
    "zit zitten sta staat lig ligt krijg krijgt krijgen vier vieren vertrek vertrekken verhuis verhuist verhuizen "
    "precies stipt exact pas trouw word verjaar verjaart gaan loop zoek zoeken rijd rijden"
)
# After a bare number: the end, a mark, a sign, or a word that can't be the thing counted.
_END = rf"(?= ?(?:$|[^\w /%€.:\-]|\.(?!\d)|-(?!\d)|(?:{'|'.join(_AFTER_NUMBER.split())})\b))"
_SHORTHANDS = {
    "{WEEKDAY}": f"({either(WEEKDAYS)})",
    "{MONTH}": f"({either(MONTHS)})",
    "{FEAST}": f"({either(FEASTS)})",
    "{N}": r"(\d{1,2})",
    "{ONE}": r"(1|een|a|an|\d{1,3})",
    "{TH}": r"(\d{1,2})(?:e|de|ste|sten|den|th|st|nd|rd)?",
    "{YEAR}": r"((?:19|20)[0-9]{2})",
    "{END}": _END,
    "{HOUR}": rf"(<clock>|\d{{1,2}}{_END})",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One way to say a time, and what it means."""

    written: str  # its pattern, without the edges of words on both sides
    make: Maker
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows that follow one another: most find nothing, and one look tells whether any of these does."""

    rows: tuple[Row, ...]
    pattern: re.Pattern[str]


@dataclass(slots=True)
class Sentence:
    """A sentence on its way through the rows: the text that is left, and the pieces its marks stand for."""

    now: datetime
    text: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Give the day on which it is said."""
        return self.now.date()

    def read_all(self, shelves: Sequence[Shelf]) -> None:
        """Read with every row, in their order."""
        for shelf in shelves:
            if shelf.pattern.search(self.text):
                for one in shelf.rows:
                    self.read(one)

    def read(self, row: Row) -> None:
        """Take out whatever the row finds; most find nothing, and looking takes a third of the time of taking out."""
        if row.pattern.search(self.text):
            self.text = row.pattern.sub(lambda found: self._mark(found, row.make), self.text)

    def found(self, text: str) -> list[Piece]:
        """Give the pieces whose marks stand in TEXT, in the order they were said."""
        return [self.piece(mark) for mark in MARK.findall(text)]

    def piece(self, mark: str) -> Piece:
        """Give what a mark stands for."""
        return self.pieces[int(mark[2:-1])]

    def mark(self, piece: Piece) -> str:
        """Keep a piece, and give the mark that stands for it."""
        self.pieces.append(piece)
        return f"<{_LETTERS[type(piece)]}{len(self.pieces) - 1}>"

    def _mark(self, found: re.Match[str], make: Maker) -> str:
        piece = make(self, *(self._value(group) for group in found.groups()))
        return found[0] if piece is None else self.mark(piece)

    def _value(self, group: str | None) -> Any:
        return self.piece(group) if group and group[0] == "<" else group


def marks(*kinds: type) -> str:
    """Write the pattern that finds the mark of a piece of one of the KINDS."""
    return rf"<[{''.join(_LETTERS[kind] for kind in kinds)}]\d+>"


def row(pattern: str, make: Maker) -> Row:
    """Write a row: shorthands in braces, marks in angle brackets; each group and mark is an argument of MAKE."""
    for name, meaning in _SHORTHANDS.items():
        pattern = pattern.replace(name, meaning)
    pattern = re.sub(r"\(<(\w+)>", r"(<\1:>", pattern)  # already a group of its own
    for name, kind in _MARKS.items():
        letter = _LETTERS[kind]
        pattern = pattern.replace(f"<{name}:>", rf"<{letter}\d+>").replace(f"<{name}>", rf"(<{letter}\d+>)")
    return Row(pattern, make, _between_words(pattern))


def shelved(rows: Sequence[Row]) -> tuple[Shelf, ...]:
    """Put ROWS on shelves, in their order."""
    shelves = [tuple(rows[at : at + _ON_A_SHELF]) for at in range(0, len(rows), _ON_A_SHELF)]
    return tuple(Shelf(some, _between_words("|".join(f"(?:{one.written})" for one in some))) for some in shelves)


def _between_words(written: str) -> re.Pattern[str]:
    return late_pattern(rf"(?<!\w)(?:{written})(?!\w)")
