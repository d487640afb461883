"""Rows for what comes back: every Tuesday, once a week, the first Monday of the month."""

import re

from flows.understanding.calendar_days import RULE_DAYS, WEEKDAYS
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import Every, Lasting, Noise, Off

_EVERY = r"(?:elke|s|op elke|op alle|altijd op|altijd|vast op|vaste)"
_UNITS = {"dag": "DAILY", "week": "WEEKLY", "maand": "MONTHLY", "jaar": "YEARLY"}
_NEXT = r"(?:(?:,| en|, en| and|, and| &|/) ?(?:op |s |elke )?{WEEKDAY}(?:s|en)?)?"
_LIST = r"{WEEKDAY}(?:s|en)?" + _NEXT * 6
_MONTH = r"(?:,? (?:van|in) (?:de maand|elke maand|eens per maand)|,? eens per maand)"
_SHUT = r"(?:(?:is|zijn) (?:[a-z]+ ){0,3}|rijdt (?:[a-z]+ ){0,3})?(?:niet|geen|dicht|gesloten)"
_NTH = r"(?:op )?(?:elke |de )?"
_BUT = r"(?:(?:behalve|maar niet|niet|except|but not)(?: op| in| on)?(?: de| het| elke)?)"


def _weekly(*weekdays: str | None, interval: str = "") -> Every:
    said = {WEEKDAYS.index(w) for w in weekdays if w}
    return Every(f"WEEKLY{interval};BYDAY={','.join(RULE_DAYS[w] for w in sorted(said))}")


def _from_to(first: str, last: str) -> Every:
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    return _weekly(*(WEEKDAYS[(begin + i) % 7] for i in range((end - begin) % 7 + 1)))


def _without(s: Sentence, *weekdays: str | None) -> Off | None:
    """Take weekdays out of what comes back; without such a rule one day is meant, which rows further on read."""
    if not re.search(r"\belke\b|\beens per\b", s.text):
        return None
    return Off(weekdays=frozenset(WEEKDAYS.index(one) for one in weekdays if one))


def _monthly(weekday: str, *counts: str | None) -> Every | None:
    numbers = ["-1" if count == "laatste" else count[:-1] for count in counts if count]
    if not all(number == "-1" or 1 <= int(number) <= 5 for number in numbers):
        return None
    return Every(f"MONTHLY;BYDAY={','.join(number + RULE_DAYS[WEEKDAYS.index(weekday)] for number in numbers)}")


def _on_date(*said: str | None) -> Every | None:
    days = [int(day) for day in said if day]
    return Every(f"MONTHLY;BYMONTHDAY={','.join(map(str, days))}") if all(1 <= day <= 31 for day in days) else None


def _interval(count: str, unit: str) -> Every | None:
    number = int(count.rstrip("e"))
    if not number:
        return None
    return Every(f"{_UNITS[unit]};INTERVAL={number}" if number > 1 else _UNITS[unit])


def _fortnightly(*weekdays: str | None) -> Every:
    return _weekly(*weekdays, interval=";INTERVAL=2") if any(weekdays) else Every("WEEKLY;INTERVAL=2")


def _every_nth(count: str, weekday: str) -> Every:
    """Give both readings: "elke tweede dinsdag" is every other one to some, and that of the month to others."""
    often, monthly = _weekly(weekday, interval=f";INTERVAL={count}").rule, f"MONTHLY;BYDAY={count}{_short(weekday)}"
    return Every(often, monthly) if count == "2" else Every(monthly, often)


def _times(count: str, *weekdays: str | None) -> Every | None:
    """Give a recurrence that ends after so many times."""
    weeks = -(-int(count) // len({weekday for weekday in weekdays if weekday}))
    return Every(_weekly(*weekdays).rule, days=7 * weeks) if int(count) > 1 else None


def _short(weekday: str) -> str:
    return RULE_DAYS[WEEKDAYS.index(weekday)]


def _every_weeks(count: str, *weekdays: str | None) -> Every | None:
    plain = _interval(count, "week")
    if plain is None or not any(weekdays):
        return plain
    return _weekly(*weekdays, interval=plain.rule.removeprefix("WEEKLY"))


REPEATS: tuple[Row, ...] = (
    row(r"(\d\d?) (dag|week|maand) lang", lambda _, n, u: Lasting(int(n) * {"dag": 1, "week": 7, "maand": 30}[u])),
    # in the month
    row(
        rf"{_NTH}(\de|laatste)(?: en(?: de)? (\de|laatste))? {{WEEKDAY}}{_MONTH}",
        lambda _, n, m, w: _monthly(w, n, m),
    ),
    row(r"eens per maand,? (?:op )?(?:de )?(\de|laatste) {WEEKDAY}", lambda _, n, w: _monthly(w, n)),
    row(r"(?:op )?elke (1e|laatste) {WEEKDAY}", lambda _, n, w: _monthly(w, n)),
    row(r"(?:op )?elke (\de) en (?:elke )?(\de|laatste) {WEEKDAY}", lambda _, n, m, w: _monthly(w, n, m)),
    row(
        r"(?:op )?(?:de )?{TH}" + r"(?:(?:,| en|, en) (?:op )?(?:de )?{TH})?" * 2 + r"(?: dag)?,? "
        r"(?:(?:van|in) )?(?:elke maand|eens per maand)",
        lambda _, *days: _on_date(*days),
    ),
    row(r"(?:op )?elke {TH}(?: en(?: de)? {TH})?(?: dag)? (?:van|in) de maand", lambda _, *days: _on_date(*days)),
    row(
        r"(?:op )?(?:de |elke )?laatste dag (?:van|in) (?:elke|eens per) maand|elke laatste dag van de maand",
        lambda _: Every("MONTHLY;BYMONTHDAY=-1"),
    ),
    row(r"eens per maand,? (?:op )?de {TH}(?: en (?:op )?(?:de )?{TH})?(?! ~)", lambda _, *days: _on_date(*days)),
    # every so many weeks
    row(
        rf"(?:om de|eens in de|eens per|elke) (?:2 week|andere week|14 dag)(?:,? (?:op )?{_LIST})?",
        lambda _, *days: _fortnightly(*days),
    ),
    row(rf"om de week(?:,? (?:op )?{_LIST})?", lambda _, *days: _fortnightly(*days)),
    row(rf"(?:op )?{_LIST},? (?:om de (?:week|2 week|14 dag)|eens in de 2 week)", lambda _, *days: _fortnightly(*days)),
    row(r"om de {WEEKDAY}", lambda _, a: _fortnightly(a)),
    row(r"(?:op )?elke ([2-4])e {WEEKDAY}", lambda _, n, w: _every_nth(n, w)),
    row(r"(?:om de|elke) andere dag|om de dag", lambda _: Every("DAILY;INTERVAL=2")),
    row(
        rf"(?:elke|om de|eens in de|eens per) (\d\d?) week(?:,? (?:op )?{_LIST})?",
        lambda _, n, *days: _every_weeks(n, *days),
    ),
    row(rf"(?:op )?{_LIST},? (?:om de|elke|eens in de) (\d) week", lambda _, *said: _every_weeks(said[-1], *said[:-1])),
    row(r"(?:elke|om de|eens in de|eens per) (\d\d?e?) (dag|week|maand|jaar)", lambda _, n, u: _interval(n, u)),
    row(r"eens per kwartaal", lambda _: Every("MONTHLY;INTERVAL=3")),
    row(r"eens per half jaar", lambda _: Every("MONTHLY;INTERVAL=6")),
    # but not on
    row(rf"{_BUT} (?:het )?weekend(?:en)?", lambda s: _without(s, *WEEKDAYS[5:])),
    row(
        rf"{_BUT} {{WEEKDAY}}(?:s|en)?(?:(?:,| en)(?: op)?(?: de)? {{WEEKDAY}}(?:s|en)?)?(?! (?:de )?\d| over| ~)",
        lambda s, *but: _without(s, *but),
    ),
    row(
        r"(?:maar|alleen) (?:op )?{WEEKDAY}(?:s|en)?(?:(?:,| en)(?: op)? {WEEKDAY}(?:s|en)?)? (?:dan |liever )*niet",
        _without,
    ),
    row(
        r"(?:maar|alleen) (?:in )?(?:het |de )?weekend(?:en)? (?:dan |even |liever )*niet",
        lambda s: _without(s, *WEEKDAYS[5:]),
    ),
    row(rf"(?:op |s )?{{WEEKDAY}}s(?: en {{WEEKDAY}}s)? {_SHUT}", lambda s, *but: _without(s, *but) or Noise()),
    # so many times
    row(r"(?:de |op )*(?:komende|volgende) {N} {WEEKDAY}(?:s|en)", lambda _, n, w: _times(n, w)),
    row(
        rf"(?!2\b){{N}} ?(?:keer|x|maal) (?:achter elkaar )?op (?:een |de )?{_LIST}",  # twice may be on that very day
        lambda _, n, *days: _times(n, *days),
    ),
    row(r"{N} {WEEKDAY}(?:s|en)(?: achter elkaar| achtereen| lang)", lambda _, n, w: _times(n, w)),
    # on days of the week
    row(
        rf"(?:op )?{_LIST} (?!(?:kan|is|lukt|past|ben|mag (?:[a-z]+ ){{0,3}}altijd)\b)(?:[a-z]+ ){{1,4}}"
        r"(?:altijd|steeds|telkens)",
        lambda _, *days: _weekly(*days),
    ),
    row(r"(?:van )?{WEEKDAY} (?:tot en met|-) {WEEKDAY},? elke (?:dag|week|(?=~))", lambda _, a, b: _from_to(a, b)),
    row(
        r"elke (?:dag |week |werkdag )?(?:van )?{WEEKDAY} ?(?:tot en met|-) ?{WEEKDAY}", lambda _, a, b: _from_to(a, b)
    ),
    row(
        rf"(?:eens|\d ?(?:keer|x|maal)) (?:per|in de|a) week,? ?(?:altijd )?(?:op )?{_LIST}",
        lambda _, *days: _weekly(*days),
    ),
    row(rf"(?:op )?{_LIST},? (?:van )?(?:eens per week|elke week)", lambda _, *days: _weekly(*days)),
    row(rf"{_EVERY} {_LIST}", lambda _, *days: _weekly(*days)),
    row(
        r"(?:op (?:de )?)?{WEEKDAY}(?:s|en)" + r"(?:(?:,| en|, en)(?: op)? (?:s )?{WEEKDAY}(?:s|en))?" * 4,
        lambda _, *days: _weekly(*days),
    ),
    row(r"elke werkdag", lambda _: _weekly(*WEEKDAYS[:5])),
    row(r"(?:elke|alle|in de) weekend(?:en)?", lambda _: _weekly("zaterdag", "zondag")),
    row(r"elke dag|eens per dag", lambda _: Every("DAILY")),
    row(r"elke (?=~)", lambda _: Every("DAILY")),
    row(r"eens per week|elke week", lambda _: Every("WEEKLY")),
    row(r"eens per maand|elke maand", lambda _: Every("MONTHLY")),
    row(r"(?:elke|eens per) jaar", lambda _: Every("YEARLY")),
)
