"""What is said beside a task comes to it, or reaches whoever comes; what only thinks or asks does neither."""

import pytest

from flows.understanding.requests.remarks import read_added, read_remark, read_remarks


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
