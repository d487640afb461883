"""Times that are all meant are told from times of which one will do."""

from datetime import datetime

import pytest

from flows.understanding.time.both import all_meant

NOW = datetime(2026, 11, 21, 10, 4)  # noqa: DTZ001 - wall time has no zone here


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kan iemand dinsdag en donderdag boodschappen doen", 2),
        ("kan iemand maandag, dinsdag en woensdag de kat eten geven", 3),
        ("kan iemand dinsdag om 10 uur en donderdag om 2 uur de hond uitlaten", 2),
        ("kan iemand dinsdag om 9 uur de hond uitlaten en om 5 uur nog een keer", 2),
        ("kan iemand dinsdag 's ochtends en 's avonds de hond uitlaten", 2),
        ("kan iemand elke dag om 9 uur en om 17 uur de hond uitlaten", 2),
        ("vrijdag en zaterdag", 2),
        ("kan iemand dinsdag of donderdag boodschappen doen", 0),
        ("ik ben dinsdag en donderdag thuis, kan iemand een keer mijn lamp maken", 0),
        ("om 10 uur komt de monteur en om 12 uur ben ik weg, kan iemand dinsdag komen", 0),
        ("kan iemand zaterdag de hond uitlaten en de kat eten geven", 0),
        ("kan iemand dinsdag tussen 10 en 12 uur komen", 0),
    ],
)
def test_all_that_are_meant(text: str, times: int) -> None:
    """Joined by "en" they are all meant; offered, or beside a clause of their own, they are not."""
    assert len(all_meant(text, NOW)) == times
