"""Rows for the day: names, dates, weeks, months, feasts, and counting from today."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.understanding import calendar_days as cal
from flows.understanding.calendar_days import MONTHS, WEEKDAYS, monday
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import DAY, Days, Length, Noise, Point, one

_UNTIL_DATE = r"(?! ?(?:uur|u\b|h\b|[:.]\d|keer|x\b))"
_NAMED = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def _date(s: Sentence, day: str, month: str, year: str | None = None) -> Days | None:
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    found = cal.dated(s.today, int(day), number, int(year) if year else None)
    return found and one(found)


def _dates(s: Sentence, first: str, last: str, month: str, including: bool, year: str | None = None) -> Days | None:
    start, end = _date(s, first, month, year), _date(s, last, month, year)
    return _stretch(start, end, including) if start and end else None


def _stretch(start: Days, end: Days, including: bool) -> Days | None:
    first, (last, after) = start.options[0][0], end.options[0]
    edge = after if including else last
    while edge <= first and end.grain == "day" and (first - edge).days < 7 and not including:
        edge += timedelta(days=7)
    if edge <= first:
        edge = after + relativedelta(years=1) if (first - after).days > 31 else after + timedelta(days=7)
    return Days(((first, edge),), "day") if edge > first else None


def _weekday_on(s: Sentence, weekday: str, said: Days) -> Days:
    """Bring a weekday and a date together; where they don't agree, people have to say which."""
    first = said.options[0][0]
    if said.grain != "day" or first.weekday() == WEEKDAYS.index(weekday):
        return said
    return Days((said.options[0], *cal.coming(s.today, WEEKDAYS.index(weekday)).options[:1]))


def _weekday_numbered(s: Sentence, weekday: str, day: str) -> Days | None:
    found = cal.numbered(s.today, int(day))
    for _ in range(12):
        if found is None or found.weekday() == WEEKDAYS.index(weekday):
            break
        found = cal.numbered(found + DAY, int(day))
    if found is None or found.weekday() != WEEKDAYS.index(weekday):
        return None
    near = cal.coming(s.today, WEEKDAYS.index(weekday))
    return one(found) if (found - s.today).days < 62 else Days((*one(found).options, near.options[0]))


def _week(s: Sentence, ahead: int) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead), 7, "week")


def _in_week(s: Sentence, ahead: int, weekday: str) -> Days:
    return one(monday(s.today) + timedelta(days=7 * ahead + WEEKDAYS.index(weekday)))


def _weekend(s: Sentence, ahead: int = 0) -> Days:
    saturday = monday(s.today) + timedelta(days=5 + 7 * ahead)
    return one(saturday, 2)


def _next_weekend(s: Sentence) -> Days:
    return Days((*_weekend(s, 1).options, *(_weekend(s).options if s.today.weekday() < 5 else ())))


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
    return int(said) if said.isdigit() else 2 if said in ("een paar", "paar") else 1


def _month(s: Sentence, month: str, year: str | None = None) -> Days:
    number = MONTHS.index(month) + 1
    y = int(year) if year else s.today.year + (number < s.today.month)
    return cal.month_of(date(y, number, 1))


def _this_month(s: Sentence, ahead: int) -> Days:
    return cal.month_of(s.today.replace(day=1) + relativedelta(months=ahead))


def _third(said: Days, which: str) -> Days:
    """Take the begin, the middle or the end of a week or month."""
    first, after = said.options[0]
    size = (after - first).days
    cuts = (0, 3, 4, 7) if size == 7 else (0, size // 3, 2 * size // 3, size)
    i = {"begin": 0, "half": 1, "midden": 1, "medio": 1, "mid": 1}.get(which, 2)
    if size == 7:
        cuts = (0, 2, 4, 5)
    return Days(((first + cuts[i] * DAY, first + cuts[i + 1] * DAY),), "day")


def _rest(s: Sentence, said: Days) -> Days | None:
    return Days(((max(s.today, said.options[0][0]), said.options[0][1]),), said.grain)


def _nth(s: Sentence, count: str, weekday: str, month: str, year: str | None) -> Days | None:
    number, n = MONTHS.index(month) + 1, -1 if count.startswith("laatste") else int(count[:-1])
    for y in [int(year)] if year else [s.today.year, s.today.year + 1]:
        found = cal.nth(y, number, WEEKDAYS.index(weekday), n)
        if found and (year or found >= s.today):
            return one(found)
    return None


def _nth_week(s: Sentence, count: str, month: str, year: str | None) -> Days:
    """Give the n-th week of a month: the one that holds its n-th Thursday, as the calendar counts weeks."""
    said = _nth(s, count, "donderdag", month, year)
    return one(monday(said.options[0][0]), 7, "week") if said else _month(s, month)


def _counted(s: Sentence, count: str, unit: str) -> Days | Point | None:
    n = _count(count)
    if n > 99:
        return None
    start = s.today + DAY
    if unit == "week":
        start = monday(s.today) + timedelta(days=7)
    if unit == "maand":
        start = s.today.replace(day=1) + relativedelta(months=1)
    return Days(((start, _moved(start, n, unit)),), "day")


def _bound(said: Days, bound: str, skip: bool = False, before: bool = False) -> Days:
    """Keep one edge: "from" the first day (or after the last), "until" the last (or before the first)."""
    options = tuple((b, b) if skip else (a, a) if before else (a, b) for a, b in said.options)
    return Days(options, said.grain, bound, said.today_too)


def _either(_: Sentence, a: Days, b: Days) -> Days | None:
    return None if a.bound or b.bound else Days(tuple(dict.fromkeys(a.options + b.options)), a.grain, "", a.today_too)


def _for_or_before(_: Sentence, said: Days) -> Days:
    """Read "voor vrijdag" as before it; "voor volgende week" is for it as well, so people have to say."""
    if said.grain == "day":
        return _bound(said, "until", before=True)
    return said


def _point(s: Sentence, said: Length, weak: bool = False) -> Point:
    return Point((s.now + timedelta(minutes=said.minutes)).replace(second=0, microsecond=0), weak=weak)


def _within(s: Sentence, count: str, unit: str) -> Point:
    edge = _moved(s.today, _count(count), unit)
    return Point(s.now.replace(second=0, microsecond=0), datetime.combine(edge, datetime.min.time()), "day")


def _soon(s: Sentence) -> Days:
    return Days(((s.today, s.today + timedelta(days=14)),), "week")


DAYS: tuple[Row, ...] = (
    # dates
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
        rf"(?:op )?(?:de )?{{TH}} ?[-/ ]?(?:dag )?(?:van |of )?{{MONTH}}\.?(?:[ ,/\-]{{1,2}}{{YEAR}})?{_UNTIL_DATE}",
        _date,
    ),
    row(r"{MONTH} {TH} ?- ?{TH}", lambda s, m, a, b: _dates(s, a, b, m, True)),
    row(
        rf"(?:op )?{{MONTH}}\.? (?:de |the )?{{TH}}(?:th|st|nd|rd)?(?:,? {{YEAR}})?{_UNTIL_DATE}(?!\d| ?-\d)",
        lambda s, m, d, y: _date(s, d, m, y),
    ),
    row(r"(\d\d?)[-/](\d\d?)[-/](\d{4}|\d\d)(?![-/.\d])", _date),
    row(r"(\d\d?)\.(\d\d?)\.(\d{4}|\d\d)(?![-/.\d])", _date),
    row(r"op (\d\d?)\.(\d\d?)(?![.\d]| ?(?:uur|procent))", _date),
    row(
        r"(?<![\d.])(?<!tussen )(?<!van )(\d\d?)[-/](\d\d?)(?![/.:\d]|-\d{4}|-\d\d\b(?!/)| ?(?:uur|u\b))",
        lambda s, d, m: _date(s, d, m) if int(m) <= 12 and not _hourlike(s, d, m) else None,
    ),
    row(
        r"(?:op )?(?:de )?{TH} (?:dag )?van (?:de )?(deze|volgende|komende)? ?maand",
        lambda s, d, which: (
            (f := cal.numbered(s.today if which != "volgende" else _this_month(s, 1).options[0][0], int(d))) and one(f)
        ),
    ),
    row(
        rf"(?:op )?{{WEEKDAY}},? (?:de |the )?(?:{{TH}}){_UNTIL_DATE}(?!\d|[-/] ?\d| <| tot| en \d)", _weekday_numbered
    ),
    row(r"(?:op )?de {TH}(?:th|st|nd|rd)?(?=,|{END}| <)", lambda s, d: (f := cal.numbered(s.today, int(d))) and one(f)),
    row(r"{FEAST}(?: {YEAR})?", lambda s, w, y: one(cal.feast(s.today, w, int(y) if y else None))),
    row(r"(?:volgende|komende) <days>", lambda _, d: d if d.grain == "day" else None),
    row(r"(?:op )?(?:de )?(\de|laatste) {WEEKDAY} (?:in |van )(?:de )?{MONTH}(?: {YEAR})?", _nth),
    row(r"(?:de )?(\de|laatste) week (?:in |van )(?:de )?{MONTH}\.?(?: {YEAR})?", _nth_week),
    row(r"(?:de )?{TH} dag (?:in|van) {MONTH}", _date),
    row(r"week (?:van|aanvangend(?: op)?) <days>", lambda _, d: one(monday(d.options[0][0]), 7, "week")),
    # weeks
    row(
        r"tot (?:het )?(?:eind|einde) (?:van )?(?:de |deze )?(maand|week)",
        lambda s, u: _bound(_this_month(s, 0) if u == "maand" else _week(s, 0), "until"),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (?:een|1) week|(?:over (?:een|1) week|over een weekje) (?:op )?{WEEKDAY}",
        lambda s, a, b: _over_weeks(s, 1, a or b),
    ),
    row(
        r"(?:op )?{WEEKDAY} over (\d) week|over (\d) week (?:op )?{WEEKDAY}",
        lambda s, a, n, m, b: _over_weeks(s, int(n or m), a or b),
    ),
    row(r"week na volgende week|volgende volgende week", lambda s: _week(s, 2)),
    row(
        r"(begin|half|midden|eind|einde|eind van|begin van|einde van|mid|het eind van) (?:de )?(volgende|deze|komende)? ?week{END}",
        lambda s, which, w: _third(
            _week(s, int(w in ("volgende", "komende"))), which.split()[0].replace("het", "eind")
        ),
    ),
    row(r"volgende week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 1, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?(?:de )?volgende week", lambda s, w: _in_week(s, 1, w)),
    row(r"deze week,? (?:op )?{WEEKDAY}", lambda s, w: _in_week(s, 0, w)),
    row(r"(?:op )?{WEEKDAY},? (?:van |in )?deze week", lambda s, w: _in_week(s, 0, w)),
    row(
        r"<days>,? (?:op )?(?:een )?{WEEKDAY}",
        lambda s, d, w: (
            one(next(x for i in range(7) if (x := d.options[0][0] + i * DAY).weekday() == WEEKDAYS.index(w)))
            if d.grain == "week"
            else None
        ),
    ),
    row(r"(?:later|rest van|de rest van|de rest|rest) (?:de |deze )week", lambda s: _rest(s, _week(s, 0))),
    row(r"later deze maand|rest van de maand", lambda s: _rest(s, _this_month(s, 0))),
    row(r"(?:in |dit |het |komende |deze |in het |aan het )*(?<!volgende )weekend", _weekend),
    row(r"(?:in )?(?:het )?volgende weekend", _next_weekend),
    row(r"(?:in )?(?:de )?(\d\d?) komende (dag|week|maand)", _counted),
    row(r"(?:in )?(?:de )?(?:deze of )?(?:volgende|komende) (?:werk)?week", lambda s: _week(s, 1)),
    row(r"(?:in )?deze (?:werk)?week", lambda s: _week(s, 0)),
    row(r"(?:in )?(?:de )?(?:volgende|komende) maand", lambda s: _this_month(s, 1)),
    row(r"(?:in )?deze maand", lambda s: _this_month(s, 0)),
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
    # names
    row(r"(?:op )?(vandaag|overmorgen)", lambda s, d: one(s.today + _NAMED[d] * DAY)),
    row(r"(?:op )?(?:tomorrow|morgen)", lambda s: one(s.today + DAY)),
    row(r"{WEEKDAY}(?:,| de| the)? <days>", lambda s, w, d: _weekday_on(s, w, d)),
    row(
        r"<days>,? \(?(?:een )?{WEEKDAY}\)?",
        lambda s, d, w: _weekday_on(s, w, d) if d.grain == "day" and d.options[0][1] - d.options[0][0] == DAY else None,
    ),
    row(r"(?:op )?(?:deze )?(?:komende) {WEEKDAY}", lambda s, w: one(cal.after(s.today, WEEKDAYS.index(w)))),
    row(r"(?:op )?deze {WEEKDAY}", lambda s, w: _in_week(s, int(WEEKDAYS.index(w) < s.today.weekday()), w)),
    row(r"(?:op )?(?:de )?volgende {WEEKDAY}", lambda s, w: cal.next_week(s.today, WEEKDAYS.index(w))),
    row(r"(?:op )?{WEEKDAY}", lambda s, w: cal.coming(s.today, WEEKDAYS.index(w))),
    row(
        r"(begin|half|midden|medio|mid|eind|einde|eind van|begin van|einde van|het einde van|het midden van|het begin van) (?:de )?{MONTH}(?: {YEAR})?",
        lambda s, which, m, y: _third(_month(s, m, y), which.replace("het ", "").split()[0]),
    ),
    row(
        r"(?:aan )?(?:het )?(begin|midden|eind|einde) van (?:de |deze )?(volgende )?maand",
        lambda s, which, n: _third(_this_month(s, int(bool(n))), which),
    ),
    row(r"(?:in )?(?:komende )?{MONTH}(?: {YEAR})?", _month),
    row(
        r"(?:het )?maakt (?:mij |me |ons )?niet uit(?: wanneer)?|maakt niks uit|ma?akt nie(?:t)? uit|wanneer (?:het |u |je |jullie )?(?:uit ?komt|kan|kunt|wilt)|geen voorkeur|any ?time|doesnt matter|whenever|altijd goed|om het even",
        _soon,
    ),
    # corrections, lists and stretches
    row(r"niet (?:op )?<days>,? (?:maar|wel|but) (?:op )?<days>", lambda _, __, d: d),
    row(r"(?:liever )?niet (?:op )?<days>", lambda _, __: Noise()),
    row(r"<days> (?:kan ik |kan |komt |lukt )?(?:mij |me )?(?:helaas )?niet(?! uit)", lambda s, d: Noise()),
    *[row(r"<days>(?:, ?(?:en |of )?| en | of | or | & ?|/)(?:op )?<days>", _either)] * 3,
    row(r"(?:van )?<days> tot en met <days>", lambda _, a, b: _stretch(a, b, True)),
    row(
        r"(?:van |vanaf )<days> tot <days>|tussen (?:nu|<days>) en <days>",
        lambda s, a, b, c, d: _stretch(a or c or one(s.today), b or d, False),
    ),
    row(r"<days> tot <days>", lambda _, a, b: _stretch(a, b, False)),
    row(r"<days> - <days>", lambda _, a, b: _stretch(a, b, True)),
    row(r"(?:hulp|iemand|afspraak|nodig|vervoer|chauffeur|lift|taxi|rit) voor <days>", lambda _, d: d),
    row(r"(?:tot en met|uiterlijk|uiterlijk op|ten laatste) <days>", lambda _, d: _bound(d, "until")),
    row(r"voor <days>", _for_or_before),
    row(r"(?:tot|vooraf aan) (?:op )?<days>", lambda _, d: _bound(d, "until", before=True)),
    row(r"(?:vanaf|sinds) <days>", lambda _, d: _bound(d, "from")),
    row(r"(?:na) <days>", lambda _, d: _bound(d, "from", skip=True)),
    row(r"<days> of later", lambda _, d: _bound(d, "from")),
    row(
        r"nu|now|op het moment|meteen|direct|onmiddellijk|right away|immediately",
        lambda s: _point(s, Length(0), weak=True),
    ),
)


def _hourlike(s: Sentence, first: str, last: str) -> bool:
    """Tell whether "3-8" after a weekday are hours: such a date would fall on another day of the week."""
    said = cal.dated(s.today, int(first), int(last))
    named = next((w for w in WEEKDAYS if f"{w} {first}-{last}" in s.text or f"ochtend {first}-{last}" in s.text), None)
    return bool(named and said and said.weekday() != WEEKDAYS.index(named) and int(first) < int(last) <= 12)


def _over_weeks(s: Sentence, weeks: int, weekday: str) -> Days:
    """Read "dinsdag over een week": a week later than the coming one, or in the week after this one."""
    near = cal.after(s.today, WEEKDAYS.index(weekday)) if s.today.weekday() != WEEKDAYS.index(weekday) else s.today
    far = near + timedelta(days=7 * weeks)
    same = monday(s.today) + timedelta(days=7 * weeks + WEEKDAYS.index(weekday))
    return Days(tuple((d, d + DAY) for d in dict.fromkeys((far, same))))
