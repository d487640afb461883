"""What two who have a visit write to each other: of the door word, and thanks that are none."""

import pytest

from flows.understanding.replies.between import is_to_the_other
from flows.understanding.replies.unkind import is_unkind
from flows.understanding.replies.visiting import is_of_the_door


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


@pytest.mark.parametrize(
    "text",
    [
        "moet ik een trap meenemen?",
        "mag mijn dochter mee",
        "waar kan ik parkeren",
        "ik kom een kwartiertje later",
        "kunt u vragen of zij een ladder heeft",
        "heeft ze een hond?",
        "neem uw regenjas mee want het gaat regenen",
        "de koffie staat klaar",
        "zal ik bloemen meebrengen",
        "should I bring a ladder?",
        "heeft u een traplift?",
        "is er een wc beneden?",
        "hoe groot is de heg?",
        "heb je zelf een ladder",
        "moet het groen ook weg?",
        "moet ik een aanhanger regelen?",
        "drinkt hij koffie of thee?",
        "is hij allergisch voor katten?",
        "kan hij de bladeren ook meenemen?",
        "waar moet ik zijn",
        "do you have a ladder?",
        "is there parking nearby?",
        "which floor is it",
        "mijn kruiwagen is stuk, heeft u er een?",
        "kan hij ook de goot schoonmaken?",
        "ik wil graag dat hij het gras ook doet",
        "wilt u een bakje koffie?",
        "is het goed als mijn zus erbij is?",
        "ik heb een hond, is dat erg?",
        "could she bring milk?",
    ],
)
def test_what_is_for_the_other_is_heard(text: str) -> None:
    """What two who have a visit together want to know of each other."""
    assert is_to_the_other(text)


@pytest.mark.parametrize(
    "text",
    [
        "kan iemand mijn hond uitlaten",
        "wie kan de lamp ophangen",
        "ik moet dinsdag naar de dokter",
        "ik heb boodschappen nodig",
        "kan iemand vragen of de dokter komt",
        "hulp in de tuin graag",
        "mijn man moet donderdag naar de dokter, kan hij gebracht worden?",
        "hebt u al iemand gevonden?",
        "heb je al nieuws",
        "is er een vrijwilliger die kan? ik zoek iemand",
        "have you got anyone yet?",
    ],
)
def test_a_request_is_not_for_the_other(text: str) -> None:
    """Help that is asked for is asked of everybody."""
    assert not is_to_the_other(text)
