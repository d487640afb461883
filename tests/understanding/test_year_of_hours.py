"""A helper's words become rules that give the right offer, or none, for each hour of a year."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.help.matching import Candidate, Wanted, can_come
from flows.understanding.hours.availability import read_available
from flows.understanding.hours.changes import read_change
from flows.understanding.time.calendar_days import WEEKDAYS
from storage.terms import Category, Check

TODAY = date(2026, 11, 23)
HOURS = (
    ("'s ochtends", 8, 12), ("'s middags", 12, 18), ("'s avonds", 18, 22), ("na 4", 16, 22), ("", 8, 22),
    ("van 9 tot 5", 9, 17), ("tussen 2 en 4", 14, 16), ("vanaf half 3", 14.5, 22),
)  # fmt: skip
AWAY = (
    ("", None),
    ("niet in de kerstvakantie", (date(2026, 12, 19), date(2027, 1, 3))),
    ("niet in de meivakantie", (date(2027, 4, 24), date(2027, 5, 2))),
    ("niet van 3 tot 10 januari", (date(2027, 1, 3), date(2027, 1, 10))),
    ("deze week niet", (date(2026, 11, 23), date(2026, 11, 29))),
    ("tot en met 31 mei", (date(2027, 6, 1), date.max)),
    ("tot 1 maart", (date(2027, 3, 1), date.max)),
    ("tot de zomervakantie", (date(2027, 7, 10), date.max)),
    ("vanaf 1 februari", (date(2026, 11, 23), date(2027, 1, 31))),
)
CHANGES: tuple[tuple[str, date, date, Callable[[datetime, bool, set[int]], bool]], ...] = (  # and from when until when
    ("morgenmiddag kan ik niet", date(2026, 11, 24), date(2026, 11, 24),
     lambda at, was, _: was and not 12 <= at.hour < 18),
    ("deze week kan ik ook 's ochtends", TODAY, date(2026, 11, 29),
     lambda at, was, days: was or (at.weekday() in days and 8 <= at.hour < 12)),
    ("volgende week kan ik alleen zaterdag van 9 tot 11", date(2026, 11, 30), date(2026, 12, 6),
     lambda at, _, __: at.weekday() == 5 and 9 <= at.hour < 11),
    ("vanaf 1 februari kan ik alleen nog zondag van 10 tot 12", date(2027, 2, 1), date.max,
     lambda at, _, __: at.weekday() == 6 and 10 <= at.hour < 12),
    ("van 7 tot en met 11 december kan ik niet tussen 3 en 5", date(2026, 12, 7), date(2026, 12, 11),
     lambda at, was, _: was and not 15 <= at.hour < 17),
)  # fmt: skip
NOT_THEN = (("", None), ("maar niet op {}", (0, 24)), ("maar niet op {}middag", (12, 18)))


@settings(max_examples=10, deadline=None)
@given(
    st.sets(st.integers(0, 6), min_size=1, max_size=4),
    st.sampled_from(HOURS),
    st.sampled_from(AWAY),
    st.sampled_from(NOT_THEN),
    st.integers(0, 6),
)
def test_each_hour_of_a_year_is_offered_or_not_as_was_said(
    days: set[int],
    hours: tuple[str, float, float],
    away: tuple[str, tuple[date, date] | None],
    but: tuple[str, tuple[int, int] | None],
    out: int,
) -> None:
    """Whoever says days, hours, a stretch away, a last day, and an exception is offered just that."""
    words, begins, ends = hours
    said = f"{' en '.join(WEEKDAYS[one] for one in sorted(days))} {words}"
    told = ", ".join(one for one in (said, but[0].format(WEEKDAYS[out]), away[0]) if one)
    found = read_available(told, TODAY)
    if found is None or not found.spans:
        assert days == {out} and but[1] is not None, told  # noqa: PT018 - all that was said was taken back
        return
    helper = Candidate(1, frozenset({Category.GROCERIES.value}), Check.NONE.value, found.spans, found.absences)
    now = datetime.combine(TODAY, datetime.min.time())
    for nth in range(366 * 24):
        at = now + timedelta(hours=nth)
        wished = at.weekday() in days and begins <= at.hour < ends
        free = away[1] is None or not away[1][0] <= at.date() <= away[1][1]
        taken = but[1] is not None and at.weekday() == out and but[1][0] <= at.hour < but[1][1]
        assert can_come(helper, _wanted(at)) is (wished and free and not taken), (told, at)


@settings(max_examples=12, deadline=None)
@given(
    st.sets(st.integers(0, 6), min_size=1, max_size=4),
    st.sampled_from([one for one in HOURS if one[0] != "vanaf half 3"]),
    st.lists(st.sampled_from(CHANGES), min_size=1, max_size=2, unique=True),
)
def test_what_changes_on_certain_days_changes_no_other_hour_of_a_year(
    days: set[int],
    hours: tuple[str, float, float],
    changes: list[tuple[str, date, date, Callable[[datetime, bool, set[int]], bool]]],
) -> None:
    """Who can differently on certain days is offered just that on those days, and on all others what they said."""
    words, begins, ends = hours
    found = read_available(f"{' en '.join(WEEKDAYS[one] for one in sorted(days))} {words}", TODAY)
    assert found is not None
    spans = found.spans
    for said, *_ in changes:
        change = read_change(said, TODAY, spans)
        assert change is not None
        assert change.absences == ()
        spans = change.spans
    helper = Candidate(1, frozenset({Category.GROCERIES.value}), Check.NONE.value, spans)
    for nth in range(366 * 24):
        at = datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=nth)
        wished = at.weekday() in days and begins <= at.hour < ends
        for _, first, last, then in changes:
            wished = then(at, wished, days) if first <= at.date() <= last else wished
        assert can_come(helper, _wanted(at)) is wished, (words, changes, at)


def _wanted(at: datetime) -> Wanted:
    return Wanted(Category.GROCERIES.value, Check.NONE.value, at, at + timedelta(hours=1), True, 24.0, at)
