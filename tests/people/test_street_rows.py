"""A list of streets is read whole, or every line to mend is named; by it people are found on the map."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from flows.people.street_rows import is_street_list, read_streets
from storage.tables.people import Street as StreetTable
from tests.street import Street

HEADER = "street,place,from,to,lat,lon\n"
OPENING = datetime.fromisoformat("2026-11-21T10:04")
PEOPLE = (
    "role,name,telegram_id,street,place,lat,lon\n"
    "resident,Riet de Wit,101,Eikenln 12a,,,\nresident,Cor Hendriks,103,Kerkstraat 3,Elzendorp,,\n"
    "resident,Mien van Dijk,104,Eikenlaan 40,,51.9,5.9\n"
)
STREETS = (
    "STREET; Place;from;to;lat;lon\n"
    "Eikenlaan;;1;20;51,7001;5,3001\nEikenlaan;;21;60;51.7005;5.3005\n"
    "Kerkstraat;Lindendorp;;;51.71;5.31\nKerkstraat;Elzendorp;;;51.72;5.32\n"
)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, PEOPLE)
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    ("row", "line", "column"),
    [
        (",,,,51.7,5.3", 2, "street"),
        ("Eikenlaan,,,,51.7,", 2, "lon"),
        ("Eikenlaan,,,,noord,5.3", 2, "lat"),
        ("Eikenlaan,,1,,51.7,5.3", 2, "from"),
        ("Eikenlaan,,9,1,51.7,5.3", 2, "to"),
        ("Eikenlaan,,1a,9,51.7,5.3", 2, "from"),
        ("--,,,,51.7,5.3", 2, "street"),
        ("Eikenlaan,,,,51.7,5.3\nEikenln.,,,,51.7,5.3", 3, "street"),
        ("Eikenlaan,,1,9,51.7,5.3\nEikenlaan,,9,20,51.7,5.3", 3, "street"),
        ("Eikenlaan,,,,51.7,5.3,8", 2, ""),
    ],
)
def test_what_has_to_be_mended_is_named(row: str, line: int, column: str) -> None:
    """Each bad row is named by its line and column."""
    found = [(one.line, one.column) for one in read_streets(f"{HEADER}{row}\n").problems]
    assert (line, column) in found


def test_the_two_lists_are_told_apart() -> None:
    """A list of people has a role and a name, a list of streets has neither."""
    assert is_street_list(STREETS)
    assert not is_street_list(PEOPLE)
    assert not is_street_list("")
    assert not is_street_list('"')


async def test_people_get_a_point_by_their_street(street: Street) -> None:
    """Whoever had none gets the point of the exact stretch; whoever has one of their own keeps it."""
    assert await street.bring_streets(STREETS) == 2
    points = {name: (await street.person(name)).point for name in ("Riet", "Cor", "Mien")}
    assert points == {"Riet": "51.700100,5.300100", "Cor": "51.720000,5.320000", "Mien": "51.900000,5.900000"}
    assert all([(await street.person(name)).cell is not None for name in points])


async def test_importing_again_replaces(street: Street) -> None:
    """A corrected list corrects the points that came from the old one, and drops what is no longer in it."""
    await street.bring_streets(STREETS)
    assert await street.bring_streets(HEADER + "Eikenlaan,,,,51.75,5.35\n") == 1
    assert [one.name for one in await street.rows(StreetTable)] == ["eikenlaan"]
    assert (await street.person("Riet")).point == "51.750000,5.350000"
    assert (await street.person("Cor")).point is None
    assert (await street.person("Mien")).point == "51.900000,5.900000"


async def test_somebody_who_moves_house_moves_on_the_map(street: Street) -> None:
    """A new address on the list of people gives a new point, and none where the street is not known."""
    await street.bring_streets(STREETS)
    await street.bring(PEOPLE.replace("Eikenln 12a", "Eikenlaan 40"))
    assert (await street.person("Riet")).point == "51.700500,5.300500"
    await street.bring(PEOPLE.replace("Eikenln 12a", "Wilgenstraat 30"))
    assert (await street.person("Riet")).point is None
    assert (await street.person("Riet")).cell is None
