"""Typed words under buttons: what they mean, and what they must never do."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.typed import meant
from flows.wording.render import Reader, render

READER = Reader("nl", "je", "Europe/Amsterdam", datetime(2026, 11, 21, 10, tzinfo=UTC))


def _row(*buttons: tuple[str, str, bool | None]) -> list[dict[str, Any]]:
    return [{"words": words, "deed": deed, "yes": yes} for words, deed, yes in buttons]


OFFER = _row(
    ("offer.yes", "accept", None),
    ("offer.not_now", "not_now", None),
    ("offer.not_this_week", "not_this_week", None),
    ("offer.never", "never", None),
)
REVIEW = _row(("review.ok", "answer", True), ("review.change", "answer", False), ("review.drop", "answer", None))
CHOICE = _row(*((f"category.button.{one}", "answer", None) for one in ("groceries", "company", "other")))
AFTER = _row(
    ("after.done", "said_done", True), ("after.not_done", "said_not_done", False), ("after.worry", "worry", None)
)
NEWS = _row(("button.read", "read", True), ("button.cancel", "cancel", None))
CARD = _row(("button.read", "read", True), ("button.withdraw", "withdraw", None))
SURE = _row(("cancel.yes", "cancel_sure", True), ("cancel.no", "keep", False))
HARMFUL = ("offer.yes", "offer.never", "review.drop", "after.worry", "button.cancel", "button.withdraw")
SHORT_YES = ("ja", "Ja!", "j", "ok", "1", "een", "eerste", "graag", "ja hoor", "yes")


def _label(button: Mapping[str, Any]) -> str:
    return render(str(button["words"]), {}, READER).text


def _meant(words: str, row: Sequence[Mapping[str, Any]]) -> str | None:
    button = meant(words, row, READER, loosely=True).button
    return None if button is None else str(button["words"])


@pytest.mark.parametrize("row", [OFFER, REVIEW, CHOICE, AFTER, NEWS, CARD])
def test_a_whole_label_is_its_button(row: list[dict[str, Any]]) -> None:
    """Each label may be typed out, in any case and with a full stop, and means just that button."""
    for button in row:
        label = _label(button)
        for words in (label, label.upper(), f" {label}. "):
            assert _meant(words, row) == button["words"]


@pytest.mark.parametrize("words", SHORT_YES)
@pytest.mark.parametrize("row", [OFFER, REVIEW, AFTER, NEWS, CARD])
def test_a_short_yes_does_no_harm(words: str, row: list[dict[str, Any]]) -> None:
    """A typed yes, in any shape, claims no visit, cancels nothing, drops nothing and reports no worry."""
    assert _meant(words, row) not in HARMFUL


@pytest.mark.parametrize("words", SHORT_YES)
def test_a_short_yes_is_unsure_under_an_offer(words: str) -> None:
    """Under an offer a yes is heard as a yes without a button, so that it can be asked back."""
    assert meant(words, OFFER, READER, loosely=True).unsure


@pytest.mark.parametrize(
    "words", ["ik doe het", "doe het", "ja ik", "ja ik doe", "ja, ik kom", "nooit", "4", "vier", "dit"]
)
def test_nothing_but_the_whole_label_answers_an_offer(words: str) -> None:
    """A part of a label or a number neither claims a visit nor says never."""
    assert _meant(words, OFFER) is None


@pytest.mark.parametrize("words", ["niet gelukt", "is gelukt?", "pluis", "nooit gelukt", "2", "3"])
def test_a_part_of_a_label_is_no_report(words: str) -> None:
    """ "Niet gelukt" holds the word of the button "Gelukt", and does not mean it."""
    assert _meant(words, AFTER) is None


@pytest.mark.parametrize("words", ["vragen", "toch", "3", "drie", "niet vragen"])
def test_dropping_a_talk_takes_its_whole_label(words: str) -> None:
    """At the review no part, slip or number drops what was asked."""
    assert _meant(words, REVIEW) != "review.drop"


@pytest.mark.parametrize(
    ("words", "row", "button"),
    [
        ("ja", REVIEW, "review.ok"),
        ("1", REVIEW, "review.ok"),
        ("klopt", REVIEW, "review.ok"),
        ("nee", REVIEW, "review.change"),
        ("veranderen", REVIEW, "review.change"),
        ("ja", AFTER, "after.done"),
        ("nee", AFTER, "after.not_done"),
        ("ok", NEWS, "button.read"),
        ("ja", SURE, "cancel.yes"),
        ("nee", SURE, "cancel.no"),
        ("1", CHOICE, "category.button.groceries"),
        ("3", CHOICE, "category.button.other"),
        ("tweede", CHOICE, "category.button.company"),
        ("koffie", CHOICE, "category.button.company"),
        ("boodshappen", CHOICE, "category.button.groceries"),
    ],
)
def test_what_people_type_instead_of_tapping(words: str, row: list[dict[str, Any]], button: str) -> None:
    """A yes and a no where they are marked, numbers and parts of a label where all are answers to one question."""
    assert _meant(words, row) == button


@pytest.mark.parametrize("words", ["4", "17", "0", "ja", "misschien", "dinsdag om drie uur", ""])
def test_what_is_no_choice(words: str) -> None:
    """A number beyond the row, a yes to a list of choices, or something else altogether means none of them."""
    assert _meant(words, CHOICE) is None


def test_labels_that_held_names_are_met_by_number_only() -> None:
    """A label with somebody's name is not kept; its place in the row still counts."""
    row = _row(("whom.this", "assign_one", None), ("whom.this", "assign_one", None))
    assert meant("2", row, READER, loosely=True).button is row[1]
    assert meant("Vera", row, READER, loosely=True).button is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from([OFFER, REVIEW, CHOICE, AFTER, []]), st.booleans())
def test_any_words_mean_one_button_or_none(words: str, row: list[dict[str, Any]], loosely: bool) -> None:
    """Nothing that is typed breaks it, and what it means is always one of the row."""
    found = meant(words, row, READER, loosely).button
    assert found is None or found in row
