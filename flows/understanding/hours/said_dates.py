"""Finds the dates in what a helper says of their time: "tot de kerst", "van 3 tot 10 januari". Pure."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flows.late import late_pattern
from flows.understanding.time.ahead_rows import moved
from flows.understanding.time.calendar_days import FEASTS, WEEKDAYS, monday, this_or_next
from flows.understanding.time.month_rows import SEASONS
from flows.understanding.time.pieces import DAY, WEEK, Days, Stretch
from flows.understanding.time.reading import find_pieces
from flows.understanding.time.vacation import VACATIONS, public_holidays, vacation
from flows.understanding.words import either, load

Bounds = tuple[str, date, date]  # the bound as in Days, the first and the last day

_WORDS: dict[str, list[str]] = load("free")["said"]
_NAMES = either(WEEKDAYS)
_TWO_DAYS = late_pattern(rf"\b(?:{'|'.join(_WORDS['two_days'])})\b")
_PUBLIC = late_pattern(r"\b(?:feestdag(?:en)?|(?:public |bank )holidays?)\b")
_BESIDE = late_pattern(rf"\b(?:de|het) (dag|week|weekend|{_NAMES}) (daarop|ervoor|daarvoor)\b")
_COMING = late_pattern(r"\b(?:komende|aankomende|next) (\d+) (dag|week|maand)\b")
_COMING_DAYS = late_pattern(rf"\b(?:eerst|aan)?(?:volgende|komende|next) (\d) ({_NAMES})")
_MONTHS = either(form for forms in load("time")["months"].values() for form in forms)
_YEAR = r"(?: (?:19|20)\d\d)?"
_DATE = rf"\d{{1,2}}(?:e|ste|de)? {_MONTHS}"
_SOON = r"(?:deze|dit|(?:eerst)?volgende|(?:aan|eerst)?komende|aanstaande|this|next)(?: \d+)?"
_SPELL = r"(?:week|weekend|maand)"
_FEAST = rf"(?:schoolvakanties?|{either(VACATIONS)}|{either(FEASTS)}|{either(SEASONS)}|{_MONTHS})"
_DATES = (
    rf"(?:(?:{_NAMES}) )?(?:de )?{_DATE}\.?{_YEAR}",
    rf"\d{{1,2}}(?:e|ste|de)?(?=(?:,? \d{{1,2}})*,? (?:tot en met|tot|en|-) {_DATE})",
    r"(?:het )?nieuwe jaar|(?:het )?(?:begin|eind|einde) van (?:het|dit|de|deze) (?:jaar|maand)",
    r"de [123]\de(?! (?:keer|week|maand|dag))",
    rf"(?<=vanaf ){_SOON} {_SPELL}(?= op )",
    rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?!\d| ?(?:uur|tot|-))",
    r"(?<![\d.])\d{1,2}-\d{1,2}-\d{4}",
    r"(?<![\d.])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?",
    rf"(?:{_NAMES}) de \d{{1,2}}e(?! (?:{_NAMES}|week|keer))",
    rf"(?:(?<=met )|(?<=vanaf )|(?<=tot )|(?<=op ))de \d{{1,2}}e(?! (?:{_NAMES}|week|keer|{_MONTHS}))",
    rf"(?:de )?(?:\d{{1,2}}e|laatste) week van {_MONTHS}{_YEAR}",
    rf"(?:(?:begin|half|medio|eind|einde)(?: van)? )?(?:(?:de|het) )?{_FEAST}{_YEAR}",
    rf"(?:(?:de|het|the) )?(?:rest (?:van )?)?{_SOON} (?:{_SPELL}(?: (?:op )?{_NAMES})?|dag|jaar|(?:{_NAMES})(?:en)?)",
    r"vandaag|overmorgen|morgen|week (?:[1-5]\d|[5-9])|over \d+ (?:dag|week|maand)",
    rf"(?:(?<=vanaf )|(?<=tot )(?<!dag tot )|(?<=tot en met )(?<!dag tot en met ))(?:{_NAMES})",
)
_ONE_DATE = rf"(?<![\w~])(?:{'|'.join(_DATES)})(?! ?(?:uur\b|:))(?!\w)"
_NEXT_DATE = rf"(?:{_ONE_DATE}|{_NAMES}(?! ~)|\d{{1,2}}e\b)"
_DATED = late_pattern(
    rf"(?:\b(?P<off>(?:{'|'.join(_WORDS['off_then'])})) )?"
    r"(?:\b(?:van|tussen|vanaf|met ingang van|tot en met|tot|na|voor|sinds|in|tijdens|rond|met|op|from"
    r"|starting|until|till|after|during) )?(?:(?:aan|de|het|the) )*"
    rf"{_ONE_DATE}(?: ?(?:tot en met|tot|-|en|and|of|to|until) (?:de |het )?{_NEXT_DATE})*"
)


def take_dates(text: str, today: date, named: Sequence[Stretch] = ()) -> tuple[list[tuple[bool, Bounds]], str]:
    """Give the stretches of days that spelled TEXT names, each with whether it says "not" of them, and what is left.

    NAMED are the days that were spoken of before it: "de zaterdag daarop", "de week ervoor".
    """
    found = list[tuple[bool, Bounds]]()

    def take(said: re.Match[str]) -> str:
        these = _dates(said[0].removeprefix(said["off"] or "").strip(), today)
        found.extend((bool(said["off"]), one) for one in these)
        return " " if these else said[0]

    for beside in _BESIDE.finditer(text) if named else ():
        found.append((False, ("", *_beside(beside[1], named, ahead=beside[2] != "daarop"))))
    left = _DATED.sub(take, _BESIDE.sub(" ", text) if named else text)
    if _PUBLIC.search(left):
        found += [(False, ("", one, one)) for one in public_holidays(today)]
        left = _PUBLIC.sub(" ", left)
    return found, left


def _beside(what: str, named: Sequence[Stretch], *, ahead: bool) -> Stretch:
    """Give the day, weekend or week that lies next to those NAMED, AHEAD of them or after."""
    first, last = named[0][0], named[-1][1]
    if what in ("week", "weekend"):
        begin = monday(first) - WEEK if ahead else monday(last) + WEEK
        return (begin + 5 * DAY if what == "weekend" else begin), begin + 6 * DAY
    day = first - DAY if ahead else last + DAY
    while what != "dag" and day.weekday() != WEEKDAYS.index(what):
        day += -DAY if ahead else DAY
    return day, day


def _dates(said: str, today: date) -> list[Bounds]:
    """Give the stretches of days that words like "tot de kerst" or "van 3 tot 10 januari" mean, with their bounds."""
    if said.startswith("vanaf ") and " tot " in said:
        said = said.replace("vanaf ", "van ", 1)
    if said.startswith("tussen "):
        said = said.replace("tussen ", "van ", 1).replace(" en ", " tot ", 1)
    named = {name for word, name in VACATIONS.items() if re.search(rf"\b{word}", said)}
    if "schoolvakantie" in said:
        named = set(VACATIONS.values())
    if coming := _COMING.search(said):  # "de komende twee weken" begin today
        return [("", today, moved(today, int(coming[1]), coming[2]) - DAY)]
    if coming := _COMING_DAYS.search(said):
        first = this_or_next(today, WEEKDAYS.index(coming[2]))
        return [("", day, day) for day in (first + nth * WEEK for nth in range(int(coming[1])))]
    found = [one for one in find_pieces(said, datetime.combine(today, time(8))) if isinstance(one, Days)]
    bound = next((one.bound for one in found if one.bound), "")
    if named and not bound:
        return [("", *stretch) for name in sorted(named) if (stretch := vacation(name, today))]
    more = DAY if _TWO_DAYS.search(said) and not bound else timedelta()
    if found and not bound and said.startswith("tot "):
        return [_stretch("until", found[0].options[0][0], found[0].options[-1][1] + more, today)]
    several = re.search(r" en | of |,| and | or ", said)  # else people only differ in what is meant
    stretches = [
        (one.bound, first, after + more)
        for one in found
        for first, after in (one.options if several else one.options[:1])
    ]
    return [_stretch(bound, first, after, today) for bound, first, after in stretches]


def _stretch(bound: str, first: date, after: date, today: date) -> Bounds:
    if bound == "until":
        return bound, today, after - DAY
    if bound:
        return bound, first, date.max
    if moved(first, -12, "maand") <= today < moved(after, -12, "maand"):  # "van oktober tot april", in November
        first, after = moved(first, -12, "maand"), moved(after, -12, "maand")
    return bound, max(first, today), max(after - DAY, first)
