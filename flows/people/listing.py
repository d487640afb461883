"""Writes somebody as a line of a list of people (people.csv), so that another house can bring them in. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flows.help.homes import read_codes
from flows.people.import_cells import READERS
from flows.understanding.hours.week_hours import Span
from flows.understanding.hours.which_weeks import NOT_LAST, begins, dates_of, is_passing, which_of_month
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.terms import Role

COLUMNS = tuple(READERS)
_SMOKE = {True: "er wordt gerookt", False: "er wordt niet gerookt"}
Spans = Sequence[Span]


def line_of(person: Any, role: Role, sheet: Any, spans: Spans) -> dict[str, Any]:
    """Write PERSON in one ROLE; SHEET is what a helper does (None for anybody else) and SPANS when they can."""
    point = [float(one) for one in person.point.split(",")] if person.point else [None, None]
    line: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {
        "role": role.value, "name": person.name or person.called, "phone": _dialled(person.phone or ""),
        "telegram_id": person.chat, "street": person.street, "postcode": person.postcode, "place": person.place,
        "lat": point[0], "lon": point[1], "language": person.language, "home": _home(read_codes(person.home)),
    }  # fmt: skip
    if sheet is not None:
        line |= {
            "categories": ", ".join(sheet.categories), "available": _available(spans, sheet.limits),
            "max_km": sheet.max_km, "max_per_week": sheet.max_per_week, "check": sheet.check.value,
        }  # fmt: skip
    return line


def _dialled(phone: str) -> str:
    """Write a number without a plus, which a spreadsheet would take for the beginning of a formula."""
    return phone.replace("+31", "0", 1).replace("+", "00", 1)


def _available(spans: Spans, limits: Sequence[str]) -> str:
    words = catalog(FIRST_LANGUAGE)
    hours = [
        _between(weeks, f"{_weeks(weeks)}{words[f'weekday.{day}']} {_clock(begin)}-{_clock(end)}{_from(weeks)}")
        for day, begin, end, weeks in sorted(spans)
    ]
    return ", ".join([*hours, *(str(words[f"limit.not.{one}"]).lower() for one in limits)]) if hours else ""


def _weeks(weeks: str) -> str:
    """Write in which weeks, so that it is read as that again."""
    if NOT_LAST in weeks:
        return "elke 1e en 2e en 3e en 4e "  # the nearest that is read as that again
    which = [f"{one}e" if one > 0 else "laatste" for one in which_of_month(weeks)]
    return f"elke {' en '.join(which)} " if which else "om de week " if begins(weeks) else ""


def _from(weeks: str) -> str:
    first = begins(weeks)
    return f" te beginnen {first:%d-%m-%Y}" if first else ""


def _between(weeks: str, hours: str) -> str:
    """Write on which days alone HOURS hold; days that are left out in between are not written."""
    first, last = dates_of(weeks)[0][0], dates_of(weeks)[-1][1]
    if is_passing(weeks):
        return f"plus {hours} van {first:%d-%m-%Y} tot en met {last:%d-%m-%Y}"
    if first > date.min:
        return f"plus {hours} vanaf {first:%d-%m-%Y}"
    return f"plus {hours} tot en met {last:%d-%m-%Y}" if last < date.max else hours


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _home(home: dict[str, bool]) -> str:
    words = catalog(FIRST_LANGUAGE)
    bare = {code: str(words[f"limit.{code}"]).removeprefix("een ") for code in home}
    return ", ".join(_SMOKE[there] if code == "smoke" else bare[code] if there else f"geen {bare[code]}"
                     for code, there in home.items())  # fmt: skip
