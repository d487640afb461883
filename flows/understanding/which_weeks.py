"""In which weeks the hours of a weekday hold, as a code that is kept with them. Pure.

""                every week
"2/2026-11-23"    every other week from that Monday on
"m1,3"            the first and the third such day of a month; "m5" is the fifth, where there is one
"mL"              the last of a month
"""

import re
from datetime import date, timedelta

from flows.late import late_pattern
from flows.understanding.calendar_days import WEEKDAYS, monday
from flows.understanding.words import either

EVERY, OTHER, LAST = "", "2/", "mL"
_WEEK = timedelta(days=7)
_NAMES = either(WEEKDAYS)
_ORDER = r"(?:[1-5]e|laatste|last)"
_NTH = late_pattern(
    rf"(?:\b(?:op |elke |iedere |de |the |every )*)\b({_ORDER}(?:(?:,| en| of| and) (?:de )?{_ORDER})*)"
    rf" (?=(?:{_NAMES})\b)(({_NAMES})\w*)(?: (?:van (?:de|elke) maand|vd maand|per maand|of the maand|of the month))?"
)
_OTHER = late_pattern(
    r"\b(?:om de (?:andere |2 )?week|(?:1|een) (?:keer )?(?:per|in de|elke) (?:2|twee) week|eens (?:per|in de) 2 week"
    r"|(?:elke|iedere) (?:andere|2e) week|de ene week wel,? de andere(?: week)? niet|every (?:other|second|2e) week"
    r"|tweewekelijks|fortnightly|om het (?=weekend\b)|(?:om de|elke|iedere) (?:andere )(?=(?:" + _NAMES + r")\b))"
)
_PARITY = late_pattern(r"\b(?:in )?(?:de )?(even|oneven) week\b")


def take_weeks(text: str, today: date) -> tuple[str, str]:
    """Give spelled TEXT without the words for certain weeks, and their code; OTHER where it is open which ones."""
    if found := _PARITY.search(text):
        first = monday(today)
        if first.isocalendar().week % 2 != (found[1] == "oneven"):
            first += _WEEK
        return _PARITY.sub(" ", text), OTHER + first.isoformat()
    if _OTHER.search(text):
        return _OTHER.sub(" ", text), OTHER
    if found := _NTH.search(text):
        ordinals = re.findall(r"\d|laatste|last", found[1])
        code = LAST if not ordinals[0].isdigit() else "m" + ",".join(one for one in ordinals if one.isdigit())
        return text[: found.start()] + found[2] + text[found.end() :], code
    return text, EVERY


def since(weeks: str, day: date) -> str:
    """Give WEEKS, which begin in the week of DAY where it was open when."""
    return OTHER + monday(day).isoformat() if weeks == OTHER else weeks


def begins(weeks: str) -> date | None:
    """Give the Monday from which every other week is counted; None for other weeks than those."""
    return date.fromisoformat(weeks.removeprefix(OTHER)) if weeks.startswith(OTHER) else None


def which_of_month(weeks: str) -> tuple[int, ...]:
    """Give which of the month, -1 being the last; none for other weeks than those."""
    return (-1,) if weeks == LAST else tuple(map(int, weeks[1:].split(","))) if weeks.startswith("m") else ()


def holds(weeks: str, day: date) -> bool:
    """Say whether DAY lies in one of these WEEKS."""
    if first := begins(weeks):
        return day >= first and (monday(day) - first).days % 14 == 0
    which = which_of_month(weeks)
    return not which or (day.day + 6) // 7 in which or (-1 in which and (day + _WEEK).month != day.month)


def others(weeks: str) -> str | None:
    """Give all weeks but these; None where no code says that, or none is left."""
    if first := begins(weeks):
        return OTHER + (first + _WEEK).isoformat()
    which = which_of_month(weeks)
    left = [str(one) for one in range(1, 6) if one not in which]
    return "m" + ",".join(left) if which and weeks != LAST and left else None
