"""Several times in one message that are all meant: "dinsdag en donderdag", "om 9 uur en om 5 uur". Pure."""

import re
from collections.abc import Callable
from datetime import date, datetime

from flows.late import late_pattern
from flows.understanding.time.calendar_days import MONTHS, WEEKDAYS
from flows.understanding.time.grammar import marks
from flows.understanding.time.moment import When, read_when
from flows.understanding.time.pieces import Clock, Days, Every, Hours, Part
from flows.understanding.time.reading import find_pieces, read_rows
from flows.understanding.time.slots import gather
from flows.understanding.time.spelling import spell
from flows.understanding.words import either, fold, load

_WORDS: dict[str, list[str]] = load("time")["both"]
_TIME = marks(Days, Clock, Hours, Part, Every)
_AND, _AGAIN = f"(?:{'|'.join(_WORDS['joints'])})", f"(?:{'|'.join(_WORDS['again'])})"
_BARE_AND = late_pattern(
    rf"{_TIME},? {_AND}(?: {_AGAIN})*(?: (?:{'|'.join(_WORDS['before'])}))* ?{_TIME}"
    rf"|{_TIME}[^<>.;!?]{{1,60}},? {_AND} (?:[a-z]+ )?{_TIME}(?: {_TIME})*(?: {_AGAIN})*[ .!?]*$"
)
_DAY = rf"(?:{either(WEEKDAYS)}|vandaag|morgen|overmorgen|\d{{1,2}}(?: {either(MONTHS)})?)"
_DAYS_AND = late_pattern(rf"\b{_DAY}(?:,? (?:op )?{_DAY})*,? {_AND} (?:ook )?(?:op )?{_DAY}\b")
_ONE_OF = late_pattern(rf"\b(?:{'|'.join(_WORDS['one_of'])})\b")
_CUT = late_pattern(r",? (?:en|and|plus|daarna) |[;.] |, (?=[^.;]* (?:en|and) )")

_DAILY = load("time")["that_day"]
_COUNTS = {word: int(count) for count, words in _DAILY["counts"].items() for word in words.split("|")}
_THAT_DAY = late_pattern(_DAILY["says"].replace("COUNT", f"(?P<count>{either(_COUNTS)})"))


def all_meant(text: str, now: datetime) -> list[When]:
    """Give the times that TEXT names, where help is asked at all of them and not at one; none where it is one."""
    readings, pieces = read_when(text, now), find_pieces(text, now)
    if len(readings) < 2 or _ONE_OF.search(fold(text)):
        return []
    if len(gather(pieces)) == len(readings) and _BARE_AND.search(read_rows(text, now).text):
        return readings
    listed, said = [len(one.options) for one in pieces if isinstance(one, Days)], _DAYS_AND.search(spell(text))
    if listed != [len(readings)] or said is None:
        return []
    days = {one.start and one.start.weekday(): one for one in reversed(readings)}  # of today's name the likelier one
    times = [one for one in readings if one in days.values()]
    return times if len(times) == len(re.findall(_DAY, said[0])) else []


def on_day(day: date, text: str) -> str:
    """Give TEXT, which names hours alone, with DAY before it."""
    return f"{day.day}-{day.month} {text}"


def times_that_day(text: str) -> int:
    """Say how many times TEXT wants something on one day: "dinsdag twee keer" is 2; 1 where it says nothing of it."""
    found = _THAT_DAY.search(fold(text))
    return _COUNTS.get(found["count"] or "2", 2) if found else 1


def cut_at_times(text: str, now: datetime, is_own: Callable[[str], bool]) -> tuple[str, ...]:
    """Cut TEXT into parts that each name one time and ask for something of their OWN; TEXT alone where it is one."""
    if not _ONE_OF.search(fold(text)):
        for joint in _CUT.finditer(text):
            left, right = text[: joint.start()], text[joint.end() :]
            if len(read_when(left, now)) == 1 and read_when(right, now) and is_own(left) and is_own(right):
                return (left, *cut_at_times(right, now, is_own))
    return (text,)
