"""Rows for how often, how many times and for how many weeks: twice a week, six times on Tuesday, three weeks on end."""

from dataclasses import replace

from flows.understanding.time.calendar_days import MONTHS, WEEKDAYS, month_named
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Every, Lasting, Noise
from flows.understanding.time.repeat_rows import LIST, UNITS, short, weekly
from flows.understanding.words import either

_SO_MANY = r"(?:(?:een|1) (dag|week|maand) of (\d\d?)|(?:(\d\d?)|een) (dag|week|maand))"
_ON_END = r"(?:lang|achtereen|achter elkaar|aan een stuk)"
_AHEAD = ("over", "al", "na", "elke", "de", "komende", "volgende", "binnen", "in", "per", "zo n", r"\d")
_NOT_AHEAD = "".join(f"(?<!{word} )" for word in _AHEAD)
_LASTS = {"dag": 1, "week": 7, "maand": 30}
_KEER = r"(\d\d?) ?(?:keer|keren|x|maal)"
_SOME_TIMES = r"(?:een )?(?:paar|aantal|enkele|meerdere|verschillende) (?:keer|keren|x|maal)"
_PART = r"(?:dag(?:deel|delen)?|~?(?:ochtend|middag|avond|morgen)(?:en)?)"
_SOME_PARTS = rf"(?<!werk )(?<!werkt )(?:een|(\d)) (?:hele |halve )?{_PART}"
_OFTEN = r"(?:eens|\d\d? ?(?:keer|x|maal)) (?:per|in de) (?:dag|week|maand|jaar)"
_DOES = r"(?:komt|kwam|krijgt?|belt|belde|appt|roept|vraagt|valt|kookte|deed)"
_COMES = rf"(?<!wie )(?<!die ){_DOES}(?! er)(?: (?!iemand|wie)[a-z]+){{0,3}}"
_NO_DAYS = r"(?![,:]? ?(?:altijd )?\(?(?:op )?{WEEKDAY})".replace("{WEEKDAY}", either(WEEKDAYS))


def _times(count: str, *weekdays: str | None) -> Every | None:
    """Give a recurrence that ends after so many times."""
    weeks = -(-int(count) // len({weekday for weekday in weekdays if weekday}))
    return Every(weekly(*weekdays).rule, days=7 * weeks) if int(count) > 1 else None


def _lasting(_: Sentence, unit: str | None, some: str | None, count: str | None, whole: str | None) -> Lasting:
    """Read for how long: "een week of drie lang", "zes weken achtereen"."""
    return Lasting(int(some or count or 1) * _LASTS[unit or whole or "dag"])


def _weeks_on(s: Sentence, *said: str | None) -> Every | None:
    """Read "zes weken op maandag en donderdag"."""
    for_days = _lasting(s, *said[:4]).days
    return replace(weekly(*said[4:]), days=for_days) if for_days >= 14 else None


def _last_times(s: Sentence, count: str, weekday: str, month: str) -> Every:
    """Read "de laatste twee vrijdagen van december"."""
    end = month_named(s.today, MONTHS.index(month) + 1).options[0][1]
    days = 7 * int(count)
    return replace(weekly(weekday), days=days, since=end - days * DAY)


def _often(_: Sentence, count: str, unit: str) -> Every:
    return Every(UNITS[unit], times=max(1, int(count)))


def _often_on(_: Sentence, count: str, weekday: str) -> Every | None:
    """Give both readings of "twee keer per maand op donderdag": every other one, or the first and the third."""
    n = int(count)
    if not 2 <= n <= 4:
        return None
    days = ",".join(f"{nth}{short(weekday)}" for nth in ((1, 3) if n == 2 else range(1, n + 1)))
    monthly = f"MONTHLY;BYDAY={days}"
    return Every(weekly(weekday, interval=";INTERVAL=2").rule, monthly) if n == 2 else Every(monthly)


OFTEN: tuple[Row, ...] = (
    # for so many weeks
    row(rf"(?=[\de]){_NOT_AHEAD}{_SO_MANY}(?=,? (?:elke|eens per)\b)", _lasting),
    row(
        rf"(?=[\degv]){_NOT_AHEAD}(?:gedurende |voor de duur van |voor )?{_SO_MANY}(?: {_ON_END})?,? op {LIST}",
        _weeks_on,
    ),
    row(
        rf"(?<!vanaf )(?:op )?{LIST},? (?:gedurende |voor |en dat )*{_SO_MANY} {_ON_END}(?! elke)",
        lambda s, *said: _weeks_on(s, *said[-4:], *said[:-4]),
    ),
    row(rf"{_SO_MANY} {_ON_END}", _lasting),
    row(rf"(?:gedurende|voor de duur van|voor) {_SO_MANY}(?=.*\b(?:elke|eens per)\b)", _lasting),
    row(rf"{_COMES} {_OFTEN}(?: [a-z]+){{0,2}}(?=[,.;]| maar\b| en\b| dus\b| want\b| omdat\b)", lambda *_: Noise()),
    # so many times
    row(r"(?:de |op )*laatste {N} {WEEKDAY}(?:s|en),? (?:van|in) (?:de )?{MONTH}", _last_times),
    row(r"(?:de |op )*1e {N} {WEEKDAY}(?:s|en)(?=,? (?:van|in|vanaf|na) )", lambda _, n, w: _times(n, w)),
    row(r"(?:de |op )*(?:komende|volgende) {N} {WEEKDAY}(?:s|en)", lambda _, n, w: _times(n, w)),
    row(
        rf"(?!2\b){{N}} ?(?:keer|x|maal) (?:achter elkaar )?op (?:een |de )?{LIST}",  # twice may be on that very day
        lambda _, n, *days: _times(n, *days),
    ),
    row(r"{N} {WEEKDAY}(?:s|en)(?: achter elkaar| achtereen| lang)?", lambda _, n, w: _times(n, w)),
    # so often
    row(
        rf"{_KEER} (?:per|in de) maand,? (?:op )?(?:een |de )?{{WEEKDAY}}",
        _often_on,
    ),
    row(rf"(?:op )?{{WEEKDAY}},? {_KEER} (?:per|in de) maand", lambda s, w, n: _often_on(s, n, w)),
    row(rf"{_KEER} (?:per|in de) (dag|week|maand|jaar){_NO_DAYS}", _often),
    row(rf"{_SOME_TIMES} (?:per|in de) (dag|week|maand|jaar)", lambda s, u: _often(s, "1", u)),
    row(rf"{_SOME_PARTS} (?:per|in de) (week|maand){_NO_DAYS}(?! van\b)", lambda s, n, u: _often(s, n or "1", u)),
    row(rf"(?:elke|eens per) (dag|week|maand|jaar),? {_KEER}(?! op )", lambda s, u, n: _often(s, n, u)),
)
