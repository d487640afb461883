"""Another time from the words that ask for it: only what was said changes, and always to another time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.help.rescheduling import is_delay, other_times
from flows.understanding.time.moment import When
from flows.understanding.time.shift import read_shift

NOW = datetime(2026, 11, 21, 10, 4)  # noqa: DTZ001 - the clock on the wall, a Saturday
TUESDAY = When(datetime(2026, 11, 24, 14, 30), None, "minute")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("kan het een uur later", "2026-11-24 15:30"),
        ("een half uurtje eerder graag", "2026-11-24 14:00"),
        ("anderhalf uur later", "2026-11-24 16:00"),
        ("kan het een dag eerder", "2026-11-23 14:30"),
        ("doe maar een week later", "2026-12-01 14:30"),
        ("liever om drie uur", "2026-11-24 15:00"),
        ("nee, woensdag", "2026-11-25 14:30"),
        ("kan dinsdag naar woensdag", "2026-11-25 14:30"),
        ("niet dinsdag maar donderdag", "2026-11-26 14:30"),
        ("kunnen we dinsdag verzetten naar donderdag om 10 uur", "2026-11-26 10:00"),
        ("half an hour later please", "2026-11-24 15:00"),
        ("can we move tuesday to wednesday", "2026-11-25 14:30"),
    ],
)
def test_what_was_said_is_changed_and_nothing_else(words: str, start: str) -> None:
    """Only a day keeps the hour, only an hour keeps the day, and the day that is left is no wish."""
    found = other_times(TUESDAY, words, NOW)
    assert [f"{one.start:%Y-%m-%d %H:%M}" for one in found] == [start]


@pytest.mark.parametrize("words", ["ik wil dinsdag verzetten", "andere tijd graag", "kan het ook op een andere dag"])
def test_a_wish_without_a_time_is_asked_after(words: str) -> None:
    """Who only says that it should be otherwise is not given a time they never named."""
    assert other_times(TUESDAY, words, NOW) == ()


@given(st.integers(1, 600), st.sampled_from(["minuten", "uur", "dagen", "weken"]), st.sampled_from(["later", "eerder"]))
def test_a_shift_there_and_back_is_none(count: int, unit: str, way: str) -> None:
    """As much later as earlier ends where it began."""
    there = read_shift(f"kan het {count} {unit} {way}")
    back = read_shift(f"kan het {count} {unit} {'eerder' if way == 'later' else 'later'}")
    assert there is not None
    assert back is not None
    assert there + back == timedelta(0)
    assert (there > timedelta(0)) is (way == "later")


@given(st.integers(-300, 300))
def test_a_delay_is_a_little_later(minutes: int) -> None:
    """Nobody is told of a visit that moves earlier, or by more than three quarters of an hour, without being asked."""
    before = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001
    assert is_delay(before, before + timedelta(minutes=minutes)) is (0 < minutes <= 45)
