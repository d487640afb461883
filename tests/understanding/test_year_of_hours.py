"""A helper's words become rules that give the right offer, or none, for each hour of a year."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.help.matching import Candidate, Wanted, can_come
from flows.understanding.availability import read_available
from flows.understanding.calendar_days import WEEKDAYS
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


def _wanted(at: datetime) -> Wanted:
    return Wanted(Category.GROCERIES.value, Check.NONE.value, at, at + timedelta(hours=1), True, 24.0, at)
