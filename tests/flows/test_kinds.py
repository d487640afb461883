"""The contract of every kind: what read() keeps, recall() accepts, as a fresh value; anything else is unclear."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.help import listening as asking
from flows.help.answers import What, Where, WhoKind, make_address, make_readings, make_who
from flows.help.conversations import FIRST_GUESSES
from flows.kinds import Choice, Fact, Review, Text
from flows.people import listening as offering
from flows.people.conversations import make_categories
from flows.people.hours import make_hours
from flows.talk import Heard, Kind, Option, Unclear

NOW = datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - the clock on the wall
ANSWERS = (Option("yes", "-", yes=True), Option("no", "-", yes=False))
KINDS: dict[str, Kind[Any]] = {
    "text": Text(most=60),
    "choice": Choice(ANSWERS),
    "review": Review(("what", "when")),
    "what": What(FIRST_GUESSES, "help"),
    "where": Where(),
    "who": WhoKind("who", make_who, "unclear.who"),
    "street": Fact("street", make_address, "unclear.street"),
    "when": Fact("when", make_readings, "unclear.when", more=("where",)),
    "hours": Fact("hours", make_hours, "unclear.hours"),
    "kinds": Fact("kinds", make_categories, "unclear.kinds", more=("hours",)),
    "until": Fact("until", int, "unclear.until"),
}
SAYINGS = (
    "dinsdag om half drie naar de dokter",
    "kan iemand morgen boodschappen doen",
    "di en do na 4, geen honden",
    "elke ochtend, niet volgende week",
    "Jan Jansen, Dorpsstraat 1, 06-12345678",
    "Riet",
    "Eikenlaan 12",
    "tot half negen",
    "van alles",
    "boodschappen en klusjes",
    "om de twee weken op donderdag",
    "uiterlijk vrijdag",
    "maakt niet uit",
    "gisteren",
    "?",
    "",
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("name", "spans", "grain")), inner),
    max_leaves=6,
)
LISTENERS: tuple[Callable[..., Any], ...] = (asking.listen, offering.listen)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(SAYINGS) | st.text(max_size=80),
    st.sampled_from((None, "yes", "ok", "drop", "change", "groceries", "nothing")),
    st.sampled_from(LISTENERS),
)
def test_what_is_read_is_recalled(name: str, words: str, option: str | None, listen: Callable[..., Any]) -> None:
    """Whatever a kind keeps is JSON, is given back the same each time, and cannot be changed by who gets it."""
    kind, facts = KINDS[name], listen(words, NOW, {}, {})
    try:
        answer = kind.read(Heard(words, option=option, facts=facts))
    except Unclear:
        return
    if answer.value is not None:
        value = kind.recall(json.loads(json.dumps(answer.value)))
        assert value == kind.recall(answer.value)
        hash(value)  # only what cannot change has one
    json.dumps(dict(answer.also))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KINDS)), JSON)
def test_anything_else_is_unclear(name: str, kept: object) -> None:
    """Whatever stands in an old record, a kind either makes a value of it or says that it is unclear."""
    try:
        KINDS[name].recall(kept)
    except Unclear:
        return


@pytest.mark.parametrize("name", sorted(KINDS))
def test_nothing_is_no_answer(name: str) -> None:
    """No kind takes silence for an answer, nor the None of an answer that is to be given anew."""
    with pytest.raises(Unclear):
        KINDS[name].read(Heard())
    with pytest.raises(Unclear):
        KINDS[name].recall(None)


@pytest.mark.parametrize(
    ("words", "unclear"), [("", "unclear.text"), ("   ", "unclear.text"), ("w" * 61, "unclear.long")]
)
def test_words_are_neither_empty_nor_endless(words: str, unclear: str) -> None:
    """A text is refused by the reason that helps: nothing there, or too much."""
    with pytest.raises(Unclear, match=unclear):
        KINDS["text"].read(Heard(words))


def test_an_answer_takes_along_what_else_was_said() -> None:
    """One message that says what, when and where is heard as three answers."""
    words = "dinsdag om half drie mee naar de dokter"
    answer = KINDS["what"].read(Heard(words, facts=asking.listen(words, NOW, {}, {})))
    assert answer.value["category"] == "transport"
    assert {"when", "where"} <= answer.also.keys()


def test_a_reason_of_its_own_is_said() -> None:
    """A time that has passed is not called unclear: it is said that it has passed."""
    with pytest.raises(Unclear, match=r"unclear\.past"):
        KINDS["when"].read(Heard("gisteren", facts={"when.not": "unclear.past"}))


def test_the_review_never_drops_by_a_word() -> None:
    """At the review words only change a line; to drop it takes the button or its whole label."""
    review = Review(("what",))
    assert review.read(Heard("nee, iets anders", facts={"what": 1, "when": 2})).also == {"what": 1}
    for words in ("nee", "toch niet", "stop maar"):
        with pytest.raises(Unclear):
            review.read(Heard(words, corrects=True))
