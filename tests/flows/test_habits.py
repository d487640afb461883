"""When help has become a habit, and when it may be asked about."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.help.habits import ask_at, next_after, weeks_between

TUESDAY = datetime.fromisoformat("2026-11-03T14:30")
STARTS = st.datetimes(datetime(2026, 11, 1, 8), datetime(2027, 3, 1))  # noqa: DTZ001 - the clock on the wall
WEEK = timedelta(weeks=1)


def test_three_times_on_one_weekday_is_a_habit() -> None:
    """Three times within five weeks, at about the same hour; twice, another day or another hour is none."""
    assert weeks_between([TUESDAY, TUESDAY + WEEK, TUESDAY + 2 * WEEK]) == 1
    assert weeks_between([TUESDAY, TUESDAY + WEEK, TUESDAY + 2 * WEEK + timedelta(minutes=45)]) == 1
    assert weeks_between([TUESDAY, TUESDAY + 2 * WEEK, TUESDAY + 4 * WEEK]) == 2
    assert weeks_between([TUESDAY, TUESDAY + WEEK]) is None
    assert weeks_between([TUESDAY, TUESDAY, TUESDAY + WEEK]) is None
    assert weeks_between([TUESDAY, TUESDAY + WEEK, TUESDAY + 2 * WEEK + timedelta(days=1)]) is None
    assert weeks_between([TUESDAY, TUESDAY + WEEK, TUESDAY + 2 * WEEK + timedelta(hours=4)]) is None
    assert weeks_between([TUESDAY, TUESDAY + WEEK, TUESDAY + 6 * WEEK]) is None


@given(STARTS, st.integers(1, 4), st.timedeltas(timedelta(hours=1), timedelta(weeks=9)))
def test_it_is_asked_in_time(last: datetime, weeks: int, later: timedelta) -> None:
    """The next time keeps weekday and hour, and is asked about ahead of it, never in the past."""
    now = last + later
    following = next_after(last, weeks, now)
    assert (following - last) % timedelta(weeks=weeks) == timedelta(0)
    assert now < ask_at(following, now) <= following - timedelta(days=1)
