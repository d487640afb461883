"""A time that was said, with only its day, only its hour or only its rhythm changed by later words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from flows.help.series import first_of_rule, from_now_on, rule_on
from flows.understanding.time.moment import When, read_when
from flows.understanding.time.pieces import Clock
from flows.understanding.time.reading import find_pieces

_HOURS = ("minute", "hour", "part")
_DAY, _MOMENT = timedelta(days=1), timedelta(minutes=1)
_PARTS = ("'s nachts", "'s ochtends", "'s middags", "'s avonds")  # by the hour at which they begin
_DAY_SAID = re.compile(
    r"\b(vandaag|van(ochtend|middag|avond|nacht)|morgen(?!s\b)\w*|overmorgen|straks|nu|today|tonight|tomorrow)\b", re.I
)
_BEGINS = re.compile(
    r"\b(?:vanaf|pas|begin\w*|start\w*|(?:met ingang|te beginnen) (?:van|op)|voor het eerst|de eerste keer"
    r"|from|beginning|not until|the first time)\b",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:eenmalig|(?:een|één|1) keer(?:tje)?|niet (?:elke|iedere) \w+|alleen|enkel|only|once|not every \w+)\b",
    re.I,
)
_EITHER = re.compile(r"\b(?:of|or)\b", re.I)


def adjust(before: When, words: str, now: datetime) -> When | None:
    """Change only the day, or only the hour, of a time that was said before; None when the words say both or neither.

    "nee, woensdag" keeps the hour; "om drie uur" keeps the day; "vrijdag" said of a week is the one in it. What comes
    back goes on coming back, from another day, on other days or in another rhythm, unless the words end that.
    """
    if before.start is None:
        return _coming_back(before, read_when(words, now), words, now) if before.every else None
    at_hour = on_that_day(before, words)
    if at_hour is not None:
        return _still_to_come(at_hour, now)
    said = read_when(words, now)
    if before.every is not None:
        return _coming_back(before, said, words, now)
    one = said[0] if len(said) == 1 else None
    if one is None or one.start is None or one.every or one.grain != "day":
        return None
    if before.grain not in _HOURS:
        return _day_within(before, words)
    return _moved(before, one.start)


def on_that_day(before: When, words: str) -> When | None:
    """Give the hour, or the part of the day, that WORDS name on the day of BEFORE; None where they name a day, too."""
    if before.start is None or _DAY_SAID.search(words) or not _follows_the_day(words, before.start):
        return None
    anchored = read_when(_in_its_part(before, words), midnight(before.start))[0]
    if anchored.grain not in _HOURS or anchored.every or (before.every and anchored.start is None):
        return None
    return replace(before, start=anchored.start, end=anchored.end, grain=anchored.grain)


def _in_its_part(before: When, words: str) -> str:
    """Give WORDS with the part of the day that was said before, where that tells in which half an hour lies."""
    assert before.start is not None  # noqa: S101 - looked at by the caller
    halves = (one for one in find_pieces(words, before.start) if isinstance(one, Clock) and not one.sure)
    return f"{words} {_PARTS[before.start.hour // 6]}" if before.grain == "part" and any(halves) else words


def _still_to_come(when: When, now: datetime) -> When:
    """Let what comes back begin with the first time that is still to come."""
    if when.every is None or when.start is None or when.grain == "part" or when.start > now:
        return when
    start = first_of_rule(when.every, when.start + _DAY)
    return _moved(when, start) if start else when


def midnight(moment: datetime) -> datetime:
    """Give the beginning of its day."""
    return moment.replace(hour=0, minute=0)


def _moved(before: When, day: datetime) -> When:
    """Put a time on another day."""
    assert before.start is not None  # noqa: S101 - looked at by the caller
    shift = day.date() - before.start.date()
    return replace(before, start=before.start + shift, end=before.end and before.end + shift)


def _coming_back(before: When, said: Sequence[When], words: str, now: datetime) -> When | None:
    """Change what comes back BEFORE by what was SAID of it."""
    if before.every == "DAILY" and before.start and not said:
        rules = [one.every for one in read_when(f"elke dag, {words}", now)]  # "maar niet op zondag"
        start = first_of_rule(rules[0], before.start) if len(rules) == 1 and rules[0] != "DAILY" and rules[0] else None
        return replace(_moved(before, start), every=rules[0]) if start else None
    one = said[0] if said else None
    if one is not None and one.every:
        return _in_rhythm(before, one, now) if len(said) == 1 else None
    if _ONCE.search(words) and len(said) < 2:
        alone = replace(before, every=None, last=None, off=(), times=1)
        if one is None or one.start is None:
            return alone if alone.start else None
        return one if one.grain in _HOURS or alone.start is None else _moved(alone, one.start)
    if one is None or (len(said) > 1 and (_EITHER.search(words) or any(some.grain != "day" for some in said))):
        return None
    if one.start is None:
        return replace(before, last=(one.end - _DAY).date()) if one.end else None
    return _on_days(before, said, begins=bool(_BEGINS.search(words)) or _follows_the_day(words, now))


def _in_rhythm(before: When, said: When, now: datetime) -> When | None:
    """Give what comes back in the rhythm that was SAID, at the hour of BEFORE where none was said."""
    if before.start is None:
        return None
    anew = from_now_on(before, said, True, before.start, False, now)
    return anew and replace(anew, times=said.times)


def _on_days(before: When, said: Sequence[When], begins: bool) -> When | None:
    """Give what comes back on the days that were SAID, or where it BEGINS with these, from the first of them on."""
    days = [one.start for one in said if one.start is not None]
    if before.every is None or not days:
        return None
    timed = _timed(before, said[0], begins)
    named = not begins and (said[0].end is not None or said[0].grain in _HOURS)
    every = rule_on(before.every, days) if named else None
    hour = timed.start.time() if timed.start and timed.grain in _HOURS else time()
    start = first_of_rule(every or before.every, datetime.combine(days[0].date(), hour))
    if start is None:
        return None
    end = start + (timed.end - timed.start) if timed.start and timed.end else None
    return replace(before, start=start, end=end, grain=timed.grain, every=every or before.every,
                   times=1 if every else before.times)  # fmt: skip


def _timed(before: When, said: When, begins: bool) -> When:
    """Give the time whose hour holds: "vanaf woensdag om 11 uur" is at eleven; a rule without a day has a whole one."""
    if said.grain in _HOURS:
        return replace(said, grain="minute") if begins and said.end is None else said
    if before.start is None and said.start is not None:
        return replace(said, end=said.start + _DAY, grain="day")
    return before


def _day_within(before: When, words: str) -> When | None:
    """Give the weekday that WORDS name within the days that were said before; None where they name none of these."""
    if _DAY_SAID.search(words) or before.start is None or before.end is None:
        return None
    said = read_when(words, midnight(before.start) - timedelta(days=1))
    start = said[0].start if len(said) == 1 else None
    return said[0] if start is not None and before.start <= start < before.end else None


def _follows_the_day(words: str, day: datetime) -> bool:
    """Say whether WORDS name only an hour: read on another day they mean that day, and not the moment ("meteen")."""
    if read_when(words, midnight(day)) != read_when(words, midnight(day) + _MOMENT):
        return False
    for ahead in (0, 1, 3):
        morning = midnight(day) + timedelta(days=ahead)
        said = read_when(words, morning)
        edge = (said[0].start or said[0].end) if len(said) == 1 else None
        if edge is None or edge.date() != morning.date():
            return False
    return True
