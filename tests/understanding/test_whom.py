"""Of whom a sentence speaks: a mistake here asks for somebody who never said yes, or takes a request for another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.replies.age import Age, read_age
from flows.understanding.requests.near import Near
from flows.understanding.requests.whom import (
    May,
    claims_to_be_known,
    introduces,
    read_housemate,
    read_how,
    read_may,
    read_named,
    read_whom,
)

FOR_OTHERS = {
    "mijn buurvrouw kan niet meer lopen, kan iemand boodschappen voor haar doen": Near.NEIGHBOUR,
    "wie kan mijn buurman naar het ziekenhuis brengen": Near.NEIGHBOUR,
    "kan iemand dinsdag met mijn moeder mee naar de dokter": Near.RELATIVE,
    "mijn moeder heeft hulp nodig in de tuin": Near.RELATIVE,
    "kunt u mij helpen? mijn vader zoekt iemand voor de tuin": Near.RELATIVE,
    "can someone walk with my mother on Tuesday": Near.RELATIVE,
    "voor mijn vrouw: kan iemand koffie drinken": Near.HOUSEMATE,
    "me moeder ken het nie meer alleen bolwerken, wie helpt": Near.RELATIVE,
    "me zus is net bevallen, wie maakt wat te eten voor dr": Near.RELATIVE,
    "De buurvrouw van hiernaast heeft haar heup gebroken en heeft niks meer in huis": Near.NEIGHBOUR,
    "Mijn vader z'n huis vervuilt, hij ziet het zelf niet meer, wie kan eens grondig komen poetsen": Near.RELATIVE,
    "een vriendin van mij is haar hond kwijt aan ouderdom en zou graag weer eens wandelen": Near.NEIGHBOUR,
    "Cliënt heeft hulp nodig bij het ordenen van de post, een keer per maand.": Near.CLIENT,
}
FOR_MYSELF = (
    "mijn buurvrouw kan niet, kan iemand mij brengen",
    "mijn dochter kan dinsdag niet, wie gaat er met mij mee",
    "kan iemand mijn hond uitlaten",
    "voor mijn hond",
    "kan iemand met mij en mijn man mee",
    "wie brengt me vrijdag naar me zus",
    "kan iemand een taart voor mijn moeder bakken",
    "mijn man is overleden, ik zoek gezelschap",
    "kan iemand mij helpen met boodschappen voor mijn moeder",
)


@pytest.mark.parametrize("words", FOR_OTHERS)
def test_who_plainly_asks_for_another_is_understood(words: str) -> None:
    """Help for a neighbour, a relative or a housemate is seen as theirs."""
    whom = read_whom(words)
    assert whom is not None
    assert whom.near is FOR_OTHERS[words]


@pytest.mark.parametrize("words", FOR_MYSELF)
def test_who_asks_for_themselves_is_not_sent_away(words: str) -> None:
    """Somebody who only speaks of another one asks for themselves."""
    assert read_whom(words) is None


@given(st.sampled_from(list(FOR_OTHERS)), st.sampled_from((" en breng mij", ", voor mij", " met ons erbij")))
def test_whoever_says_me_is_heard_for_themselves(words: str, more: str) -> None:
    """Whatever else is said of others, "mij" and "ons" are the writer."""
    assert read_whom(words + more) is None


def test_a_name_that_is_a_word_too_is_one_behind_a_preposition() -> None:
    """Wil and An are names; where nothing says that one of them is meant, nobody is."""
    names = ["Wil", "Toos"]
    assert read_named("wil iemand morgen de lamp ophangen", names, plainly=True) is None
    assert read_named("kan er iemand bij Wil langs", names, plainly=True) == 0
    assert read_named("boodschappen voor mevr. Toos", names, plainly=True) == 1
    assert read_named("voor Wil en voor Toos", names, plainly=True) is None


@given(st.text(max_size=200))
def test_any_words_are_read(words: str) -> None:
    """No message makes these readers fail."""
    assert read_whom(words) is None or read_whom(words).pronoun in ("her", "him", "them", "either")  # type: ignore[union-attr]  # looked at before
    assert read_age(words) in (None, *Age)
    assert claims_to_be_known(words) in (True, False)
    assert read_may(words) is None or isinstance(read_may(words), May)
    assert read_housemate(words) is None or isinstance(read_housemate(words), str)


def test_one_name_is_meant_or_none() -> None:
    """Of those who live by one phone, only one who is named alone is meant."""
    assert read_named("kan iemand Ans helpen", ["Henk", "Ans"]) == 1
    assert read_named("kan iemand Henk en Ans helpen", ["Henk", "Ans"]) is None
    assert read_named("kan iemand helpen", ["Henk", "Ans"]) is None


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("mijn dochter mag voor mij vragen", May(yes=True, name="")),
        ("mijn dochter Els mag hulp voor mij vragen", May(yes=True, name="Els")),
        ("mijn dochter mag niet meer voor mij vragen", May(yes=False, name="")),
        ("mag mijn dochter voor mij vragen?", None),
        ("mijn dochter vraagt of iemand komt", None),
    ],
)
def test_leave_is_given_and_taken_in_plain_words(words: str, may: May | None) -> None:
    """A relative may ask, or may not any more; a question gives nobody leave."""
    assert read_may(words) == may


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("ik ben 9", Age.CHILD),
        ("ik zit in groep 5", Age.CHILD),
        ("mijn mama ligt op bed en ik heb honger", Age.CHILD),
        ("Tim, ik ben 16 jaar", Age.YOUNG),
        ("ik ben 81", None),
        ("ik ben 9 keer gevallen", None),
        ("ik ben 12 tot 14 vrij", None),
        ("mijn zoon is 9", None),
    ],
)
def test_a_child_is_heard_and_a_number_is_no_age(words: str, age: Age | None) -> None:
    """Somebody's own age is read, and nothing else that is counted."""
    assert read_age(words) is age


def test_a_new_phone_is_claimed_and_help_with_one_is_asked() -> None:
    """Who says to be somebody on a new phone claims it; who wants help with a phone does not."""
    assert claims_to_be_known("ik ben Riet, nieuwe telefoon")
    assert not claims_to_be_known("ik heb een nieuwe telefoon, kan iemand mij helpen")


@pytest.mark.parametrize(
    "text",
    ["Goedemiddag, u spreekt met Riet, ik vraag voor mijn zus Bep", "hallo, het is voor mijn moeder",
     "dag met Cor. het gaat om mijn buurvrouw Riet", "Goedemorgen met Joop, voor mijn broer",
     "ik schrijf namens mijn buurvrouw", "I'm asking for my mother", "it's about my neighbour"],
)  # fmt: skip
def test_who_writes_for_another_may_say_so_first(text: str) -> None:
    """What for comes in a later message."""
    assert introduces(text) is not None


@pytest.mark.parametrize(
    "text",
    ["het gaat om mijn telefoon", "ik zoek een cadeau voor mijn zus", "bloemen voor mijn moeder",
     "ik kook voor mijn man", "ik ben blij voor mijn dochter", "ik zorg voor mijn man",
     "u spreekt met Els, dochter van Riet"],
)  # fmt: skip
def test_a_present_for_somebody_introduces_nobody(text: str) -> None:
    """They are named, and not helped."""
    assert introduces(text) is None


@pytest.mark.parametrize(
    ("text", "how"),
    [("het is toch voor mijzelf", "self"), ("laat Anja haar maar bellen", "call"), ("u mag haar bellen", "call"),
     ("ik zal het haar eerst even vragen", "ask"), ("ik vraag het zelf wel", "ask"), ("ze heet Bep Kuiper", None),
     ("ik vraag voor mijn zus", None)],
)  # fmt: skip
def test_how_somebody_goes_on_who_asks_for_another(text: str, how: str | None) -> None:
    """In words instead of a button."""
    assert read_how(text) == how
