"""How many helpers are to come: people who are asked for are counted, and nobody and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.requests.how_many import MOST, read_how_many
from storage.terms import Category


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("een paar stevige knullen voor de berk", 2),
        ("kast naar boven, 2p nodig", 2),
        ("inzet duo gewenst", 2),
        ("kan er een tweetal komen om katten te vangen", 2),
        ("stuur er alsjeblieft drie, de lift is defect", 3),
        ("een ploegje van drie heb ik nodig", 3),
        ("Kunnen jullie mij drie tabletcoaches leveren?", 3),
        ("Minstens vier poetsers voor de grote schoonmaak", 4),
        ("Zes dragers gevraagd!", 6),
        ("matras keren, da's voor twee man", 2),
        ("graag chauffeur plus bijrijder", 2),
        ("Twie man zou genog zien veur d'n haof", 2),
        ("kunnen jullie met z'n tweeën komen", 2),
        ("2 à 3 personen", 3),
        ("een om te krikken, een om te kijken en een om het blok eronder te schuiven", 3),
        ("een redt het niet", 2),
        ("a pair of strong lads please", 2),
        ("veertig vrijwilligers en 12 sjouwers", MOST),
    ],
)
def test_helpers_are_counted_however_they_are_called(text: str, number: int) -> None:
    """Helpers have many names, and are sometimes only numbered."""
    assert read_how_many(text, Category.ODD_JOBS) == number


@pytest.mark.parametrize(
    "text",
    [
        "vorig jaar kwamen er twee jongens van jullie, nu hoeft dat niet meer",
        "wij zijn met z'n tweeën en hebben hulp nodig met de tuin",
        "mijn twee zoons wonen ver weg",
        "twee rookmelders ophangen, kan iemand dat",
        "er komen morgen twee schilders, kan iemand de kast wegzetten",
        "wie helpt koken, er komen vier mensen eten",
        "een paar sterke lampen ophangen",
        "de kamer is voor twee personen te klein",
        "om 8 uur mensen ophalen",
        "alleen gaat het niet meer",
        "pakken melk, liefst twee",
    ],
)
def test_nobody_else_is_counted(text: str) -> None:
    """Guests, family, who came before, and things that only sound like people, do not come to help."""
    assert read_how_many(text, Category.ODD_JOBS) == 1


@given(st.text(max_size=200), st.sampled_from([None, *Category]))
def test_somebody_always_comes(text: str, category: Category | None) -> None:
    """Whatever is written, at least one comes, and never more than there is room for."""
    assert 1 <= read_how_many(text, category) <= MOST
