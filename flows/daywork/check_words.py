"""Which check of whom somebody names behind a command, seen on which day, and to be looked at again when; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding.words import load
from storage.terms import Check

LASTS = {Check.VOG: relativedelta(years=3)}  # before a check is looked at again, where nobody said otherwise
_KINDS = {
    **dict.fromkeys(("vog", "certificate"), Check.VOG),
    **dict.fromkeys(("gesprek", "interview", "kennismaking", "kennisgemaakt", "met"), Check.INTERVIEW),
    **dict.fromkeys(("geen", "none"), Check.NONE),
}
_KIND = re.compile(rf"\b({'|'.join(_KINDS)})\b(?!.*\b(?:{'|'.join(_KINDS)})\b)", re.I | re.S)
_MONTHS = {word: nth for nth, words in enumerate(load("time")["months"].values(), 1) for word in words}
_MONTHS |= {"march": 3, "mar": 3, "may": 5}
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<dmy>\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
    r"|(?P<day>\d{1,2})\s+(?P<month>[a-z]{3,})\.?(?:\s+(?P<year>\d{4}))?|(?P<near>vandaag|today|gisteren|yesterday)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is said: of whom, which check (None: nothing of one), seen on and to be looked at again on which day."""

    name: str
    check: Check | None
    seen: date | None = None
    again: date | None = None


def read_check(words: str, today: date) -> Seen:
    """Read the name, the check and its days. Raises ValueError for a day that is none, or lies where it cannot."""
    found = _KIND.search(words)
    if found is None:
        return Seen(words.strip(), None)
    check, behind = _KINDS[found[1].lower()], words[found.end() :]
    days = list(read_dates(behind, today))
    if len(days) > 2 or (not days and re.search(r"\d", behind)):
        raise ValueError("no days of a check")
    seen = next((one for one in days if one <= today), today)
    again = next((one for one in days if one > today), None)
    if len(days) == 2 and again is None:
        raise ValueError("a day to look again that is over")
    if again is None and check in LASTS:
        again = seen + LASTS[check]
    name = words[: found.start()].strip(" ,:-")
    return Seen(name, check, None, None) if check is Check.NONE else Seen(name, check, seen, again)


def read_dates(words: str, today: date) -> Iterator[date]:
    """Give the days that WORDS name; one without its year is the last one that has been. Raises ValueError."""
    for found in _DATE.finditer(words):
        if found["iso"]:
            yield date(*map(int, found["iso"].split("-")))
        elif found["dmy"]:
            day, month, year = map(int, re.split(r"[-/.]", found["dmy"]))
            yield date(year + (2000 if year < 100 else 0), month, day)
        elif found["near"]:
            yield today - timedelta(days=found["near"].lower() in ("gisteren", "yesterday"))
        else:
            yield _named(int(found["day"]), found["month"].lower(), found["year"], today)


def _named(day: int, name: str, year: str | None, today: date) -> date:
    if name not in _MONTHS:
        raise ValueError(f"no month {name!r}")
    if year:
        return date(int(year), _MONTHS[name], day)
    this = date(today.year, _MONTHS[name], day)
    return this if this <= today else this.replace(year=today.year - 1)
