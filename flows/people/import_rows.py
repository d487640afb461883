"""Reads a list of people (people.csv) into rows to import, or into what has to be mended in it first.

Pure: nothing is kept here. A list with one problem is not imported at all, so that nobody is left half brought in.
Only `role` and `name` must be filled in. An empty cell means: for a helper's categories all but respite; for a helper's
hours every day from eight to half past eight in the evening, when visits to a home are usual; for the check none.
What only helpers have is not looked at in other rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.people.import_cells import READERS, fold
from flows.people.import_lists import Problem, Reading
from flows.understanding.hours.availability import Available
from flows.understanding.hours.week_hours import Span
from storage.terms import Category, Check, Role

HELPER_ONLY = ("categories", "available", "max_km", "max_per_week", "check")
USUAL_CATEGORIES = tuple(category for category in Category if category is not Category.RESPITE)
USUAL_HOURS = Available(tuple(Span(day, 8 * 60, 20 * 60 + 30) for day in range(7)), False, (), (), None)


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
    home: str | None = None  # what is in the house, as codes
    messages: bool | None = None  # whether they said that they want messages to many; None: they were not asked

    @property
    def who(self) -> tuple[str, ...]:
        """Give what makes two rows the same person; two names on one phone are two people."""
        if self.telegram_id is not None:
            return ("telegram", str(self.telegram_id), fold(self.name))
        return ("phone", self.phone, fold(self.name)) if self.phone else ("name", fold(self.name), fold(self.street))


@dataclass(frozen=True, slots=True)
class Imported:
    """What the list holds. Rows are only to be used when there is no problem."""

    rows: tuple[PersonRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_rows(text: str, today: date) -> Imported:
    """Read TEXT, a list with a header, separated by commas or semicolons; TODAY gives "deze week niet" its meaning."""
    reading = Reading(READERS, ("role", "name"), today)
    rows = [row for line, facts in reading.rows(text) if (row := _read_row(line, facts, reading)) is not None]
    _compare(rows, reading)
    return Imported(tuple(rows), tuple(sorted(reading.problems)))


def _read_row(line: int, facts: dict[str, str], reading: Reading) -> PersonRow | None:
    helps = facts.get("role", "").lower() == Role.HELPER
    wanted = {column: cell for column, cell in facts.items() if helps or column not in HELPER_ONLY}
    values = reading.values(line, wanted)
    if values is None:
        return None
    return _furnish(PersonRow(line, **values)) if helps else PersonRow(line, **values)


def _furnish(row: PersonRow) -> PersonRow:
    """Give a helper what the list leaves open."""
    hours = row.available or USUAL_HOURS
    often = row.max_per_week if row.max_per_week is not None else hours.max_per_week
    return replace(row, categories=row.categories or USUAL_CATEGORIES, available=hours, max_per_week=often)


def _compare(rows: Sequence[PersonRow], reading: Reading) -> None:
    """Note rows that contradict each other or stand twice."""
    first: dict[tuple[str, ...], PersonRow] = {}
    chats: dict[int, PersonRow] = {}
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        other = first.setdefault(row.who, row)
        by_chat = row if row.telegram_id is None else chats.setdefault(row.telegram_id, row)
        if fold(by_chat.name) != fold(row.name) and {by_chat.role, row.role} != {Role.RESIDENT}:
            reason = f"line {by_chat.line} has the same telegram_id and another name; only residents share a phone"
            reading.note(row.line, "name", reason)
        if other.phone and row.phone and other.phone != row.phone:
            reading.note(row.line, "phone", f"line {other.line} is the same person with another phone")
        if seen.setdefault((*row.who, row.role), row.line) != row.line:
            reading.note(row.line, "role", f"line {seen[(*row.who, row.role)]} has the same person in the same role")
