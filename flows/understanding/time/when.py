"""A time as somebody said it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from flows.late import late_pattern

EXACT = frozenset({"minute", "hour", "before"})  # the start is an hour, not a stretch in which it will do
_GRAINS = EXACT | {"part", "day", "week", "month", "after"}
_FORM = late_pattern(r"\d{4}-\d\d-\d\d \d\d:\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was said, on the wall clock of the village.

    Only `start`: a moment (grain minute or hour) or open ended; only `end`, which is exclusive: until then.
    Grain before or after: `start` is an appointment, and the hour is some time before, or after it.
    `every` is the core of an RRULE, such as "WEEKLY;BYDAY=TU"; start and end then are those of the first time,
    `last` is the last day on which it may be, and `off` holds the first and last days of what is left out.
    `times` is how often it comes each time, where no days were said: twice a week.
    """

    start: datetime | None
    end: datetime | None
    grain: str
    every: str | None = None
    off: tuple[tuple[date, date], ...] = ()
    last: date | None = None
    times: int = 1

    def kept(self) -> dict[str, Any]:
        """Write it down so that `recalled` reads it back."""
        off = {"off": [[first.isoformat(), last.isoformat()] for first, last in self.off]} if self.off else {}
        last = {"last": self.last.isoformat()} if self.last else {}
        times = {"times": self.times} if self.times > 1 else {}
        edges = {"start": _written(self.start), "end": _written(self.end)}
        return {**edges, "grain": self.grain, "every": self.every, **off, **last, **times}

    @classmethod
    def recalled(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `kept` wrote.

        Raises ValueError when it isn't that.
        """
        grain, every = kept.get("grain"), kept.get("every")
        if grain not in _GRAINS or not isinstance(every, str | None):
            raise ValueError("no such grain or recurrence")
        start, end = _read(kept.get("start")), _read(kept.get("end"))
        off = tuple((_day(first), _day(last)) for first, last in kept.get("off") or ())
        last, times = kept.get("last"), kept.get("times", 1)
        if not isinstance(times, int):
            raise ValueError("how often is a number")
        return cls(start, end, grain, every, off, None if last is None else _day(last), times)


def _written(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M}" if at else None


def _day(said: str) -> date:
    if not isinstance(said, str):
        raise ValueError("a day is kept as text")
    return date.fromisoformat(said)


def _read(said: str | None) -> datetime | None:
    if said is None:
        return None
    if not isinstance(said, str):
        raise ValueError("a time is kept as text")
    if not _FORM.fullmatch(said):
        raise ValueError("a time is kept to the minute")
    return datetime.fromisoformat(said)
