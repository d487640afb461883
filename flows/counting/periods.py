"""The week, month or year that figures are about, as a coordinator says it; pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from flows.understanding.time.calendar_days import MONTHS
from flows.understanding.words import fold, load

_MONTHS = {said: n for n, name in enumerate(MONTHS, 1) for said in (name, *load("time")["months"][name])}
_MONTHS |= {"march": 3, "may": 5}  # words that mean too much elsewhere to stand in the lexicon
_YEAR = r"(?:19|20)\d\d"
_LAST = re.compile(r"\b(?:vorige?|afgelopen|last|previous)\b")
_THIS = r"(?:(?:de|het|dit|deze|this|the|per|een|vorige?|afgelopen|last|previous) )*"
_WEEK = re.compile(rf"{_THIS}(?:week|wk)(?: (\d{{1,2}}))?(?: ({_YEAR}))?")
_MONTH = re.compile(rf"{_THIS}(?:maand|month)")
_ONE_YEAR = re.compile(rf"{_THIS}(?:jaar|year)")
_NAMED = re.compile(rf"(?:in )?({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?: ({_YEAR}))?")
_FIGURES = re.compile(rf"(?:({_YEAR})-(\d{{1,2}})|(\d{{1,2}})-({_YEAR}))")
_A_YEAR = re.compile(rf"(?:in )?({_YEAR})")


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_LENGTH: Mapping[Span, relativedelta] = {
    Span.WEEK: relativedelta(weeks=1),
    Span.MONTH: relativedelta(months=1),
    Span.YEAR: relativedelta(years=1),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` up to but not including `after`."""

    span: Span
    first: date

    @property
    def after(self) -> date:
        """Give the day after the last."""
        return self.first + _LENGTH[self.span]

    @property
    def last(self) -> date:
        """Give the last day."""
        return self.after - timedelta(days=1)

    def before(self) -> "Period":
        """Give the one just before this one."""
        return Period(self.span, self.first - _LENGTH[self.span])

    def parts(self) -> "tuple[Period, ...]":
        """Cut it up to see how it went on: a year into months, a month into its weeks, a week not at all."""
        match self.span:
            case Span.YEAR:
                return tuple(Period(Span.MONTH, self.first + relativedelta(months=n)) for n in range(12))
            case Span.MONTH:
                weeks = [around(self.first, Span.WEEK)]
                while weeks[-1].after < self.after:
                    weeks.append(Period(Span.WEEK, weeks[-1].after))
                return tuple(weeks)
        return (self,)


def around(day: date, span: Span) -> Period:
    """Give the week, month or year that holds DAY."""
    match span:
        case Span.WEEK:
            return Period(span, day - timedelta(days=day.weekday()))
        case Span.MONTH:
            return Period(span, day.replace(day=1))
    return Period(span, day.replace(month=1, day=1))


def read_period(words: str, today: date) -> Period | None:
    """Read which period is meant: "", "vorige week", "week 47", "maart", "3-2026", "2026"; None when none is.

    A month or a week without a year is the last one that has begun.
    """
    said = fold(words).strip(" .!?")
    if not said:
        return around(today, Span.MONTH)
    for pattern, read in _WAYS:
        if found := pattern.fullmatch(said):
            try:
                period = read(found, today)
            except (ValueError, OverflowError):
                return None
            return period.before() if _LAST.search(said) else period
    return None


def _week(found: re.Match[str], today: date) -> Period:
    if found[1] is None:
        return around(today, Span.WEEK)
    year = int(found[2] or today.isocalendar().year)
    monday = date.fromisocalendar(year, int(found[1]), 1)
    if found[2] is None and monday > today:
        monday = date.fromisocalendar(year - 1, int(found[1]), 1)
    return Period(Span.WEEK, monday)


def _named(found: re.Match[str], today: date) -> Period:
    month = _MONTHS[found[1]]
    return Period(Span.MONTH, date(int(found[2] or today.year - (month > today.month)), month, 1))


def _figures(found: re.Match[str], today: date) -> Period:
    return Period(Span.MONTH, date(int(found[1] or found[4]), int(found[2] or found[3]), 1))


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]], ...] = (
    (_WEEK, _week),
    (_MONTH, lambda _, today: around(today, Span.MONTH)),
    (_ONE_YEAR, lambda _, today: around(today, Span.YEAR)),
    (_NAMED, _named),
    (_FIGURES, _figures),
    (_A_YEAR, lambda found, _: Period(Span.YEAR, date(int(found[1]), 1, 1))),
)
