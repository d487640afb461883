"""Rows for weeks and weekends, and for what is said within them."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding.time import calendar_days as cal
from flows.understanding.time.ahead_rows import counted, moved
from flows.understanding.time.calendar_days import WEEKDAYS, monday
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Days, Point, bounded, one

WHICH = r"(?:aan )?(?:het )?(begin|half|halverwege|midden|medio|mid|eind|einde)(?: van| in)?"
_THIRDS = {"begin": 0, "half": 1, "halverwege": 1, "midden": 1, "medio": 1, "mid": 1}
_OR = r"(?:of|en|or|dan ?wel|ofwel|en/of)(?: anders| eventueel| liever)?"
_SPAN = r"{WEEKDAY} ?(tot en met|tot|-) ?{WEEKDAY}"
_FILLED = (
    r"(?:(?:op|een|de|kan ik|ik kan|kan|komt|alleen|enkel|nog|liefst|het liefst|graag|eventueel|bij voorkeur"
    r"|bijvoorbeeld|ergens|maar) ){0,5}"
)


def _week(s: Sentence, ahead: int) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead), 7, "week")


def _in_week(s: Sentence, ahead: int, weekday: str) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead + WEEKDAYS.index(weekday)))


def _some_in_week(s: Sentence, which: str, *weekdays: str | None) -> Days:
    ahead = int(which != "deze")
    return Days(tuple(_in_week(s, ahead, weekday).options[0] for weekday in weekdays if weekday))


def _this_or_next(s: Sentence) -> Days:
    return Days(_week(s, 1).options + _week(s, 0).options, "week")


def _week_after_said(s: Sentence) -> Days | None:
    """Read "de week erna": after the days that were read last."""
    said = next((piece for piece in reversed(s.pieces) if isinstance(piece, Days) and not piece.bound), None)
    return said and one(monday(said.options[0][0]) + 7 * DAY, 7, "week")


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


def _day_of(_: Sentence, said: Days, weekday: str) -> Days | None:
    """Give that day of a week or a weekend."""
    first, after = said.options[0]
    day = cal.this_or_next(first, WEEKDAYS.index(weekday))
    return one(day) if day < after and DAY < after - first <= 7 * DAY else None


def _weekend(s: Sentence, ahead: int = 0) -> Days:
    saturday = monday(s.today) + timedelta(days=5 + 7 * ahead)
    return one(saturday, 2)


def _next_weekend(s: Sentence) -> Days:
    return Days((*_weekend(s, 1).options, *(_weekend(s).options if s.today.weekday() < 5 else ())))


def _counted(s: Sentence, count: str, unit: str) -> Days | Point | None:
    n = counted(count)
    if not 1 <= n <= 99:
        return None
    start = s.today + DAY
    if unit == "week":
        start = monday(s.today) + timedelta(days=7)
    if unit == "maand":
        start = s.today.replace(day=1) + relativedelta(months=1)
    return Days(((start, moved(start, n, unit)),), "day", each=unit == "dag")


def third(s: Sentence, said: Days, which: str) -> Days:
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


WEEKS: tuple[Row, ...] = (
    row(
        r"(?:tot|voor|uiterlijk|vooraf aan)(?: aan)? (?:het )?(?:eind|einde) (?:van )?(?:de |deze )?(maand|week)",
        lambda s, u: bounded(cal.month_ahead(s.today, 0) if u == "maand" else _week(s, 0), "until"),
    ),
    row(r"(?:in )?week (\d\d?)", _numbered_week),
    row(r"week na volgende week|volgende volgende week", lambda s: _week(s, 2)),
    row(
        rf"(volgende|deze|komende) week,? {WHICH} (?:de |deze )?week",
        lambda s, w, which: third(s, _week(s, int(w != "deze")), which),
    ),
    row(
        rf"{WHICH} (?:de )?(volgende|deze|komende)? ?week(?! ?\d)",
        lambda s, which, w: third(s, _week(s, int(w in ("volgende", "komende"))), which),
    ),
    row(
        rf"(?:(?:begin|eind|einde|midden|halverwege) (?:van )?)?(volgende|komende|deze) week,? {_FILLED}{{WEEKDAY}}"
        rf"(?:, {_FILLED}{{WEEKDAY}})?(?:, {_FILLED}{{WEEKDAY}})?,? {_OR} {_FILLED}{{WEEKDAY}}",
        _some_in_week,
    ),
    row(rf"(volgende|komende|deze) week,? (?:van |vanaf )?{_SPAN}", _stretch_in_week),
    row(
        rf"(?:van |vanaf )?{_SPAN},? (?:van |in )?(?:de )?(volgende|komende|deze) week",
        lambda s, *said: _stretch_in_week(s, said[-1], *said[:-1]),
    ),
    row(
        rf"{WHICH} (?:de |deze )?(volgende |komende )?maand",
        lambda s, which, n: third(s, cal.month_ahead(s.today, int(bool(n))), which),
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
    row(r"(?:later(?: in)?|rest van|de rest van|de rest|rest) (?:de |deze )week", lambda s: _rest(s, _week(s, 0))),
    row(r"later deze maand|rest van de maand", lambda s: _rest(s, cal.month_ahead(s.today, 0))),
    row(
        r"(?:in )?(?:het )?weekend (?:van|met|rond|na|voor) <days>",
        lambda _, d: one(monday(d.options[0][0]) + 5 * DAY, 2),
    ),
    row(r"(?:in |dit |het |komende |deze |in het |aan het )*(?<!volgende )weekend", _weekend),
    row(r"(?:in )?(?:het )?volgende weekend", _next_weekend),
    row(r"(?:in )?(?:de )?(\d\d?) komende (dag|week|maand)", _counted),
    row(r"deze (?:week )?of (?:de )?(?:volgende|komende) week", _this_or_next),
    row(r"(?:in )?(?:de )?(?:volgende|komende) (?:werk)?week", lambda s: _week(s, 1)),
    row(r"(?:in )?deze (?:werk)?week", lambda s: _week(s, 0)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?(?:het )?<days>", lambda s, w, d: _day_of(s, d, w)),
    row(rf"<days>,? {_FILLED}{{WEEKDAY}}", _day_of),
    row(r"(?:in )?(?:de )?week (?:erna|daarna|daarop|erop)", _week_after_said),
    row(
        r"deze (?:maand )?of (?:de )?(?:volgende|komende) maand",
        lambda s: Days(cal.month_ahead(s.today, 0).options + cal.month_ahead(s.today, 1).options, "month"),
    ),
    row(r"(?:in )?(?:de )?(?:volgende|komende) maand", lambda s: cal.month_ahead(s.today, 1)),
    row(r"(?:in )?deze maand", lambda s: cal.month_ahead(s.today, 0)),
    row(
        r"(?:in )?(?:de )?(?:komende|volgende) (\d\d?|een paar|paar)? ?(dag|week|maand)",
        lambda s, n, u: _counted(s, n or ("3" if u == "dag" else "een paar"), u),
    ),
)
