"""Who fits which house: what is known is kept as codes, and what words say of a house is heard."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.help.homes import ASKABLE, met, read_codes, write_codes
from flows.understanding.requests.home import read_home
from storage.terms import Category

HOMES = st.dictionaries(st.sampled_from(ASKABLE), st.booleans())
TUESDAY = datetime.fromisoformat("2026-11-24T14:30")


@given(HOMES)
def test_what_is_written_is_read(home: dict[str, bool]) -> None:
    """A house is read back as it was written."""
    assert read_codes(write_codes(home)) == home


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("Kan iemand de lamp ophangen? Ik heb een hond.", {"dog": True}),
        ("mijn hond uitlaten graag", {"dog": True}),
        ("ik heb geen hond maar wel een poes", {"dog": False, "cat": True}),
        ("het is op de derde zonder lift", {"stairs": True}),
        ("ik woon drie hoog", {"stairs": True}),
        ("alles is gelijkvloers", {"stairs": False}),
        ("derde verdieping, met lift", {"stairs": False}),
        ("ik rook niet", {"smoke": False}),
        ("er wordt hier wel gerookt", {"smoke": True}),
        ("ik ruik rook", {}),
        ("mijn hond is overleden", {}),
        ("de hond van de buren blaft", {}),
        ("ik ben bang voor honden", {}),
        ("kan iemand dinsdag om half drie mee naar de dokter", {}),
        ("hond, geen trappen", {"dog": True, "stairs": False}),
        ("a heavy cupboard, and my dog is at home", {"lifting": True, "dog": True}),
    ],
)
def test_words_say_what_is_in_a_house(words: str, home: dict[str, bool]) -> None:
    """What is said of the own house is heard, and nothing of the neighbours', of long ago, or of a fire."""
    assert read_home(words) == home


def test_a_house_matters_only_inside() -> None:
    """A ride or groceries at the door ask nothing about a house; inside it all matters; in the garden only the dog."""
    home = {"dog": True}
    assert met(Category.COMPANY, home, "", "", None)["dog"] is True
    assert met(Category.COMPANY, home, "", "", None)["stairs"] is None
    assert "dog" not in met(Category.TRANSPORT, home, "", "", None)
    assert met(Category.TRANSPORT, {}, "mijn hond gaat mee", "", None)["dog"] is True
    assert set(met(Category.GARDEN, {}, "", "", None)) >= {"dog"}
    assert "stairs" not in met(Category.GARDEN, {}, "", "", None)


@given(HOMES, st.sampled_from(Category), st.sampled_from((None, TUESDAY)))
def test_nothing_is_unknown_that_was_said(home: dict[str, bool], category: Category, start: datetime | None) -> None:
    """What is known of a house is never asked, and pets are dogs and cats."""
    found = met(category, home, "", "", start)
    assert not [code for code in home if code in found and found[code] is None]
    if "pets" in found and home.get("dog"):
        assert found["pets"] is True


def test_the_way_and_the_dark_count_as_well() -> None:
    """A heavy thing, a ride that needs a car and a visit in the dark are met by whoever comes."""
    assert met(Category.ODD_JOBS, {}, "een zware kast", "", None)["lifting"] is True
    assert met(Category.TRANSPORT, {}, "", "car,rollator", None)["car"] is True
    assert met(Category.COMPANY, {}, "", "", TUESDAY)["night"] is False
    assert met(Category.COMPANY, {}, "", "", TUESDAY.replace(hour=19))["night"] is True
    assert met(Category.COMPANY, {}, "", "", TUESDAY.replace(month=6, hour=19))["night"] is False
