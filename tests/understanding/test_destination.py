"""Where somebody wants to go: said in many ways, and not where only somebody else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.requests.destination import read_destination

PIECES = ["naar", "bij", "in", "op", "de", "mijn", "kapper", "Zwolle", "zus", "moet", "zijn", "rijden", ",", ".",
          "naar huis", "ik woon", "Sint", "'t", "oude", "van", "10 uur", "é", "’s", "\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ik zit om 10.15 bij de tandarts, wie brengt me", "de tandarts"),
        ("de keuring is bij het CBR, wie rijdt me", "het CBR"),
        ("Bij de reumatoloog word ik vrijdag om 3 uur verwacht", "de reumatoloog"),
        ("hoe kom ik vrijdag in Sneek, de trein rijdt niet", "Sneek"),
        ("Ik vlieg naar mijn zoon in Spanje en moet om 5 uur op Schiphol staan", "Schiphol"),
        ("wie rijdt even met mij tot aan de apotheek", "de apotheek"),
        ("k mot zundag nor de kerk en me fiets is kapot", "de kerk"),
        ("kan iemand mij ff na het centrum brengen", "het centrum"),
        ("mijn man ligt in het hospice en ik wil er elke zondag heen", "het hospice"),
        ("ik wil de uitvaart van mijn collega bijwonen", "de uitvaart van mijn collega"),
        ("ik moet morgen het Elisabeth ziekenhuis in voor een scan", "het Elisabeth ziekenhuis"),
        ("lift gezocht: oogkliniek, do 14u", "oogkliniek"),
        ("Vervoer UMCG 3 dec 9.30 retour", "UMCG"),
        ("do 10.00 gynaecologie, iemand die meegaat", "gynaecologie"),
        ("alleen naar poli 7 dus", "poli 7"),
        ("naar de garage rijden", "de garage"),
        ("op bezoek bij mijn tante maar dat is ver", "mijn tante"),
        ("naar de woongroep van mijn zoon, Philadelphia, dus wie rijdt", "de woongroep van mijn zoon, Philadelphia"),
        ("take my mum to the eye doctor please", "the eye doctor"),
        ("I need a lift to my son's school", "my son's school"),
        ("she invited me to her wedding in Delden at noon", "her wedding in Delden"),
        ("ik moat nei it sikehûs", "it sikehûs"),
    ],
)
def test_a_place_is_heard_however_it_is_said(text: str, place: str) -> None:
    """Where somebody has to be, or wants to be, is a place to go to, with no more than belongs to it."""
    said = read_destination(text)
    assert said.removeprefix("naar ").removeprefix("to ").removeprefix("op bezoek bij ") == place


@pytest.mark.parametrize(
    "text",
    [
        "mijn dochter werkt in Breda en kan mij niet brengen",
        "een lift graag, ik woon in de Kerkstraat bij de school",
        "wie rijdt mij? ik zit in een rolstoel",
        "kan iemand mij ophalen van het ziekenhuis",
        "mijn zoon is op vakantie naar Spanje, wie kan er rijden",
        "ik heb een gebroken been door een val bij de kerk",
        "mijn auto staat bij de garage, wie kan mij maandag rijden",
        "ik mag van de dokter niet rijden",
        "mijn afspraak is om half 11",
        "kan er iemand naar allebei kijken",
        "sinds mijn bezoek aan de dokter mag ik niet rijden",
        "de buurman reed mij altijd maar die is naar een verpleeghuis verhuisd",
    ],
)
def test_where_somebody_else_is_is_no_destination(text: str) -> None:
    """Where people live, work or lie, and what lies behind, is nowhere to go to: none is better than a wrong one."""
    assert read_destination(text) == ""


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=200))
def test_a_destination_is_in_the_words(text: str) -> None:
    """Whatever is written, a destination is made of its own words, and never of a time alone."""
    said = read_destination(text)
    same = " ".join(text.replace("’", "'").split())
    assert said.removeprefix("naar ") in same
    assert not said.removeprefix("naar ")[:1].isdigit()
