"""What could not be read of when a helper can."""

from datetime import date

import pytest

from flows.understanding.hours.unread import read_unread

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "unread"),
    [
        ("vrijdag kan ook, soms wat later", "soms wat later"),
        ("weet ik niet zeker, hangt van mijn rooster af. Woensdag wel", "hangt van mijn rooster af"),
        ("kan alleen als mijn man thuis is, dinsdagavond", "kan alleen als mijn man thuis is"),
        ("elke dag, vrijdag al om 12", "vrijdag al om 12"),
        ("Maandag schaats ik, dinsdag kan ik", "Maandag schaats ik"),
    ],
)
def test_what_became_no_rule_is_said_in_their_own_words(said: str, unread: str) -> None:
    """A doubt, a condition, an hour of which nothing was made, and a deed that may mean either."""
    assert unread in read_unread(said, TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "di en do na 4, niet in de herfstvakantie, geen honden",
        "ik werk ma t/m do tot 5, daarna kan ik",
        "als het nodig is kan ik elke dag",
        "om de week op donderdag, te beginnen volgende week",
        "Kees Visser, Dorpsstraat 12, 06-12345678",
        "max 2 keer per week, ma en di",
    ],
)
def test_what_was_read_is_not_asked_again(said: str) -> None:
    """Nothing is said to be unread of what became a rule, or is none."""
    assert read_unread(said, TODAY) == ()
