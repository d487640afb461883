"""Puts together what was said of the hours of a week, clause by clause.

What one clause leaves open, its neighbours say: "dinsdag en donderdag, na vier" has the hours of both, "ik werk tot
vijf, daarna kan ik" the days of the first in the second. What is taken away goes from all that is given, whichever was
said first, but for days named again after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flows.understanding.hours.said import (
    FREE,
    WHOLE,
    Said,
    after,
    ahead_of,
    all_of,
    half_day_later,
    is_most_of_a_day,
    later,
    overlap,
)
from flows.understanding.hours.said_free import Clause
from flows.understanding.hours.said_hours import ALL, WEEKEND, Group
from flows.understanding.hours.week_hours import (
    DAY_BEGINS,
    Span,
    edges_of,
    joined,
    less,
    on_days,
    within,
)
from flows.understanding.hours.which_weeks import EVERY, NEXT_OTHER, OTHER, begins, since
from flows.understanding.time.calendar_days import monday
from flows.understanding.time.pieces import Hours, Stretch

_SOME = 3  # days that are more than one of those on which something is otherwise


@dataclass(slots=True)
class Week:
    """What has been said of the week so far."""

    said: list[Said] = field(default_factory=list)
    latest: list[Said] = field(default_factory=list)  # what the last clause that named days or hours said
    working: Clause | None = None  # the clause before, where it said that they work, and not when
    when: tuple[Stretch, ...] = ()  # of which days the clause at hand speaks
    can: bool = True  # what the clause before it said

    def hear(self, clause: Clause, when: tuple[Stretch, ...] = ()) -> None:
        """Take in what CLAUSE says of the week, or of the days WHEN alone it holds."""
        before = self.said[-1] if self.said else None
        self.when = when or (before.when if clause.but and before is not None else ())
        if clause.also and self.when:  # what held until then goes on: "tot mei vrijdag, daarna ook maandag"
            dated = [one for one in self.said if one.can and one.when not in ((), self.when)]
            self.said[:0] = [replace(one, when=self.when, also=True) for one in dated]
        clause.can = self.can if clause.means else clause.can
        self.can = clause.can
        if clause.takes_back and before is not None:
            self.said.pop()
        elif before is not None and not before.can and not before.hours and clause.goes_with(busy=before.busy):
            clause.can, clause.busy = before.can, before.busy  # "niet op dinsdag, woensdag"
        elif self.working is not None and clause.tells_when(self.working):
            clause.can, clause.busy = False, True  # "ik werk 4 dagen, maandag tot en met donderdag"
        self.working = clause if clause.busy and not clause.can and not clause.groups and not clause.dates else None
        if not clause.groups:
            self._turn(clause)
        elif (
            clause.bare
            and not clause.weeks
            and not any(one.named for one in clause.groups)
            and any(one.named for one in self.said)
        ):
            return  # "dinsdag of donderdag, maakt niet uit"
        known = len(self.said)
        for group in clause.groups:
            within_it = [one.days for one in clause.groups if one.days < group.days] if clause.only else []
            if within_it and clause.can and not group.hours:  # "in het weekend alleen zondag"
                out = group.days.difference(*within_it)
                self.said.append(Said(False, out, [], named=True, firmly=True))
            else:
                self._take(clause, group)
        self.latest = self.said[known:] if clause.groups else self.latest

    def _turn(self, clause: Clause) -> None:
        """Let "dan niet" and "die dag wel" say it of the days just named; "de rest wel" is all that was not said."""
        if clause.weeks and clause.can and self.said and not clause.dates:
            for one in self.said:
                one.weeks = one.weeks or (clause.weeks if one.hours == self.said[-1].hours else EVERY)
        elif clause.weeks and not clause.can and not clause.dates:  # "behalve de laatste van de maand"
            days = frozenset[int]().union(*(one.days for one in self.said if one.can))
            self.said.append(Said(False, days, [], named=True, firmly=True, weeks=clause.weeks))
        if clause.dates or clause.weeks or clause.takes_back:
            return
        if clause.rest or clause.others:
            if clause.can:
                self.said.append(Said(True, self._left(clause, ALL), [], named=False, firmly=True))
        elif self.when:
            if clause.can:
                self.said.append(Said(True, ALL, [], named=False, firmly=True, when=self.when, also=clause.also))
        elif clause.after or clause.ahead:
            if self.said and clause.can and not self.said[-1].can:
                last = self.said[-1]
                self.said.append(ahead_of(last) if clause.ahead else after(last, []))
        elif self.said and (clause.just or (clause.then and (clause.firmly or clause.busy))):
            self._say_of(self.latest if self.said[-1] in self.latest else self.said[-1:], clause)

    def _say_of(self, said: Sequence[Said], clause: Clause) -> None:
        """Let a clause say of what was just SAID whether they can; what comes at its end is no part of it.

        "Dan kan ik niet" is no, and "elke dag tot vier, dan moet ik naar mijn werk" no more than why.
        """
        if clause.just or not all(one.can and one.bounds and one.hours[0][0] == DAY_BEGINS for one in said):
            for one in said:
                one.can, one.firmly = clause.can, True

    def _take(self, clause: Clause, group: Group) -> None:
        before = self.said[-1] if self.said else None
        now = self._heard(clause, group)
        if before is not None and clause.so and now.can and before.busy and overlap(before, now):
            self.said.remove(before)  # "ik moet 's morgens de hond uitlaten, dus pas vanaf tien"
        if before is not None and clause.after and not group.named and not self.when:
            self.said.append(replace(after(before, now.hours), can=clause.can, busy=clause.busy))
        elif now.days:
            self._with_days(before, now, clause)
        elif before is None or not (self._goes_on(before, now, clause) or self._of_given(before, now, clause)):
            theirs = before if before is not None and (clause.then or clause.but or before.busy) else None
            now.days, now.named, now.loose = (theirs.days, True, False) if theirs else (group.usual, False, True)
            self.said.append(now)

    def _heard(self, clause: Clause, group: Group) -> Said:
        """Give what GROUP says by itself; without days where it named none."""
        hours = edges_of(group.hours, FREE if clause.can else WHOLE)
        days = self._left(clause, group.days) if group.days or clause.rest or clause.others else frozenset[int]()
        now = Said(
            clause.can,
            days,
            hours,
            group.named and not (clause.rest or clause.others),
            clause.firmly or group.whole,
            busy=clause.busy,
            weeks=clause.weeks,
        )
        now.when, now.also, now.led = self.when, clause.also or clause.beside, group.led
        now.but = clause.but and not hours
        now.open_ended = any(isinstance(one, Hours) and one.end is None for one in group.hours)
        now.bounds = len(group.hours) == 1 and isinstance(one := group.hours[0], Hours) and not (one.start and one.end)
        if clause.but and is_most_of_a_day(group, hours) and (given := self._given()):
            given.hours, given.open_ended, now.hours = now.hours, now.open_ended, []  # "behalve dinsdag van 9 tot 17"
        return now

    def _with_days(self, before: Said | None, now: Said, clause: Clause) -> None:
        """Take days that were named: with hours of their own, or with those that were said just before them."""
        if not now.hours and before is not None and before.loose and self._one_with(before, now, clause):
            before.days, before.named, before.loose = now.days, True, False
            return
        if before is not None and self._is_more_exact(before, now, clause):
            before.days, before.named = now.days, True  # "flexibel: maandag tot en met vrijdag"
            return
        if before is not None and before.led and clause.bare and self._alike(before, now) and not now.hours:
            now.hours, now.led, now.open_ended = before.hours, True, before.open_ended
        elif clause.likewise and not now.hours and (known := [one for one in self.said if one.hours]):
            now.hours, now.open_ended = known[-1].hours, known[-1].open_ended
        elif now.hours and not clause.only:
            self._share(now)
        if now.bounds and now.named and now.can and not now.also:
            self._instead(now)
        self.said.append(now)

    def _is_more_exact(self, before: Said, now: Said, clause: Clause) -> bool:
        """Say whether days say on which of all days it was meant that somebody can at any hour."""
        whole = before.days == ALL and not (before.named or before.hours or before.weeks) and len(now.days) >= _SOME
        return whole and clause.bare and not (now.also or now.hours or clause.but) and self._alike(before, now)

    def _instead(self, now: Said) -> None:
        """Let edges take the place of those that were said of more days: "elke dag tot vijf, vrijdag tot twaalf"."""
        for one in self.said:
            if one.can and one.when == now.when and (one.days > now.days or (one.days == now.days and not one.hours)):
                cut = within(one.hours, now.hours[0])
                if one.hours and not one.bounds:
                    now.hours = cut or now.hours
                one.days -= now.days if cut or one.bounds or not one.hours else frozenset()

    def _of_given(self, before: Said, now: Said, clause: Clause) -> bool:
        """Let hours be those of the days that are left when others are not: "en dan alleen van tien tot twaalf"."""
        left_out = not before.can and ((clause.only and clause.then) or (before.but and not clause.then and now.can))
        given = self._given(any_hours=now.bounds) if left_out else None
        if given is not None:
            given.hours = (within(given.hours, now.hours[0]) or given.hours) if given.hours else now.hours
            given.open_ended = now.open_ended
        return given is not None

    def _goes_on(self, before: Said, now: Said, clause: Clause) -> bool:
        """Let hours without days go on with what was said BEFORE: they are its hours, cut them, or come beside them."""
        if not self._alike(before, now) or (clause.also and not now.can):
            return False  # "niet in het weekend en ook niet 's avonds"
        if not before.hours:
            self._share(now)
            now.hours = [FREE, *now.hours] if clause.also else now.hours  # "altijd, ook 's avonds tot elf"
            before.hours, before.open_ended, before.bounds = now.hours, now.open_ended, now.bounds
        elif now.bounds:
            for one in [
                one for one in self.said if (one.hours, one.when, one.can) == (before.hours, before.when, before.can)
            ]:
                begin = min(first for first, _ in one.hours)
                one.hours = within(one.hours, later(now.hours[0], begin)) or one.hours
                one.open_ended = one.open_ended and now.open_ended
        elif (late := half_day_later(now.hours)) and within(late, before.hours[0]) == late and not clause.also:
            before.hours = late  # "'s avonds, van zeven tot negen"
        elif clause.then or not before.loose or not clause.only:
            before.hours, before.open_ended = [*before.hours, *now.hours], before.open_ended or now.open_ended
        return True

    def _given(self, *, any_hours: bool = False) -> Said | None:
        """Give the days on which somebody can, where no hours were said with them and others are only left out."""
        can = [one for one in self.said if one.can]
        return can[-1] if can and (any_hours or not can[-1].hours) and not self.said[-1].busy else None

    def _alike(self, one: Said, other: Said) -> bool:
        """Say whether two things may be one: both can, or can't, and neither of them is what else somebody does."""
        return (
            one.can is other.can
            and (one.can or one.busy is other.busy)
            and other.weeks in (EVERY, one.weeks)
            and (one.when == other.when or not other.when)
        )

    def _one_with(self, loose: Said, now: Said, clause: Clause) -> bool:
        """Say whether days that were named are those of hours that were said before them."""
        same = self._alike(loose, now) and loose.when == now.when
        return same and not (now.firmly and now.named) and not clause.beside and (now.can or clause.bare)

    def _share(self, now: Said) -> None:
        """Give these hours to the days named just before that have none yet: "di, do en za na vier"."""
        for one in reversed(self.said):
            if one.hours or one.firmly or not one.named or one.can is not now.can or one.when != now.when:
                break
            if now.days and (one.days > now.days or (one.days == WEEKEND and not now.days & WEEKEND)):
                break
            one.hours, one.open_ended = now.hours, now.open_ended

    def _left(self, clause: Clause, days: frozenset[int]) -> frozenset[int]:
        """Give DAYS, without those that were named where the others are meant."""
        if clause.others:
            named = frozenset(day for one in self.said if one.named for day in one.days)
        elif clause.rest:
            named = frozenset(day for one in self.said if one.named and one.can and one.bounds for day in one.days)
        else:
            named = frozenset()
        return (days or ALL) - named or days or ALL

    def begin(self, named: Sequence[date], absences: Sequence[Stretch], today: date) -> None:
        """Count every other week from the one that was NAMED, or from this one unless it is left out."""
        for one in self.said:
            first = next(iter(named), today)
            if one.weeks in (OTHER, NEXT_OTHER) and not named:
                days = [today + timedelta(days=n) for n in range(7)]
                days = [day for day in days if day.weekday() in one.days]
                first = min((day for day in days), default=today)
                if any(begin <= first <= end for begin, end in absences):
                    first += timedelta(days=7)
            this_week = monday(today)
            while one.weeks in (OTHER, NEXT_OTHER) and (begins(since(one.weeks, first)) or today) < this_week:
                first += timedelta(days=14)
            one.weeks = since(one.weeks, first)

    @property
    def open_ended(self) -> bool:
        """Say whether an hour was said from which on somebody can, and none until which."""
        return any(one.open_ended for one in self.said if one.can)

    def given(self, stands: Sequence[Span] = ()) -> tuple[list[Span], list[Span]]:
        """Give the hours at which somebody can, beside those that STAND, and those that are taken away.

        What holds on certain days alone is in the place of what holds otherwise, but for what comes beside it.
        """
        spans, out, anew = list(stands), list[Span](), set[tuple[Stretch, ...]]()
        for one in sorted((one for one in self.said if one.can), key=lambda one: bool(one.when)):
            if one.when and not one.also and one.when not in anew:
                spans = less(spans, all_of(one.when))
            elif stands and one.named and one.hours and not one.when and not one.also:
                spans = [span for span in spans if span.weekday not in one.days]
            anew.add(one.when)
            spans += one.spans()
        for one in self.said:
            if not one.can:
                out += one.spans()
            elif one.named:
                out = less(out, one.spans())
        return spans, out

    def outcome(self, only_then: bool) -> tuple[Span, ...]:
        """Give the hours of the week that come of it; who only says when not, or on which dates, can at all others."""
        spans, out = self.given()
        if not spans and (out or only_then):
            spans = on_days(ALL, [FREE])
        return joined(less(spans, out))
