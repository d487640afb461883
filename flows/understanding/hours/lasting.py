"""What somebody wants otherwise with help that comes back: not for a while, or another day or hour from now on."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.late import late_pattern
from flows.understanding.hours.absence import read_absences
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.moment import When, read_when
from flows.understanding.time.vacation import VACATIONS, vacation
from flows.understanding.words import either, fold

_LASTING = late_pattern(
    r"\b(?:voortaan|vanaf nu|van nu af aan|in het vervolg|(?:elke|iedere) keer|alle (?:volgende )?keren|"
    r"from now on|every time)\b"
)
_RHYTHM = (
    r"(?:(?:elke|iedere|om de|eens in de|every)(?: (?:other|tweede|second|twee|drie|vier|two|three|four|\d))? "
    r"(?:weken|week|weeks|maanden|maand|months|month)|(?:wekelijks|weekly|maandelijks|monthly)\b)"
)
_NO_LONGER = late_pattern(
    rf"\b(?:ipv|i\.p\.v\.|in plaats van|instead of) {_RHYTHM}|"
    rf"\b(?:niet|not)(?: meer)? {_RHYTHM},? (?:maar|but)\b"
)
_RATHER = late_pattern(
    rf"\b(?:liever|mag het|kan het|rather|can it be) (?:ook |graag |be )?{_RHYTHM}|"
    rf"^{_RHYTHM} (?:is genoeg|is enough)\b"
)
_ONLY = late_pattern(
    r"^(?:(?:doe|maar|dan|liever|graag|eigenlijk|toch|nee) )*(?:alleen|enkel|only)\b|\b(?:alleen|only)$"
)
_EACH = late_pattern(
    rf"\b(?:in (?:het |de )?week(?:end|einde)(?:en)?|weekends?|(?:{either(WEEKDAYS)})(?:s|en)|nooit|never)\b"
)
_THIS = late_pattern(r"\b(?:dit|deze|komende?|aanstaande?|volgende?|this|next)\b")
_AGAIN_FROM = late_pattern(r"\b(?:pas weer|weer vanaf|daarna weer|not until|only again)\b")
_NOT = late_pattern(
    r"\b(?:hoeft (?:er |het |dan )?(?:niet|niemand|geen)|niet nodig|niet|niemand|geen|sla\b.*\bover|overslaan|"
    r"not|no one|nobody|skip)\b"
)
_NUMBERS = {"een": 1, "1": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "two": 2, "three": 3, "four": 4}
_WEEKS = late_pattern(rf"\b(\d|{either(_NUMBERS)}) (?:weken|week|weeks)\b")
_FILLING = late_pattern(r"\b(?:nodig|hulp|hoeft|komen|te komen|te|graag|dan|even|er|het|kan|liever)\b")
_NAMES_DAY = late_pattern(
    rf"\b(?:{either(WEEKDAYS)})(?:s|en|morgen|ochtend|middag|avond)?\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_ASKS = late_pattern(
    r"\b(?:kan|wil|zou|is er|weet) iemand\b|\bwie (?:kan|wil|gaat|komt)\b|\b(?:can|could) (?:some|any)(?:one|body)\b"
)
_SINCE = late_pattern(r"\b(?:vanaf|met ingang van|from|starting)\b")
_AWAY = late_pattern(r"\bvakantie\b|\bop reis\b|\bholiday\b")
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NotThen:
    """Nobody is to come on these days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FromNowOn:
    """Another time from now on; `names_day` is False where no day was said.

    A time without a start is only a rhythm: "om de week".
    """

    when: When
    names_day: bool


def read_lasting(text: str, now: datetime) -> NotThen | FromNowOn | None:
    """Read what is wanted otherwise; NOW is local wall time. None when the words say nothing of the kind."""
    plain = fold(text)
    if _LASTING.search(plain) or _NO_LONGER.search(plain) or _RATHER.search(plain):
        return _from_now_on(_NO_LONGER.sub(" ", _LASTING.sub(" ", plain)), now)
    only = _from_now_on(plain, now) if _ONLY.search(plain) and not _ASKS.search(plain) else None
    if only is not None and only.when.every:
        return only  # "alleen doordeweeks"
    found = None if _ASKS.search(plain) else _stretch(plain, now)
    if found is None or found.last < found.first or found.last < now.date() or found.last - now.date() > LONGEST:
        return None
    return NotThen(max(found.first, now.date()), found.last)


def never_then(text: str, now: datetime) -> FromNowOn | None:
    """Read on which days of each week help of every day is not wanted: "niet in het weekend"; None for other words."""
    plain = fold(text)
    if not _EACH.search(plain) or _THIS.search(plain):
        return None
    times = read_when(f"elke dag, {plain}", now)
    return FromNowOn(times[0], names_day=True) if len(times) == 1 and "BYDAY" in (times[0].every or "") else None


def _from_now_on(plain: str, now: datetime) -> FromNowOn | None:
    """Read the day, the hour or the rhythm that is to hold, in words without what is no longer to be so."""
    times = read_when(plain, now)
    named = len(times) == 1 and (times[0].start is not None or times[0].every is not None)
    return FromNowOn(times[0], bool(_NAMES_DAY.search(plain))) if named else None


def _stretch(plain: str, now: datetime) -> NotThen | None:
    today = now.date()
    if _AGAIN_FROM.search(plain):
        last = _day_before(plain, now)
        return None if last is None else NotThen(today, last)
    if not _NOT.search(plain) and not _AWAY.search(plain):
        return None
    weeks = _WEEKS.search(plain)
    if weeks is not None and not re.search(r"\bover (?:\d|\w+) wek", plain):
        number = _NUMBERS.get(weeks[1]) or int(weeks[1])
        first = _since(_WEEKS.sub(" ", plain), now)
        return NotThen(first, first + timedelta(days=7 * number - 1))
    absences = read_absences(plain, today)
    if absences:
        return NotThen(*absences[0])
    return _named_days(plain, now)


def _since(plain: str, now: datetime) -> date:
    """Give the day from which it holds; today where none is named."""
    named = _SINCE.search(plain)
    times = read_when(_FILLING.sub(" ", plain[named.end() :]), now) if named else []
    return times[0].start.date() if times and times[0].start is not None else now.date()


def _day_before(plain: str, now: datetime) -> date | None:
    """Give the last day without help before it begins again; a holiday without a name is the next one."""
    times = read_when(_AGAIN_FROM.sub(" ", plain), now)
    if times and times[0].start is not None:
        return times[0].start.date() - timedelta(days=1)
    coming = [found[1] for name in set(VACATIONS.values()) if (found := vacation(name, now.date()))]
    return min(coming) if _AWAY.search(plain) and coming else None


def _named_days(plain: str, now: datetime) -> NotThen | None:
    """Give the days that are named beside a word that takes them away."""
    times = read_when(_FILLING.sub(" ", _NOT.sub(" ", plain)), now)
    if not times or times[0].start is None or times[0].every or times[0].grain not in ("day", "week"):
        return None
    start, end = times[0].start, times[0].end
    return NotThen(start.date(), (end - timedelta(days=1)).date() if end else start.date())
