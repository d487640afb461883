"""Rows for weeks, weekends and months, and for counting from today or another day."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding import calendar_days as cal
from flows.understanding.calendar_days import MONTHS, WEEKDAYS, monday
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import DAY, Days, Length, Noise, Point, bounded, one

_WHICH = r"(?:aan )?(?:het )?(begin|half|halverwege|midden|medio|mid|eind|einde)(?: van)?"
_THIRDS = {"begin": 0, "half": 1, "halverwege": 1, "midden": 1, "medio": 1, "mid": 1}
_YEARS_END = r"(?:aan )?(?:het )?(?:eind|einde) van (?:het|dit) jaar"
_OR = r"(?:of|en|or|dan ?wel|ofwel|en/of)(?: anders| eventueel| liever)?"
_SPAN = r"{WEEKDAY} ?(tot en met|tot|-) ?{WEEKDAY}"
SEASONS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}
_NAMED = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def _week(s: Sentence, ahead: int) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead), 7, "week")


def _in_week(s: Sentence, ahead: int, weekday: str) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead + WEEKDAYS.index(weekday)))


def _two_in_week(s: Sentence, which: str, first: str, second: str) -> Days:
    ahead = int(which == "volgende")
    return Days(_in_week(s, ahead, first).options + _in_week(s, ahead, second).options)


def _stretch_in_week(s: Sentence, which: str, first: str, middle: str, last: str) -> Days | None:
    """Read "volgende week van maandag tot en met vrijdag", the last day included unless only "tot" was said."""
    ahead = int(which != "deze")
    return cal.stretch(_in_week(s, ahead, first), _in_week(s, ahead, last), middle != "tot")


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


def _or_so(s: Sentence, unit: str) -> Days:
    """Read "over een dag of wat": two to five of them from now."""
    return Days(((_moved(s.today, 2, unit), _moved(s.today, 6, unit)),))


def _from(count: str, unit: str, start: Days, back: bool = False) -> Days:
    return one(_moved(start.options[0][0], -_count(count) if back else _count(count), unit))


def _day_beside(_: Sentence, side: str, said: Days) -> Days:
    first, after = said.options[0]
    return one(after if side == "na" else first - DAY)


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


def _third(s: Sentence, said: Days, which: str) -> Days:
    """Take the begin, the middle or the end of a week or month; of the next one when that is over."""
    first, after = said.options[0]
    size = (after - first).days
    cuts = ((0, 2), (2, 4), (3, 6)) if size == 7 else ((0, 10), (10, 20), (20, size))
    start, end = cuts[_THIRDS.get(which, 2)]
    if first + end * DAY <= s.today:
        first += relativedelta(days=7) if size == 7 else relativedelta(years=1)
    return Days(((first + start * DAY, first + end * DAY),), "day")


def _rest(s: Sentence, said: Days) -> Days | None:
    """Give what is left of a stretch."""
    return Days(((max(s.today, said.options[0][0]), said.options[0][1]),), said.grain)


def _point(s: Sentence, said: Length) -> Point:
    return Point((s.now + timedelta(minutes=said.minutes)).replace(second=0, microsecond=0))


def _until_over(s: Sentence, said: Length) -> Point:
    now = s.now.replace(second=0, microsecond=0)
    return Point(now, now + timedelta(minutes=said.minutes))


def _season(s: Sentence, name: str, which: str) -> Days:
    """Give the season that was meant, or what is left of it."""
    first, after = next(
        (a, b)
        for year in range(s.today.year - 1, s.today.year + 3)
        for a, b in [season_of(name, year)]
        if b > s.today and (which != "volgende" or a > s.today)
    )
    return Days(((max(first, s.today), after),), "day")


def season_of(name: str, year: int) -> tuple[date, date]:
    """Give the first day of a season that begins in a year, and the day after its last."""
    month = SEASONS[name]
    return date(year, month, 21), date(year, month, 21) + relativedelta(months=3)


def _within(s: Sentence, count: str, unit: str) -> Point | None:
    edge = _moved(s.today, _count(count), unit)
    now = s.now.replace(second=0, microsecond=0)
    return Point(now, datetime.combine(edge, datetime.min.time()), "day") if edge > s.today else None


def _month_said(s: Sentence, month: str, year: str | None) -> Days | Noise:
    """Give a whole month; one of a year long past is only told of."""
    return Noise() if year and int(year) < s.today.year - 1 else _month(s, month, year)


def _month(s: Sentence, month: str, year: str | None = None) -> Days:
    return cal.month_named(s.today, MONTHS.index(month) + 1, int(year) if year else None)


def _next_year(s: Sentence, first: str | None, second: str | None) -> Days:
    return cal.month_named(s.today, MONTHS.index(first or second or "") + 1, s.today.year + 1)


def _last_month(s: Sentence) -> Days:
    return cal.month_named(s.today, 12)


def _edge_of_year(_: Sentence, which: str, year: str) -> Days:
    months = (1, 2) if which == "begin" else (11, 12)
    return Days(((date(int(year), months[0], 1), cal.month_of(date(int(year), months[1], 1)).options[0][1]),), "day")


WEEKS: tuple[Row, ...] = (
    row(
        r"(?:tot|voor|uiterlijk|vooraf aan)(?: aan)? (?:het )?(?:eind|einde) (?:van )?(?:de |deze )?(maand|week)",
        lambda s, u: bounded(cal.month_ahead(s.today, 0) if u == "maand" else _week(s, 0), "until"),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (?:een|1) week|(?:over (?:een|1) week|over een weekje) (?:op )?{WEEKDAY}",
        lambda s, a, b: _over_weeks(s, 1, a or b),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (\d week|14 dag)|over (\d week|14 dag) (?:op )?{WEEKDAY}",
        lambda s, a, n, m, b: _over_weeks(s, 2 if "14" in (n or m) else int((n or m)[0]), a or b),
    ),
    row(
        r"(vandaag|morgen|overmorgen) over (een|\d|14) (dag|week|maand)",
        lambda s, d, n, u: _from(n, u, one(s.today + _NAMED[d] * DAY)),
    ),
    row(r"nog (\d\d?|een) (dag|week|maand|nachtjes?)(?: slapen)?,? (?:en )?dan", lambda s, n, u: _ahead(s, n, u)),
    row(r"over (?:een|1) (week|dag) of wat", _or_so),
    row(r"over (?:een|1) (week|dag|maand) of (\d\d?)", lambda s, u, n: _ahead(s, n, u)),
    row(r"(?:in )?week (\d\d?)", _numbered_week),
    row(r"week na volgende week|volgende volgende week", lambda s: _week(s, 2)),
    row(
        rf"{_WHICH} (?:de )?(volgende|deze|komende)? ?week{{END}}",
        lambda s, which, w: _third(s, _week(s, int(w in ("volgende", "komende"))), which),
    ),
    row(rf"(volgende|deze) week,? (?:ergens )?(?:op )?{{WEEKDAY}} {_OR} (?:op )?{{WEEKDAY}}", _two_in_week),
    row(rf"(volgende|komende|deze) week,? (?:van |vanaf )?{_SPAN}", _stretch_in_week),
    row(
        rf"(?:van |vanaf )?{_SPAN},? (?:van |in )?(?:de )?(volgende|komende|deze) week",
        lambda s, *said: _stretch_in_week(s, said[-1], *said[:-1]),
    ),
    row(
        rf"{_WHICH} (?:de |deze )?(volgende |komende )?maand",
        lambda s, which, n: _third(s, cal.month_ahead(s.today, int(bool(n))), which),
    ),
    row(
        r"deze (?:week )?of (?:de )?volgende week,? (?:op )?{WEEKDAY}"
        r"|{WEEKDAY},? (?:van )?deze (?:week )?of (?:de )?volgende week",
        lambda s, a, b: Days(_in_week(s, 0, a or b).options + _in_week(s, 1, a or b).options),
    ),
    row(r"(?:volgende|komende) week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 1, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?(?:de )?volgende week", lambda s, w: _in_week(s, 1, w)),
    row(r"deze week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 0, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?deze week", lambda s, w: _in_week(s, 0, w)),
    row(r"<days>,? (?:op )?(?:een )?{WEEKDAY}", _day_of),
    row(r"(?:later(?: in)?|rest van|de rest van|de rest|rest) (?:de |deze )week", lambda s: _rest(s, _week(s, 0))),
    row(r"later deze maand|rest van de maand", lambda s: _rest(s, cal.month_ahead(s.today, 0))),
    row(
        r"(?:in )?(?:het )?weekend (?:van|met|rond|na|voor) <days>",
        lambda _, d: one(monday(d.options[0][0]) + 5 * DAY, 2),
    ),
    row(r"(?:in |dit |het |komende |deze |in het |aan het )*(?<!volgende )weekend", _weekend),
    row(r"(?:in )?(?:het )?volgende weekend", _next_weekend),
    row(r"(?:in )?(?:de )?(\d\d?) komende (dag|week|maand)", _counted),
    row(r"(?:in )?(?:de )?(?:deze of )?(?:volgende|komende) (?:werk)?week", lambda s: _week(s, 1)),
    row(r"(?:in )?deze (?:werk)?week", lambda s: _week(s, 0)),
    row(r"(?:in )?(?:de )?(?:volgende|komende) maand", lambda s: cal.month_ahead(s.today, 1)),
    row(r"(?:in )?deze maand", lambda s: cal.month_ahead(s.today, 0)),
    row(
        r"(?:in )?(?:de )?(?:komende|volgende) (\d\d?|een paar|paar)? ?(dag|week|maand)",
        lambda s, n, u: _counted(s, n or ("3" if u == "dag" else "een paar"), u),
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
    row(r"(?:op )?de dag (voor|na) <days>", _day_beside),
    row(r"{ONE} (dag|week|maand) voor <days>", lambda _, n, u, d: _from(n, u, d, back=True)),
    row(r"binnen (\d\d?|een|een paar) (dag|week|maand)", _within),
    row(r"(?:over|in) (?:ongeveer |rond |zo n )?(\d{1,3}|een|een paar|a) (dag|week|maand)", _ahead),
    row(
        r"over (?:een|n) uur(?:tje)? of (\d\d?)",
        lambda s, n: Point((s.now + timedelta(hours=int(n))).replace(second=0, microsecond=0), grain="hour"),
    ),
    row(r"<length> (?:vanaf nu|from now)", _point),
    row(r"(?:binnen|within) (?:ongeveer )?<length>", lambda s, d: _until_over(s, d)),
    row(r"(?:de |het )?(?:komende|volgende|1e) <length>", lambda s, d: _until_over(s, d)),
    row(r"(?:over|in) (?:ongeveer |rond |zo n )?<length>(?: vanaf nu| tijd)?", _point),
    row(r"<length> (?:later|eerder)", lambda *_: Noise()),
    row(r"(?:over|in) een paar uur", lambda s: Point(s.now + timedelta(hours=2))),
    row(
        r"(?:in )?(?:de |het |deze |dit |komende )+(lente|voorjaar|zomer|herfst|najaar|winter)",
        lambda s, name: _season(s, name, ""),
    ),
    row(
        r"(?:in )?(?:de |het )?volgende (lente|voorjaar|zomer|herfst|najaar|winter)",
        lambda s, name: _season(s, name, "volgende"),
    ),
    # months
    row(
        rf"{_WHICH} (?:de )?{{MONTH}}(?: {{YEAR}})?",
        lambda s, which, m, y: _third(s, _month(s, m, y), which),
    ),
    row(r"(?:in )?{MONTH},? (?:van )?volgende jaar|volgende jaar,? (?:in )?{MONTH}", _next_year),
    row(r"(?:in )?(?:komende )?{MONTH}(?: {YEAR})?", _month_said),
    row(r"(?:aan )?(?:het )?(begin|eind|einde)(?: van)? {YEAR}", _edge_of_year),
    row(r"(?:de )?laatste dag van (?:het|dit) jaar", lambda s: one(date(s.today.year, 12, 31))),
    row(rf"(?:tot|voor|uiterlijk|vooraf aan)(?: aan)? {_YEARS_END}", lambda s: bounded(_last_month(s), "until")),
    row(_YEARS_END, _last_month),
    row(r"(?:in )?volgende jaar", lambda s: Days(((date(s.today.year + 1, 1, 1), date(s.today.year + 2, 1, 1)),))),
    row(
        r"(?:in )?(?:het )?nieuwe? jaar",
        lambda s: Days(((date(s.today.year + 1, 1, 1), date(s.today.year + 1, 2, 1)),), "day", "from"),
    ),
)
