"""How far a time is to move: "een uur later", "a day earlier". Pure."""

from datetime import timedelta

from flows.late import late_pattern
from flows.understanding.words import fold

_UNITS = {
    "uur": 60, "uurtje": 60, "uurtjes": 60, "hour": 60, "hours": 60,
    "kwartier": 15, "kwartiertje": 15, "minuten": 1, "minuutjes": 1, "min": 1, "minutes": 1, "mins": 1,
    "dag": 1440, "dagje": 1440, "dagen": 1440, "day": 1440, "days": 1440,
    "week": 10080, "weekje": 10080, "weken": 10080, "weeks": 10080,
}  # fmt: skip
_COUNTS = {"een": 1.0, "n": 1.0, "a": 1.0, "an": 1.0, "twee": 2.0, "two": 2.0, "drie": 3.0, "three": 3.0,
           "half": 0.5, "een half": 0.5, "half a": 0.5, "half an": 0.5, "anderhalf": 1.5, "paar": 2.0}  # fmt: skip
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_SHIFT = late_pattern(
    rf"\b(?:(?P<count>{_COUNT}|\d{{1,3}}) )?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))}) "
    r"(?:(?:wat|iets) )?(?P<way>later|eerder|vroeger|earlier|sooner|naar achteren|naar voren|opschuiven|uitstellen)\b"
)
_EARLIER = frozenset({"eerder", "vroeger", "earlier", "sooner", "naar voren"})


def read_shift(text: str) -> timedelta | None:
    """Give how far TEXT moves a time, negative for earlier; None when it says no such thing."""
    found = _SHIFT.search(fold(text))
    if found is None:
        return None
    said = found["count"] or "een"
    count = _COUNTS.get(said) or float(said)
    minutes = count * _UNITS[found["unit"]]
    return timedelta(minutes=-minutes if found["way"] in _EARLIER else minutes)
