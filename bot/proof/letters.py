"""The words that are no conversation (offers, cards, reminders ...), filled in with invented facts."""

import string
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.proof.samples import NOON
from flows.talk import Said
from flows.understanding.time.moment import When
from flows.wording.catalog import FIRST_LANGUAGE, catalog

MOMENT = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
WHEN = When(NOON + timedelta(hours=2, minutes=30), None, "minute")
_BY_STYLE = {"by": MOMENT, "part": MOMENT, "word": 3}
_BY_NAME: Mapping[str, Any] = {
    **dict.fromkeys(("first", "helper", "who", "deputy", "other", "others", "whom"), "Vera"),
    **dict.fromkeys(("asker", "to", "holder", "one"), "Riet"),
    **dict.fromkeys(("coordinator", "by"), "Anja"),
    **dict.fromkeys(("at", "since"), MOMENT),
    **dict.fromkeys(("begins", "day", "last"), date(2026, 11, 29)),
    **dict.fromkeys(("km", "often", "number", "count", "step"), 3),
    **dict.fromkeys(("words", "said"), "ik sta om twee uur klaar"),
    "clock": time(8),
    "nth": 1,
    "name": "Riet de Wit",
    "village": "Lindendorp",
    "street": "Eikenlaan 12",
    "address": "Eikenlaan 12, Lindendorp",
    "place": "de bushalte bij de kerk",
    "phone": "+31612345678",
    "word": "molen",
    "act": Said("log.act.look_task", {}),
    "seal": "YA5C-I66O-DFGL-AYX3",
    "task": "de lamp ophangen",
    "where": "de dokter",
    "when": WHEN,
    "stands": WHEN,
    "most": "50",
    "numbers": ["3", "5"],
    "shared": "Henk",
    "taxis": "Taxi Linde, 073-5550199",
    "what": Said("category.button.transport", {}),
    "noted": Said("category.button.transport", {}),
    "public": Said("public.transport", {}),
    "room": "12 MB",
    "distance": Said("distance.metres", {"count": 400}),
    "reasons": [Said("reason.then", {"when": MOMENT}), Said("reason.likes", {})],
    "promise": Said("promise.call", {"by": MOMENT, "coordinator": "Anja"}),
    "called": Said("promise.asked", {"coordinator": "Anja"}),
    "gone": Said("promise.gone", {"helper": "Vera"}),
    "duty": Said("card.duty", {"coordinator": "Anja", "phone": "+31735550100"}),
    "meets_at": Said("card.meets", {"place": "de bushalte bij de kerk"}),
    "along": Said("card.along", {"coordinator": "Anja"}),
    "costs": Said("costs.ride.asker", {}),
    "bag": "",
    "way": [Said("ride.line.rollator", {})],
    "trip": [Said("ride.line.agree", {}), Said("ride.line.back", {})],
    "more": [Said("several.needed", {"number": 2})],
    "names": ["Vera", "Omar"],
    "call": Said("guard.calls", {"coordinator": "Anja"}),
    "calls": Said("move.calls", {"coordinator": "Anja", "other": "Vera"}),
    "illness": Said("illness.flu", {}),
    "then": Said("move.then_ask", {"other": "Vera"}),
    "there": [Said("limit.dog", {})],
    "absent": [Said("limit.smoke", {})],
    "house": Said("home.without", {"limits": [Said("limit.dog", {})]}),
    "unread": Said("card.unread", {"first": "Riet"}),
    "code": Said("task.code.body", {}),
    "state": Said("state.agreed", {}),
    "no_phone": Said("task.no_phone", {}),
    "days": [Said("weekday.1", {}), Said("weekday.3", {})],
    "weekday": Said("weekday.1", {}),
    "begin": Said("date.time", {"hour": "9", "minute": "00"}),
    "end": Said("date.time", {"hour": "17", "minute": "00"}),
    "hours": [Said("hours.line", {"days": [Said("weekday.1", {})], "begin": "9", "end": "17"})],
    "kinds": [Said("helps.garden", {}), Said("helps.company", {})],
    "limits": [Said("limit.not.dog", {}), Said("limit.not.smoke", {})],
    "absences": [Said("hours.absence", {"first": date(2026, 12, 24), "last": date(2027, 1, 3)})],
}
_BY_WORDS: Mapping[str, Any] = {  # where a name stands for something else than elsewhere
    "card.helper": {
        "name": "Riet de Wit",
        "first": "Riet",
        "task": Said("going.transport", {"where": "de dokter"}),
        "duty": Said("card.in_doubt", {"coordinator": "Anja", "phone": "+31735550100"}),
    },
    "card.": {"name": "Vera Jansen"},
    "task.": {"first": "Riet"},
    "after.": {"first": "Vera"},
    "home.": {"limits": [Said("limit.dog", {}), Said("limit.smoke", {})]},
    "hours.": {"first": date(2026, 11, 24)},
}


def facts_of(words: str) -> dict[str, Any]:
    """Give an invented value for every fact that the words of this id have a place for, in any language or form."""
    special: Mapping[str, Any] = next((facts for start, facts in _BY_WORDS.items() if words.startswith(start)), {})
    named = {name: style for text in texts_of(catalog(FIRST_LANGUAGE)[words]) for name, style in _places(text)}
    return {name: special.get(name, _sample(name, style)) for name, style in named.items()} | {"count": 3}


def _sample(name: str, style: str) -> Any:
    return _BY_STYLE.get(style, _BY_NAME.get(name, f"({name})"))


def texts_of(value: Any) -> Iterator[str]:
    """Give every text that an id leads to: of each form, and of each plural."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)


def _places(text: str) -> Iterator[tuple[str, str]]:
    for _, name, style, _ in string.Formatter().parse(text):
        if name:
            yield name, style or ""
