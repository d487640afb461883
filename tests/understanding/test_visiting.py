"""What a helper says of an offer or a visit: each is heard for what it is, and look-alikes are left alone."""

import pytest

from flows.understanding.replies.visiting import (
    Refusal,
    drops_out,
    is_closed_door,
    is_opened,
    is_still_closed,
    is_worry,
    read_refusal,
)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("dit nooit", Refusal.NEVER),
        ("nooit", Refusal.NEVER),
        ("nee dank je", Refusal.NOT_NOW),
        ("Nee.", Refusal.NOT_NOW),
        ("nee sorry kan niet", Refusal.NOT_NOW),
        ("kan ik niet", Refusal.NOT_NOW),
        ("helaas, lukt mij niet", Refusal.NOT_NOW),
        ("deze week niet", Refusal.NOT_THIS_WEEK),
        ("hoe laat dan?", Refusal.WHAT),
        ("wie is het?", Refusal.WHAT),
        ("ja", None),
        ("ja ik doe het", None),
        ("ik kan dinsdag niet maar woensdag wel", Refusal.CONDITION),
        ("kan iemand boodschappen voor mij doen", None),
    ],
)
def test_a_no_is_read_by_its_button(text: str, means: Refusal | None) -> None:
    """A no is the button that it means, a question about the offer is one, and a yes is neither."""
    assert read_refusal(text) is means


@pytest.mark.parametrize(
    "text",
    [
        "niemand thuis",
        "er wordt niet opengedaan",
        "ik sta voor de deur maar er gebeurt niks",
        "ze doet niet open",
        "er doet nog steeds niemand open",
    ],
)
def test_a_shut_door_is_heard(text: str) -> None:
    """Whoever stands before a shut door is understood."""
    assert is_closed_door(text)
    assert is_still_closed(text) is ("nog steeds" in text)


@pytest.mark.parametrize(
    "text",
    [
        "riet doet niet open en ik hoor gekreun",
        "ze doet al dagen niet open",
        "de bel doet het niet",
        "ze ligt op de grond",
    ],
)
def test_what_is_graver_than_a_shut_door_is_none(text: str) -> None:
    """Words of danger beside it leave a shut door to the alarm."""
    assert not is_closed_door(text)


def test_somebody_is_there_after_all() -> None:
    """ "Ja ze is er" is heard, a question and a no are not."""
    assert all(is_opened(text) for text in ("ja ze is er", "ze deed toch open", "ze heeft opengedaan"))
    assert not any(is_opened(text) for text in ("is er iemand?", "ze is er niet", "ze deed niet open"))


def test_who_cannot_come_is_heard() -> None:
    """A drop-out is heard in many words; not being able to do something else is none."""
    out = (
        "ik ga het niet redden",
        "sorry auto kapot, ik kom niet",
        "nee dan kan ik niet",
        "kan niet meer sorry ben ziek",
    )
    assert all(drops_out(text) for text in out)
    assert not any(drops_out(text) for text in ("ik kan niet slapen", "ik kom eraan", "wie kan er, ik kan niet"))


def test_a_worry_is_heard() -> None:
    """A worry about whoever is visited is heard; a request and a worry about oneself are none."""
    worries = (
        "riet zag er niet goed uit gisteren, ze had blauwe plekken",
        "ik maak me zorgen om riet",
        "het huis was een puinhoop en ze had geen eten in huis",
    )
    assert all(is_worry(text, "Riet") for text in worries)
    assert not any(is_worry(text, "Riet") for text in ("mijn koelkast is leeg", "kan iemand eten brengen bij haar"))
