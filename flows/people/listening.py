"""What the words of a helper say, as facts by the key of the question that they answer. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.talk import Answers, Given
from flows.understanding.answers import read_who
from flows.understanding.availability import read_available
from flows.understanding.moment import read_when
from flows.understanding.sentence import understand

_ALL = re.compile(r"\b(alles|van alles|maakt niet uit|anything|everything)\b", re.I)


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS in a talk with a helper: which sorts of help, which hours, until when, and who they are."""
    facts = dict[str, Any]()
    understood = understand(words, now)
    if _ALL.search(words):
        facts["kinds"] = []
    elif understood.category is not None:
        facts["kinds"] = [one.value for one in understood.categories] or [understood.category.value]
    available = read_available(words, now.date())
    if available is not None:
        facts["hours"] = {
            "spans": [[one.weekday, one.from_minute, one.until_minute] for one in available.spans],
            "absences": [[first.isoformat(), last.isoformat()] for first, last in available.absences],
            "limits": list(available.limits),
            "open": available.open_ended,
            "per_week": available.max_per_week,
        }
    until = _until(words, now)
    if until is not None:
        facts["until"] = until
    if "who" not in answers:
        who = read_who(words)
        if who.name:
            facts["who"] = {"name": who.name, "street": who.street, "postcode": who.postcode, "place": who.place,
                            "phone": who.phone or ""}  # fmt: skip
    return facts


def _until(words: str, now: datetime) -> int | None:
    """Read an hour of the day as the end of somebody's time: minutes since midnight."""
    if words.isdigit() and int(words) >= 24:
        return int(words) if int(words) <= 1440 else None
    for one in read_when(words, now.replace(hour=12, minute=0)):
        moment = one.end or one.start
        if moment is not None and moment.hour:
            return moment.hour * 60 + moment.minute
    return None
