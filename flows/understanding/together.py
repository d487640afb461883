"""Puts the pieces of a sentence together: every reading of the time it speaks of."""

from collections.abc import Sequence
from datetime import datetime

from flows.understanding.pieces import Every, Lasting, NoDay, Off, Piece, Point
from flows.understanding.recurring import recurring, without_days, without_part
from flows.understanding.slots import expand, gather
from flows.understanding.when import When

MOST = 4  # readings


def build(pieces: Sequence[Piece], now: datetime, waking: bool) -> list[When]:
    """Give every reading of the pieces, likeliest first."""
    if any(isinstance(p, NoDay) for p in pieces):
        return []
    slots, offs = gather(pieces), [p for p in pieces if isinstance(p, Off)]
    every = next((p for p in pieces if isinstance(p, Every)), None)
    if every:
        lasting = next((p.days for p in pieces if isinstance(p, Lasting)), every.days)
        timed = [slot for slot in slots if slot.clock or slot.hours]
        lists = [[*(one for one in slots if one not in timed), one] for one in timed] or [slots]
        rules = [every.rule, every.other] if every.other else [every.rule]
        found = [recurring(rule, one, offs, lasting, now, waking) for one in lists for rule in rules]
        return list(dict.fromkeys(found))[:MOST]
    if slots:
        found = [without_part(when, offs) for slot in without_days(slots, offs) for when in expand(slot, now, waking)]
        return list(dict.fromkeys(found))[:MOST]
    points = sorted((p for p in pieces if isinstance(p, Point)), key=lambda p: p.weak)
    return [When(p.start, p.end, p.grain) for p in points[:1]]
