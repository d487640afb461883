"""A request is taken back only where its last words say that it is not needed."""

from datetime import datetime

import pytest

from flows.understanding.requests.unsaid import takes_itself_back

NOW = datetime(2026, 11, 21, 10, 4)  # noqa: DTZ001 - wall time has no zone here


@pytest.mark.parametrize(
    "text",
    [
        "kan iemand donderdag de hond uitlaten... o nee wacht, dat doet de buurjongen al",
        "kan iemand donderdag boodschappen doen? laat maar, mijn dochter doet het",
        "kan iemand mijn lamp maken, o wacht het is al gelukt",
        "kan iemand dinsdag de tuin doen, het hoeft niet meer",
        "can someone walk the dog on tuesday... oh no wait, my son does it already",
    ],
)
def test_taken_back(text: str) -> None:
    """It says in the end that it is not needed."""
    assert takes_itself_back(text, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "kan iemand dinsdag komen voor de tuin, o nee wacht, dinsdag kan ik niet, doe maar woensdag",
        "kan iemand de hond uitlaten en boodschappen doen... o nee wacht, de hond doet de buurjongen al",
        "kan iemand morgen de hond uitlaten, oh nee ik kan morgen niet, overmorgen",
        "kan iemand de lamp ophangen, hoeft niet met spoed",
        "kan iemand morgen de tuin doen? laat maar weten",
        "kan iemand me naar de dokter brengen, ophalen hoeft niet",
        "kan iemand boodschappen doen, wacht niet te lang",
        "kan iemand donderdag de hond uitlaten, o wacht hij bijt wel eens",
    ],
)
def test_still_asked(text: str) -> None:
    """It asks for another time, for a part of it, or says that there is no hurry."""
    assert not takes_itself_back(text, NOW)
