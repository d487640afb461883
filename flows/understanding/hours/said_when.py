"""Hears all that a sentence says of somebody's time: of every week, of certain days alone, and of days off. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flows.late import late_pattern
from flows.understanding.hours.leave import days_long
from flows.understanding.hours.said import Said
from flows.understanding.hours.said_free import Clause, read_parts
from flows.understanding.hours.said_hours import ALL
from flows.understanding.hours.said_week import Week
from flows.understanding.hours.which_weeks import EVERY, NEXT_OTHER, OTHER, meeting, since, weekdays_of
from flows.understanding.time.calendar_days import monday
from flows.understanding.time.pieces import DAY, WEEK, Stretch, left_of
from flows.understanding.time.spelling import spell

_WORD = late_pattern(r"[a-z]{2,}")
_TURNS = OTHER, NEXT_OTHER


@dataclass(slots=True)
class Heard:
    """What was said: of the week, of the days on which it does not hold, and of those on which alone it does."""

    today: date
    parts: Sequence[tuple[str, Clause | None]] = ()  # its clauses, in their words
    week: Week = field(default_factory=Week)
    off: list[Stretch] = field(default_factory=list)
    only: list[Stretch] = field(default_factory=list)
    before: Clause | None = None
    shifts: dict[str, str] = field(default_factory=dict)  # in which of two weeks somebody has which shift
    turn: list[date] = field(default_factory=list)  # a day in the first of those two weeks
    doubted: bool = False  # no rule comes of the clause at hand: whoever said it does not know
    free: list[Clause] = field(default_factory=list)  # on the dates of these somebody can; they say nothing else
    scope: tuple[Stretch, ...] = ()  # the days on which alone all of it holds; none for always

    def hear(self, clause: Clause) -> None:
        """Take in what CLAUSE says, and note whether anything came of it."""
        before = self._so_far()
        self._take(clause)
        clause.idle = before == self._so_far()

    def _so_far(self) -> tuple[list[Said], list[Stretch], int]:
        return [replace(one) for one in self.week.said], list(self.off), len(self.free) + len(self.turn)

    def _take(self, clause: Clause) -> None:
        before = self.before
        self.doubted = (clause.doubts and bool(clause.groups or clause.dates)) or (
            self.doubted and clause.just and not clause.groups
        )
        if clause.as_before or self.doubted or self._is_in_turn(clause) or self._is_bound(clause):
            return
        if before is not None and self._is_more_exact(before, clause):
            self.off = [one for one in self.off if one not in before.when]
            self.free = [one for one in self.free if one is not before]
            clause.dates = [(before.dates[0][0], *one[1:]) for one in clause.dates]
            clause.can = before.can
        if before is not None and before.busy and _is_nowhere(before) and _is_nowhere(clause, but_on_dates=True):
            clause.dates, clause.can = [(False, *one[1:]) for one in clause.dates], False
        if clause.groups or clause.dates or clause.weeks or clause.firmly or not clause.can:
            self.before = clause
        if clause.instead and before is not None and _is_short(before.when) and clause.groups:
            days = frozenset[int]().union(*(one.days for one in clause.groups))
            self.off += [self._in_its_week(before.when[0][0], day) for day in sorted(days)]
        elif clause.instead and before is not None and before.dates and clause.groups:
            self.week.hear(clause, before.when)
        elif clause.dates and _of_its_own(clause):
            when = () if clause.weeks and any(bound for _, bound, *_ in clause.dates) else clause.when
            self.week.hear(clause, when)
        elif clause.ends_nowhere:
            self.off.append((self.today, date.max))
        elif clause.dates and clause.can and clause.back and self._is_back(clause.when[0][0]):
            pass
        elif clause.dates:
            begin = before.when[-1][1] + DAY if clause.after and before is not None and before.when else date.min
            self.off += [(max(first, begin), last) for can, _, first, last in clause.dates if not can]
            if clause.when and any(can for can, *_ in clause.dates):
                self.free.append(clause)
            if not _on_dates(clause):
                self.week.hear(clause)
        elif before is not None and before.dates and (when := self._goes_on(before, clause)):
            self.week.hear(clause, when)
            clause.dates = before.dates if not clause.after else []
        elif before is not None and before.dates and clause.just and clause.then and not clause.can:
            self.free = [one for one in self.free if one is not before]  # "3 december is het feest, dan niet"
            self.off += before.when
        elif not (clause.then and before is not None and before.dates and _on_dates(before)):
            if clause.then and before is not None and before.weeks and not before.groups:
                clause.weeks = clause.weeks or before.weeks
            self.week.hear(clause)

    def _is_in_turn(self, clause: Clause) -> bool:
        """Hear in which of two weeks a shift is, and that they come in turn; say whether CLAUSE says no more."""
        if clause.shift and clause.weeks:
            self.shifts[clause.shift] = clause.weeks
        if clause.groups:
            return False
        if clause.dates and clause.shift in self.shifts:  # "deze week vroeg"
            self.turn = [clause.when[0][0] - (WEEK if self.shifts[clause.shift] == NEXT_OTHER else timedelta())]
            return True
        turns = not clause.dates and (clause.alternates or clause.weeks == OTHER)
        weeks = self._single_weeks() if turns else []
        for one in weeks:
            one.weeks, one.when = since(OTHER, one.when[0][0]), ()
        return bool(weeks)

    def _is_bound(self, clause: Clause) -> bool:
        """Hear how long that holds which was just said, where CLAUSE says it: "ook ma, maar alleen tot kerst"."""
        only = clause.can and clause.dates and not clause.groups and not clause.weeks and clause.only and clause.rather
        if not only or self.before is None or not self.before.groups or self.before.dates:
            return False
        for one in self.week.latest:
            one.when = clause.when
        return True

    def _is_more_exact(self, before: Clause, clause: Clause) -> bool:
        """Say whether CLAUSE only says which days were meant BEFORE: "in de winter, van 10 januari tot 20 maart"."""
        bare = not (before.groups or clause.groups or clause.weeks) and bool(before.dates and clause.dates)
        bare = bare and clause.can and not (clause.rather or clause.but or clause.also)
        return bare and not _WORD.search(clause.left) and bool(meeting(before.when, clause.when))

    def _turn_of_those_off(self) -> None:
        """Take one week off for each other week, where weeks come in turn: "om en om, deze week heb ik ze"."""
        turns = [one for one in self.clauses if one.alternates or (one.weeks == OTHER and not one.groups)]
        weeks = [one for one in self.off if one[1] - one[0] < WEEK]
        can = [one for one in self.week.said if one.can and not one.when and one.weeks in (EVERY, OTHER)]
        if turns and can and len(weeks) == 1:
            self.off.remove(weeks[0])
            for one in can:
                one.weeks = since(OTHER, weeks[0][0] + WEEK)
            for told in turns:
                told.idle = False

    def _is_back(self, day: date) -> bool:
        """Let what had no end end before DAY: "vanaf 14 december weg, 1 april ben ik er weer"."""
        open_ = [one for one in self.off if one[1] == date.max and one[0] < day]
        self.off = [(first, day - DAY) if (first, last) in open_ else (first, last) for first, last in self.off]
        return bool(open_)

    def _single_weeks(self) -> list[Said]:
        """Give what was said of two weeks, each by itself."""
        dated = [one for one in self.week.said if one.can and one.when and one.when[-1][1] - one.when[0][0] < WEEK]
        return dated if len({monday(one.when[0][0]) for one in dated}) == len(_TURNS) else []

    def _goes_on(self, before: Clause, clause: Clause) -> tuple[Stretch, ...]:
        """Give the days of which CLAUSE goes on to speak, where it does: those BEFORE it, or what comes after them."""
        if not before.when or clause.rest or clause.others:
            return ()
        if before.groups and clause.groups and not (clause.after or any(one.days for one in clause.groups)):
            return before.when  # "morgen alleen 's ochtends, 's middags niet"
        if not clause.can:
            return ()
        last = before.when[-1][1]
        until = any(bound == "until" for _, bound, *_ in before.dates)
        if (clause.after or (clause.then and until)) and (clause.groups or clause.firmly):
            return ((last + DAY, date.max),) if last < date.max else ()
        alone = not before.groups and before.can and not self.week.said and len(self.free) == 1
        fragment = alone and not (before.firmly and clause.firmly)  # "donderdag kan ik ook, 's middags"
        days = frozenset[int]().union(*(one.days for one in clause.groups if one.named))
        short = _is_short(before.when) and not clause.lasting
        alike = fragment or (days and short and (clause.firmly or clause.rather) and not before.can)
        if not clause.groups or not (alike or clause.then or (clause.so and not before.groups)):
            return ()
        clause.also = clause.also or bool(before.groups and not before.can)
        self.off = [one for one in self.off if one not in [(first, last) for _, _, first, last in before.dates]]
        self.free = [one for one in self.free if one is not before]
        if not days or days & weekdays_of(before.when):
            return before.when
        self.off += [(first, last) for can, _, first, last in before.dates if not can]
        return tuple(self._in_its_week(before.when[0][0], day) for day in sorted(days))

    def _in_its_week(self, date_: date, weekday: int) -> Stretch:
        """Give the day of that name in the week of a date, or the next one where that is over."""
        day = monday(date_) + weekday * DAY
        day += WEEK if day < self.today else timedelta()
        return day, day

    @property
    def clauses(self) -> list[Clause]:
        """Give its clauses, in their order, without those that give a reason."""
        return [clause for _, clause in self.parts if clause is not None]

    @property
    def narrowed(self) -> tuple[Stretch, ...]:
        """Give the days of a stretch but those that alone are free in it: "deze week alleen morgen nog"."""
        alone = next((one for one in self.free if one.only), None)
        days = [(first, last) for _, bound, first, last in alone.dates if not bound] if alone else []
        whole = [one for one in days if any(one != each and meeting([one], [each]) == [each] for each in days)]
        return tuple(left_of(whole[0], [one for one in days if one != whole[0]])) if whole else ()

    def settle(self, spelled: str) -> None:
        """Say what the dates hold for that stand by themselves, and from which week on every other one counts."""
        free = [one for one in self.free if not any(said.weeks for said in self.week.said)]
        fine = any(one.can and (one.when or not one.loose) for one in self.week.said)
        dated = any(one.when for one in self.week.said if one.can)
        days = [one for clause in free for one in clause.when]
        if any(not bound for clause in free for _, bound, *_ in clause.dates):
            if not fine or (any(one.only for one in free) and not dated):
                self.only += days
            else:
                self.week.said += [
                    Said(True, ALL, [], named=False, firmly=True, when=one.when)
                    for one in free if (one.firmly or one.only or dated) and not one.also
                ]  # fmt: skip
        elif dated:
            if any(one.after for one in free):  # "daarna pas weer in het nieuwe jaar"
                self.week.said += [replace(one, when=tuple(days)) for one in self.week.said if one.can and one.when]
            for one in self.week.said:
                one.when = one.when or tuple(days)
        else:
            for each in free:
                self.scope = tuple(meeting(self.scope, each.when) if self.scope else each.when)
        if not (self.off or outside(self.scope, self.today)) and (long := days_long(spelled)):
            self.off.append((self.today, self.today + timedelta(days=long - 1)))
        self.off = [one for one in dict.fromkeys(self.off) if one[0] <= one[1]]
        self._turn_of_those_off()
        named = [first for one in self.clauses for can, bound, first, _ in one.dates if can and bound == "from"]
        named += [first for one in self.free for can, bound, first, _ in one.dates if can and not bound]
        self.week.begin([*self.turn, *self._turn_of_this_week(), *named], self.off, self.today)

    def _turn_of_this_week(self) -> list[date]:
        """Take what is said of one week for which of two kinds of week it is: "deze week is het ma en di"."""
        turns = [one for one in self.week.said if one.weeks in _TURNS]
        for one in [one for one in self.week.said if one.when and one.can and not one.weeks]:
            for turn in turns:
                if turn.days == one.days and (not one.hours or turn.hours == one.hours):
                    self.week.said.remove(one)
                    return [one.when[0][0] - (WEEK if turn.weeks == NEXT_OTHER else timedelta())]
        return []


def hear(text: str, today: date) -> Heard:
    """Hear all that TEXT says."""
    heard = Heard(today, read_parts(text, today))
    for clause in heard.clauses:
        heard.hear(clause)
    heard.settle(spell(text))
    return heard


def outside(only: Sequence[Stretch], today: date) -> list[Stretch]:
    """Give the days from TODAY on that lie outside ONLY these."""
    off, begin = list[Stretch](), today
    for first, last in sorted(only):
        if begin < first:
            off.append((begin, first - DAY))
        begin = max(begin, last + DAY if last < date.max else last)
    return [*off, (begin, date.max)] if only and begin < date.max else off


def _is_short(when: Sequence[Stretch]) -> bool:
    """Say whether these days are some, and no more than those of one week."""
    return bool(when) and when[-1][1] - when[0][0] < WEEK


def _is_nowhere(clause: Clause, *, but_on_dates: bool = False) -> bool:
    """Say whether CLAUSE names no days and no hours, or nothing but certain days."""
    if clause.groups or clause.weeks or bool(clause.dates) is not but_on_dates:
        return False
    return not but_on_dates or (not any(bound for _, bound, *_ in clause.dates) and not clause.left.strip(" ."))


def _on_dates(clause: Clause) -> bool:
    """Say whether CLAUSE takes some dates away, and nothing of every week."""
    unbounded = any(not bound for _, bound, *_ in clause.dates)
    return not clause.can and unbounded and not any(one.named for one in clause.groups)


def _of_its_own(clause: Clause) -> bool:
    """Say whether CLAUSE says days or hours, and dates on which alone they hold."""
    return any(one.hours or one.named or clause.can for one in clause.groups) and not clause.but
