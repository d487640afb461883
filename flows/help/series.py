"""The times of help that comes back: the next one, days that are left out, and another day or hour from now on. Pure.

Local wall times throughout. A rule is the core of an RRULE; days that are left out are first and last days.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.rrule import rrule, rruleset, rrulestr

from flows.understanding.time.calendar_days import RULE_DAYS
from flows.understanding.time.moment import When

LONGEST_AHEAD = timedelta(days=366)
LAST_WEEK = 5  # the fifth of a weekday is the last one of its month
Off = Sequence[tuple[date, date]]
_BYDAY, _INTERVAL = re.compile(r"BYDAY=[A-Z,0-9\-]+"), re.compile(r"INTERVAL=(\d+)")
_NTH = re.compile(r"BYDAY=(-?\d)[A-Z]{2}$")  # "1FR": the first Friday of the month


def days_off(kept: Mapping[str, Any]) -> list[tuple[date, date]]:
    """Read the days that are left out of what a request keeps of its time."""
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept.get("off", ())]


def with_days_off(kept: Mapping[str, Any], off: Iterable[tuple[date, date]]) -> dict[str, Any]:
    """Write the days that are left out beside what a request keeps of its time."""
    return {**kept, "off": [[first.isoformat(), last.isoformat()] for first, last in off]}


def next_time(when: When, now: datetime, off: Off = ()) -> When | None:
    """Give the next time of a rule after NOW that is not left out; None when it has none within a year, or ends."""
    if when.every is None or when.start is None:
        return None
    rule, left_out = _rule(when.every, when.start), [*off, *when.off]
    start = rule.after(now)
    while start is not None and start - now <= LONGEST_AHEAD and _in_any(start.date(), left_out):
        start = rule.after(start)
    if start is None or start - now > LONGEST_AHEAD or (when.last and start.date() > when.last):
        return None
    return When(start, None if when.end is None else start + (when.end - when.start), when.grain, None)


def _in_any(day: date, off: Iterable[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in off)


def _rule(every: str, start: datetime) -> rrule | rruleset:
    return rrulestr(every if every.startswith("FREQ") else f"FREQ={every}", dtstart=start)


def from_now_on(before: When, said: When, names_day: bool, visit: datetime, agreed: bool, now: datetime) -> When | None:
    """Give the rule BEFORE with the day, the hour or the rhythm that was SAID; its start is the first time it holds.

    VISIT is the time that is planned now: where that is AGREED, the new rule holds from the one after it. None where a
    rule has no day of the week to change.
    """
    if before.every is None or before.start is None or (said.start is None and said.every is None):
        return None
    every = _rule_from(before.every, said, names_day, visit)
    if every is None:
        return None
    timed = said.start is not None and said.grain in ("minute", "hour", "part")
    clock = (said if timed else before).start
    lasting = said if timed else before
    assert clock is not None  # noqa: S101 - both have a start
    floor = _floor(every, visit, agreed)
    begins = datetime.combine(floor.date(), clock.time())
    start = _rule(every, begins).after(max(floor, now), inc=True)
    while start is not None and start - now <= LONGEST_AHEAD and _in_any(start.date(), said.off):
        start = _rule(every, begins).after(start)
    if start is None or lasting.start is None:
        return None
    end = None if lasting.end is None else start + (lasting.end - lasting.start)
    return When(start, end, lasting.grain, every, said.off or before.off, said.last or before.last)


def _rule_from(before: str, said: When, names_day: bool, visit: datetime) -> str | None:
    """Give the rule that is to hold; a rhythm without a day keeps the day that it had, or has the day of VISIT."""
    if said.every is None:
        return rule_on(before, [said.start]) if names_day and said.start else before
    if "BYDAY" in said.every:
        return said.every
    day = RULE_DAYS[visit.weekday()]
    if said.every.startswith("WEEKLY"):
        kept = _BYDAY.search(before) if "WEEKLY" in before else None
        return f"{said.every};{kept[0] if kept else f'BYDAY={day}'}"
    if said.every.startswith("MONTHLY"):
        nth = (visit.day - 1) // 7 + 1
        return f"{said.every};BYDAY={nth if nth < LAST_WEEK else -1}{day}"
    return said.every


def rule_on(every: str, days: Sequence[datetime]) -> str | None:
    """Give a weekly rule on the weekdays of DAYS, a monthly one on that of the first; None for one without weekdays."""
    core = every.removeprefix("FREQ=")
    nth = _NTH.search(core)
    if core.startswith("MONTHLY") and nth:
        return _BYDAY.sub(f"BYDAY={nth[1]}{RULE_DAYS[days[0].weekday()]}", every)
    if not core.startswith("WEEKLY"):
        return None
    byday = f"BYDAY={','.join(RULE_DAYS[one] for one in sorted({day.weekday() for day in days}))}"
    return _BYDAY.sub(byday, every) if "BYDAY" in every else f"{every};{byday}"


def first_of_rule(every: str, since: datetime) -> datetime | None:
    """Give the first time of a rule, not before SINCE and at its hour; None where it has none within a year."""
    start: datetime | None = _rule(_INTERVAL.sub("INTERVAL=1", every), since).after(since, inc=True)
    return start if start is not None and start - since <= LONGEST_AHEAD else None


def _floor(every: str, visit: datetime, agreed: bool) -> datetime:
    """Give the moment from which a new rule holds: with the week of VISIT, or with the next where that is agreed."""
    weekly = every.removeprefix("FREQ=").startswith("WEEKLY")
    found = _INTERVAL.search(every)
    first = visit.date() - timedelta(days=visit.weekday() if weekly else 0)
    if agreed:
        first += timedelta(weeks=int(found[1]) if found else 1) if weekly else timedelta(days=1)
    return datetime.combine(first, datetime.min.time())
