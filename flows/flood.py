"""How much one sender may write: a bucket that leaks. Pure: what was in it, what time has passed, what comes in."""

from dataclasses import dataclass
from datetime import datetime

FULL = 20.0  # messages at once
LEAKS = 6.0  # a minute
TAP = 0.25  # a button counts for less than words
HELD = 10.0  # above full after too much: so long it stays silent, whatever else comes in


@dataclass(frozen=True, slots=True)
class Level:
    """What is in the bucket now, and whether this one is heard; `first` says that it is the first one too many."""

    now: float
    heard: bool
    first: bool = False


def pour(level: float, at: datetime | None, now: datetime, weight: float = 1.0) -> Level:
    """Pour one more in that arrives at NOW; LEVEL is what was in it AT its last change.

    One too many fills it above the brim. Until it has leaked down to the brim nothing is heard and nothing is added,
    so that whoever goes on does not have to wait for longer; then there is room for half of it again.
    """
    leaked = max(level - LEAKS * max((now - at).total_seconds(), 0.0) / 60, 0.0) if at else 0.0
    if level > FULL:
        if leaked > FULL:
            return Level(leaked, heard=False)
        leaked = min(leaked, FULL / 2)
    if leaked + weight > FULL:
        return Level(FULL + HELD, heard=False, first=True)
    return Level(leaked + weight, heard=True)
