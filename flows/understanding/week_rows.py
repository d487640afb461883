"""Rows for weeks, weekends and months, and for counting from today or another day."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding import calendar_days as cal
from flows.understanding.calendar_days import MONTHS, WEEKDAYS, monday
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import DAY, Days, Length, Noise, Point, bounded, one

_WHICH = r"(?:aan )?(?:het )?(begin|half|halverwege|midden|medio|mid|eind|einde)(?: van)?"
_THIRDS = {"begin": 0, "half": 1, "halverwege": 1, "midden": 1, "medio": 1, "mid": 1}
_NAMED = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def _week(s: Sentence, ahead: int) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead), 7, "week")


def _in_week(s: Sentence, ahead: int, weekday: str) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead + WEEKDAYS.index(weekday)))


def _two_in_week(s: Sentence, which: str, first: str, second: str) -> Days:
    ahead = int(which == "volgende")
    return Days(_in_week(s, ahead, first).options + _in_week(s, ahead, second).options)


def _numbered_week(s: Sentence, number: str) -> Days | None:
    """Give the week of that number in the calendar, this year's or the next."""
    if not 1 <= int(number) <= 52:
        return None
    firsts = (date.fromisocalendar(year, int(number), 1) for year in (s.today.year, s.today.year + 1))
    return one(next(first for first in firsts if first + 7 * DAY > s.today), 7, "week")


def _day_of(_: Sentence, week: Days, weekday: str) -> Days | None:
    return one(week.options[0][0] + WEEKDAYS.index(weekday) * DAY) if week.grain == "week" else None


def _weekend(s: Sentence, ahead: int = 0) -> Days:
    saturday = monday(s.today) + timedelta(days=5 + 7 * ahead)
    return one(saturday, 2)


def _next_weekend(s: Sentence) -> Days:
    return Days((*_weekend(s, 1).options, *(_weekend(s).options if s.today.weekday() < 5 else ())))


def _over_weeks(s: Sentence, weeks: int, weekday: str) -> Days:
    """Read "dinsdag over een week": a week later than the coming one, or in the week after this one."""
    near = cal.after(s.today, WEEKDAYS.index(weekday)) if s.today.weekday() != WEEKDAYS.index(weekday) else s.today
    far = near + timedelta(days=7 * weeks)
    same = monday(s.today) + timedelta(days=7 * weeks + WEEKDAYS.index(weekday))
    return Days(tuple((d, d + DAY) for d in dict.fromkeys((far, same))))


def _moved(day: date, count: int, unit: str) -> date:
    if unit in ("maand", "jaar"):
        return day + relativedelta(months=count * (12 if unit == "jaar" else 1))
    return day + timedelta(days=count * (7 if unit == "week" else 1))


def _ahead(s: Sentence, count: str, unit: str) -> Days | None:
    n = _count(count)
    return one(_moved(s.today, n, unit)) if n < 1000 else None


def _from(count: str, unit: str, start: Days, back: bool = False) -> Days:
    return one(_moved(start.options[0][0], -_count(count) if back else _count(count), unit))


def _count(said: str) -> int:
    return int(said) if said.isdecimal() else 2 if said in ("een paar", "paar") else 1


def _counted(s: Sentence, count: str, unit: str) -> Days | Point | None:
    n = _count(count)
    if not 1 <= n <= 99:
        return None
    start = s.today + DAY
    if unit == "week":
        start = monday(s.today) + timedelta(days=7)
    if unit == "maand":
        start = s.today.replace(day=1) + relativedelta(months=1)
    return Days(((start, _moved(start, n, unit)),), "day")


def _third(said: Days, which: str) -> Days:
    """Take the begin, the middle or the end of a week or month."""
    first, after = said.options[0]
    size = (after - first).days
    cuts = (0, 2, 4, 5) if size == 7 else (0, size // 3, 2 * size // 3, size)
    i = _THIRDS.get(which, 2)
    return Days(((first + cuts[i] * DAY, first + cuts[i + 1] * DAY),), "day")


def _rest(s: Sentence, said: Days) -> Days | None:
    return Days(((max(s.today, said.options[0][0]), said.options[0][1]),), said.grain)


def _point(s: Sentence, said: Length) -> Point:
    return Point((s.now + timedelta(minutes=said.minutes)).replace(second=0, microsecond=0))


def _within(s: Sentence, count: str, unit: str) -> Point | None:
    edge = _moved(s.today, _count(count), unit)
    now = s.now.replace(second=0, microsecond=0)
    return Point(now, datetime.combine(edge, datetime.min.time()), "day") if edge > s.today else None


def _month(s: Sentence, month: str, year: str | None = None) -> Days:
    return cal.month_named(s.today, MONTHS.index(month) + 1, int(year) if year else None)


WEEKS: tuple[Row, ...] = (
    row(
        r"tot (?:het )?(?:eind|einde) (?:van )?(?:de |deze )?(maand|week)",
        lambda s, u: bounded(cal.month_ahead(s.today, 0) if u == "maand" else _week(s, 0), "until"),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (?:een|1) week|(?:over (?:een|1) week|over een weekje) (?:op )?{WEEKDAY}",
        lambda s, a, b: _over_weeks(s, 1, a or b),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (\d) week|over (\d) week (?:op )?{WEEKDAY}",
        lambda s, a, n, m, b: _over_weeks(s, int(n or m), a or b),
    ),
    row(r"(?:in )?week (\d\d?)", _numbered_week),
    row(r"week na volgende week|volgende volgende week", lambda s: _week(s, 2)),
    row(
        rf"{_WHICH} (?:de )?(volgende|deze|komende)? ?week{{END}}",
        lambda s, which, w: _third(_week(s, int(w in ("volgende", "komende"))), which),
    ),
    row(r"(volgende|deze) week,? (?:ergens )?(?:op )?{WEEKDAY} (?:of|en|or) (?:op )?{WEEKDAY}", _two_in_week),
    row(r"volgende week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 1, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?(?:de )?volgende week", lambda s, w: _in_week(s, 1, w)),
    row(r"deze week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 0, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?deze week", lambda s, w: _in_week(s, 0, w)),
    row(r"<days>,? (?:op )?(?:een )?{WEEKDAY}", _day_of),
    row(r"(?:later|rest van|de rest van|de rest|rest) (?:de |deze )week", lambda s: _rest(s, _week(s, 0))),
    row(r"later deze maand|rest van de maand", lambda s: _rest(s, cal.month_ahead(s.today, 0))),
    row(r"(?:in |dit |het |komende |deze |in het |aan het )*(?<!volgende )weekend", _weekend),
    row(r"(?:in )?(?:het )?volgende weekend", _next_weekend),
    row(r"(?:in )?(?:de )?(\d\d?) komende (dag|week|maand)", _counted),
    row(r"(?:in )?(?:de )?(?:deze of )?(?:volgende|komende) (?:werk)?week", lambda s: _week(s, 1)),
    row(r"(?:in )?deze (?:werk)?week", lambda s: _week(s, 0)),
    row(r"(?:in )?(?:de )?(?:volgende|komende) maand", lambda s: cal.month_ahead(s.today, 1)),
    row(r"(?:in )?deze maand", lambda s: cal.month_ahead(s.today, 0)),
    row(
        r"(?:in )?(?:de )?(?:komende|volgende) (\d\d?|een paar|paar)? ?(dag|week|maand)",
        lambda s, n, u: _counted(s, n or "een paar", u),
    ),
    # counted from a day
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
    row(r"(?:over|in) (\d{1,3}|een|een paar|a) (dag|week|maand)", _ahead),
    row(r"(?:over|in) (?:ongeveer )?<length>(?: vanaf nu| tijd)?", _point),
    row(r"<length> (?:later|eerder)", lambda *_: Noise()),
    row(r"(?:over|in) een paar uur", lambda s: Point(s.now + timedelta(hours=2))),
    # months
    row(
        rf"{_WHICH} (?:de )?{{MONTH}}(?: {{YEAR}})?",
        lambda s, which, m, y: _third(_month(s, m, y), which),
    ),
    row(
        r"(?:aan )?(?:het )?(begin|midden|eind|einde) van (?:de |deze )?(volgende )?maand",
        lambda s, which, n: _third(cal.month_ahead(s.today, int(bool(n))), which),
    ),
    row(r"(?:in )?(?:komende )?{MONTH}(?: {YEAR})?", _month),
)
