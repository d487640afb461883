"""Puts together what comes back: the rule, its first time, its last day, and the days that are left out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from flows.late import late_pattern
from flows.understanding.time import calendar_days as cal
from flows.understanding.time.pieces import DAY, Days, Off, Stretch, one
from flows.understanding.time.slots import Slot, at, day_of, edge, is_long, place, settled
from flows.understanding.time.when import When

_INTERVAL = late_pattern(r";INTERVAL=\d+")
_FEW = 5
_TRIED = 60  # times of a rule that may be left out before its first one


def recurring(rule: str, slots: Sequence[Slot], offs: Sequence[Off], lasting: int, now: datetime, waking: bool) -> When:
    """Give the first time of what comes back by RULE, as far as it was said, with what is left out."""
    since, last, named = _limits([slot.days for slot in slots if slot.days], now.date(), rule)
    if lasting:
        last = max(since, named.options[0][0] if named else since) + timedelta(days=lasting - 1)
    rule = _but(_on_its_day(rule, named), offs)
    off = _left_out(offs, rule)
    timed = _timed(slots)
    for day in islice(_days(rule, named, since, timed), _TRIED):
        found = _at_its_hour(timed, day, waking)
        over = found.grain in ("minute", "hour") and edge(found) <= now
        if not over and not any(a <= day <= b for a, b in off):
            return replace(found, every=rule, off=off, last=last)
    return When(None, None, "week" if rule.startswith("WEEKLY") else "day", rule, off, last)


def _timed(slots: Sequence[Slot]) -> Slot:
    """Give the hour or the part of the day, wherever it was said."""
    parts, hours, clocks = (
        zip(*((one.part, one.hours, one.clock) for one in slots), strict=True) if slots else ((),) * 3
    )
    clock = next(filter(None, clocks), None)
    return Slot(None, next(filter(None, parts), None), None if clock else next(filter(None, hours), None), clock)


def _limits(said: Sequence[Days], today: date, rule: str) -> tuple[date, date | None, Days | None]:
    """Give the first day, the last day, and the day that was said apart: "elke week boodschappen op vrijdag"."""
    since, last, named = today, None, None
    for one_said in said:
        first, after = one_said.options[0]
        if one_said.bound == "until":
            last = last or (after - DAY if after - DAY > today else None)
        elif one_said.bound == "from":
            since = max(since, first)
        elif one_said.grain in ("week", "month") or is_long(one_said):
            once = rule.startswith("WEEKLY") and (after - first).days <= 7  # then it begins in that week
            since, last = max(since, first), last if once else after - DAY
        else:
            named = named or one_said
    return since, last, named


def _on_its_day(rule: str, named: Days | None) -> str:
    """Name the day in a rule when it was said apart."""
    if named is None or "BY" in rule:
        return rule
    days = [first for first, _ in named.options]
    if rule.startswith("WEEKLY"):
        listed = days if len({day.weekday() for day in days}) > 1 else days[:1]
        return f"{rule};BYDAY={','.join(cal.RULE_DAYS[w] for w in sorted({day.weekday() for day in listed}))}"
    if rule.startswith("YEARLY"):
        return f"{rule};BYMONTH={days[0].month};BYMONTHDAY={days[0].day}"
    return rule


def _days(rule: str, named: Days | None, since: date, timed: Slot) -> Iterator[date]:
    """Give the days on which a rule may begin; none where it names none."""
    if named:
        since = max(since, *(first for first, _ in named.options[:1]))
    if "BY" in rule or rule == "DAILY" or (rule.startswith("DAILY") and timed != Slot()):
        begin = datetime.combine(since, datetime.min.time())
        yield from (day.date() for day in rrulestr(f"FREQ={_INTERVAL.sub('', rule)}", dtstart=begin))
    elif named:
        yield since


def _at_its_hour(timed: Slot, day: date, waking: bool) -> When:
    hours, whole = settled(timed, waking), one(day)
    first, after = whole.options[0]
    return place(timed, day, hours[0]) if hours else day_of(whole, timed.part, first, after)


def _but(rule: str, offs: Sequence[Off]) -> str:
    """Take whole weekdays out of a rule; one that would be left without any stays as it was."""
    out = {weekday for off in offs for weekday in off.weekdays}
    if not out or not (rule == "DAILY" or (rule.startswith("WEEKLY") and "BYDAY" in rule)):
        return rule
    core, _, named = rule.partition(";BYDAY=")
    kept = [one for one in (named.split(",") if named else cal.RULE_DAYS) if cal.RULE_DAYS.index(one) not in out]
    return f"{core.replace('DAILY', 'WEEKLY')};BYDAY={','.join(kept)}" if kept else rule


def _left_out(offs: Sequence[Off], rule: str) -> tuple[Stretch, ...]:
    """Give the days that are left out; where they are many, only those on which the rule would fall."""
    stretches = {(first, max(first, after - DAY)) for off in offs if off.days for first, after in off.days.options}
    if len(stretches) > _FEW:
        stretches = {one for one in stretches if _falls_in(rule, one)}
    return tuple(sorted(stretches))


def _falls_in(rule: str, stretch: Stretch) -> bool:
    first, last = stretch
    ahead = {cal.RULE_DAYS[(first + timedelta(days=nth)).weekday()] for nth in range(min((last - first).days, 6) + 1)}
    _, _, named = rule.partition("WEEKLY;BYDAY=")
    return not named or bool(ahead & set(named.split(",")))


def without_days(slots: Sequence[Slot], offs: Sequence[Off]) -> Sequence[Slot]:
    """Take days out of those that were offered: "dinsdag of woensdag, o nee, woensdag valt af"; one at least stays."""
    out = {option for off in offs if off.days and not off.part for option in off.days.options}
    left = [_but_on(slot, out) for slot in slots] if out else slots
    return [slot for slot in left if slot] or slots


def _but_on(slot: Slot, out: Collection[Stretch]) -> Slot | None:
    if slot.days is None:
        return slot
    kept = tuple(option for option in slot.days.options if option not in out)
    return replace(slot, days=replace(slot.days, options=kept)) if kept else None


def without_part(when: When, offs: Sequence[Off]) -> When:
    """Take a part out of a day of which no hour was said: "woensdag, maar niet 's ochtends" is in the afternoon."""
    part = next((off.part for off in offs if off.part and _bars(off, when)), None)
    if part is None or when.grain != "day" or when.start is None or when.end != when.start + DAY:
        return when
    if part.start < 720:
        return When(at(when.start.date(), 720), None, "part")
    return When(at(when.start.date(), 480), at(when.start.date(), part.start), "part")


def _bars(off: Off, when: When) -> bool:
    """Tell whether what is left out lies on the day of WHEN, or on every day."""
    return off.days is None or (
        when.start is not None and when.start.date() in {first for first, _ in off.days.options}
    )
