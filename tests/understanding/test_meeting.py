"""Where two people meet, when that is not at the door."""

import pytest

from flows.understanding.requests.meeting import meeting_place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("kan iemand mij ophalen bij het station om 3 uur", "bij het station"),
        ("we treffen elkaar in het dorpshuis", "in het dorpshuis"),
        ("ik sta dan bij de ingang", "bij de ingang"),
        ("can somebody meet me at the station", "at the station"),
        ("kan iemand boodschappen doen op de markt", ""),
        ("wil iemand mee naar de markt", ""),
        ("kan iemand medicijnen ophalen bij de apotheek", ""),
        ("iemand om een pakje op te halen bij de winkel", ""),
    ],
)
def test_a_place_to_meet_is_no_place_to_go(words: str, place: str) -> None:
    """Only where somebody says that they wait or are fetched there, do the two meet elsewhere than at the door."""
    assert meeting_place(words) == place
