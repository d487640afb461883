"""What two who have a visit write to each other: of the door word, and thanks that are none."""

import pytest

from flows.understanding.unkind import is_unkind
from flows.understanding.visiting import is_of_the_door


@pytest.mark.parametrize(
    "said",
    ["wat is het deurwoord?", "het is fiets", "Fiets!", "zeg maar fiets", "het woord is vergeten", "the door word"],
)
def test_the_door_word_is_for_the_door(said: str) -> None:
    """Whoever asks for the word or tells it is stopped."""
    assert is_of_the_door(said, "fiets")


@pytest.mark.parametrize(
    "said", ["ik kom met de fiets", "kan de fiets in de schuur?", "tot dinsdag", "het is koud", ""]
)
def test_the_word_in_its_own_sense_goes_on(said: str) -> None:
    """A door word is an ordinary word as well."""
    assert not is_of_the_door(said, "fiets")
    assert not is_of_the_door(said, "")


@pytest.mark.parametrize(
    "said",
    ["hij was nors", "ze zat aan me", "hij rook naar drank", "hij liet mij wachten", "ze deed niks", "het viel tegen"],
)
def test_a_complaint_is_no_thanks(said: str) -> None:
    """Words that find fault are not sent as thanks."""
    assert is_unkind(said)


@pytest.mark.parametrize(
    "said",
    ["ze was helemaal niet nors", "het bot van de soep was heerlijk", "een enge film maar gezellig", "de pijn is weg"],
)
def test_thanks_that_only_sound_unkind_go_on(said: str) -> None:
    """A word of blame in another sense is no complaint."""
    assert not is_unkind(said)
