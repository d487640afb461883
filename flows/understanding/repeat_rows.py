"""Rows for what comes back: every Tuesday, once a week, the first Monday of the month."""

from flows.understanding.calendar_days import RULE_DAYS, WEEKDAYS
from flows.understanding.grammar import Row, row
from flows.understanding.pieces import Every

_EVERY = r"(?:elke|s|op elke|op alle)"
_UNITS = {"dag": "DAILY", "week": "WEEKLY", "maand": "MONTHLY"}
_LIST = r"{WEEKDAY}s?(?:(?:,| en|, en) (?:op )?(?:elke )?{WEEKDAY}s?)?(?:(?:,| en|, en) (?:op )?{WEEKDAY}s?)?"


def _weekly(*weekdays: str | None, interval: str = "") -> Every:
    days = ",".join(RULE_DAYS[WEEKDAYS.index(w)] for w in weekdays if w)
    return Every(f"WEEKLY{interval};BYDAY={days}")


def _monthly(count: str, weekday: str) -> Every:
    n = "-1" if count == "laatste" else count[:-1]
    return Every(f"MONTHLY;BYDAY={n}{RULE_DAYS[WEEKDAYS.index(weekday)]}")


def _interval(count: str, unit: str) -> Every:
    return Every(f"{_UNITS[unit]};INTERVAL={count}" if count not in ("1", "2e") else _UNITS[unit])


REPEATS: tuple[Row, ...] = (
    row(r"(?:op )?(?:elke|de) (\de|laatste) {WEEKDAY} van (?:de|elke) maand", lambda _, n, w: _monthly(n, w)),
    row(r"(?:eens|1 keer) (?:in de|per) (\d\d?) week", lambda _, n: _interval(n, "week")),
    row(
        r"(?:(?:om de|eens in de|elke) (?:2 week|andere week|14 dag)|om de week)(?: (?:op )?{WEEKDAY})?",
        lambda _, w: _weekly(w, interval=";INTERVAL=2") if w else Every("WEEKLY;INTERVAL=2"),
    ),
    row(
        r"(?:om de|elke 2e) {WEEKDAY}|{WEEKDAY}s? om de (?:week|2 week)",
        lambda _, a, b: _weekly(a or b, interval=";INTERVAL=2"),
    ),
    row(r"om de dag", lambda _: Every("DAILY;INTERVAL=2")),
    row(r"(?:elke|om de|eens in de) (\d\d?) (dag|week|maand)", lambda _, n, u: _interval(n, u)),
    row(rf"{_EVERY} {_LIST}", lambda _, *days: _weekly(*days)),
    row(r"{WEEKDAY}(?:s|en)(?: en {WEEKDAY}(?:s|en))?", lambda _, *days: _weekly(*days)),
    row(r"eens per week,? (?:op )?{WEEKDAY}", lambda _, w: _weekly(w)),
    row(r"elke werkdag", lambda _: _weekly(*WEEKDAYS[:5])),
    row(r"(?:elke|in de|alle) weekend(?:en)?", lambda _: _weekly("zaterdag", "zondag")),
    row(r"elke dag", lambda _: Every("DAILY")),
    row(r"elke (?=~)", lambda _: Every("DAILY")),
    row(r"eens per week|elke week", lambda _: Every("WEEKLY")),
    row(r"eens per maand|elke maand", lambda _: Every("MONTHLY")),
)
