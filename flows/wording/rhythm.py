"""What comes back, in words: "elke dinsdag", "om de twee weken op vrijdag", "elke eerste maandag van de maand"."""

from datetime import date, timedelta

from babel.dates import format_date

from flows.understanding.time.calendar_days import RULE_DAYS
from flows.wording.catalog import catalog, template

_MONDAY = date(2026, 1, 5)
_COUNTED = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last", -1: "last"}
_PLAIN = {"DAILY": "daily", "WEEKLY": "weekly_any", "MONTHLY": "monthly", "YEARLY": "yearly"}


def say_rhythm(every: str, language: str) -> str:
    """Say the core of an RRULE, with or without its FREQ=."""
    freq, *rest = every.removeprefix("FREQ=").split(";")
    parts = dict(one.split("=", 1) for one in rest)
    step = int(parts.get("INTERVAL", "1"))
    named = [(one[:-2], RULE_DAYS.index(one[-2:])) for one in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    facts: dict[str, object] = {"step": catalog(language).get(f"number.{step}", step)}
    if freq == "MONTHLY" and named:
        counts = [_text(language, f"nth.{_COUNTED[int(count or 1)]}") for count, _ in named]
        return _text(
            language, "monthly_nth", step, nth=listed(counts, language), weekday=_name(named[0][1], language), **facts
        )
    if freq == "MONTHLY" and "BYMONTHDAY" in parts:
        dates = [_day(one, language) for one in parts["BYMONTHDAY"].split(",")]
        return _text(language, "monthly_day", step, days=listed(dates, language), **facts)
    if named:
        days = listed([_name(weekday, language) for _, weekday in named], language)
        return _text(language, "weekly", step, days=days, **facts)
    return _text(language, _PLAIN[freq], step, **facts)


def listed(said: list[str], language: str) -> str:
    """Say several one after another: "maandag, woensdag en vrijdag"."""
    return ", ".join(said[:-1]) + (_text(language, "and") if len(said) > 1 else "") + said[-1]


def _day(number: str, language: str) -> str:
    return _text(language, "last_day") if number == "-1" else _text(language, "nth_day", day=number)


def _name(weekday: int, language: str) -> str:
    return format_date(_MONDAY + timedelta(days=weekday), "EEEE", locale=language)


def _text(language: str, words: str, count: int = 1, **facts: object) -> str:
    return template(f"date.{words}", language, "u", count).format(**facts)
