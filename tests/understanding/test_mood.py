"""Who says that they feel low is heard; talk of others, or of things, is not."""

import pytest

from flows.alarm.recognition import look
from flows.understanding.replies.mood import sounds_low

LOW = (
    "ik voel me zo somber",
    "Ik voel mij de laatste tijd erg eenzaam.",
    "ik ben best verdrietig vandaag",
    "ik ben zo alleen",
    "ik voel me niet lekker",
    "ik zit te huilen",
    "ik mis mijn man",
    "ik mis hem zo",
    "ik kan niet slapen van verdriet",
    "vandaag is mijn hond doodgegaan",
    "mijn poes is overreden en dood",
    "het is zo stil in huis zonder haar",
    "I miss him so much",
    "my dog has died",
    "I feel so lonely",
    "I am not well",
)


@pytest.mark.parametrize("text", LOW)
def test_low_words_are_heard(text: str) -> None:
    """Sad, lonely or poorly is heard, and is no danger."""
    assert sounds_low(text)
    assert look(text) is None


@pytest.mark.parametrize(
    "text",
    ["mijn buurvrouw is eenzaam", "ik mis mijn bril", "ik mis haar dinsdag", "mijn hond is ziek", "we missed the bus",
     "ik ben niet somber", "ik ben alleen dinsdag thuis", "het weer is somber",
     "ik ben goed", "ze was somber en huilde", "wij voelen ons goed"],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    """Somebody else's mood, and words that only look like it, are not taken for one's own."""
    assert not sounds_low(text)
