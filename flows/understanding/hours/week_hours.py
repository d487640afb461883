"""The hours of a week: spans of weekdays, joined, and taken out of one another. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple, Protocol

from flows.understanding.hours.which_weeks import (
    EVERY,
    both,
    dates_of,
    from_day,
    is_passing,
    on_dates,
    others,
    rules_of,
    split_gaps,
)
from flows.understanding.time.halves import MIDNIGHT, NOON, settle, settle_both
from flows.understanding.time.pieces import Hours, Part, Stretch

DAY_BEGINS, DAY_ENDS = 480, 1320  # a whole day is from eight to ten

Edges = tuple[int, int]  # from a minute since midnight until another; past midnight the second is the smaller


class Span(NamedTuple):
    """Hours of one weekday (0 is Monday), in minutes since midnight; `until_minute` is exclusive.

    `weeks` says in which weeks, by a code of which_weeks.py.
    """

    weekday: int
    from_minute: int
    until_minute: int
    weeks: str = EVERY


class Kept(Protocol):
    """Hours as they are kept somewhere."""

    weekday: int
    from_minute: int
    until_minute: int
    weeks: str


def spans_of(rows: Iterable[Kept]) -> tuple[Span, ...]:
    """Give the hours that stand in ROWS."""
    return tuple(Span(one.weekday, one.from_minute, one.until_minute, one.weeks) for one in rows)


def on_days(days: Iterable[int], hours: Iterable[Edges], weeks: str = EVERY) -> list[Span]:
    """Give these HOURS on each of DAYS."""
    return [span for day in days for begin, end in hours for span in _cut(day, begin, end, weeks)]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give SPANS in their order; those of one day that meet become one."""
    whole = list[Span]()
    for span in sorted(spans, key=lambda one: (one.weekday, one.weeks, one.from_minute)):
        before = whole[-1] if whole else None
        if before is not None and _meet(before, span):
            whole[-1] = before._replace(until_minute=max(before.until_minute, span.until_minute))
        else:
            whole.append(span)
    return tuple(sorted(whole))


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give SPANS in their order; hours that hold on some days alone, and on others as well, become one."""
    dates = dict[Span, list[Stretch]]()
    for one in joined(spans):
        dates.setdefault(one._replace(weeks=rules_of(one.weeks)), []).extend(dates_of(one.weeks))
    return joined(
        one._replace(weeks=" ".join(filter(None, [one.weeks, on_dates(days)]))) for one, days in dates.items()
    )


def ahead(spans: Iterable[Span], today: date) -> tuple[Span, ...]:
    """Give SPANS without those that held on days before TODAY alone."""
    left = ((one, from_day(one.weeks, today)) for one in spans)
    return joined(one._replace(weeks=weeks) for one, weeks in left if weeks is not None)


def usual(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give SPANS as they mostly are: without those of some days alone, with the days left out in between."""
    whole = joined(one._replace(weeks=split_gaps(one.weeks)[0]) for one in spans)
    return tuple(one for one in whole if not is_passing(one.weeks))


def less(spans: Iterable[Span], out: Sequence[Span]) -> list[Span]:
    """Give what is left of SPANS without those that are taken OUT."""
    left = list(spans)
    for one in out:
        left = [rest for kept in left for rest in ([kept] if kept.weekday != one.weekday else _less(kept, one))]
    return left


def within(hours: Iterable[Edges], bounds: Edges) -> list[Edges]:
    """Give the HOURS that lie within BOUNDS."""
    cut = [(max(begin, bounds[0]), min(end, bounds[1])) for begin, end in hours]
    return [(begin, end) for begin, end in cut if begin < end]


def edges_of(said: Sequence[Hours | Part], whole: Edges = (DAY_BEGINS, DAY_ENDS)) -> list[Edges]:
    """Turn what was SAID into minutes, an edge that was not said being that of the WHOLE day.

    An hour beside a part of the day lies in that part.
    """
    parts = [one for one in said if isinstance(one, Part)]
    clocked = [one for one in said if isinstance(one, Hours)]
    if not clocked:
        return [(one.start, one.end) for one in parts]
    if len(parts) < 2:
        return [_edge(one, parts[0] if parts else None, whole) for one in clocked]
    return _side_by_side(said, whole)


def _side_by_side(said: Sequence[Hours | Part], whole: Edges) -> list[Edges]:
    """Give hours that lie each in the part of the day before them: "'s morgens voor tien en 's avonds na acht"."""
    edges = list[Edges]()
    for one, after in zip_longest(said, said[1:]):
        if isinstance(one, Part) and isinstance(after, Hours):
            edges.append(_edge(after, one, whole))
        elif isinstance(one, Part):
            edges.append((one.start, one.end))
    return edges


def _meet(one: Span, later: Span) -> bool:
    return (one.weekday, one.weeks) == (later.weekday, later.weeks) and later.from_minute <= one.until_minute


def _less(kept: Span, out: Span) -> list[Span]:
    """Give what is left of hours on the day of what is taken OUT; in its other weeks all of them are."""
    left = [
        kept._replace(until_minute=min(kept.until_minute, out.from_minute)),
        kept._replace(from_minute=max(kept.from_minute, out.until_minute)),
    ]
    within_it = max(kept.from_minute, out.from_minute), min(kept.until_minute, out.until_minute)
    rests = (both(kept.weeks, rest) for rest in others(out.weeks))
    left += [Span(kept.weekday, *within_it, rest) for rest in rests if rest is not None]
    return [one for one in left if one.from_minute < one.until_minute]


def _edge(hours: Hours, part: Part | None, whole: Edges) -> Edges:
    if hours.start and hours.end:
        first, last = settle_both(hours.start, hours.end, part, waking=True)
        return first.minutes, last.minutes or MIDNIGHT
    start = settle(hours.start, part).minutes if hours.start else part.start if part else whole[0]
    end = settle(hours.end, part).minutes if hours.end else part.end if part else whole[1]
    later = hours.end and not hours.end.sure and end <= start < end + NOON  # "tot acht" of a whole day
    return start, end + NOON if later else end


def _cut(day: int, start: int, end: int, weeks: str) -> list[Span]:
    """Cut a span at midnight."""
    if end <= start:
        end += MIDNIGHT
    if end <= MIDNIGHT:
        return [Span(day, start, end, weeks)]
    late = [Span(day, start, MIDNIGHT, weeks)] if start < MIDNIGHT else []
    return [*late, Span((day + 1) % 7, max(0, start - MIDNIGHT), min(end - MIDNIGHT, MIDNIGHT), weeks)]
