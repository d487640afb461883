"""Which week, month or year a coordinator means."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.counting.periods import Span, around, read_period

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "span", "first"),
    [
        ("", Span.MONTH, date(2026, 11, 1)),
        ("deze week", Span.WEEK, date(2026, 11, 16)),
        ("vorige week", Span.WEEK, date(2026, 11, 9)),
        ("de afgelopen week", Span.WEEK, date(2026, 11, 9)),
        ("week 47", Span.WEEK, date(2026, 11, 16)),
        ("Week 50", Span.WEEK, date(2025, 12, 8)),
        ("week 1 2026", Span.WEEK, date(2025, 12, 29)),
        ("maand", Span.MONTH, date(2026, 11, 1)),
        ("vorige maand", Span.MONTH, date(2026, 10, 1)),
        ("maart", Span.MONTH, date(2026, 3, 1)),
        ("dec", Span.MONTH, date(2025, 12, 1)),
        ("in maart 2025", Span.MONTH, date(2025, 3, 1)),
        ("3-2026", Span.MONTH, date(2026, 3, 1)),
        ("2026-03", Span.MONTH, date(2026, 3, 1)),
        ("2025", Span.YEAR, date(2025, 1, 1)),
        ("dit jaar", Span.YEAR, date(2026, 1, 1)),
        ("vorig jaar", Span.YEAR, date(2025, 1, 1)),
        ("last month", Span.MONTH, date(2026, 10, 1)),
        ("march", Span.MONTH, date(2026, 3, 1)),
    ],
)
def test_a_period_is_read(words: str, span: Span, first: date) -> None:
    """What people call a period; what has not begun yet is that of the year before."""
    found = read_period(words, TODAY)
    assert found is not None
    assert (found.span, found.first) == (span, first)


@pytest.mark.parametrize("words", ["week 54", "13-2026", "blabla", "maart april", "week", "0000", "12"])
def test_what_is_none_is_not_guessed(words: str) -> None:
    """A week or month that does not exist is none; "week" alone is this one."""
    assert (read_period(words, TODAY) is not None) == (words == "week")


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(Span))
def test_periods_follow_each_other(day: date, span: Span) -> None:
    """A day lies in its period, the one before ends where it begins, and its parts cover it without a gap."""
    period = around(day, span)
    assert period.first <= day < period.after
    assert period.before().after == period.first
    parts = period.parts()
    assert parts[0].first <= period.first
    assert parts[-1].after >= period.after
    assert all(one.after == two.first for one, two in pairwise(parts))
    assert period.last == period.after - timedelta(days=1)
