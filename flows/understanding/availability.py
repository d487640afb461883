"""From a sentence to when a helper can: hours in the week, absences, limits, how often.

A sentence is read clause by clause (said_free.py). What one clause leaves open, its neighbours say: "dinsdag en
donderdag, na vier" has the hours of both, "ik werk tot vijf, daarna kan ik" the days of the first in the second.
What is taken away goes from all that is given, whichever was said first, but for days named again after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from flows.late import late_pattern
from flows.understanding.absence import days_long, read_absences
from flows.understanding.halves import MIDNIGHT, NOON
from flows.understanding.pieces import DAY, Hours, Stretch
from flows.understanding.refusals import read_limits
from flows.understanding.said_free import ALL, Clause, Group, read_clauses
from flows.understanding.spelling import spell
from flows.understanding.week_hours import (
    DAY_BEGINS,
    DAY_ENDS,
    Edges,
    Span,
    edges_of,
    joined,
    less,
    on_days,
    within,
)
from flows.understanding.which_weeks import EVERY, OTHER, since

__all__ = ["Available", "Span", "read_absences", "read_available"]

_OFTEN = late_pattern(r"(\d) ?(?:keer|x|maal|times)(?: per| in de| a)? week|\b(eens per week)")
_FREE, _WHOLE = (DAY_BEGINS, DAY_ENDS), (0, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Available:
    """When somebody can help.

    `open_ended` is True when no last hour was said and ten in the evening was taken. `absences` holds first and
    last days. `limits` are codes such as "dog". `max_per_week` is None when nothing was said.
    """

    spans: tuple[Span, ...]
    open_ended: bool
    absences: tuple[Stretch, ...]
    limits: tuple[str, ...]
    max_per_week: int | None


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

    def spans(self) -> list[Span]:
        return on_days(self.days, self.hours or [_FREE if self.can else _WHOLE], self.weeks)


@dataclass(slots=True)
class Week:
    """What has been said of the week so far."""

    said: list[Said] = field(default_factory=list)

    def hear(self, clause: Clause) -> None:
        """Take in what CLAUSE says of the week."""
        if clause.takes_back and clause.groups and self.said:
            self.said.pop()
        if not clause.groups:
            self._turn(clause)
        for group in clause.groups:
            self._take(clause, group)

    def _turn(self, clause: Clause) -> None:
        """Let "dan niet" and "die dag wel" say it of the days just named; "de rest wel" is all that was not said."""
        if clause.dates:
            return
        if clause.rest or clause.others:
            if clause.can:
                self.said.append(Said(True, self._left(clause, ALL), [], named=False, firmly=True))
        elif clause.after:
            if self.said and clause.can and not self.said[-1].can:
                self.said.append(self._after(self.said[-1], []))
        elif self.said and (clause.just or (clause.then and (clause.firmly or clause.busy))):
            self.said[-1].can = clause.can

    def _take(self, clause: Clause, group: Group) -> None:
        before = self.said[-1] if self.said else None
        whole = _FREE if clause.can else _WHOLE
        hours = edges_of(group.hours, whole)
        bounds = len(group.hours) == 1 and isinstance(one := group.hours[0], Hours) and not (one.start and one.end)
        is_open = any(isinstance(one, Hours) and one.end is None for one in group.hours)
        days = self._left(clause, group.days) if group.days or clause.rest or clause.others else frozenset[int]()
        now = Said(clause.can, days, hours, group.named, clause.firmly, is_open, busy=clause.busy, weeks=clause.weeks)
        if before is not None and clause.after and not group.named:
            now = self._after(before, hours)
        elif not days and before is not None and self._goes_on(before, now, clause, bounds):
            return
        elif not days:
            theirs = before if clause.then or (before is not None and before.busy) else None
            now.days, now.named, now.loose = (theirs.days, True, False) if theirs else (ALL, False, True)
        elif not hours and before is not None and before.loose and not now.firmly and self._alike(before, now):
            before.days, before.named, before.loose = days, True, False
            return
        elif hours:
            self._share(now)
        self.said.append(now)

    def _goes_on(self, before: Said, now: Said, clause: Clause, bounds: bool) -> bool:
        """Let hours without days go on with what was said BEFORE: they are its hours, cut them, or come beside them."""
        if not self._alike(before, now):
            return False
        if not before.hours:
            self._share(now)
            before.hours, before.open_ended = now.hours, now.open_ended
        elif bounds:
            begin = min(first for first, _ in before.hours)
            before.hours = within(before.hours, _later(now.hours[0], begin)) or before.hours
            before.open_ended = before.open_ended and now.open_ended
        elif clause.then or not before.loose or not clause.only:
            before.hours, before.open_ended = [*before.hours, *now.hours], before.open_ended or now.open_ended
        return True

    def _alike(self, one: Said, other: Said) -> bool:
        """Say whether two things may be one: both can, or can't, and neither of them is what else somebody does."""
        return one.can is other.can and one.busy is other.busy

    def _share(self, now: Said) -> None:
        """Give these hours to the days named just before that have none yet: "di, do en za na vier"."""
        for one in reversed(self.said):
            if one.hours or one.firmly or not one.named or one.can is not now.can:
                break
            one.hours, one.open_ended = now.hours, now.open_ended

    def _after(self, before: Said, hours: list[Edges]) -> Said:
        """Give what comes after the hours BEFORE, on the same days; after whole days, whatever is said."""
        start = max((end for _, end in before.hours), default=0)
        end = _later(hours[0], start)[1] if hours else DAY_ENDS
        return Said(True, before.days, [(start, end)] if start < end else hours, before.named, True)

    def _left(self, clause: Clause, days: frozenset[int]) -> frozenset[int]:
        """Give DAYS, without those that were named where the others are meant."""
        if not clause.others:
            return days or ALL
        named = frozenset(day for one in self.said if one.named for day in one.days)
        return (days or ALL) - named

    def begin(self, clauses: Sequence[Clause], absences: Sequence[Stretch], today: date) -> None:
        """Count every other week from the one that was named, or from this one unless it is left out."""
        named = [first for one in clauses for can, bound, first, _ in one.dates if can and bound == "from"]
        for one in self.said:
            first = next(iter(named), today)
            if one.weeks == OTHER and not named:
                days = [today + timedelta(days=n) for n in range(7)]
                days = [day for day in days if day.weekday() in one.days]
                first = min((day for day in days), default=today)
                if any(begin <= first <= end for begin, end in absences):
                    first += timedelta(days=7)
            one.weeks = since(one.weeks, first)

    @property
    def open_ended(self) -> bool:
        """Say whether an hour was said from which on somebody can, and none until which."""
        return any(one.open_ended for one in self.said if one.can)

    def given(self) -> tuple[list[Span], list[Span]]:
        """Give the hours at which somebody can, and those that are taken away."""
        spans, out = list[Span](), list[Span]()
        for one in self.said:
            if one.can:
                spans += one.spans()
                out = less(out, one.spans()) if one.named else out
            else:
                out += one.spans()
        return spans, out

    def outcome(self, only_then: bool) -> tuple[Span, ...]:
        """Give the hours of the week that come of it; who only says when not, or on which dates, can at all others."""
        spans, out = self.given()
        if not spans and (out or only_then):
            spans = on_days(ALL, [_FREE])
        return joined(less(spans, out))


def hear(text: str, today: date) -> tuple[Week, list[Stretch], list[Stretch]]:
    """Hear all that TEXT says of the week, the days on which it does not hold, and those on which alone it does."""
    clauses = read_clauses(text, today)
    week = Week()
    for before, clause in zip([None, *clauses], clauses, strict=False):
        if not (_on_dates(clause) or (clause.then and before is not None and _on_dates(before))):
            week.hear(clause)
    off, only = _dates(clauses, week, today, spell(text))
    week.begin(clauses, off, today)
    return week, off, only


def _on_dates(clause: Clause) -> bool:
    """Say whether CLAUSE takes some dates away, and nothing of every week."""
    return (
        not clause.can and any(not bound for _, bound, *_ in clause.dates) and not any(g.named for g in clause.groups)
    )


def read_available(text: str, today: date) -> Available | None:
    """Read when somebody can help; None when no hours and no days are said.

    Who only says when not ("niet op maandag") can at all other times. A sentence that only takes some dates away is
    for `read_absences`.
    """
    week, off, only = hear(text, today)
    if not week.said and not only:
        return None
    return of(text, week.outcome(bool(only)), (*off, *_outside(only, today)), week.open_ended)


def of(text: str, spans: tuple[Span, ...], absences: tuple[Stretch, ...], open_ended: bool) -> Available:
    """Give these hours and absences, with what else TEXT says."""
    return Available(spans, open_ended, absences, read_limits(text), _per_week(spell(text)))


def _dates(clauses: Sequence[Clause], week: Week, today: date, spelled: str) -> tuple[list[Stretch], list[Stretch]]:
    """Give the days on which what was said does not hold, and those outside which it does not."""
    off, only = list[Stretch](), list[Stretch]()
    fine_week = any(one.can for one in week.said)
    for clause in clauses:
        for can, bound, first, last in clause.dates:
            if not can:
                off += [] if bound and clause.groups else [(first, last)]
            elif bound == "from" and first > today and not any(one.weeks for one in week.said):
                off.append((today, first - DAY))
            elif bound == "until":
                off.append((last + DAY, date.max))
            elif not bound and (clause.groups or not fine_week):
                only.append((first, last))
    if not off and (days := days_long(spelled)):
        off.append((today, today + timedelta(days=days - 1)))
    return [one for one in dict.fromkeys(off) if one[0] <= one[1]], only


def _outside(only: Sequence[Stretch], today: date) -> list[Stretch]:
    """Give the days that lie outside ONLY these."""
    off, begin = list[Stretch](), today
    for first, last in sorted(only):
        if begin < first:
            off.append((begin, first - DAY))
        begin = max(begin, last + DAY if last < date.max else last)
    return [*off, (begin, date.max)] if only and begin < date.max else off


def _later(hours: Edges, start: int) -> Edges:
    """Give HOURS, of which the end is in the second half of the day where it would be before START."""
    begin, end = hours
    return (begin, end + NOON) if end <= start and end <= NOON else hours


def _per_week(text: str) -> int | None:
    found = _OFTEN.search(text)
    return int(found[1] or 1) if found else None
