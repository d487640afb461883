"""Puts the pieces of a sentence together: every reading of the time it speaks of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from flows.understanding.time.calendar_days import RULE_DAYS
from flows.understanding.time.pieces import (
    DAY,
    Clock,
    Days,
    Every,
    Hours,
    Lasting,
    NoDay,
    Off,
    Piece,
    Point,
    bounded,
    one,
)
from flows.understanding.time.recurring import recurring, without_days, without_part
from flows.understanding.time.slots import Slot, expand, gather, is_long
from flows.understanding.time.when import When

MOST = 4  # readings
_WEEK = 7  # days


def build(pieces: Sequence[Piece], now: datetime, waking: bool) -> list[When]:
    """Give every reading of the pieces, likeliest first."""
    if any(isinstance(p, NoDay) for p in pieces):
        return []
    slots, offs = gather(pieces), [p for p in pieces if isinstance(p, Off)]
    every = next((p for p in pieces if isinstance(p, Every)), None)
    lasting = next((p.days for p in pieces if isinstance(p, Lasting)), 0)
    if lasting and not every:
        every = _weekly(slots, lasting)
        slots = [_for_so_long(slot, lasting) for slot in slots] if every is None else slots
    apart = _apart(pieces)
    if len(apart) > 1:
        return list(dict.fromkeys(one for some in apart for one in build(some, now, waking)))[:MOST]
    if every:
        if every.since:
            slots = [*slots, Slot(bounded(one(every.since), "from"))]
        lasting = lasting or every.days
        timed = [slot for slot in slots if slot.clock or slot.hours] or [slot for slot in slots if slot.part]
        lists = [[*(one for one in slots if one not in timed), one] for one in timed] or [slots]
        rules = [every.rule, every.other] if every.other else [every.rule]
        found = [recurring(rule, one, offs, lasting, now, waking) for one in lists for rule in rules]
        found = [one if "BYDAY" in (one.every or "") else replace(one, times=every.times) for one in found]
        return list(dict.fromkeys(found))[:MOST]
    if slots:
        found = [when for slot in without_days(slots, offs) for when in _readings(slot, offs, now, waking)]
        return list(dict.fromkeys(found))[:MOST]
    points = sorted((p for p in pieces if isinstance(p, Point)), key=lambda p: p.weak)
    return [When(p.start, p.end, p.grain) for p in points[:1]]


def _for_so_long(slot: Slot, lasting: int) -> Slot:
    """Read "vanaf dinsdag drie dagen lang": until the last of them."""
    if slot.days is None or slot.days.bound != "from":
        return slot
    options = tuple((first, first + lasting * DAY) for first, _ in slot.days.options)
    return replace(slot, days=Days(options, "day"))


def _weekly(slots: Sequence[Slot], lasting: int) -> Every | None:
    """Read "woensdag om 2 uur, acht weken lang": every week on the day that was said."""
    said = slots[0].days if slots else None
    if lasting <= _WEEK or said is None or said.grain != "day" or said.bound or is_long(said):
        return None
    return Every(f"WEEKLY;BYDAY={RULE_DAYS[said.options[0][0].weekday()]}", days=lasting)


def _apart(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part the pieces where each of several rules has its own hour: "maandags om 9 uur en donderdags om 2 uur"."""
    starts = [nth for nth, piece in enumerate(pieces) if isinstance(piece, Every)]
    edges = [0, *starts[1:], len(pieces)]
    groups = [list(pieces[a:b]) for a, b in pairwise(edges)]
    return groups if all(any(isinstance(p, Clock | Hours) for p in group) for group in groups) else []


def _readings(slot: Slot, offs: Sequence[Off], now: datetime, waking: bool) -> list[When]:
    """Give the readings of one slot; an hour beside each of some days comes back until the last of them."""
    if slot.days and slot.days.each and (slot.clock or slot.hours or slot.part):
        return [recurring("DAILY", [slot], [_within(off, slot.days) for off in offs], 0, now, waking)]
    return [without_part(when, offs) for when in expand(_day_by_day(slot), now, waking)]


def _within(off: Off, said: Days) -> Off:
    """Bring a weekday that is left out into the week that was said: "ma t/m vr om 9 uur, woensdag niet"."""
    if off.days is None:
        return off
    first = said.options[0][0]
    moved = [(a + 7 * DAY, b + 7 * DAY) if first - 7 * DAY < b <= first else (a, b) for a, b in off.days.options]
    return replace(off, days=replace(off.days, options=tuple(moved)))


def _day_by_day(slot: Slot) -> Slot:
    """Offer each of two days that were said as one beside an hour: "in het weekend om 10 uur"."""
    if slot.days is None or slot.days.bound or not (slot.clock or slot.hours or slot.part):
        return slot
    each = tuple(
        (first + n * DAY, first + (n + 1) * DAY)
        for first, after in slot.days.options
        for n in range((after - first).days if (after - first).days <= 2 else 0)
    )
    return replace(slot, days=replace(slot.days, options=each)) if each and slot.days.grain == "day" else slot
