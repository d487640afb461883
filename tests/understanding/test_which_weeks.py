"""In which weeks hours hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.hours.which_weeks import (
    EVERY,
    LAST,
    NOT_LAST,
    OTHER,
    both,
    from_day,
    holds,
    on_dates,
    others,
    since,
    take_weeks,
    which_of_month,
)
from flows.understanding.time.spelling import spell

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 11, 23), date(2030, 1, 1))
CODES = st.one_of(
    st.just("2/2026-11-23"),
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
        lambda one: on_dates([(TODAY + timedelta(days=one[0]), TODAY + timedelta(days=sum(one)))])
    ),
    st.sampled_from((LAST, NOT_LAST)),
    st.just("2026-12-01.."),
    st.just("..2026-12-31"),
    st.just("2/2026-11-30 2026-12-01..2027-03-31"),
    st.sets(st.integers(1, 5), min_size=1, max_size=4).map(lambda some: "m" + ",".join(map(str, sorted(some)))),
)


@pytest.mark.parametrize(
    ("said", "code", "left"),
    [
        ("om de week op donderdag", OTHER, "op donderdag"),
        ("elke andere week dinsdag", OTHER, "dinsdag"),
        ("every other week on monday", OTHER, "op maandag"),
        ("elke eerste en derde zaterdag van de maand", "m1,3", "zaterdag"),
        ("de laatste vrijdag van de maand", LAST, "vrijdag"),
        ("in de even weken op maandag", "2/2026-11-23", "op maandag"),
        ("in de oneven weken op maandag", "2/2026-11-30", "op maandag"),
        ("elke week op maandag", EVERY, None),
    ],
)
def test_certain_weeks_are_read(said: str, code: str, left: str | None) -> None:
    """The words for certain weeks are taken out, and nothing else."""
    rest, found = take_weeks(spell(said), TODAY)
    assert found == code
    assert left is None or " ".join(rest.split()) == left


@given(CODES, DAYS)
def test_a_day_is_in_these_weeks_or_in_the_others(code: str, day: date) -> None:
    """From the first week on, each day lies in just one of the two."""
    if day >= TODAY + timedelta(days=7):
        assert holds(code, day) is not any(holds(rest, day) for rest in others(code))


@given(CODES, CODES, DAYS)
def test_what_holds_in_both_holds_in_each(one: str, other: str, day: date) -> None:
    """Day by day, codes brought together hold where both do, but for two ways to count the weeks of a month."""
    if all(which_of_month(code) or NOT_LAST in code for code in (one, other)):
        return
    found = both(one, other)
    assert (found is not None and holds(found, day)) is (holds(one, day) and holds(other, day))


@given(CODES, DAYS)
def test_what_is_past_is_let_go(code: str, today: date) -> None:
    """From today on, what is left of a code holds on the same days."""
    left = from_day(code, today)
    for nth in range(60):
        day = today + timedelta(days=nth)
        assert (left is not None and holds(left, day)) is holds(code, day)


@given(DAYS)
def test_every_other_week_begins_with_the_one_named(day: date) -> None:
    """The week of the day holds, the next does not, the one after does; none before it does."""
    code = since(OTHER, day)
    assert [holds(code, day + timedelta(days=7 * n)) for n in (0, 1, 2)] == [True, False, True]
    assert not holds(code, day - timedelta(days=14))


@given(DAYS)
def test_one_week_of_a_month_holds_its_last_day(day: date) -> None:
    """Of the days of one name in a month the last one holds, and no other."""
    assert holds(LAST, day) is ((day + timedelta(days=7)).month != day.month)
