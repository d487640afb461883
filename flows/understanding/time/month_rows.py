"""Rows for months, seasons and the ends of a year."""

from datetime import date

from dateutil.relativedelta import relativedelta

from flows.understanding.time import calendar_days as cal
from flows.understanding.time.calendar_days import MONTHS
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import Days, Noise, bounded, one
from flows.understanding.time.week_rows import WHICH, third

_YEARS_END = r"(?:aan )?(?:het )?(?:eind|einde) van (?:het|dit) jaar"
SEASONS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}


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


def _half(s: Sentence, which: str, month: str, year: str | None) -> Days:
    first, after = _month(s, month, year).options[0]
    middle = first.replace(day=16)
    return Days(((first, middle) if which == "1e" else (middle, after),))


MONTHS_AND_SEASONS: tuple[Row, ...] = (
    row(
        r"(?:in )?(?:de |het |deze |dit |komende )+(?:hele |gehele )?(lente|voorjaar|zomer|herfst|najaar|winter)",
        lambda s, name: _season(s, name, ""),
    ),
    row(
        r"(?:in )?(?:de |het )?volgende (lente|voorjaar|zomer|herfst|najaar|winter)",
        lambda s, name: _season(s, name, "volgende"),
    ),
    # months
    row(r"(?:in )?(?:de )?(1e|2e) helft (?:van )?(?:de )?{MONTH}(?: {YEAR})?", _half),
    row(
        rf"{WHICH} (?:de )?{{MONTH}}(?: {{YEAR}})?",
        lambda s, which, m, y: third(s, _month(s, m, y), which),
    ),
    row(r"(?:in )?{MONTH},? (?:van )?volgende jaar|volgende jaar,? (?:in )?{MONTH}", _next_year),
    row(r"(?:in )?(?:komende )?{MONTH}(?: {YEAR})?", _month_said),
    row(r"(?:aan )?(?:het )?(begin|eind|einde)(?: van)? {YEAR}", _edge_of_year),
    row(r"(?:de )?laatste dag van (?:het|dit) jaar", lambda s: one(date(s.today.year, 12, 31))),
    row(rf"(?:tot|voor|uiterlijk|vooraf aan)(?: aan)? {_YEARS_END}", lambda s: bounded(_last_month(s), "until")),
    row(_YEARS_END, _last_month),
    row(r"nog (?:in )?(?:dit|deze) jaar", lambda s: bounded(_last_month(s), "until")),
    row(
        r"(?:in |aan )?(?:het )?(begin|eind|einde)(?: van)? (?:het )?(?:volgende|nieuwe?|komende) jaar",
        lambda s, which: _edge_of_year(s, which, str(s.today.year + 1)),
    ),
    row(r"(?:in )?volgende jaar", lambda s: Days(((date(s.today.year + 1, 1, 1), date(s.today.year + 2, 1, 1)),))),
    row(
        r"(?:in )?(?:het )?nieuwe? jaar",
        lambda s: Days(((date(s.today.year + 1, 1, 1), date(s.today.year + 1, 2, 1)),), "day", "from"),
    ),
)
