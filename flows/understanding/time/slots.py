"""Sorts the pieces of a sentence: which hour goes with which day, and which half of the day was meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product

from flows.understanding.time.halves import MIDNIGHT, NOON, later_half, settle, settle_both
from flows.understanding.time.pieces import DAY, Clock, Days, Hours, Part, Piece
from flows.understanding.time.when import When

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
    return [slot for slot in _with_days(slots) if not _is_said_fuller(slot, slots)]


def _is_said_fuller(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Tell whether the same day is said again with its hour: "zaterdag, ja zaterdag om twaalf uur"."""
    return slot == Slot(slot.days) and any(other.days == slot.days for other in slots if other != slot)


def _with_days(slots: list[Slot]) -> list[Slot]:
    """Give hours that came before any day the day that follows: "om 9 uur heen en om 12 uur terug, morgen"."""
    first = next((slot.days for slot in slots if slot.days), None)
    dayless = next((i for i, slot in enumerate(slots) if slot.days), 0)
    return [replace(slot, days=first) for slot in slots[:dayless]] + slots[dayless:]


def expand(slot: Slot, now: datetime, waking: bool) -> list[When]:
    """Give the readings of one slot."""
    pairs = settled(slot, waking)
    if slot.days is None:
        return [w for pair in pairs for w in _undated(slot, pair, now)] if pairs else _part_only(slot.part, now)
    if slot.days.grain in ("week", "month") or is_long(slot.days):
        return [_whole(slot.days, a, b) for a, b in slot.days.options]
    if not pairs:
        return [day_of(slot.days, slot.part, a, b) for a, b in slot.days.options]
    return _dated(slot, slot.days, pairs, now)


def is_long(days: Days) -> bool:
    return not days.bound and days.options[0][1] - days.options[0][0] > DAY


def _whole(days: Days, first: date, after: date) -> When:
    start, end = at(first, 0), at(after, 0)
    return When(start if days.bound != "until" else None, end if days.bound != "from" else None, days.grain)


def day_of(days: Days, part: Part | None, first: date, after: date) -> When:
    if part is None:
        return _whole(days, first, after)
    start = at(first, part.start) if days.bound != "until" else None
    return When(start, at(first, part.end) if days.bound != "from" else None, "part")


def _dated(slot: Slot, days: Days, pairs: list[_Pair], now: datetime) -> list[When]:
    firsts = [first for first, _ in days.options]
    if days.today_too:
        ahead = any(edge(place(slot, now.date(), pair)) > now for pair in pairs)
        firsts = [*([now.date()] if ahead else []), *(d for d in firsts if d != now.date())]
    return [_ahead(slot, day, pair, now) for day, pair in product(firsts, pairs)]


def _ahead(slot: Slot, day: date, pair: _Pair, now: datetime) -> When:
    """Put hours on a day; today's morning, when it is over, may have been the evening."""
    placed = place(slot, day, pair)
    if day != now.date() or (placed.end or edge(placed)) > now:
        return placed
    later = place(slot, day, _later(pair))
    return later if edge(later) > now else placed


def _later(pair: _Pair) -> _Pair:
    """Move hours to the second half of the day, both or neither."""
    start, end = later_half(pair[0]), later_half(pair[1])
    if start and end and start != pair[0] and end == pair[1] and end.minutes <= start.minutes:
        end = replace(end, minutes=(end.minutes + NOON) % MIDNIGHT)
    return start, end


def place(slot: Slot, day: date, pair: _Pair) -> When:
    start, end = pair
    begin = at(day, start.minutes) if start else None
    until = at(day, end.minutes + (MIDNIGHT if start and end.minutes <= start.minutes else 0)) if end else None
    if slot.clock and slot.days and slot.days.bound == "until":
        begin, until = None, begin
    if (slot.hours or (slot.days and slot.days.bound)) and (begin is None or until is None):
        return When(begin, until, "part")  # from or until an hour: some time on that side of it
    return When(begin, until, "hour" if any(c and c.about for c in pair) else "minute")


def edge(when: When) -> datetime:
    """Give its start, or its end when nothing else was said; what has neither is over."""
    return when.start or when.end or _NEVER


def _undated(slot: Slot, pair: _Pair, now: datetime) -> list[When]:
    """Put hours without a day on today, or on tomorrow when they are over: then tonight may be meant as well."""
    today = place(slot, now.date(), pair)
    over = today.end if slot.hours and slot.hours.end else today.start
    if over and over > now:
        return [today]
    tonight = place(slot, now.date(), _later(pair))
    evening = [tonight] if now < edge(tonight) < at(now.date(), _VISITS_END) else []
    return [place(slot, now.date() + DAY, pair), *evening]


def _part_only(part: Part | None, now: datetime) -> list[When]:
    if part is None:
        return []
    day = now.date() if at(now.date(), part.end) > now else now.date() + DAY
    if part.name == "nacht" and now.hour < 6:
        day -= DAY
    return [When(at(day, part.start), at(day, part.end), "part")]


def settled(slot: Slot, waking: bool) -> list[_Pair]:
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
