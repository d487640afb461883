"""Moments as people say them, from the patterns that each language's file holds under `date` and `clock`."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from flows.understanding.time.moment import When
from flows.wording.catalog import catalog, template
from flows.wording.rhythm import listed, say_rhythm

_PARTS = {(6, 8): "early", (8, 12): "morning", (12, 18): "afternoon", (16, 18): "late_afternoon", (18, 22): "evening"}
_HALF_PARTS = {(12 * 60, 13 * 60 + 30): "noon", (18 * 60, 20 * 60 + 30): "evening", (22 * 60, 6 * 60): "night"}


def _text(language: str, words: str, **facts: object) -> str:
    return template(f"date.{words}", language, "u").format(**facts)


def say_date(day: date, language: str) -> str:
    """Say a day with its year: "1 maart 2026"."""
    return format_date(day, "d MMMM yyyy", locale=language)


def say_day(day: date, language: str) -> str:
    """Say a day with its weekday, and its year when that is not obvious from the weekday alone: never."""
    return format_date(day, _text(language, "day"), locale=language)


def say_month(day: date, language: str) -> str:
    """Say the month that holds a day, with its year: "maart 2026"."""
    return format_date(day, "LLLL y", locale=language)


def say_time(moment: datetime | time, language: str) -> str:
    """Say the hour in figures: "14.30 uur"."""
    return _text(language, "time", hour=moment.hour, minute=f"{moment.minute:02d}")


def say_clock(moment: datetime | time, language: str) -> str:
    """Say the hour as people do, with the part of the day and the figures behind it.

    "half drie 's middags (14.30 uur)"; only the figures where the minutes are no multiple of five.
    """
    figures, spoken = say_time(moment, language), _spoken(moment, language)
    if not spoken:
        return figures
    return _text(language, "clock", spoken=spoken, part=_part(moment, language), figures=figures)


def say_clock_alone(moment: datetime | time, language: str) -> str:
    """Say the hour as people do where the part of the day is known: "half drie (14.30 uur)"."""
    figures, spoken = say_time(moment, language), _spoken(moment, language)
    return _text(language, "clock_alone", spoken=spoken, figures=figures) if spoken else figures


def _spoken(moment: datetime | time, language: str) -> str:
    """Give the words for the hour, or none where the minutes are no multiple of five."""
    pattern: str = catalog(language).get(f"clock.{moment.minute:02d}", "")
    names = catalog(language)["clock.hours"]
    return pattern.format(hour=names[moment.hour % 12], next=names[(moment.hour + 1) % 12])


def _part(moment: datetime | time, language: str) -> str:
    name = {(12, 0): "noon", (0, 0): "midnight"}.get((moment.hour, moment.minute)) or _part_name(moment)
    part: str = catalog(language)[f"clock.{name}"]
    return part


def _part_name(moment: datetime | time) -> str:
    parts = ((6, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))
    return next(name for until, name in parts if moment.hour < until)


def say_moment(moment: datetime, zone: str, language: str) -> str:
    """Say an aware MOMENT in local time: "dinsdag 24 november om 14.30 uur"."""
    local = moment.astimezone(ZoneInfo(zone))
    return _text(language, "at", day=say_day(local.date(), language), time=say_time(local, language))


def say_by(moment: datetime, now: datetime | None, zone: str, language: str, spoken: bool = False) -> str:
    """Say by when: "vanmiddag om 17.00 uur", "morgen om 12.00 uur", else with the day.

    SPOKEN gives the clock as people say it: "vanmiddag om vijf uur (17.00 uur)". Without NOW it is always with the day.
    """
    local = moment.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date() if now else date.min
    clock = (say_clock_alone if local.date() == today else say_clock) if spoken else say_time
    time = clock(local, language)
    if local.date() == today:
        part = next(
            name
            for until, name in ((12, "this_morning"), (18, "this_afternoon"), (24, "this_evening"))
            if local.hour < until
        )
        return _text(language, part, time=time)
    if local.date() == today + timedelta(days=1):
        return _text(language, "tomorrow", time=time)
    return _text(language, "at", day=say_day(local.date(), language), time=time)


def say_when(when: When, language: str, spoken: bool = False, within: bool = False) -> str:
    """Say a reading back in plain words, with weekday and date; SPOKEN gives the clock as people say it.

    WITHIN a sentence any day is "een dag dat het uitkomt"; by itself it is a sentence of its own.
    """
    once = _say_once(when, language, spoken)
    if within and once == _text(language, "any"):
        once = _text(language, "some_day")
    if when.every is None:
        return once if when.times == 1 else _times("times_once", once, when, language)
    rule = say_rhythm(when.every, language)
    if when.times > 1:
        rule = _times("times", rule, when, language)
    if when.off:
        off = [_say_days(first, last + timedelta(days=1), language) for first, last in when.off]
        rule = _text(language, "but", rule=rule, off=listed(off, language))
    if when.last is not None:
        rule = _text(language, "last", rule=rule, day=say_day(when.last, language))
    if when.start is None:
        return rule
    return _text(language, "every", rule=rule, first=once)


def _times(words: str, rule: str, when: When, language: str) -> str:
    return _text(language, words, rule=rule, count=catalog(language).get(f"number.{when.times}", when.times))


def _say_once(when: When, language: str, spoken: bool) -> str:
    clock = say_clock if spoken else say_time
    if when.start is None and when.end is None:
        return _text(language, "any")
    if when.start is None:
        return _text(language, "until", day=_with_hour(when.end, language, spoken, last=True))
    day = say_day(when.start.date(), language)
    if when.end is None:
        words = {"minute": "at", "hour": "around", "before": "before"}.get(when.grain)
        if words is None:
            return _say_from(when.start, day, language, spoken)
        return _text(language, words, day=day, time=clock(when.start, language))
    match when.grain:
        case "day":
            return _say_days(when.start.date(), when.end.date(), language)
        case "week":
            return _say_stretch(when.start.date(), when.end.date(), language)
        case "after":
            return _text(language, "after", day=day, time=clock(when.start, language))
        case "month":
            return _text(language, "in_month", month=format_date(when.start, "MMMM", locale=language))
    return _say_span(when.start, when.end, day, language, spoken)


def _say_from(start: datetime, day: str, language: str, spoken: bool) -> str:
    if start.hour == start.minute == 0:
        return _text(language, "from", day=day)
    clock = say_clock if spoken else say_time
    return _text(language, "from_hour", day=day, time=clock(start, language))


def _say_days(first: date, after: date, language: str) -> str:
    last = after - timedelta(days=1)
    if last <= first:
        return say_day(first, language)
    return _text(language, "days", first=say_day(first, language), last=say_day(last, language))


def _say_stretch(first: date, after: date, language: str) -> str:
    if (after - first).days > 7:
        return _text(language, "any")
    return _text(language, "in_week", first=say_day(first, language))


def _say_span(start: datetime, end: datetime, day: str, language: str, spoken: bool) -> str:
    minutes = (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
    part = _PARTS.get((start.hour, end.hour)) if start.minute == end.minute == 0 else None
    part = part or _HALF_PARTS.get(minutes)
    if part is not None:
        return _text(language, "in_part", day=day, part=_text(language, part))
    if not spoken:
        return _text(language, "between", day=day, start=say_time(start, language), end=say_time(end, language))
    if _part_name(start) != _part_name(end) or not (_spoken(start, language) and _spoken(end, language)):
        return _text(language, "between", day=day, start=say_clock(start, language), end=say_clock(end, language))
    figures = _text(language, "hours", start=say_time(start, language), end=say_time(end, language))
    part, first, last = _part(end, language), _spoken(start, language), _spoken(end, language)
    until = _text(language, "clock", spoken=last, part=part, figures=figures)
    return _text(language, "between", day=day, start=first, end=until)


def _with_hour(moment: datetime | None, language: str, spoken: bool, last: bool = False) -> str:
    assert moment is not None  # noqa: S101 - narrowed by the callers, which have looked
    if moment.hour == moment.minute == 0:
        return say_day(moment.date() - timedelta(days=1 if last else 0), language)
    clock = say_clock if spoken else say_time
    return _text(language, "at", day=say_day(moment.date(), language), time=clock(moment, language))


def say_daypart(moment: datetime, language: str) -> str:
    """Say on which part of which weekday a local MOMENT lies: "dinsdagmiddag"."""
    return _text(language, f"daypart.{_part_name(moment)}", weekday=format_date(moment.date(), "EEEE", locale=language))
