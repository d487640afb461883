"""Counting with days: the next weekday, the n-th one of a month, feasts, the date that was meant."""

import calendar
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from flows.understanding.time.pieces import DAY, Days, one
from flows.understanding.words import load

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONTHS = tuple(load("time")["months"])
FEASTS: dict[str, dict[str, Any]] = {word: feast for feast in load("feasts")["feast"] for word in feast["words"]}


def monday(day: date) -> date:
    """Give the Monday of its week."""
    return day - timedelta(days=day.weekday())


def after(day: date, weekday: int) -> date:
    """Give the first such weekday later than the day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def coming(today: date, weekday: int) -> Days:
    """Read a bare weekday: the next such day; on that very day people differ."""
    first = after(today, weekday)
    if weekday != today.weekday():
        return one(first)
    return Days(((first, first + DAY), (today, today + DAY)), today_too=True)


def date_or_weekday(today: date, said: date, weekday: int) -> Days:
    """Read a weekday with a date that falls on another: the date, or the nearest such weekday that lies ahead."""
    near = said + timedelta(days=(weekday - said.weekday() + 3) % 7 - 3)
    return Days(tuple((d, d + DAY) for d in (said, near if near >= today else near + timedelta(days=7))))


def next_week(today: date, weekday: int) -> Days:
    """Read "volgende" with a weekday: next week's for one, simply the next for another."""
    far, near = monday(today) + timedelta(days=7 + weekday), after(today, weekday)
    return Days(tuple((d, d + DAY) for d in dict.fromkeys((far, near))))


def this_or_next(today: date, weekday: int) -> date:
    """Give that day of this week, or of the next when it is over."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def month_ahead(today: date, months: int) -> Days:
    """Give the whole month so many months from now."""
    return month_of(today.replace(day=1) + relativedelta(months=months))


def month_named(today: date, month: int, year: int | None = None) -> Days:
    """Give the whole month of that number, not one that is over when no year was said."""
    return month_of(date(year or today.year + (month < today.month), month, 1))


def month_of(first: date) -> Days:
    """Give a whole month."""
    return one(first, calendar.monthrange(first.year, first.month)[1], "month")


def dated(today: date, day: int, month: int, year: int | None = None) -> date | None:
    """Find the date that was meant, not before today when no year was said; None when there is none such."""
    if year is not None:
        return _valid(year + 2000 if year < 100 else year, month, day)
    for y in range(today.year, today.year + 9):
        found = _valid(y, month, day)
        if found and found >= today:
            return found
    return None


def numbered(today: date, day: int) -> date | None:
    """Find the next "de 27e"."""
    first = today.replace(day=1)
    for ahead in range(13):
        month = first + relativedelta(months=ahead)
        found = _valid(month.year, month.month, day)
        if found and found >= today:
            return found
    return None


def nth(year: int, month: int, weekday: int, count: int) -> date | None:
    """Find the n-th weekday of a month; -1 is the last."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[count - 1 if count > 0 else -1] if count <= len(days) else None


def feast(today: date, word: str, year: int | None = None) -> Days:
    """Find the next feast of that name, or the one of a year."""
    row = FEASTS[word]
    years = range(today.year, today.year + 3) if year is None else (year,)
    first = next(d for d in (_feast_in(row, y) for y in years) if year or d >= today)
    return one(first, row.get("days", 1))


def stretch(start: Days, end: Days, including: bool) -> Days | None:
    """Give each of the days from one to another, the last of them only when INCLUDING; None when there are none."""
    first, (last, after) = start.options[0][0], end.options[0]
    edge = after if including else last
    while edge <= first and end.grain == "day" and (first - edge).days < 7 and not including:
        edge += timedelta(days=7)
    if edge <= first:
        edge = after + relativedelta(years=1) if (first - after).days > 31 else after + timedelta(days=7)
    return Days(((first, edge),), "day", each=True) if edge > first else None


def _feast_in(row: dict[str, Any], year: int) -> date:
    if "easter" in row:
        return easter(year) + timedelta(days=row["easter"])
    if "nth" in row:
        count, weekday, month = row["nth"]
        return nth(year, month, weekday, count) or date(year, month, 1)
    month, day = map(int, row["date"].split("-"))
    found = date(year, month, day)
    return found - DAY if row.get("not_sunday") and found.weekday() == 6 else found


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
