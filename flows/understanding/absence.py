"""Days on which a helper isn't there: from a sentence to first and last days."""

import re
from datetime import date, datetime, time
from functools import lru_cache

import holidays

from flows.understanding.calendar_days import WEEKDAYS
from flows.understanding.pieces import DAY, Days
from flows.understanding.reading import find_pieces
from flows.understanding.spelling import spell
from flows.understanding.words import fold, load

Absence = tuple[date, date]

_VACATIONS: dict[str, list[str]] = load("availability")["vacations"]
_REGIONS = ("Noord", "Midden", "Zuid")
_AWAY = re.compile(r"\b(?:niet|geen|behalve|weg|vakantie|afwezig|vrij houden|not|except|away|uitgezonderd)\b")
_NOT = re.compile(r"\b(?:niet|geen|behalve|not|except|even|kan ik|ik kan|ben ik|ik ben|weg|afwezig|op vakantie)\b")
_CLAUSES = re.compile(
    r"(?=\b(?:behalve|uitgezonderd|except)\b)|[,;\n]|\.(?=\s|$)|\bmaar\b|\ben (?=niet\b|geen\b|in de \w+vakantie)"
)


def clauses(text: str) -> list[str]:
    """Cut a sentence into the stretches that say one thing each."""
    return [part.strip() for part in _CLAUSES.split(fold(text)) if part.strip()]


def is_absence(clause: str) -> bool:
    """Tell whether a folded clause says when somebody is not there."""
    return bool(_AWAY.search(clause) or "vakantie" in clause)


def read_absences(text: str, today: date) -> tuple[Absence, ...]:
    """Read the first and last days of every absence: "niet in de herfstvakantie", "deze week niet"."""
    found = [absence for clause in clauses(text) if is_absence(clause) for absence in _absences(clause, today)]
    return tuple(dict.fromkeys(found))


def excluded_weekdays(clause: str) -> set[int]:
    """Find the weekdays that a clause takes out of every week: "niet op maandag"."""
    said = spell(clause)
    if re.search(r"\d|week\b", said) and "behalve" not in said:
        return set()
    return {i for i, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}(?:s|en)?\b", said)}


def _absences(clause: str, today: date) -> list[Absence]:
    named = [name for name, words in _VACATIONS.items() if any(w in clause for w in words)]
    if "schoolvakantie" in clause:
        named = list(_VACATIONS)
    if named:
        return [found for name in named if (found := vacation(name, today))]
    if excluded_weekdays(clause):
        return []
    now = datetime.combine(today, time(8))
    return [_stretch(p, today) for p in find_pieces(_NOT.sub(" ", clause), now) if isinstance(p, Days)]


def _stretch(said: Days, today: date) -> Absence:
    first, after = said.options[0]
    if said.bound == "until":
        return today, after - DAY
    if said.bound == "from":
        return first, date.max
    return max(first, today), max(after - DAY, first)


@lru_cache(maxsize=64)
def vacation(name: str, today: date) -> Absence | None:
    """Find the next school holiday of that name, over all regions: rather a day too long than a visit too many.

    Source of the dates: the holidays package. None when it knows no later one.
    """
    found = [stretch for region in _REGIONS if (stretch := _in_region(name, today, region))]
    return (min(a for a, _ in found), max(b for _, b in found)) if found else None


def _in_region(name: str, today: date, region: str) -> Absence | None:
    years = range(today.year - 1, today.year + 3)
    calendar = holidays.country_holidays("NL", subdiv=region, years=years, categories=("school",), language="nl")
    days = sorted(day for day, said in calendar.items() if name in said)
    last = next((day for day in days if day >= today and day + DAY not in calendar), None)
    if last is None:
        return None
    first = last
    while first - DAY in calendar:
        first -= DAY
    return first, last
