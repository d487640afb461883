"""Reads a list of streets (streets.csv) into stretches, or into what has to be mended in it first. Pure.

`street`, `lat` and `lon` must be filled in. `from` and `to` are the first and the last house number of a stretch, odd
and even alike; a row without them stands for the whole street, and serves the numbers that no stretch holds.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.cells import Point
from flows.people.import_cells import READERS as CELLS
from flows.people.import_cells import house_number
from flows.people.import_lists import Problem, Reading, columns_of
from flows.understanding.replies.streets import fold_place, street_names

READERS = {
    "street": CELLS["street"],
    "place": CELLS["place"],
    "from": house_number,
    "to": house_number,
    "lat": CELLS["lat"],
    "lon": CELLS["lon"],
}
MUST = ("street", "lat", "lon")


@dataclass(frozen=True, slots=True)
class StreetRow:
    """One stretch of a street; its name and place folded."""

    line: int
    name: str
    place: str
    first: int | None
    last: int | None
    point: Point


@dataclass(frozen=True, slots=True)
class Streets:
    """What the list holds. Rows are only to be used when there is no problem."""

    rows: tuple[StreetRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_street_list(text: str) -> bool:
    """Tell a list of streets from a list of people by its header."""
    columns = columns_of(text)
    return "street" in columns and not {"role", "name"} & set(columns)


def read_streets(text: str) -> Streets:
    """Read TEXT, a list with a header, separated by commas or semicolons."""
    reading = Reading(READERS, MUST, date.min)
    rows = [row for line, facts in reading.rows(text) if (row := _read_row(line, facts, reading)) is not None]
    _compare(rows, reading)
    return Streets(tuple(rows), tuple(sorted(reading.problems)))


def _read_row(line: int, facts: dict[str, str], reading: Reading) -> StreetRow | None:
    values = reading.values(line, facts)
    if values is None:
        return None
    first, last, names = values.get("from"), values.get("to"), street_names(values["street"])
    if not names:
        reading.note(line, "street", "holds no letter")
    elif (first is None) != (last is None):
        reading.note(line, "from", "from and to go together; leave both empty for the whole street")
    elif first is not None and last is not None and first > last:
        reading.note(line, "to", "is lower than from")
    else:
        place = fold_place(values.get("place", ""))
        return StreetRow(line, names[0], place, first, last, (values["lat"], values["lon"]))
    return None


def _compare(rows: Sequence[StreetRow], reading: Reading) -> None:
    """Note stretches of one street that hold the same numbers."""
    before: dict[tuple[str, str], list[StreetRow]] = defaultdict(list)
    for row in rows:
        same = next((one for one in before[(row.name, row.place)] if _overlap(one, row)), None)
        if same is not None:
            reading.note(row.line, "street", f"line {same.line} has this street with the same numbers")
        before[(row.name, row.place)].append(row)


def _overlap(one: StreetRow, other: StreetRow) -> bool:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return one.first is None and other.first is None
    return one.first <= other.last and other.first <= one.last
