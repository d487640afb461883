"""Days on which a helper isn't there: from a sentence to first and last days."""

from datetime import date, timedelta

from flows.understanding.hours.leave import days_long, read_leave
from flows.understanding.hours.said_free import read_parts
from flows.understanding.time.pieces import Stretch


def read_absences(text: str, today: date) -> tuple[Stretch, ...]:
    """Read the first and last days of every absence: "niet in de herfstvakantie", "deze week niet"."""
    if leave := read_leave(text, today):
        return (leave,)
    if days := days_long(text):
        return ((today, today + timedelta(days=days - 1)),)
    clauses = [clause for _, clause in read_parts(text, today) if clause]
    dated = ((first, last) for one in clauses for can, _, first, last in one.dates if not can and first <= last)
    if any(one.ends_nowhere for one in clauses):
        return tuple(dict.fromkeys(dated)) or ((today, date.max),)
    return tuple(dict.fromkeys(dated))
