"""How much one sender may write: a bucket that leaks, one for each; kept in memory, so a new start forgives."""

from dataclasses import dataclass
from datetime import datetime

FULL = 20.0  # messages at once
LEAKS = 6.0  # a minute
TAP = 0.25  # a button counts for less than words
REMEMBERED = 10_000  # senders; of those who wrote last
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


class Floods:
    """The buckets of all who wrote of late, by person."""

    def __init__(self) -> None:
        self._levels: dict[int, tuple[float, datetime]] = {}

    def pour(self, person: int, now: datetime, weight: float = 1.0) -> Level:
        """Pour one more of PERSON in; what is not heard adds nothing. No clock set back keeps anybody silent longer."""
        before, at = self._levels.pop(person, (0.0, now))
        at = min(at, now)
        level = pour(before, at, now, weight)
        if level.heard or level.first:
            before, at = level.now, now
        self._levels[person] = (before, at)  # who wrote last stands at the end
        if len(self._levels) > REMEMBERED:
            del self._levels[next(iter(self._levels))]
        return level
