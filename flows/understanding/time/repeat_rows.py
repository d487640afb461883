"""Rows for what comes back: every Tuesday, once a week, the first Monday of the month."""

import re
from dataclasses import replace

from flows.understanding.time.calendar_days import RULE_DAYS, WEEKDAYS, after, monday
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Every, Lasting, Noise, Off

_EVERY = r"(?:elke|s|op elke|op alle|altijd op|altijd|steeds op|telkens op|vast op|vaste)"
UNITS = {"dag": "DAILY", "week": "WEEKLY", "maand": "MONTHLY", "jaar": "YEARLY"}
_NEXT = r"(?:(?:,| en|, en| and|, and| &| ?\+|/) ?(?:op |s |elke )?{WEEKDAY}(?:s|en)?)?"
LIST = r"{WEEKDAY}(?:s|en)?" + _NEXT * 6
_MONTH = r"(?:,? (?:van|in) (?:de maand|elke maand|eens per maand)|,? eens per maand)"
_SHUT = r"(?:(?:is|zijn) (?:[a-z]+ ){0,3}|rijdt (?:[a-z]+ ){0,3})?(?:niet|geen|dicht|gesloten)"
_NTH = r"(?:op )?(?:elke |de )?"
_FIFTH = 5  # of a weekday in a month: its last
_NOT_THEN = (
    r"(?:(?:dan|liever|even|hoeft|kan|mag)(?: het| er| ik)? )*(?:niet(?! (?:om|voor|na|meer))|behalve(?=[.,;!?]|$))"
)
_OF_ALL = r"(?<!komende )(?<!deze )(?<!volgende )(?<!week )"
_BUT = r"(?:(?:behalve|maar niet|niet|except|but not)(?: op| in| on)?(?: de| het| elke)?)"


def weekly(*weekdays: str | None, interval: str = "") -> Every:
    """Give what comes back every week on these days."""
    said = {WEEKDAYS.index(w) for w in weekdays if w}
    return Every(f"WEEKLY{interval};BYDAY={','.join(RULE_DAYS[w] for w in sorted(said))}")


def _from_to(first: str, last: str) -> Every:
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    return weekly(*(WEEKDAYS[(begin + i) % 7] for i in range((end - begin) % 7 + 1)))


def _without(s: Sentence, *weekdays: str | None) -> Off | None:
    """Take weekdays out of what comes back; without such a rule one day is meant, which rows further on read."""
    if not re.search(r"\belke\b|\beens per\b", s.text):
        return None
    return Off(weekdays=frozenset(WEEKDAYS.index(one) for one in weekdays if one))


def _daily_without(s: Sentence, *weekdays: str | None) -> Off | None:
    """Take weekdays out of what comes back on every day: "elke dag, zondag niet"; of a week that one day is meant."""
    return _without(s, *weekdays) if re.search(r"\belke (?:dag|werkdag|~)", s.text) else None


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
    return Every(f"{UNITS[unit]};INTERVAL={number}" if number > 1 else UNITS[unit])


def _fortnightly(*weekdays: str | None) -> Every:
    return weekly(*weekdays, interval=";INTERVAL=2") if any(weekdays) else Every("WEEKLY;INTERVAL=2")


def _every_nth(count: str, weekday: str) -> Every:
    """Give both readings: "elke tweede dinsdag" is every other one to some, and that of the month to others."""
    often, monthly = weekly(weekday, interval=f";INTERVAL={count}").rule, f"MONTHLY;BYDAY={count}{short(weekday)}"
    return Every(often, monthly) if count == "2" else Every(monthly, often)


def _by_number(s: Sentence, odd: str | None, *weekdays: str | None) -> Every:
    """Read "in de even weken op dinsdag", by the number of the week in the calendar."""
    first = monday(s.today)
    if first.isocalendar().week % 2 != bool(odd):
        first += 7 * DAY
    return replace(_fortnightly(*weekdays), since=first)


def _monthly_on(s: Sentence, weekday: str) -> Every:
    """Read "eens per maand op zaterdag" as that Saturday of the month which the next one is."""
    day = after(s.today, WEEKDAYS.index(weekday))
    nth = (day.day - 1) // 7 + 1
    return Every(f"MONTHLY;BYDAY={nth if nth < _FIFTH else -1}{short(weekday)}")


def _but_the_nth(weekday: str, count: str) -> Every:
    """Read "elke zondag behalve de eerste van de maand"; the last is the fourth, or the fifth where there is one."""
    left_out = range(4, _FIFTH + 1) if count == "laatste" else [int(count[:-1])]
    return Every(f"MONTHLY;BYDAY={','.join(f'{n}{short(weekday)}' for n in range(1, _FIFTH + 1) if n not in left_out)}")


def _one_of(first: str, second: str) -> Every:
    return Every(weekly(first).rule, weekly(second).rule)


def short(weekday: str) -> str:
    """Give a weekday as a rule names it."""
    return RULE_DAYS[WEEKDAYS.index(weekday)]


def _in_all(s: Sentence, count: str) -> Lasting | None:
    """Read how many times a rule of days comes back: "elke woensdag om 2 uur, acht keer"."""
    rule = next((piece.rule for piece in s.pieces if isinstance(piece, Every)), "")
    _, weekly_on, days = rule.partition("WEEKLY;BYDAY=")
    if int(count) < 2 or not rule.startswith(("WEEKLY;BYDAY=", "DAILY")):
        return None
    if weekly_on:
        return Lasting(7 * -(-int(count) // len(days.split(","))))
    return Lasting((int(count) - 1) * int(rule.partition("INTERVAL=")[2] or 1) + 1)


def _every_weeks(count: str, *weekdays: str | None) -> Every | None:
    plain = _interval(count, "week")
    if plain is None or not any(weekdays):
        return plain
    return weekly(*weekdays, interval=plain.rule.removeprefix("WEEKLY"))


REPEATS: tuple[Row, ...] = (
    # in the month
    row(
        rf"{_EVERY} {{WEEKDAY}},? {_BUT} (?:de )?([1-5]e|laatste)(?: {{WEEKDAY}})?(?: (?:van|in) (?:de|elke) maand)?",
        lambda _, w, n, other: _but_the_nth(w, n) if other in (None, w) else None,
    ),
    row(
        rf"{_NTH}(\de|laatste)(?: en(?: de)? (\de|laatste))? {{WEEKDAY}}{_MONTH}",
        lambda _, n, m, w: _monthly(w, n, m),
    ),
    row(r"eens per maand,? (?:op )?(?:een )?{WEEKDAY}(?! \d)", _monthly_on),
    row(r"(?:op )?(?:een )?{WEEKDAY},? eens per maand", _monthly_on),
    row(r"eens per maand,? (?:op )?(?:de )?(\de|laatste) {WEEKDAY}", lambda _, n, w: _monthly(w, n)),
    row(r"(?:op )?elke (1e|laatste) {WEEKDAY}", lambda _, n, w: _monthly(w, n)),
    row(r"(?:op )?elke (\de) en (?:elke )?(\de|laatste) {WEEKDAY}", lambda _, n, m, w: _monthly(w, n, m)),
    row(
        r"(?:op )?(?:de )?{TH}" + r"(?:(?:,| en|, en) (?:op )?(?:de )?{TH})?" * 2 + r"(?: dag)?,? "
        r"(?:(?:van|in) )?(?:elke maand|eens per maand)",
        lambda _, *days: _on_date(*days),
    ),
    row(
        r"(?:op )?(?:elke|(?:altijd|steeds|telkens)(?: op)? de) {TH}(?: en(?: de)? {TH})?(?: dag)? (?:van|in) de maand",
        lambda _, *days: _on_date(*days),
    ),
    row(
        r"(?:op )?(?:de |elke )?laatste dag (?:van|in) (?:elke|eens per) maand|elke laatste dag van de maand"
        r"|eens per maand,? (?:op )?de laatste dag",
        lambda _: Every("MONTHLY;BYMONTHDAY=-1"),
    ),
    row(r"eens per maand,? (?:op )?de {TH}(?: en (?:op )?(?:de )?{TH})?(?! ~)", lambda _, *days: _on_date(*days)),
    # every so many weeks
    row(
        rf"(?:om de|eens in de|eens per|elke) (?:2 week|andere week|14 dag)(?:,? (?:op )?{LIST})?",
        lambda _, *days: _fortnightly(*days),
    ),
    row(rf"om de week(?:,? (?:op )?{LIST})?", lambda _, *days: _fortnightly(*days)),
    row(rf"(?:op )?{LIST},? (?:om de (?:week|2 week|14 dag)|eens in de 2 week)", lambda _, *days: _fortnightly(*days)),
    row(r"om de(?: andere)? {WEEKDAY}|elke andere {WEEKDAY}", lambda _, a, b: _fortnightly(a or b)),
    row(r"(?:de )?(?:een|ene|1) week wel,? (?:en )?(?:de )?andere (?:week )?niet", lambda _: _fortnightly()),
    row(r"(?:op )?elke ([2-4])e {WEEKDAY}", lambda _, n, w: _every_nth(n, w)),
    row(r"(?:om de|elke) andere dag|om de dag", lambda _: Every("DAILY;INTERVAL=2")),
    row(
        rf"(?:elke|om de|eens in de|eens per) (\d\d?) week(?:,? (?:op )?{LIST})?",
        lambda _, n, *days: _every_weeks(n, *days),
    ),
    row(rf"(?:op )?{LIST},? (?:om de|elke|eens in de) (\d) week", lambda _, *said: _every_weeks(said[-1], *said[:-1])),
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
    row(r"(?:behalve|maar niet|niet)(?: op)? {WEEKDAY} ~(?:ochtend|middag|avond)", _daily_without),
    row(
        rf"{_OF_ALL}(?:op )?{{WEEKDAY}}s?(?:(?:,| en)(?: op)? {{WEEKDAY}}s?)? {_NOT_THEN}",
        _daily_without,
    ),
    row(rf"(?:op |s )?{{WEEKDAY}}s(?: en {{WEEKDAY}}s)? {_SHUT}", lambda s, *but: _without(s, *but) or Noise()),
    row(rf"(?:in |op )?(?:de |elke )?(on)?even week(?:,? (?:op )?{LIST})?", _by_number),
    # on days of the week
    row(
        rf"(?:op )?{LIST} (?!(?:kan|is|lukt|past|ben|mag (?:[a-z]+ ){{0,3}}altijd)\b)(?:[a-z]+ ){{1,4}}"
        r"(?:altijd|steeds|telkens)",
        lambda _, *days: weekly(*days),
    ),
    row(
        r"(?:van )?{WEEKDAY} ?(?:tot en met|tot|-) ?{WEEKDAY},? (?:elke (?:dag|week|(?=~))|eens per week)",
        lambda _, a, b: _from_to(a, b),
    ),
    row(
        r"(?:elke|eens per week|voortaan|altijd|steeds|standaard),? (?:dag |week |werkdag )?"
        r"(?:van )?{WEEKDAY} ?(?:tot en met|tot|-) ?{WEEKDAY}",
        lambda _, a, b: _from_to(a, b),
    ),
    row(
        rf"(?:{_EVERY}|eens per week,?(?: op)?) {{WEEKDAY}} of (?:op |elke )?{{WEEKDAY}}", lambda _, a, b: _one_of(a, b)
    ),
    row(
        rf"(?:eens|\d ?(?:keer|x|maal)) (?:per|in de|a) week[,:]? ?(?:altijd )?\(?(?:op )?{LIST}",
        lambda _, *days: weekly(*days),
    ),
    row(rf"(?:op )?{LIST},? (?:van )?(?:eens per week|elke week)", lambda _, *days: weekly(*days)),
    row(rf"{_EVERY} {LIST}", lambda _, *days: weekly(*days)),
    row(
        r"(?:op (?:de )?)?{WEEKDAY}(?:s|en)" + r"(?:(?:,| en|, en)(?: op)? (?:s )?{WEEKDAY}(?:s|en))?" * 4,
        lambda _, *days: weekly(*days),
    ),
    row(r"elke werkdag", lambda _: weekly(*WEEKDAYS[:5])),
    row(r"(?:elke|alle) weekend(?:en)?,? (?:op )?(?:de )?(zaterdag|zondag)(?! (?:en|of) )", lambda _, day: weekly(day)),
    row(r"(?:elke|alle|in de) weekend(?:en)?", lambda _: weekly("zaterdag", "zondag")),
    row(r"elke dag|eens per dag", lambda _: Every("DAILY")),
    row(r"elke (?=~)", lambda _: Every("DAILY")),
    row(r"eens per week|elke week", lambda _: Every("WEEKLY")),
    row(r"eens per maand|elke maand", lambda _: Every("MONTHLY")),
    row(r"(?:elke|eens per) jaar", lambda _: Every("YEARLY")),
    row(r"(?<=, )(?:in totaal )?(\d\d?) ?(?:keer|x|maal)(?: in totaal| lang| achter elkaar)?(?= ?[.,;!]|$)", _in_all),
)
