"""Rows for dates: the day of the month, with or without its month, feasts, and stretches of dates."""

from dataclasses import replace

from flows.understanding.time import calendar_days as cal
from flows.understanding.time.calendar_days import MONTHS, WEEKDAYS, monday
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Days, NoDay, Off, one
from flows.understanding.time.vacation import VACATIONS, public_holidays, vacation
from flows.understanding.words import either

_BUT = r"(?:behalve|uitgezonderd|buiten|niet|except|but not)(?: op| in| met| tijdens| rond| during| at| over)*"
_TWO_DAYS = {"kerst": "kerstdagen", "kerstmis": "kerstdagen", "pasen": "paasdagen", "pinksteren": "pinksterdagen"}
_NO_MORE = r"(?!\d|[-/] ?\d| <| tot| en \d| a \d| of \d\d? ?u| (?:dag|week|maand)\b)"
_OF_A_YEAR = r"(?:in |van )(?:het |dit )?(?:{YEAR}|((?:nieuwe?|volgende) jaar)|jaar)"
_OF_YEAR = r"(?:(?:[ ,/\-]{1,2}|,? in )?{YEAR})?"
_UNTIL_DATE = r"(?! ?(?:uur|u\b|h\b|[:.]\d|keer|x\b|(?:minuut )?(?:over|voor) (?:half )?\d))"


def _date(s: Sentence, day: str, month: str, year: str | None = None) -> Days | None:
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    found = cal.dated(s.today, int(day), number, int(year) if year else None)
    return one(found) if found else None


def _day_of_month(s: Sentence, day: str, month: str, year: str | None = None) -> Days | NoDay | None:
    return _date(s, day, month, year) or (NoDay() if int(day) <= 31 else None)


def _dates(s: Sentence, first: str, last: str, month: str, including: bool, year: str | None = None) -> Days | None:
    start, end = _date(s, first, month, year), _date(s, last, month, year)
    found = cal.stretch(start, end, including) if start and end else None
    return found if including or found is None else replace(found, each=False)


def _weekday_numbered(s: Sentence, weekday: str, day: str) -> Days | None:
    """Read "donderdag de 26e": the next such day; where that is far, there may be a slip in one of the two."""
    first = found = cal.numbered(s.today, int(day))
    for _ in range(12):
        if found is None or found.weekday() == WEEKDAYS.index(weekday):
            break
        found = cal.numbered(found + DAY, int(day))
    if first is None or found is None or found.weekday() != WEEKDAYS.index(weekday):
        return None
    near = cal.date_or_weekday(s.today, first, WEEKDAYS.index(weekday))
    return one(found) if (found - s.today).days < 62 else Days(one(found).options + near.options)


def _hourlike(s: Sentence, first: str, last: str) -> bool:
    """Tell whether "3-8" after a weekday are hours: such a date would fall on another day of the week."""
    said = cal.dated(s.today, int(first), int(last))
    named = next((w for w in WEEKDAYS if f"{w} {first}-{last}" in s.text or f"ochtend {first}-{last}" in s.text), None)
    return bool(named and said and said.weekday() != WEEKDAYS.index(named) and int(first) < int(last) <= 12)


def _nth(s: Sentence, count: str, weekday: str, month: str, year: str | None) -> Days | None:
    number, n = MONTHS.index(month) + 1, -1 if count.startswith("laatste") else int(count[:-1])
    for y in [int(year)] if year else [s.today.year, s.today.year + 1]:
        found = cal.nth(y, number, WEEKDAYS.index(weekday), n)
        if found and (year or found >= s.today):
            return one(found)
    return None


def _nth_of_year(s: Sentence, count: str, weekday: str, year: str | None, next_one: str | None) -> Days | None:
    """Give the n-th such day of a year, this one unless another is named."""
    which = year or (str(s.today.year + 1) if next_one else None)
    return _nth(s, count, weekday, MONTHS[-1 if count == "laatste" else 0], which)


def _nth_week(s: Sentence, count: str, month: str, year: str | None) -> Days:
    """Give the n-th week of a month: the one that holds its n-th Thursday, as the calendar counts weeks."""
    said = _nth(s, count, "donderdag", month, year)
    return one(monday(said.options[0][0]), 7, "week") if said else cal.month_named(s.today, MONTHS.index(month) + 1)


def _edge_week(_: Sentence, which: str, said: Days) -> Days | None:
    """Give the first or the last week of a holiday."""
    first, after = said.options[0]
    if after - first <= 7 * DAY:
        return None
    return one(first if which == "1e" else after - 7 * DAY, 7)


def _last_day(s: Sentence, month: str) -> Days:
    first, after = cal.month_named(s.today, MONTHS.index(month) + 1).options[0]
    return one(max(first, after - DAY))


def _numbered(s: Sentence, day: str, which: str | None = None) -> Days | None:
    since = cal.month_ahead(s.today, 1).options[0][0] if which == "volgende" else s.today
    found = cal.numbered(since, int(day))
    return one(found) if found else None


def _or_numbered(_: Sentence, said: Days, day: str) -> Days | None:
    """Read "28 december of anders de 30e"."""
    found = cal.numbered(said.options[-1][0], int(day)) if said.grain == "day" and not said.bound else None
    return Days((*said.options, *one(found).options)) if found else None


def _weekday_beside(_: Sentence, weekday: str, side: str, said: Days) -> Days:
    """Give the first such weekday after a day, or the last one before it."""
    first, after = said.options[0]
    found = cal.after(after - DAY, WEEKDAYS.index(weekday))
    return one(found if side == "na" else cal.after(first - 8 * DAY, WEEKDAYS.index(weekday)))


def _week_beside(_: Sentence, side: str, said: Days) -> Days:
    first, after = said.options[0]
    return one(monday(after - DAY) + 7 * DAY if side == "na" else monday(first) - 7 * DAY, 7, "week")


def _vacation(s: Sentence, word: str) -> Days | None:
    found = vacation(VACATIONS[word], s.today)
    return Days(((max(found[0], s.today), found[1] + DAY),)) if found else None


def _all_vacations(s: Sentence) -> Off | None:
    """Take out every school holiday that is known."""
    found = [known for name in dict.fromkeys(VACATIONS.values()) if (known := vacation(name, s.today))]
    return Off(Days(tuple((first, last + DAY) for first, last in sorted(found)))) if found else None


def _between_the_years(s: Sentence) -> Days:
    christmas = cal.feast(s.today, "2e kerstdag").options[0][1]
    return Days(((christmas, christmas + 4 * DAY),))


def _all_feasts(s: Sentence) -> Off:
    return Off(Days(tuple((day, day + DAY) for day in public_holidays(s.today))))


def _feast(s: Sentence, word: str, year: str | None) -> Days:
    return cal.feast(s.today, word, int(year) if year else None)


def _around(said: Days) -> Days:
    """Give a feast with two days before it and one after."""
    first, after = said.options[0]
    return Days(((first - 2 * DAY, after + DAY),))


def _one_of(s: Sentence, first: str, second: str, third: str | None, month: str) -> Days | None:
    """Give several days of one month, of which one is to be chosen."""
    found = [_date(s, day, month) for day in (first, second, third) if day]
    return Days(tuple(day.options[0] for day in found if day)) if all(found) else None


def _next_years(s: Sentence, *said: Days | None) -> Days | None:
    """Give a date of next year."""
    first = next(day for day in said if day).options[0][0]
    found = cal.dated(s.today, first.day, first.month, s.today.year + 1)
    return one(found) if found else None


DATES: tuple[Row, ...] = (
    row(r"(?:in )?week (\d) (?:in |van )(?:de )?{MONTH}(?: {YEAR})?", lambda s, n, m, y: _nth_week(s, f"{n}e", m, y)),
    row(
        r"(?:de )?{TH} ?(?:-|tot) ?(?:de )?{TH} {MONTH}(?:,? {YEAR})?",
        lambda s, a, b, m, y: _dates(s, a, b, m, True, y),
    ),
    row(
        r"(?:van )?(?:de )?{TH} tot en met (?:de )?{TH} {MONTH}(?:,? {YEAR})?",
        lambda s, a, b, m, y: _dates(s, a, b, m, True, y),
    ),
    row(
        r"tussen (?:de )?{TH} en (?:de )?{TH} {MONTH}(?:,? {YEAR})?", lambda s, a, b, m, y: _dates(s, a, b, m, False, y)
    ),
    row(
        r"(?:op )?(?:de )?{TH} ?(?:of|en|dan wel|,) ?(?:de )?{TH}(?:(?: of | en |, ?)(?:de )?{TH})? {MONTH}",
        _one_of,
    ),
    row(
        rf"(?:op )?(?:de )?{{TH}} ?[-/ ]?(?:dag )?(?:van |of )?{{MONTH}}\.?{_OF_YEAR}{_UNTIL_DATE}",
        _day_of_month,
    ),
    row(r"{MONTH} {TH} ?- ?{TH}", lambda s, m, a, b: _dates(s, a, b, m, True)),
    row(
        rf"(?:op )?{{MONTH}}\.? (?:de |the )?{{TH}}(?:th|st|nd|rd)?(?:,? {{YEAR}})?{_UNTIL_DATE}(?!\d| ?-\d)",
        lambda s, m, d, y: _day_of_month(s, d, m, y),
    ),
    row(r"(\d\d?)[-/](\d\d?)[-/](\d{4}|\d\d)(?![-/.\d])", _date),
    row(r"(20\d\d)-(\d\d)-(\d\d)", lambda s, y, m, d: _date(s, d, m, y)),
    row(r"(\d\d?)\.(\d\d?)\.(\d{4}|\d\d)(?![-/.\d])", _date),
    row(r"op (\d\d?)\.(\d\d?)(?![.\d]| ?(?:uur|procent))", _date),
    row(r"(\d\d?)\.(\d\d?)(?= (?:om|rond|tussen) )", _date),
    row(
        r"(?<![\d.])(?:(?<!tussen )(?<!van )|(?=\d\d?[-/]\d\d? (?:tot|en) \d\d?[-/]))"
        r"(\d\d?)[-/](\d\d?)(?![/.:\d]|-\d{4}|-\d\d\b(?!/)| ?(?:uur|u\b))",
        lambda s, d, m: _date(s, d, m) if int(m) <= 12 and not _hourlike(s, d, m) else None,
    ),
    row(r"(deze|volgende|komende) maand,? (?:op )?de {TH}", lambda s, which, day: _numbered(s, day, which)),
    row(
        r"(?:op )?(?:de )?{TH} ?(?:ste )?(?:dag )?van (?:de )?(deze|volgende|komende)? ?maand",
        _numbered,
    ),
    row(
        rf"(?:op )?{{WEEKDAY}},? (?:de |the )?(?:{{TH}}){_UNTIL_DATE}{_NO_MORE}",
        _weekday_numbered,
    ),
    row(r"<days>,? (?:of|en)(?: (?:anders|eventueel|desnoods))* (?:op )?de {TH}(?=[.,;?!]|{END}|$)", _or_numbered),
    row(r"(?:op )?(?:de )?{TH} van de ([1-9]|1[0-2])e(?! ?maand)", _date),
    row(r"(?:op )?(?:de|the) {TH}(?:th|st|nd|rd)?(?=,|{END}| <)", _numbered),
    row(rf"(?:in )?(?:de )?({either(VACATIONS)})", _vacation),
    row(rf"{_BUT} (?:de )?(?:school)?vakanties?|(?:in |tijdens )?(?:de )?(?:school)?vakanties? niet", _all_vacations),
    row(rf"{_BUT} (?:de )?(?:als het )?(?:een )?(?:nationale |officiele |christelijke )?feestdag(?:en)?", _all_feasts),
    row(rf"{_BUT} (?:de )?kerst(?! ?avond|dag)", lambda s: Off(cal.feast(s.today, "kerstdagen"))),
    row(
        r"tussen (?:de )?(?:kerst|christmas) (?:en|and) (?:oud en nieuw|oudjaar|nieuwjaar|nieuw jaar|new years?)",
        lambda s: _between_the_years(s),
    ),
    row(r"rond (?:de |het )?{FEAST}", lambda s, word: _around(cal.feast(s.today, word))),
    row(
        rf"(?<=\bna )(?<!\wdag na )(?:de |het )?({either(_TWO_DAYS)})(?! ?avond)",
        lambda s, word: cal.feast(s.today, _TWO_DAYS[word]),
    ),
    row(r"{FEAST}(?: {YEAR})?", _feast),
    row(r"volgende jaar,? (?:op )?<days>|<days>,? (?:van )?volgende jaar", _next_years),
    row(r"(?:volgende|komende) <days>", lambda _, d: d if d.grain == "day" else None),
    row(r"(?:op )?(?:de )?(\de|laatste) {WEEKDAY} (?:in |van )(?:de )?{MONTH}(?: {YEAR})?", _nth),
    row(
        rf"(?:op )?(?:de )?(\de|laatste) {{WEEKDAY}} {_OF_A_YEAR}",
        _nth_of_year,
    ),
    row(r"(?:in )?(?:de |the )?(\de|laatste) week (?:in |van |of )?(?:de )?{MONTH}\.?(?: {YEAR})?", _nth_week),
    row(r"(?:in )?(?:de )?(1e|laatste) week van (?:de )?<days>", _edge_week),
    row(r"(?:de )?{TH} dag (?:in|van) {MONTH}", _date),
    row(r"(?:op )?(?:de )?laatste dag van {MONTH}", _last_day),
    row(r"(?:op )?(?:de )?{WEEKDAY} (na|voor) <days>", _weekday_beside),
    row(r"(?:in )?de week (na|voor) <days>", _week_beside),
    row(
        r"(?:in )?(?:de )?week (?:van|met|aanvangend(?: op)?) (?:{WEEKDAY} )?<days>",
        lambda _, __, d: one(monday(d.options[0][0]), 7, "week"),
    ),
)
