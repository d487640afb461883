"""The days on which alone a change of somebody's hours holds: "vanaf januari", "in december", until when. Pure."""

from collections.abc import Sequence
from datetime import date

from flows.understanding.hours.said_when import Heard
from flows.understanding.hours.week_hours import Span
from flows.understanding.hours.which_weeks import both, on_dates
from flows.understanding.time.pieces import DAY, WEEK, Stretch

_LONG = WEEK - DAY


def take_scope(heard: Heard) -> tuple[Stretch, ...]:
    """Give the days on which alone the change holds, where it is one for all that was HEARD, and long enough.

    What is said of them is heard as if it held always: "vanaf januari", "in december", "dat gaat in op 1 maart".
    """
    said = heard.week.said
    dated = said[0].when if said else ()
    if any(one.when not in (dated, ()) for one in said):
        return ()
    scope = dated or heard.scope
    if not scope or any(last < date.max and last - first < _LONG for first, last in scope):
        return ()
    for one in said:
        one.when = ()
    return scope


def on_those(spans: Sequence[Span], scope: Sequence[Stretch]) -> list[Span]:
    """Give these SPANS on the days of SCOPE alone."""
    held = ((one, both(one.weeks, on_dates(scope))) for one in spans)
    return [one._replace(weeks=weeks) for one, weeks in held if weeks is not None]
