"""A street is known however it is written, and never guessed."""

from dataclasses import dataclass

import pytest

from flows.understanding.replies.streets import find_point, fold_place, nearest_names, read_address, street_names


@dataclass
class Row:
    name: str
    place: str = ""
    first_number: int | None = None
    last_number: int | None = None
    latitude: float = 51.7
    longitude: float = 5.3


def row(street: str, place: str = "", first: int | None = None, last: int | None = None, at: float = 51.7) -> Row:
    return Row(street_names(street)[0], fold_place(place), first, last, at)


STREETS = [
    row("Eikenlaan", first=1, last=20, at=1.0),
    row("Eikenlaan", first=21, last=60, at=2.0),
    row("Eikenlaan", at=3.0),
    row("Burgemeester Jansenstraat", at=4.0),
    row("Plein 1944", at=5.0),
    row("1e Dwarsstraat", at=6.0),
    row("2e Dwarsstraat", at=7.0),
    row("'s-Gravenweg", at=8.0),
    row("Koningin Julianalaan", at=9.0),
    row("Kerkstraat", "Lindendorp", at=10.0),
    row("Kerkstraat", "Elzendorp", at=11.0),
    row("Van der Polstraat", at=12.0),
    row("Meidoornweg", first=1, last=9, at=13.0),
    row("Dr. Schaepmanlaan", at=14.0),
]


def place_of(street: str, place: str = "") -> float | None:
    addresses = read_address(street)
    point = find_point(addresses, place, STREETS)
    if point is None and nearest_names(addresses, {one.name for one in STREETS}):
        point = find_point(addresses, place, STREETS, loosely=True)
    return point and point[0]


@pytest.mark.parametrize(
    ("written", "place", "at"),
    [
        ("Eikenlaan 12", "", 1.0),
        ("eikenlaan12a", "", 1.0),
        ("Eikenln 12", "", 1.0),
        ("Eikenln. 21-3", "", 2.0),
        ("EIKENLAAN nr. 60 hs", "", 2.0),
        ("Eikenlaan 61", "", 3.0),
        ("Eikenlaan", "", 3.0),
        ("Eikelaan 12", "", 1.0),
        ("Eikenlaan 12, Lindendorp", "", 1.0),
        ("Burg. Jansenstr 4", "", 4.0),
        ("bgm jansenstraat 4", "", 4.0),
        ("Plein 1944 3", "", 5.0),
        ("Plein 1944", "", 5.0),
        ("1e Dwarsstr. 5", "", 6.0),
        ("3e Dwarsstraat 5", "", None),
        ("s gravenweg 3", "", 8.0),
        ("’s-Gravenweg 3", "", 8.0),
        ("Kon. Julianalaan 3", "", 9.0),
        ("v.d. Polstraat 7 B", "", 12.0),
        ("Dokter Schaepmanlaan 2", "", 14.0),
        ("Kerkstraat 1", "", None),
        ("Kerkstraat 1", "Elzendorp", 11.0),
        ("Kerkstraat 1", "LINDENDORP ", 10.0),
        ("Kerkstraat 1", "Beukendorp", None),
        ("Meidoornweg 11", "", None),
        ("Wilgenlaan 3", "", None),
        ("12", "", None),
        ("", "", None),
        ("\u202e", "", None),
    ],
)
def test_an_address_is_found_or_left_alone(written: str, place: str, at: float | None) -> None:
    """Short forms, glued numbers and one slip are understood; another number, place or street is not guessed.

    Practice: 6.streets
    """
    assert place_of(written, place) == at
