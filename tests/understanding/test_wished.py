"""Whom somebody would like to come is read by what stands before the name."""

import pytest

from flows.understanding.requests.wished import wished_name, wishes, wishes_somebody


@pytest.mark.parametrize(
    "text",
    [
        "kan Vera dinsdag weer mee",
        "graag weer met Vera wandelen",
        "zou Vera vrijdag kunnen",
        "could Vera come on Friday",
    ],
)
def test_a_name_that_is_asked_for(text: str) -> None:
    """It is found as it is written, and among names in any letters."""
    assert wished_name(text) == "Vera"
    assert wishes(text.lower(), ["Wim", "Vera"]) == ["Vera"]
    assert wishes_somebody(text.lower())


@pytest.mark.parametrize(
    "text",
    ["kan iemand mijn zus Vera naar de dokter brengen", "kan Iemand komen", "Vera is ziek", "liever niet met Vera"],
)
def test_a_name_that_is_not_asked_for(text: str) -> None:
    """Whoever is brought, is ill or rather not seen is no wish."""
    assert wished_name(text) == ""
    assert wishes(text, ["Vera"]) == []
