"""What a walk past every screen is told: what a talk may know when it opens, and what may be answered to it.

All people in it are invented. A question that takes facts needs a line in FACTS.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.talk import Given
from flows.understanding.time.moment import When
from storage.terms import Audience, Category

NOON = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - the clock on the wall
GIVENS: tuple[Given, ...] = tuple(
    {
        "known": known,
        "number": 3,
        "request": 1 if known else None,
        "coordinator": coordinator,
        "asker": "Riet",
        "first": "Toos",
        "helper": "Vera",
        "to": "Vera",
        "visit": 1,
        "words": "hulp",
        "pronoun": "her",
        "name": "Riet",
        "elder": 1,
        "holder": "Henk",
        "people": [{"id": 1, "name": "Henk", "asks": False}, {"id": 2, "name": "Ans", "asks": known}],
        "before": When(NOON.replace(day=25), None, "minute").kept(),
        "other": "Vera" if known else "",
        "tells": bool(coordinator),
        "asks": "half.nobody" if known else "half.wijs",
        "facts": {"name": "Riet"},
        "kind": ("name" if coordinator else "phone") if known else "street",
        "mine": not known and not coordinator,
    }
    for known in (True, False)
    for coordinator in ("Anja", "")
)
RIET = {"name": "Riet de Wit", "street": "Eikenlaan 12", "postcode": "", "place": "", "phone": "+31612345678"}
HOURS = {"spans": [[1, 960, 1440], [3, 960, 1440]], "absences": [], "limits": [], "open": True, "per_week": None}
WHENS = (
    When(NOON, None, "minute"),
    When(NOON, NOON.replace(hour=18), "part"),
    When(NOON.replace(hour=0), NOON.replace(hour=0, day=25), "day"),
    When(None, NOON, "minute"),
    When(NOON, None, "hour", "WEEKLY;INTERVAL=2;BYDAY=TU"),
)
_OF = {Audience.KIND: "garden", Audience.STREET: "Eikenlaan"}
FACTS: Mapping[str, tuple[Any, ...]] = {  # by the key of the question: what may be heard
    "what": tuple({"category": one.value, "task": task, "words": "x"} for one in Category for task in ("de lamp", "")),
    "when": (*([one.kept()] for one in WHENS), [one.kept() for one in WHENS[:3]]),
    "who": (RIET, {**RIET, "street": "", "phone": ""}),
    "street": (RIET,),
    "home": (True, False),
    "address": (RIET, {}),
    "kinds": ([], ["garden"], [one.value for one in Category]),
    "hours": (HOURS, {**HOURS, "open": False, "limits": ["dog", "smoke"], "absences": [["2026-12-24", "2027-01-03"]]}),
    "far": (3.0, 0),
    "often": (2,),
    "day": ("2026-12-03",),
    "limits": ([], ["dog"]),
    "until": (1080, 1320),
    "audience": tuple({"who": one.value, "of": _OF.get(one, "")} for one in Audience),
}
