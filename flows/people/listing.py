"""Writes somebody as a line of a list of people (people.csv), so that another house can bring them in. Pure."""

from collections.abc import Sequence
from typing import Any

from flows.help.homes import read_codes
from flows.people.import_cells import READERS
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.terms import Role

COLUMNS = tuple(READERS)
_SMOKE = {True: "er wordt gerookt", False: "er wordt niet gerookt"}
Spans = Sequence[tuple[int, int, int]]


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
    hours = [f"{words[f'weekday.{day}']} {_clock(begin)}-{_clock(end)}" for day, begin, end in sorted(spans)]
    return ", ".join([*hours, *(str(words[f"limit.not.{one}"]).lower() for one in limits)]) if hours else ""


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _home(home: dict[str, bool]) -> str:
    words = catalog(FIRST_LANGUAGE)
    bare = {code: str(words[f"limit.{code}"]).removeprefix("een ") for code in home}
    return ", ".join(_SMOKE[there] if code == "smoke" else bare[code] if there else f"geen {bare[code]}"
                     for code, there in home.items())  # fmt: skip
