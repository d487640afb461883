"""When somebody can be asked: as it is kept in a talk, and as it is said back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.help.sayings import said_refused
from flows.talk import Said
from flows.understanding.hours.week_hours import Edges, Span, joined, less, usual
from flows.understanding.hours.which_weeks import (
    NOT_LAST,
    begins,
    dates_of,
    days_in,
    is_passing,
    on_dates,
    split_gaps,
    weekdays_of,
    which_of_month,
)
from flows.understanding.time.pieces import Stretch

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody can be asked, days on which not, what they won't meet, and their words that could not be read."""

    spans: tuple[Span, ...]
    absences: tuple[tuple[date, date], ...]
    limits: tuple[str, ...]
    open_ended: bool
    max_per_week: int | None
    unread: tuple[str, ...] = ()


def make_hours(kept: Mapping[str, Any]) -> Hours:
    """Make hours of what was kept. Raises ValueError, KeyError or TypeError when they are none."""
    spans = tuple(Span(*one) for one in kept["spans"])
    if not spans or not all(0 <= one.weekday <= 6 and 0 <= one.from_minute < one.until_minute <= 1440 for one in spans):
        raise ValueError("no hours")
    absences = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept["absences"])
    unread = tuple(kept.get("unread", ()))
    return Hours(spans, absences, tuple(kept["limits"]), bool(kept["open"]), kept["per_week"], unread)


def said_hours(hours: Hours) -> dict[str, Any]:
    """Give the hours as facts that can be said back."""
    days = dict[tuple[int, int, str], list[int]]()
    for day, begin, end, weeks in joined(one._replace(weeks=split_gaps(one.weeks)[0]) for one in hours.spans):
        days.setdefault((begin, end, weeks), []).append(day)
    lines = [
        Said("hours.line", {"days": _in_weeks(weeks, which), "begin": _clock(begin), "end": _clock(end)})
        for (begin, end, weeks), which in sorted(days.items(), key=lambda one: is_passing(one[0][2]))
    ]
    lines += _said_gaps(hours.spans)
    return {
        "hours": lines,
        "absences": [_said_absence(first, last) for first, last in hours.absences],
        "limits": said_refused(hours.limits),
        "unread": [Said("hours.words", {"words": one}) for one in hours.unread],
    }


def _said_days(days: list[int]) -> Said | list[Said]:
    """Give days of the week as people say them: each by name, a row of them by the first and the last."""
    names = [Said(f"weekday.{day}", {}) for day in days]
    if len(days) == DAYS_OF_WEEK:
        return Said("hours.every", {})
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return Said("hours.row", {"first": names[0], "last": names[-1]})
    return names


def _in_weeks(weeks: str, which: list[int]) -> Said | list[Said]:
    """Say of the days of the week in which weeks they are meant, and on which dates alone."""
    days = _said_days(which)
    if first := begins(weeks):
        days = Said("hours.other_weeks", {"days": days, "first": first})
    elif of_month := which_of_month(weeks):
        nth = [Said(f"hours.nth.{one if one > 0 else 'last'}", {}) for one in of_month]
        days = Said("hours.of_month", {"days": days, "which": nth})
    elif NOT_LAST in weeks:
        days = Said("hours.but_last", {"days": days})
    stretches = dates_of(weeks)
    only = days_in(stretches, which)
    if len(only) == 1:
        return Said("hours.on_day", {"day": only[0]})
    first, last = stretches[0][0], stretches[-1][1]
    if first > date.min and last < date.max:
        days = Said("hours.between", {"days": days, "first": first, "last": last})
    elif first > date.min:
        days = Said("hours.from_day", {"days": days, "first": first})
    elif last < date.max:
        days = Said("hours.until_day", {"days": days, "last": last})
    return days


def _said_gaps(spans: tuple[Span, ...]) -> list[Said]:
    """Say on which days hours do not hold that do otherwise; all of them, or which."""
    lines = list[Said]()
    for gap in sorted({gap for one in spans for gap in split_gaps(one.weeks)[1]}):
        out = joined(one._replace(weeks="") for one in spans if gap in split_gaps(one.weeks)[1])
        then = days_in([gap], [one.weekday for one in out])
        kept = [one for one in less(usual(spans), out) if one.weekday in weekdays_of([gap])]
        if not kept and is_passing(on_dates([gap])):
            day = {"day": then[0]} if len(then) == 1 else {"first": gap[0], "last": gap[1]}
            lines.append(Said("hours.no_more_on" if len(then) == 1 else "hours.no_more_between", day))
            continue
        hours = dict[Edges, list[int]]()
        for one in out:
            hours.setdefault((one.from_minute, one.until_minute), []).append(one.weekday)
        lines += [_not_then(_clock(begin), _clock(end), gap, which) for (begin, end), which in hours.items()]
    return lines


def _not_then(begin: Said, end: Said, gap: Stretch, which: list[int]) -> Said:
    """Say of hours on which days they do not hold; where just one such day lies there, which it is."""
    then = days_in([gap], which)
    if len(then) == 1:
        return Said("hours.not_on", {"day": then[0], "begin": begin, "end": end})
    return Said(
        "hours.not_between", {"days": _said_days(which), "begin": begin, "end": end, "first": gap[0], "last": gap[1]}
    )


def _said_absence(first: date, last: date) -> Said:
    if last == date.max:
        return Said("hours.absence_on", {"first": first})
    if first == last:
        return Said("hours.absence_day", {"first": first})
    return Said("hours.absence", {"first": first, "last": last})


def _clock(minute: int) -> Said:
    return Said("date.time", {"hour": str(minute // 60), "minute": f"{minute % 60:02d}"})
