"""Takes a list apart: a header, lines, cells. What has to be mended is noted, with its line and column. Pure."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from flows.people.import_cells import clean

LONGEST_CELL = 500  # characters

Readers = Mapping[str, Callable[[str, date], Any]]  # by column; each raises ValueError with what is wrong


class Problem(NamedTuple):
    """Something to mend: the line in the file, counted from 1, and the column ("" when it is the whole line)."""

    line: int
    column: str
    reason: str


@dataclass(slots=True)
class Reading:
    """A list while it is read; `must` names the columns that have to be filled in."""

    readers: Readers
    must: Sequence[str]
    today: date
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, column: str, reason: str) -> None:
        """Note something to mend."""
        self.problems.append(Problem(line, column, reason))

    def rows(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each line that can be taken apart, by column: its filled-in cells as they are written."""
        lines = self._lines(text.removeprefix("\ufeff"))
        at, header = next(lines, (1, []))
        columns = _columns(header)
        if self._knows(columns, at):
            for line, cells in lines:
                if len(cells) > len(columns):
                    self.note(line, "", f"has {len(cells)} cells under {len(columns)} columns")
                else:
                    yield line, {name: clean(cell) for name, cell in zip(columns, cells, strict=False) if cell.strip()}

    def values(self, line: int, facts: Mapping[str, str]) -> dict[str, Any] | None:
        """Read the cells of one line; None, and noted, when one can't be read or must be there and is not."""
        before = len(self.problems)
        for column in self.must:
            if not facts.get(column):
                self.note(line, column, "must be filled in")
        values = {column: self._value(line, column, cell) for column, cell in facts.items() if cell}
        if ("lat" in values) != ("lon" in values):
            self.note(line, "lat", "lat and lon go together")
        return values if len(self.problems) == before else None

    def _value(self, line: int, column: str, cell: str) -> Any:
        try:
            if len(cell) > LONGEST_CELL:
                raise ValueError(f"is longer than {LONGEST_CELL} characters")
            return self.readers[column](cell, self.today)
        except ValueError as error:
            self.note(line, column, str(error))

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give each line that holds anything with the number it begins at."""
        reader = _reader(text)
        begin = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield begin, cells
                begin = reader.line_num + 1
        except csv.Error as error:
            self.note(begin, "", f"cannot be taken apart: {error}")

    def _knows(self, columns: list[str], line: int) -> bool:
        for column in self.must:
            if column not in columns:
                self.note(line, column, "this column is missing from the header")
        for column in sorted(set(columns)):
            if column not in self.readers:
                self.note(line, clean(column), "no such column; known are " + ", ".join(self.readers))
            elif columns.count(column) > 1:
                self.note(line, column, "this column stands in the header twice")
        return not self.problems


def columns_of(text: str) -> list[str]:
    """Give the header of a list, by which its kind is known; empty when it has none."""
    try:
        return next((_columns(cells) for cells in _reader(text.removeprefix("\ufeff")) if any(cells)), [])
    except csv.Error:
        return []


def _columns(header: Sequence[str]) -> list[str]:
    return [cell.strip().lower() for cell in header]


def _reader(text: str) -> Any:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
