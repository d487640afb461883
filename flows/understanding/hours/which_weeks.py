"""In which weeks the hours of a weekday hold, as a code that is kept with them. Pure.

""                every week
"2/2026-11-23"    every other week from that Monday on
"m1,3"            the first and the third such day of a month; "m5" is the fifth, where there is one
"mL", "mN"        the last of a month, and all but that one
"2026-12-01..2026-12-31"    on those days alone; ".." without a first or a last day is since ever, or for good,
                            and several stretches stand with a comma between them
What stands with a space between holds where both do.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from flows.late import late_pattern
from flows.understanding.time.calendar_days import WEEKDAYS, monday
from flows.understanding.time.pieces import DAY, WEEK, Stretch, left_of
from flows.understanding.words import either

EVERY, OTHER, LAST, NOT_LAST = "", "2/", "mL", "mN"
NEXT_OTHER = "2+"  # every other week too, from the one after
_FEW_DAYS = 28
_EVER: Stretch = (date.min, date.max)
_NAMES = either(WEEKDAYS)
_ORDER = r"(?:[1-5]e|laatste|last)"
_NTH = late_pattern(
    rf"(?:\b(?:op |elke |iedere |de |the |every )*)\b({_ORDER}(?:(?:,| en| of| and) (?:de )?{_ORDER})*)"
    rf" (?=(?:{_NAMES})\b)(({_NAMES})\w*)(?: (?:van (?:de|elke) maand|vd maand|per maand|of the maand|of the month))?"
)
_NTH_ALONE = late_pattern(
    rf"\bde ({_ORDER}(?:(?:,| en| of| and) (?:de )?{_ORDER})*) (?:van (?:de|elke) maand|vd maand|of the maand)"
)
_OTHER = late_pattern(
    r"\b(?:om de (?:andere |2 )?week|(?:om de|elke|iedere|(?:eens|1 keer|1x) (?:in|per) de) 14 dag"
    r"|(?:elke|iedere) 2 week"
    r"|(?:1|een) (?:keer )?(?:per|in de|elke) (?:2|twee) week|eens (?:per|in de) 2 week"
    r"|(?:elke|iedere) (?:andere|2e) week|de ene week wel,? de andere(?: week)? niet|every (?:other|second|2e) week"
    r"|tweewekelijks|fortnightly|om en om(?! met elkaar)|om het (?=weekend\b)"
    rf"|(?:om de(?: andere)?|(?:elke|iedere) andere) (?=(?:{_NAMES})\b))"
)
_ONE_AND_OTHER = late_pattern(r"\b(?:in )?de (ene|andere) week\b(?!,? niet\b)")
_PARITY = late_pattern(r"\b(?:in )?(?:de )?(even|oneven) week\b")


def take_weeks(text: str, today: date) -> tuple[str, str]:
    """Give spelled TEXT without the words for certain weeks, and their code; OTHER where it is open which ones."""
    if found := _PARITY.search(text):
        first = monday(today)
        if first.isocalendar().week % 2 != (found[1] == "oneven"):
            first += WEEK
        return _PARITY.sub(" ", text), OTHER + first.isoformat()
    if _OTHER.search(text):
        return _OTHER.sub(" ", text), OTHER
    if found := _ONE_AND_OTHER.search(text):
        return _ONE_AND_OTHER.sub(" ", text), OTHER if found[1] == "ene" else NEXT_OTHER
    if found := _NTH.search(text):
        return text[: found.start()] + found[2] + text[found.end() :], _of_month(found[1])
    if found := _NTH_ALONE.search(text):
        return text[: found.start()] + text[found.end() :], _of_month(found[1])
    return text, EVERY


def _of_month(said: str) -> str:
    """Give the code for the first, the third or the last of a month."""
    ordinals = re.findall(r"\d|laatste|last", said)
    return LAST if not ordinals[0].isdigit() else "m" + ",".join(one for one in ordinals if one.isdigit())


def since(weeks: str, day: date) -> str:
    """Give WEEKS, which begin in the week of DAY (or the one after) where it was open when."""
    first = day + WEEK if weeks == NEXT_OTHER else day
    return OTHER + monday(first).isoformat() if weeks in (OTHER, NEXT_OTHER) else weeks


def begins(weeks: str) -> date | None:
    """Give the Monday from which every other week is counted; None for other weeks than those."""
    found = [one for one in weeks.split() if one.startswith(OTHER)]
    return date.fromisoformat(found[0].removeprefix(OTHER)) if found else None


def which_of_month(weeks: str) -> tuple[int, ...]:
    """Give which of the month, -1 being the last; none for other weeks than those."""
    found = [one for one in weeks.split() if one.startswith("m") and one != NOT_LAST]
    if not found:
        return ()
    return (-1,) if found[0] == LAST else tuple(map(int, found[0][1:].split(",")))


def on_dates(stretches: Iterable[Stretch]) -> str:
    """Give the code for these STRETCHES of days alone."""
    whole = list[Stretch]()
    for first, last in sorted(stretches):
        if whole and first <= (whole[-1][1] + DAY if whole[-1][1] < date.max else date.max):
            whole[-1] = whole[-1][0], max(whole[-1][1], last)
        else:
            whole.append((first, last))
    written = [
        f"{'' if first == date.min else first.isoformat()}..{'' if last == date.max else last.isoformat()}"
        for first, last in whole
    ]
    return EVERY if written == [".."] else ",".join(written)


def dates_of(weeks: str) -> list[Stretch]:
    """Give the stretches of days outside which nothing holds; one without end where that was not said."""
    found = [one for one in weeks.split() if ".." in one]
    pairs = (one.split("..") for one in found[0].split(",")) if found else ()
    return [
        (date.fromisoformat(first) if first else date.min, date.fromisoformat(last) if last else date.max)
        for first, last in pairs
    ] or [_EVER]


def rules_of(weeks: str) -> str:
    """Give WEEKS without the days on which alone they hold."""
    return " ".join(rule for rule in weeks.split() if ".." not in rule)


def holds(weeks: str, day: date) -> bool:
    """Say whether DAY lies in one of these WEEKS."""
    if not weeks:
        return True
    if (first := begins(weeks)) and (day < first or (monday(day) - first).days % 14):
        return False
    if NOT_LAST in weeks and (day + WEEK).month != day.month:
        return False
    which = which_of_month(weeks)
    if which and (day.day + 6) // 7 not in which and not (-1 in which and (day + WEEK).month != day.month):
        return False
    return any(begin <= day <= end for begin, end in dates_of(weeks))


def is_passing(weeks: str) -> bool:
    """Say whether these WEEKS have a first and a last day."""
    stretches = dates_of(weeks)
    return stretches[0][0] > date.min and stretches[-1][1] < date.max


def split_gaps(weeks: str) -> tuple[str, list[Stretch]]:
    """Give WEEKS with the days that are left out in between as well, and those days."""
    stretches = dates_of(weeks)
    gaps = [(before + DAY, after - DAY) for (_, before), (after, _) in pairwise(stretches)]
    return " ".join(filter(None, [rules_of(weeks), on_dates([(stretches[0][0], stretches[-1][1])])])), gaps


def both(one: str, other: str) -> str | None:
    """Give the weeks that lie in ONE and in the OTHER; None where there are none."""
    rules = dict.fromkeys(rule for rule in (*one.split(), *other.split()) if ".." not in rule)
    if any(_others_of(rule) in rules for rule in rules):
        return None
    dates = meeting(dates_of(one), dates_of(other))
    first = begins(" ".join(rules))
    dates = [] if dates and first and dates[-1][1] < first else dates
    return " ".join(filter(None, [*rules, on_dates(dates)])) if dates else None


def others(weeks: str) -> tuple[str, ...]:
    """Give all weeks but these, as codes that never hold together; none where no code says that, or none is left."""
    left, so_far = list[str](), EVERY
    for rule in weeks.split():
        rest = _others_of(rule)
        if rest is not None and (found := both(so_far, rest)) is not None:
            left.append(found)
        so_far = both(so_far, rule) or so_far
    return tuple(left)


def from_day(weeks: str, today: date) -> str | None:
    """Give WEEKS without the days before TODAY; None when none are left."""
    if ".." not in weeks:
        return weeks
    left = [one for one in dates_of(weeks) if one[1] >= today]
    ahead = [(date.min if first <= today and last == date.max else first, last) for first, last in left]
    return " ".join(filter(None, [rules_of(weeks), on_dates(ahead)])) if ahead else None


def meeting(some: Sequence[Stretch], others_too: Sequence[Stretch]) -> list[Stretch]:
    """Give the days that lie in both lists."""
    pairs = [(max(one[0], other[0]), min(one[1], other[1])) for one in some for other in others_too]
    return sorted(pair for pair in pairs if pair[0] <= pair[1])


def days_in(stretches: Sequence[Stretch], weekdays: Collection[int]) -> list[date]:
    """Give the dates of those WEEKDAYS that lie in STRETCHES; none where these are longer than four weeks."""
    if sum((last - first).days + 1 for first, last in stretches) > _FEW_DAYS:
        return []
    days = [first + timedelta(days=n) for first, last in stretches for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() in weekdays]


def weekdays_of(stretches: Iterable[Stretch]) -> frozenset[int]:
    """Give the days of the week (0 is Monday) that lie in these STRETCHES."""
    days = ((first.weekday() + n) % 7 for first, last in stretches for n in range(min(7, (last - first).days + 1)))
    return frozenset(days)


def _others_of(rule: str) -> str | None:
    if ".." in rule:
        rest = left_of(_EVER, dates_of(rule))
        return on_dates(rest) if rest else None
    if first := begins(rule):
        return OTHER + (first + WEEK).isoformat()
    if rule in (LAST, NOT_LAST):
        return NOT_LAST if rule == LAST else LAST
    which = which_of_month(rule)
    left = [str(one) for one in range(1, 6) if one not in which]
    return "m" + ",".join(left) if left else None
