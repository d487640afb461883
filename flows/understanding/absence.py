"""Days on which a helper isn't there: from a sentence to first and last days."""

import re
from datetime import date, datetime, time, timedelta

from flows.late import late_pattern
from flows.understanding.ahead_rows import moved
from flows.understanding.calendar_days import WEEKDAYS
from flows.understanding.pieces import DAY, Days
from flows.understanding.reading import find_pieces
from flows.understanding.spelling import spell
from flows.understanding.vacation import VACATIONS, vacation
from flows.understanding.words import fold

Absence = tuple[date, date]

_AWAY = late_pattern(r"\b(?:niet|geen|behalve|weg|vakantie|afwezig|vrij houden|not|except|away|uitgezonderd)\b")
_NOT = late_pattern(r"\b(?:niet|geen|behalve|not|except|even|kan ik|ik kan|ben ik|ik ben|weg|afwezig|op vakantie)\b")
_LONG = late_pattern(
    r"(?:(?:ik|ben|kan|nu|even|voor|for) )*(\d{1,3}|een|an?|one) (dag|week|maand)"
    r"(?: (?:ik|even|lang|niet|weg|not|away))*"
)
_DAYS = {"dag": 1, "week": 7, "maand": 30}
_LEAVE = late_pattern(
    r"(?<!over )(?<!om de )(?<!elke )(?<!iedere )(?<!per )(?<!laatste )(?<!in )\b(?!(?:1|een) dag)"
    r"(?P<count>\d{1,2}|een paar|paar|een half|half|een|an?|one)"
    r" (?P<unit>dag|week|maand|jaar)(?:je|jes)?\b(?! (?:van|in|per|geleden|later|erna|ervoor|voor|na)\b)"
)
_GONE = late_pattern(
    r"\b(?:weg|eruit|ertussenuit|niet|vakantie|afwezig|op reis|geopereerd|operatie|revalid\w*|ziekenhuis|herstel\w*|"
    r"uit de running|pauze|rust|away|off|not)\b|\ber (?:\w+ ){0,4}(?:tussen)?uit\b"
)
_FEW = 3  # of what somebody says "een paar" of
_CLAUSES = late_pattern(
    r"(?=\b(?:behalve|uitgezonderd|except)\b)|[,;\n]|\.(?=\s|$)|\bmaar\b|\ben (?=niet\b|geen\b|in de \w+vakantie)"
)


def clauses(text: str) -> list[str]:
    """Cut a sentence into the stretches that say one thing each."""
    return [part.strip() for part in _CLAUSES.split(fold(text)) if part.strip()]


def is_absence(clause: str) -> bool:
    """Tell whether a folded clause says when somebody is not there."""
    return is_away(clause) or "vakantie" in clause


def is_away(clause: str) -> bool:
    """Tell whether a folded clause has a word that takes days away."""
    return bool(_AWAY.search(clause))


def read_absences(text: str, today: date) -> tuple[Absence, ...]:
    """Read the first and last days of every absence: "niet in de herfstvakantie", "deze week niet"."""
    if leave := read_leave(text, today):
        return (leave,)
    found = [absence for clause in clauses(text) if is_absence(clause) for absence in _absences(clause, today)]
    return tuple(dict.fromkeys(found))


def read_leave(text: str, today: date) -> Absence | None:
    """Read an absence by its length, from today or from the day that is named: "een weekje weg vanaf morgen".

    "De komende 2 weken" begin today, and what is left open ("een paar maanden") is taken for three.
    """
    said = spell(text)
    long = _LEAVE.search(said)
    if long is None or not _GONE.search(said):
        return None
    rest = re.sub(r"\b(?:de |het )?(?:komende |volgende |eerste )?$", "", said[: long.start()]) + said[long.end() :]
    days = [one for one in find_pieces(rest, datetime.combine(today, time(8))) if isinstance(one, Days)]
    if len(days) > 1 or any(one.bound == "until" for one in days):
        return None
    first = max(days[0].options[0][0], today) if days else today
    count = {"half": 6, "een half": 6}.get(long["count"]) if long["unit"] == "jaar" else None
    unit = "maand" if count else long["unit"]
    return first, moved(first, count or _counted(long["count"]), unit) - DAY


def _counted(said: str) -> int:
    return int(said) if said.isdecimal() else _FEW if "paar" in said else 1


def days_long(clause: str) -> int | None:
    """Read for how many days: "2 weken", "een week niet"; None where a clause says anything else besides."""
    found = _LONG.fullmatch(spell(clause).strip())
    return (int(found[1]) if found[1].isdigit() else 1) * _DAYS[found[2]] if found else None


def excluded_weekdays(clause: str) -> set[int]:
    """Find the weekdays that a clause takes out of every week: "niet op maandag"."""
    said = spell(clause)
    if re.search(r"\d|week\b|\b(?:tot|until|till)\b", said) and "behalve" not in said:
        return set()  # one day, or a stretch of them
    return {i for i, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}(?:s|en)?\b", said)}


def _absences(clause: str, today: date) -> list[Absence]:
    named = {name for word, name in VACATIONS.items() if word in clause}
    if "schoolvakantie" in clause:
        named = set(VACATIONS.values())
    if named:
        return [found for name in sorted(named) if (found := vacation(name, today))]
    if excluded_weekdays(clause):
        return []
    if days := days_long(clause):
        return [(today, today + timedelta(days=days - 1))]
    now = datetime.combine(today, time(8))
    stretches = [_stretch(p, today) for p in find_pieces(_NOT.sub(" ", clause), now) if isinstance(p, Days)]
    return [(first, last) for first, last in stretches if first <= last]


def _stretch(said: Days, today: date) -> Absence:
    first, after = said.options[0]
    if said.bound == "until":
        return today, after - DAY
    if said.bound == "from":
        return first, date.max
    return max(first, today), max(after - DAY, first)
