"""What is said beside a task comes to it, or reaches whoever comes; what only thinks or asks does neither."""

import pytest

from flows.understanding.replies.errands import read_own_street
from flows.understanding.requests.remarks import amends, read_added, read_remark, read_remarks


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("en ook een pak melk", "een pak melk"),
        ("o ja ook nog een rolletje drop.", "een rolletje drop"),
        ("and also a carton of milk", "a carton of milk"),
        ("een pak melk", ""),
        ("nee, melk", ""),
    ],
)
def test_what_comes_to_it(text: str, added: str) -> None:
    """The words that lead up to an addition are no part of it."""
    assert read_added(text) == added


@pytest.mark.parametrize("text", ["hij bijt wel eens", "de melk moet houdbaar zijn", "she is hard of hearing"])
def test_a_remark_reaches_whoever_comes(text: str) -> None:
    """What tells something of the task is kept as it was said."""
    assert read_remark(text) == text


@pytest.mark.parametrize(
    "text", ["wacht even", "dat weet ik nog niet", "wat kost het dan", "is dat zo?", "grmpf", "ik begrijp het niet"]
)
def test_what_is_no_remark(text: str) -> None:
    """Who thinks, asks, or is lost tells a helper nothing."""
    assert read_remark(text) == ""


def test_what_matters_in_a_first_message() -> None:
    """Only what whoever comes has to know is taken out of a request."""
    assert read_remarks("kan iemand de hond uitlaten, hij bijt wel eens") == "hij bijt wel eens"
    assert read_remarks("kan iemand de hond uitlaten, mijn zoon is op vakantie") == ""


@pytest.mark.parametrize(
    "text",
    ["het is toch de andere dokter", "de oogarts bedoel ik", "ik bedoelde de oogarts", "neem maar een grotere auto",
     "het is niet de dokter maar de tandarts", "mijn rolstoel past niet in een gewone auto", "nummer 14, niet 12",
     "doe maar bruin brood in plaats van wit", "I meant the dentist"],
)  # fmt: skip
def test_what_was_told_wrongly_is_put_right(text: str) -> None:
    """Another doctor, another car, another number."""
    assert amends(text)


@pytest.mark.parametrize(
    "text", ["ik bedoel dinsdag", "het is toch de andere dag", "woensdag in plaats van dinsdag", "ik bedoel de middag"]
)
def test_another_time_is_no_particular(text: str) -> None:
    """It moves the visit instead."""
    assert not amends(text)


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("o nee het is nummer 14 niet 12", "Eikenlaan 14"),
        ("het is niet nummer 12 maar 14b", "Eikenlaan 14b"),
        ("mijn huisnummer is 14", "Eikenlaan 14"),
        ("it's number 14, not 12", "Eikenlaan 14"),
        ("o nee, het is nummer 14, niet 13", ""),
        ("het is kamer 14", ""),
    ],
)
def test_a_house_number_is_their_own_where_they_live_at_the_old_one(text: str, street: str) -> None:
    """Another number may be that of where they go."""
    assert read_own_street(text, "Eikenlaan 12") == street
