"""From when and until when hours hold: "vanaf januari", "tot de zomervakantie", "t/m 18 december"."""

import re
from datetime import date, datetime, time

from flows.late import late_pattern
from flows.understanding.calendar_days import FEASTS
from flows.understanding.month_rows import SEASONS
from flows.understanding.pieces import DAY, Days
from flows.understanding.reading import find_pieces
from flows.understanding.vacation import VACATIONS
from flows.understanding.words import either, load

Stretch = tuple[date, date]

_MONTHS = either(form for forms in load("time")["months"].values() for form in forms)
_YEAR = r"(?: (?:19|20)\d\d)?"
_DAY = rf"\d{{1,2}}(?:e|ste|de)? {_MONTHS}\.?{_YEAR}|\d{{1,2}}[-/]\d{{1,2}}(?:[-/](?:\d{{4}}|\d\d))?(?! ?(?:uur|u\b))"
_NAMED = rf"(?:{either(FEASTS)}|{either(VACATIONS)}|{either(SEASONS)}|{_MONTHS}){_YEAR}"
_TERM = late_pattern(
    r"(?<!van \d )(?<!van \d\d )\b(t/m|tot en met|tot|vanaf|met ingang van|until|till|from|starting)"
    rf" ((?:(?:aan|de|het|the|eind|einde|begin|half|van|na|maandag|dinsdag|woensdag|donderdag|vrijdag) )*"
    rf"(?:{_DAY}|{_NAMED}))(?!\w)"
)


def take_term(text: str, today: date) -> tuple[str, tuple[Stretch, ...]]:
    """Give folded TEXT without its term, and the days on which what it says does not hold yet, or no longer."""
    off = list[Stretch]()

    def take(found: re.Match[str]) -> str:
        stretch = _off(found[0], today)
        off.extend([stretch] if stretch else [])
        return " " if stretch else found[0]

    return _TERM.sub(take, text), tuple(off)


def _off(said: str, today: date) -> Stretch | None:
    days = [one for one in find_pieces(said, datetime.combine(today, time(8))) if isinstance(one, Days)]
    if len(days) != 1 or days[0].bound not in ("from", "until"):
        return None
    first, after = days[0].options[0]
    if days[0].bound == "until":
        return after, date.max
    return (today, first - DAY) if first > today else None
