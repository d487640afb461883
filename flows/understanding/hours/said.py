"""One thing that was said of the hours of a week, and small sums with its hours. Pure."""

from dataclasses import dataclass

from flows.understanding.hours.said_hours import ALL, Group
from flows.understanding.hours.week_hours import DAY_BEGINS, DAY_ENDS, Edges, Span, on_days, within
from flows.understanding.hours.which_weeks import EVERY, both, on_dates, weekdays_of
from flows.understanding.time.halves import MIDNIGHT, NOON
from flows.understanding.time.pieces import Hours, Stretch

FREE = (DAY_BEGINS, DAY_ENDS)  # the hours of a day on which somebody can
WHOLE = (0, MIDNIGHT)  # and of one on which they can't
_MOST = 4 * 60  # minutes: hours as long as that are those of the days that are left


@dataclass(slots=True)
class Said:
    """One thing that was said of the week: whether somebody can, on which days, at which hours."""

    can: bool
    days: frozenset[int]
    hours: list[Edges]
    named: bool  # its days, and not just all of them
    firmly: bool  # it stands by itself, and has no part in hours that are said later
    open_ended: bool = False
    loose: bool = False  # no days were said with these hours
    busy: bool = False  # it was said what else they do
    weeks: str = EVERY
    bounds: bool = False  # it was only said from when, or until when
    when: tuple[Stretch, ...] = ()  # the days on which alone it holds; none for always
    but: bool = False  # it leaves something out of what was said before it
    led: bool = False  # its hours were said before its days
    also: bool = False  # it comes beside what holds on those days otherwise

    def spans(self) -> list[Span]:
        """Give the hours that were said: of a whole day where none were."""
        weeks = both(self.weeks, on_dates(self.when)) if self.when else self.weeks
        days = self.days & weekdays_of(self.when) if self.when else self.days
        return on_days(days, self.hours or [FREE if self.can else WHOLE], weeks) if weeks is not None else []


def all_of(when: tuple[Stretch, ...]) -> list[Span]:
    """Give all hours of these days."""
    return Said(False, ALL, [], named=False, firmly=True, when=when).spans()


def half_day_later(hours: list[Edges]) -> list[Edges]:
    return [(begin + NOON, end + NOON) for begin, end in hours if end <= NOON]


def later(hours: Edges, start: int) -> Edges:
    """Give HOURS, of which the end is in the second half of the day where it would be before START."""
    begin, end = hours
    return (begin, end + NOON) if end <= start and end <= NOON else hours


def is_most_of_a_day(group: Group, hours: list[Edges]) -> bool:
    """Say whether the hours of GROUP were said by the clock, and are longer than what is mostly left out."""
    clocked = bool(group.hours) and all(isinstance(one, Hours) for one in group.hours)
    return clocked and sum(end - begin for begin, end in hours) >= _MOST


def overlap(busy: Said, can: Said) -> bool:
    """Say whether some of what somebody CAN lies in what they were said to be BUSY with."""
    return any(within(can.hours, one) for one in busy.hours)


def after(before: Said, hours: list[Edges]) -> Said:
    """Give what comes after the hours BEFORE, on the same days; after whole days, whatever is said."""
    start = max((end for _, end in before.hours), default=0)
    end = later(hours[0], start)[1] if hours else DAY_ENDS
    return Said(True, before.days, [(start, end)] if start < end else hours, before.named, True)


def ahead_of(before: Said) -> Said:
    """Give what comes ahead of the hours BEFORE, on the same days."""
    end = min((begin for begin, _ in before.hours), default=DAY_ENDS)
    return Said(True, before.days, within([FREE], (0, end)), before.named, True)
