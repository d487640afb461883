"""From an agreed time and the words that would have it otherwise to the time that is meant. Pure, local wall time."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flows.help.adjusting import adjust
from flows.help.listening import is_gone, listen
from flows.talk import Answers, Given
from flows.understanding.time.moment import When, read_when
from flows.understanding.time.shift import read_shift

_MOVE = re.compile(r"(\b(?:move|change|shift|switch|reschedule|put)\b.*?day) to\b", re.I)  # and no stretch of days
MOST_LATE = timedelta(minutes=45)  # who comes so little later says so, and need not ask


def other_times(before: When, words: str, now: datetime) -> tuple[When, ...]:
    """Give the times that WORDS put in the place of BEFORE, likeliest first; nothing where they name none.

    Only a day keeps the hour, only an hour keeps the day; the day that is left ("dinsdag naar woensdag") is no wish.
    """
    words = _MOVE.sub(r"\1 naar", words)
    shift = read_shift(words)
    if shift is not None and before.start is not None:
        return (When(before.start + shift, before.end and before.end + shift, before.grain),)
    adjusted = adjust(before, words, now)
    if adjusted is not None:
        return () if adjusted.start == before.start else (adjusted,)
    return tuple(one for one in (_on_day(before, one) for one in read_when(words, now)) if one is not None)


def _on_day(before: When, said: When) -> When | None:
    """Give SAID with the hour of BEFORE where it names only a day; None where it is the day that is left."""
    if before.start is None or said.start is None or said.every:
        return said if said.start and not said.every else None
    if said.grain != "day":
        return said if said.start != before.start else None
    if said.start.date() == before.start.date():
        return None
    if before.grain not in ("minute", "hour", "part"):
        return said
    moved = said.start.date() - before.start.date()
    return When(before.start + moved, before.end and before.end + moved, before.grain)


def hear_time(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Listen in a talk about another time, which is said against the one that stands."""
    kept = answers["when"].value if "when" in answers else None
    before = When.recalled(kept[0] if kept and len(kept) == 1 else given["before"])
    found = [one for one in other_times(before, words, now) if not is_gone(one, now)]
    if found:
        return {"when": [one.kept() for one in found]}
    heard = listen(words, now, {}, {"known": True})
    return {key: value for key, value in heard.items() if key == "when.not"}


def is_delay(before: datetime | None, after: datetime | None) -> bool:
    """Say whether AFTER is only a little later than BEFORE."""
    return before is not None and after is not None and timedelta(0) < after - before <= MOST_LATE
