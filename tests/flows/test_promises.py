"""By when an asker hears something: always ahead, never in their sleep, in time to do something about it."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.help.promises import LATEST_BEFORE, SOONEST, TO_HEAR, is_last_word, is_quiet, next_loud, promise_time

NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001 - the clock on the wall
AHEAD = st.none() | st.timedeltas(timedelta(minutes=-60), timedelta(days=20))
law = settings(max_examples=400, deadline=None)


def _start(now: datetime, ahead: timedelta | None) -> datetime | None:
    return None if ahead is None else now + ahead


@law
@given(NOWS, AHEAD, st.booleans())
def test_a_promise_lies_ahead(now: datetime, ahead: timedelta | None, urgent: bool) -> None:
    """Whatever the hour and the visit, the promise is later than now and at most a day and a half away."""
    by = promise_time(now, _start(now, ahead), urgent)
    assert now < by <= now + timedelta(hours=36)


@law
@given(NOWS, AHEAD, st.booleans())
def test_nobody_is_woken_for_a_promise(now: datetime, ahead: timedelta | None, urgent: bool) -> None:
    """A promise falls in the quiet hours only when the visit comes before they end and the evening before has gone."""
    start = _start(now, ahead)
    by = promise_time(now, start, urgent)
    if is_quiet(by):
        assert start is not None
        assert start <= next_loud(by)
        evening = datetime.combine(by.date() - timedelta(days=by.time() < time(8)), time(20, 45))
        assert evening < now + SOONEST


@law
@given(NOWS, AHEAD, st.booleans())
def test_an_hour_is_left_to_do_something(now: datetime, ahead: timedelta | None, urgent: bool) -> None:
    """The asker knows an hour before the visit, unless that hour has begun or lies in the night."""
    start = _start(now, ahead)
    by = promise_time(now, start, urgent)
    if start is not None and by > start - LATEST_BEFORE:
        asked = next_loud(now) + TO_HEAR if is_quiet(now) else now + SOONEST
        assert start - LATEST_BEFORE < asked or is_quiet(start - LATEST_BEFORE)


@law
@given(NOWS, st.timedeltas(timedelta(minutes=40), timedelta(days=60)), st.booleans())
def test_the_last_word_comes_before_the_hour(now: datetime, ahead: timedelta, urgent: bool) -> None:
    """Promise after promise ends in a last word before the visit, at most about one a day."""
    start, words = now + ahead, 0
    at = promise_time(now, start, urgent)
    while not is_last_word(at, start):
        following = promise_time(at, start, urgent, first=False)
        assert at < following < start
        at, words = following, words + 1
    assert at < start
    assert words <= ahead.days + 3


@law
@given(st.times(time(21)) | st.times(time(0), time(7, 59)), st.timedeltas(timedelta(minutes=15), timedelta(hours=12)))
def test_nobody_hears_of_failure_before_anybody_was_asked(clock: time, after: timedelta) -> None:
    """What is asked in the quiet hours is asked of the helpers in the morning first, where there is a morning left."""
    now = datetime.combine(DAY, clock)
    start = next_loud(now) + SOONEST + after
    assert promise_time(now, start, urgent=False) >= next_loud(now) + SOONEST


DAY = date(2026, 11, 24)


def _at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return datetime.combine(DAY + timedelta(days=days), time(hour, minute))


@pytest.mark.parametrize(
    ("now", "start", "urgent", "by"),
    [
        (_at(10), _at(14, 30, 3), False, _at(17)),  # days ahead, asked in the morning: this afternoon
        (_at(16), _at(14, 30, 3), False, _at(12, 0, 1)),  # asked late: tomorrow noon
        (_at(10), None, False, _at(17)),
        (_at(10, 3), None, True, _at(11)),  # it presses: within the hour, on the quarter
        (_at(9), _at(17), False, _at(11)),  # later today: two hours
        (_at(11, 40), _at(14, 30), False, _at(12, 30)),  # within hours: three quarters of an hour
        (_at(13, 50), _at(14, 30), False, _at(14, 5)),  # within the hour: a quarter
        (_at(15, 30), _at(8, 30, 1), False, _at(20, 45)),  # early tomorrow: this evening, not at half past seven
        (_at(15, 30), _at(7, 0, 1), False, _at(20, 45)),
        (_at(3), _at(8, 30), False, _at(8, 15)),  # too late for the evening: once the helpers woke and were asked
        (_at(22, 30), _at(9, 0, 1), False, _at(8, 30, 1)),
        (_at(20, 30), None, True, _at(9, 0, 1)),  # at night: an hour after people wake
        (_at(3), _at(4), False, _at(3, 15)),  # a visit in the night itself
    ],
)
def test_when_people_hear(now: datetime, start: datetime | None, urgent: bool, by: datetime) -> None:
    """The hours that were chosen, one by one."""
    assert promise_time(now, start, urgent) == by


@pytest.mark.parametrize(
    ("now", "start", "by"),
    [
        (_at(17), _at(14, 30, 20), _at(12, 0, 3)),  # weeks ahead: every third day
        (_at(17), None, _at(12, 0, 3)),
        (_at(12), _at(14, 30, 5), _at(12, 0, 2)),  # nearer: half of what is left
        (_at(12), _at(14, 30, 2), _at(12, 0, 1)),
        (_at(12), _at(14, 30), _at(13, 30)),  # the day itself: once more, an hour before
        (_at(9), _at(17), _at(16)),
    ],
)
def test_when_people_hear_again(now: datetime, start: datetime | None, by: datetime) -> None:
    """Later promises come seldom while the visit is far, and an hour before it at last."""
    assert promise_time(now, start, urgent=False, first=False) == by


@pytest.mark.parametrize(
    ("moment", "loud"),
    [
        (_at(8), _at(8)),
        (_at(20, 59), _at(20, 59)),
        (_at(21), _at(8, 0, 1)),
        (_at(23, 59), _at(8, 0, 1)),
        (_at(0), _at(8)),
        (_at(7, 59), _at(8)),
    ],
)
def test_the_quiet_hours(moment: datetime, loud: datetime) -> None:
    """From nine in the evening until eight nobody is disturbed, and the day begins at eight."""
    assert is_quiet(moment) == (moment != loud)
    assert next_loud(moment) == loud
