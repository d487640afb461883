"""When two times are the same, for who asks again."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.help.deeds.doubling import same_time
from flows.understanding.time.moment import When

MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1))  # noqa: DTZ001 - the clock on the wall
WHENS = st.builds(
    lambda start, hours: When(start, start + timedelta(hours=hours) if hours else None, "part", None),
    MOMENTS,
    st.integers(0, 72),
)
NO_DAY = When(None, None, "day")


@given(WHENS)
def test_a_time_is_the_same_as_itself(when: When) -> None:
    """Asking for the same moment again is asking again; a day is never the same as no day."""
    assert same_time(when, when)
    assert not same_time(when, NO_DAY)
    assert not same_time(NO_DAY, when)
    assert not same_time(when, None)


@given(WHENS, WHENS)
def test_it_goes_both_ways(one: When, other: When) -> None:
    """Whichever was asked first, two times are the same or they are not."""
    assert same_time(one, other) == same_time(other, one)


def test_days_that_touch_are_two_days() -> None:
    """A whole day ends before the next begins; twice without a day is the same."""
    tuesday = datetime.fromisoformat("2026-11-24T00:00")
    first = When(tuesday, tuesday + timedelta(days=1), "day")
    second = When(tuesday + timedelta(days=1), tuesday + timedelta(days=2), "day")
    assert not same_time(first, second)
    assert same_time(first, When(tuesday.replace(hour=14), None, "minute"))
    assert same_time(NO_DAY, NO_DAY)
    assert same_time(NO_DAY, None)
