"""Puts the pieces of a sentence together: which hour goes with which day, and which half of the day was meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product

from flows.understanding import calendar_days as cal
from flows.understanding.halves import MIDNIGHT, later_half, settle, settle_both
from flows.understanding.pieces import DAY, Clock, Days, Every, Hours, NoDay, Part, Piece, Point, one
from flows.understanding.when import When

_VISITS_END = 1320  # nobody visits after ten in the evening
_NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - wall time has no zone here
_Pair = tuple[Clock | None, Clock | None]


@dataclass(frozen=True, slots=True)
class Slot:
    """One time as it was said: a day, a part of it, an hour; None where nothing was said."""

    days: Days | None = None
    part: Part | None = None
    hours: Hours | None = None
    clock: Clock | None = None

    def takes(self, piece: Piece) -> "Slot | None":
        """Put a piece into its place; None when that place is taken."""
        if isinstance(piece, Days) and self.days is None:
            return replace(self, days=piece)
        if isinstance(piece, Part) and self.part is None:
            return replace(self, part=piece)
        timed = self.hours or self.clock
        if isinstance(piece, Hours) and not timed:
            return replace(self, hours=piece)
        if isinstance(piece, Clock) and not timed:
            return replace(self, clock=piece)
        return None


def gather(pieces: Sequence[Piece]) -> list[Slot]:
    """Sort the pieces into slots, in the order they were said; an hour without a day takes the day before it."""
    slots: list[Slot] = []
    for piece in pieces:
        if not isinstance(piece, Days | Part | Hours | Clock):
            continue
        fuller = slots[-1].takes(piece) if slots else Slot().takes(piece)
        if fuller:
            slots[-1:] = [fuller]
        else:
            inherited = slots[-1] if not isinstance(piece, Days) else Slot()
            fresh = Slot(days=inherited.days, part=inherited.part if isinstance(piece, Hours | Clock) else None)
            slots.append(fresh.takes(piece) or fresh)
    return _with_days(slots)


def _with_days(slots: list[Slot]) -> list[Slot]:
    """Give hours that came before any day the day that follows: "om 9 uur heen en om 12 uur terug, morgen"."""
    first = next((slot.days for slot in slots if slot.days), None)
    dayless = next((i for i, slot in enumerate(slots) if slot.days), 0)
    return [replace(slot, days=first) for slot in slots[:dayless]] + slots[dayless:]


def build(pieces: Sequence[Piece], now: datetime, waking: bool) -> list[When]:
    """Give every reading of the pieces, likeliest first."""
    if any(isinstance(p, NoDay) for p in pieces):
        return []
    every = next((p for p in pieces if isinstance(p, Every)), None)
    slots = gather(pieces)
    if every:
        return [_repeated(every, slots[0] if slots else Slot(), now, waking)]
    if slots:
        found = [when for slot in slots for when in expand(slot, now, waking)]
        return list(dict.fromkeys(found))[:4]
    points = sorted((p for p in pieces if isinstance(p, Point)), key=lambda p: p.weak)
    return [When(p.start, p.end, p.grain) for p in points[:1]]


def expand(slot: Slot, now: datetime, waking: bool) -> list[When]:
    """Give the readings of one slot."""
    pairs = _pairs(slot, waking)
    if slot.days is None:
        return [w for pair in pairs for w in _undated(slot, pair, now)] if pairs else _part_only(slot.part, now)
    if slot.days.grain in ("week", "month") or _long(slot.days):
        return [_whole(slot.days, a, b) for a, b in slot.days.options]
    if not pairs:
        return [_day(slot.days, slot.part, a, b) for a, b in slot.days.options]
    return _dated(slot, slot.days, pairs, now)


def _long(days: Days) -> bool:
    return not days.bound and days.options[0][1] - days.options[0][0] > DAY


def _whole(days: Days, first: date, after: date) -> When:
    start, end = at(first, 0), at(after, 0)
    return When(start if days.bound != "until" else None, end if days.bound != "from" else None, days.grain)


def _day(days: Days, part: Part | None, first: date, after: date) -> When:
    if part is None:
        return _whole(days, first, after)
    start = at(first, part.start) if days.bound != "until" else None
    return When(start, at(first, part.end) if days.bound != "from" else None, "part")


def _dated(slot: Slot, days: Days, pairs: list[_Pair], now: datetime) -> list[When]:
    firsts = [first for first, _ in days.options]
    if days.today_too:
        ahead = any(edge(_placed(slot, now.date(), pair)) > now for pair in pairs)
        firsts = [*([now.date()] if ahead else []), *(d for d in firsts if d != now.date())]
    return [_ahead(slot, day, pair, now) for day, pair in product(firsts, pairs)]


def _ahead(slot: Slot, day: date, pair: _Pair, now: datetime) -> When:
    """Put hours on a day; today's morning, when it is over, may have been the evening."""
    placed = _placed(slot, day, pair)
    if day != now.date() or edge(placed) > now:
        return placed
    later = _placed(slot, day, (later_half(pair[0]), later_half(pair[1])))
    return later if edge(later) > now else placed


def _placed(slot: Slot, day: date, pair: _Pair) -> When:
    start, end = pair
    begin = at(day, start.minutes) if start else None
    until = at(day, end.minutes + (MIDNIGHT if start and end.minutes <= start.minutes else 0)) if end else None
    if slot.clock and slot.days and slot.days.bound == "until":
        begin, until = None, begin
    if slot.hours and (begin is None or until is None):
        return When(begin, until, "part")  # from or until an hour: some time on that side of it
    return When(begin, until, "hour" if any(c and c.about for c in pair) else "minute")


def edge(when: When) -> datetime:
    """Give its start, or its end when nothing else was said; what has neither is over."""
    return when.start or when.end or _NEVER


def _undated(slot: Slot, pair: _Pair, now: datetime) -> list[When]:
    """Put hours without a day on today, or on tomorrow when they are over: then tonight may be meant as well."""
    today = _placed(slot, now.date(), pair)
    over = today.end if slot.hours and slot.hours.end else today.start
    if over and over > now:
        return [today]
    tonight = _placed(slot, now.date(), (later_half(pair[0]), later_half(pair[1])))
    evening = [tonight] if now < edge(tonight) < at(now.date(), _VISITS_END) else []
    return [_placed(slot, now.date() + DAY, pair), *evening]


def _part_only(part: Part | None, now: datetime) -> list[When]:
    if part is None:
        return []
    day = now.date() if at(now.date(), part.end) > now else now.date() + DAY
    if part.name == "nacht" and now.hour < 6:
        day -= DAY
    return [When(at(day, part.start), at(day, part.end), "part")]


def _pairs(slot: Slot, waking: bool) -> list[_Pair]:
    """Settle which half of the day the hours lie in; more than one pair where people differ."""
    if slot.clock:
        return [(settle(slot.clock, slot.part, waking), None)]
    if not slot.hours:
        return []
    start, end = slot.hours.start, slot.hours.end
    if start is None or end is None:
        return [(start and settle(start, slot.part, waking), end and settle(end, slot.part, waking))]
    return [settle_both(start, end, slot.part, waking)]


def at(day: date, minutes: int) -> datetime:
    """Give the wall time MINUTES after midnight."""
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)


def _repeated(every: Every, slot: Slot, now: datetime, waking: bool) -> When:
    """Give the first time of what comes back, as far as it was said."""
    for since in (now.date(), now.date() + DAY):
        days = _first_day(every, max(since, slot.days.options[0][0]) if slot.days else since) or slot.days
        if days is None:
            break
        found = _first_time(slot, days, waking)
        if edge(found) > now or found.grain not in ("minute", "hour"):
            return replace(found, every=_on_its_day(every.rule, slot.days))
    return When(None, None, "week" if every.rule.startswith("WEEKLY") else "day", every.rule)


def _on_its_day(rule: str, said: Days | None) -> str:
    """Name the weekday in a weekly rule when it was said apart: "elke week boodschappen op vrijdag"."""
    if not rule.startswith("WEEKLY") or "BYDAY" in rule or said is None or said.grain != "day" or said.bound:
        return rule
    return f"{rule};BYDAY={cal.RULE_DAYS[said.options[0][0].weekday()]}"


def _first_time(slot: Slot, days: Days, waking: bool) -> When:
    pairs, (first, after) = _pairs(slot, waking), days.options[0]
    return _placed(slot, first, pairs[0]) if pairs else _day(days, slot.part, first, after)


def _first_day(every: Every, since: date) -> Days | None:
    _, _, said = every.rule.partition("BYDAY=")
    if not said:
        return one(since) if every.rule == "DAILY" else None
    if every.rule.startswith("MONTHLY"):
        return _first_in_month(int(said[:-2]), cal.RULE_DAYS.index(said[-2:]), since)
    weekdays = [cal.RULE_DAYS.index(d) for d in said.split(",")]
    return one(min(cal.after(since - DAY, w) for w in weekdays))


def _first_in_month(count: int, weekday: int, today: date) -> Days | None:
    month = today.replace(day=1)
    for _ in range(13):
        found = cal.nth(month.year, month.month, weekday, count)
        if found and found >= today:
            return one(found)
        month = (month + 32 * DAY).replace(day=1)
    return None
