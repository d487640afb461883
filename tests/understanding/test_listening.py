"""What an asker says within the talk, and which of two readings of a time they mean."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from flows.help.answers import Which
from flows.help.listening import PAST_GRACE, is_gone, listen
from flows.talk import Heard, Kept, Unclear
from flows.understanding.time.moment import When

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, a Monday
THURSDAY = datetime(2026, 11, 26, 10, 0)  # noqa: DTZ001
TONIGHT = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001
TWO = (When(TONIGHT, None, "minute"), When(THURSDAY, None, "minute"))
AT_THREE = (When(TONIGHT.replace(hour=15), None, "minute"), When(TONIGHT.replace(hour=17), None, "minute"))
HALVES = (When(THURSDAY.replace(hour=0), THURSDAY.replace(hour=12), "part"), When(THURSDAY, None, "minute"))
TOOS: Mapping[str, Any] = {"name": "Toos", "street": "", "postcode": "", "place": "", "phone": ""}


@pytest.mark.parametrize(
    ("words", "readings", "nth"),
    [
        ("vanavond", TWO, 0),
        ("donderdag", TWO, 1),
        ("donderdag 10 uur", TWO, 1),
        ("donderdag 10 uur", HALVES, 1),
        ("om 3", AT_THREE, 0),
        ("om 5 uur", AT_THREE, 1),
        ("de tweede", TWO, 1),
        ("De eerste", TWO, 0),
    ],
)
def test_typed_time_chooses_a_reading(words: str, readings: tuple[When, ...], nth: int) -> None:
    """A day, an hour or a place in the row that belongs to one reading chooses it, and what is kept is given back."""
    kind = Which(readings)
    kept = kind.read(Heard(words, facts=listen(words, NOW, {}, {"known": True}))).value
    assert kind.recall(kept) == readings[nth]


@pytest.mark.parametrize("words", ["", "vrijdag", "vandaag", "de derde", "weet ik niet"])
def test_typed_time_of_neither_reading_is_unclear(words: str) -> None:
    """What belongs to both readings, or to none, chooses nothing."""
    with pytest.raises(Unclear, match=r"unclear\.choice"):
        Which(AT_THREE).read(Heard(words, facts=listen(words, NOW, {}, {"known": True})))


def test_tapped_reading_is_given_back() -> None:
    """Each button keeps what is given back as its reading; anything else is refused."""
    kind = Which(TWO)
    assert [kind.recall(kind.read(Heard(option=one.value)).value) for one in kind.options()] == list(TWO)
    with pytest.raises(Unclear):
        kind.recall("2:gone")


def test_now_is_not_gone() -> None:
    """An exact time is gone half an hour after it, not at once."""
    assert "when" in listen("nu meteen", NOW, {}, {"known": True})
    now = When(NOW, None, "minute")
    assert not is_gone(now, NOW + PAST_GRACE - timedelta(minutes=1))
    assert is_gone(now, NOW + PAST_GRACE)


def test_name_is_heard_while_the_street_is_open() -> None:
    """Who says a fuller name with the street is heard; once both are known, or when neither is, nothing is."""
    words, open_street = "Toos Visser, Dorpsstraat 4", {"who": Kept(TOOS)}
    facts = listen(words, NOW, open_street, {})
    assert facts["who"]["name"] == facts["street"]["name"] == "Toos Visser"
    told = {"who": Kept({**TOOS, "street": "Dorpsstraat 4"})}
    assert not {"who", "street"} & listen(words, NOW, told, {}).keys()
    assert "who" not in listen("liever niet", NOW, open_street, {})
    assert "who" in listen(words, NOW, {"who": Kept(None)}, {})


def test_another_hour_leaves_the_last_day_as_it_was() -> None:
    """What was to come back for some days still ends when its hour is changed."""
    before = When(THURSDAY, None, "minute", "DAILY", last=THURSDAY.date() + timedelta(days=3))
    (heard,) = listen("om 11 uur", NOW, {"when": Kept([before.kept()])}, {"known": True})["when"]
    assert When.recalled(heard) == When(THURSDAY.replace(hour=11), None, "minute", "DAILY", last=before.last)
