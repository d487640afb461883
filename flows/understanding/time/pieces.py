"""What the grammar of time finds in a sentence: frozen values, put together in slots.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY, WEEK = timedelta(days=1), timedelta(days=7)
Stretch = tuple[date, date]  # its first and last days


@dataclass(frozen=True, slots=True)
class Days:
    """One stretch of whole days, with every reading that people would have.

    `options` holds (first, day after the last), likeliest first. `bound` is "from" or "until" when only one
    edge was said: the first of the pair then is the edge of "from", the last that of "until".
    `today_too` is True when the name of today was said: an hour that still lies ahead makes it today.
    `each` is True when its first and last day were said: an hour beside it is that of every one of its days.
    """

    options: tuple[tuple[date, date], ...]
    grain: str = "day"
    bound: str = ""
    today_too: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the clock. `sure` is False while it may be either half of the day."""

    minutes: int
    sure: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour of the clock to another; None where no edge was said."""

    start: Clock | None
    end: Clock | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day, in minutes since midnight; a night ends after 1440."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence: the core of its RRULE; `other` is that of its second reading, where people would differ.

    `days` is for how many days it lasts, where that was said: "de komende vier woensdagen". `times` is how often it
    comes each time, where more than once and no day was said: "twee keer per week". `since` is the first day on
    which it may be: "in de even weken".
    """

    rule: str
    other: str | None = None
    days: int = 0
    times: int = 1
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch or moment that needs no day: counted from now. `weak` gives way to whatever else was said."""

    start: datetime | None
    end: datetime | None = None
    grain: str = "minute"
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """How long something takes, in minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Off:
    """Days or a part of them that are taken out of what is said beside it: "behalve in de kerstvakantie"."""

    days: Days | None = None
    part: Part | None = None
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lasting:
    """For how many days something comes back: "drie weken lang"."""

    days: int


@dataclass(frozen=True, slots=True)
class Noise:
    """What looks like a time and is none, or lies in the past."""


@dataclass(frozen=True, slots=True)
class NoDay:
    """A date that no calendar has: what was said along with it is no time either."""


Piece = Days | Clock | Hours | Part | Every | Point | Length | Off | Lasting | Noise | NoDay


def one(first: date, days: int = 1, grain: str = "day") -> Days:
    """Give the stretch that nobody doubts."""
    return Days(((first, first + days * DAY),), grain)


def bounded(said: Days, bound: str, skip: bool = False, before: bool = False) -> Days:
    """Keep one edge: "from" the first day (SKIP: after the last), "until" the last (BEFORE: before the first)."""
    options = tuple((b, b) if skip else (a, a) if before else (a, b) for a, b in said.options)
    return Days(options, said.grain, bound, said.today_too)


def left_of(off: Stretch, back: Sequence[Stretch]) -> list[Stretch]:
    """Give what is left of the days OFF without those on which somebody is BACK."""
    left = [off]
    for first, last in back:
        before = [(begin, min(end, first - DAY)) for begin, end in left if begin < first]
        after = [(max(begin, last + DAY), end) for begin, end in left if last < end]
        left = [*before, *after]
    return left
