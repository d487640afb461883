"""Reads a list of people (people.csv) into rows to import, or into what has to be mended in it first.

Pure: nothing is kept here. A list with one problem is not imported at all, so that nobody is left half brought in.
Only `role` and `name` must be filled in. An empty cell means: for a helper's categories all but respite; for a helper's
hours every day from eight to half past eight in the evening, when visits to a home are usual; for the check none.
What only helpers have is not looked at in other rows.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from flows.people.import_cells import READERS, clean, fold
from flows.understanding.availability import Available, Span
from storage.terms import Category, Check, Role

LONGEST_CELL = 500  # characters
HELPER_ONLY = ("categories", "available", "max_km", "max_per_week", "check")
USUAL_CATEGORIES = tuple(category for category in Category if category is not Category.RESPITE)
USUAL_HOURS = Available(tuple(Span(day, 8 * 60, 20 * 60 + 30) for day in range(7)), False, (), (), None)


class Problem(NamedTuple):
    """Something to mend: the line in the file, counted from 1, and the column ("" when it is the whole line)."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in one role, as a line of the list says."""

    line: int
    role: Role
    name: str
    phone: str | None = None  # E.164
    telegram_id: int | None = None
    street: str = ""  # with the house number
    postcode: str = ""  # "1234 AB"
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    categories: tuple[Category, ...] = ()
    available: Available | None = None  # None: is no helper
    max_km: float | None = None
    max_per_week: int | None = None
    check: Check = Check.NONE
    language: str = "nl"

    @property
    def who(self) -> tuple[str, ...]:
        """Give what makes two rows the same person; two names on one phone are two people."""
        if self.telegram_id is not None:
            return ("telegram", str(self.telegram_id))
        return ("phone", self.phone, fold(self.name)) if self.phone else ("name", fold(self.name), fold(self.street))


@dataclass(frozen=True, slots=True)
class Imported:
    """What the list holds. Rows are only to be used when there is no problem."""

    rows: tuple[PersonRow, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A list while it is read."""

    today: date
    rows: list[PersonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, column: str, reason: str) -> None:
        self.problems.append(Problem(line, column, reason))


def read_rows(text: str, today: date) -> Imported:
    """Read TEXT, a list with a header, separated by commas or semicolons; TODAY gives "deze week niet" its meaning."""
    reading = _Reading(today)
    lines = _lines(text.removeprefix("\ufeff"), reading)
    at, header = next(lines, (1, []))
    columns = [cell.strip().lower() for cell in header]
    if _knows_columns(columns, at, reading):
        for line, cells in lines:
            _read_row(line, columns, cells, reading)
        _compare(reading)
    return Imported(tuple(reading.rows), tuple(sorted(reading.problems)))


def _lines(text: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    """Give each line that holds anything with the number it begins at."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if first.count(";") > first.count(",") else ",",
        skipinitialspace=True,
        strict=True,
    )
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        reading.note(begin, "", f"cannot be taken apart: {error}")


def _knows_columns(columns: list[str], line: int, reading: _Reading) -> bool:
    for column in ("role", "name"):
        if column not in columns:
            reading.note(line, column, "this column is missing from the header")
    for column in sorted(set(columns)):
        if column not in READERS:
            reading.note(line, clean(column), "no such column; known are " + ", ".join(READERS))
        elif columns.count(column) > 1:
            reading.note(line, column, "this column stands in the header twice")
    return not reading.problems


def _read_row(line: int, columns: list[str], cells: list[str], reading: _Reading) -> None:
    if len(cells) > len(columns):
        return reading.note(line, "", f"has {len(cells)} cells under {len(columns)} columns")
    before = len(reading.problems)
    facts = {column: clean(cell) for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    helps = facts.get("role", "").lower() == Role.HELPER
    for column in ("role", "name"):
        if not facts.get(column):
            reading.note(line, column, "must be filled in")
    wanted = {column: cell for column, cell in facts.items() if cell and (helps or column not in HELPER_ONLY)}
    values = {column: _value(line, column, cell, reading) for column, cell in wanted.items()}
    if ("lat" in values) != ("lon" in values):
        reading.note(line, "lat", "lat and lon go together")
    if len(reading.problems) == before:
        row = PersonRow(line, **values)
        reading.rows.append(_furnish(row) if helps else row)
    return None


def _value(line: int, column: str, cell: str, reading: _Reading) -> Any:
    """Read one cell; what can't be read is noted."""
    try:
        if len(cell) > LONGEST_CELL:
            raise ValueError(f"is longer than {LONGEST_CELL} characters")
        return READERS[column](cell, reading.today)
    except ValueError as error:
        reading.note(line, column, str(error))


def _furnish(row: PersonRow) -> PersonRow:
    """Give a helper what the list leaves open."""
    hours = row.available or USUAL_HOURS
    often = row.max_per_week if row.max_per_week is not None else hours.max_per_week
    return replace(row, categories=row.categories or USUAL_CATEGORIES, available=hours, max_per_week=often)


def _compare(reading: _Reading) -> None:
    """Note rows that contradict each other or stand twice."""
    first: dict[tuple[str, ...], PersonRow] = {}
    seen: dict[tuple[object, ...], int] = {}
    for row in reading.rows:
        other = first.setdefault(row.who, row)
        if fold(other.name) != fold(row.name):
            reading.note(row.line, "name", f"line {other.line} has the same telegram_id and another name")
        if other.phone and row.phone and other.phone != row.phone:
            reading.note(row.line, "phone", f"line {other.line} is the same person with another phone")
        if seen.setdefault((*row.who, row.role), row.line) != row.line:
            reading.note(row.line, "role", f"line {seen[(*row.who, row.role)]} has the same person in the same role")
