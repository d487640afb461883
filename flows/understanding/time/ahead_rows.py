"""Rows for what is counted from today or another day: in two weeks, Tuesday in a week, within an hour."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding.time import calendar_days as cal
from flows.understanding.time.calendar_days import WEEKDAYS, monday
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Days, Length, Point, one

_SO = r"(?:ongeveer|rond|zo n|een|ruim|dik|goed|precies|pas)"
_AROUND = {"dag": 1, "week": 3, "maand": 7, "jaar": 30}
_NAMED = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def _over_weeks(s: Sentence, weeks: int, weekday: str) -> Days:
    """Read "dinsdag over een week": a week later than the coming one, or in the week after this one."""
    near = cal.after(s.today, WEEKDAYS.index(weekday))
    far = near + timedelta(days=7 * weeks)
    same = monday(s.today) + timedelta(days=7 * weeks + WEEKDAYS.index(weekday))
    return Days(tuple((d, d + DAY) for d in dict.fromkeys((far, same))))


def moved(day: date, count: int, unit: str) -> date:
    """Give the day that lies so many units later."""
    if unit in ("maand", "jaar"):
        return day + relativedelta(months=count * (12 if unit == "jaar" else 1))
    return day + timedelta(days=count * (7 if unit == "week" else 1))


def _ahead(s: Sentence, count: str, unit: str) -> Days | None:
    n = counted(count)
    return one(moved(s.today, n, unit)) if n < 1000 else None


def _or_so(s: Sentence, unit: str) -> Days:
    """Read "over een dag of wat": two to five of them from now."""
    return Days(((moved(s.today, 2, unit), moved(s.today, 6, unit)),))


def _about(s: Sentence, count: str, unit: str, after: float = 1) -> Days:
    """Read "over een week of drie": some days on either side of that day, the more of them the longer the unit.

    AFTER is how much of that lies after the day: nothing for "over een kleine twee weken".
    """
    day, around = moved(s.today, counted(count), unit), _AROUND[unit]
    return Days(((max(day - around * DAY, s.today + DAY), day + (round(around * after) + 1) * DAY),))


def _and_a_half(s: Sentence, unit: str) -> Days:
    """Read "over anderhalve week", give or take a little."""
    day = moved(s.today, 1, unit) + timedelta(days={"week": 3, "maand": 14, "jaar": 181}[unit])
    return Days(((day - _AROUND[unit] // 4 * DAY, day + (_AROUND[unit] // 2 + 1) * DAY),))


def _between(s: Sentence, first: str, last: str, unit: str) -> Days | None:
    begin, end = moved(s.today, int(first), unit), moved(s.today, int(last), unit)
    return Days(((begin, end + DAY),)) if begin < end else None


def _from(count: str, unit: str, start: Days, back: bool = False) -> Days:
    return one(moved(start.options[0][0], -counted(count) if back else counted(count), unit))


def counted(said: str) -> int:
    """Give how many were said."""
    return int(said) if said.isdecimal() else 2 if said in ("een paar", "paar") else 1


def _point(s: Sentence, said: Length) -> Point:
    return Point((s.now + timedelta(minutes=said.minutes)).replace(second=0, microsecond=0))


def _until_over(s: Sentence, said: Length) -> Point:
    now = s.now.replace(second=0, microsecond=0)
    return Point(now, now + timedelta(minutes=said.minutes))


def _within(s: Sentence, count: str, unit: str) -> Point | None:
    edge = moved(s.today, counted(count), unit)
    now = s.now.replace(second=0, microsecond=0)
    return Point(now, datetime.combine(edge, datetime.min.time()), "day") if edge > s.today else None


AHEAD: tuple[Row, ...] = (
    row(
        r"(?:op )?{WEEKDAY} over (?:een|1) week|(?:over (?:een|1) week|over een weekje) (?:op )?{WEEKDAY}",
        lambda s, a, b: _over_weeks(s, 1, a or b),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (\d week|14 dag)|over (\d week|14 dag) (?:op )?{WEEKDAY}",
        lambda s, a, n, m, b: _over_weeks(s, 2 if "14" in (n or m) else int((n or m)[0]), a or b),
    ),
    row(
        r"(vandaag|morgen|overmorgen) (?:over|in) (een|\d|14) (dag|week|maand)",
        lambda s, d, n, u: _from(n, u, one(s.today + _NAMED[d] * DAY)),
    ),
    row(r"nog (\d\d?|een) (dag|week|maand|nachtjes?)(?: slapen)?,? (?:en )?dan", lambda s, n, u: _ahead(s, n, u)),
    row(r"over (?:een|1) (week|dag) of wat", _or_so),
    row(rf"over (?:{_SO} )?(?:een|1) (week|dag|maand|jaar) of (\d\d?)", lambda s, u, n: _about(s, n, u)),
    row(r"over (?:een )?half jaar", lambda s: one(moved(s.today, 6, "maand"))),
    row(
        rf"over (?:{_SO} )?(?:anderhalve?|1,5) (week|maand|jaar)|over (?:een|1) (week|maand|jaar) of anderhalf",
        lambda s, a, b: _and_a_half(s, a or b),
    ),
    row(
        r"over (?:een )?(?:kleine|krappe|krap|amper|bijna) (\d\d?|een) (dag|week|maand|jaar)",
        lambda s, n, u: _about(s, n, u, 0),
    ),
    row(r"over (\d\d?) ?(?:a|of|tot|-) ?(\d\d?) (dag|week|maand)", _between),
)

COUNTED: tuple[Row, ...] = (
    row(
        r"(?:over )?{ONE} (dag|week|maand) (?:vanaf|na) (vandaag|morgen|overmorgen)",
        lambda s, n, u, d: _from(n, u, one(s.today + _NAMED[d] * DAY)),
    ),
    row(r"{ONE} (dag|week|maand) (?:vanaf|na) <days>", lambda _, n, u, d: _from(n, u, d)),
    row(
        r"{ONE} (dag|week|maand) (?:vanaf|na|voor) (?:komende )?{WEEKDAY}",
        lambda s, n, u, w: _from(n, u, cal.coming(s.today, WEEKDAYS.index(w))),
    ),
    row(r"{ONE} (dag|week|maand) voor <days>", lambda _, n, u, d: _from(n, u, d, back=True)),
    row(r"binnen (\d\d?|een|een paar) (dag|week|maand)", _within),
    row(rf"(?:over|in) (?:{_SO} |een dikke )?(\d{{1,3}}|een|een paar|a) (dag|week|maand)", _ahead),
    row(rf"over (?:{_SO} )?(\d\d?|een) (jaar)", _ahead),
    row(
        r"over (?:een|n) uur(?:tje)? of (\d\d?)",
        lambda s, n: Point((s.now + timedelta(hours=int(n))).replace(second=0, microsecond=0), grain="hour"),
    ),
    row(r"<length> (?:vanaf nu|from now)", _point),
    row(r"binnen het uur", lambda s: _until_over(s, Length(60))),
    row(r"(?:binnen|within) (?:ongeveer )?<length>", lambda s, d: _until_over(s, d)),
    row(r"(?:de |het )?(?:komende|volgende|1e) <length>", lambda s, d: _until_over(s, d)),
    row(r"(?:over|in) (?:ongeveer |rond |zo n )?<length>(?: vanaf nu| tijd)?", _point),
    row(r"(?:over|in) een paar uur", lambda s: Point(s.now + timedelta(hours=2))),
)
