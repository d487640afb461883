"""What a sentence says of a ride: is somebody brought or gone along with, and what matters on the way."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any, Self

from flows.late import late_pattern
from flows.understanding.words import fold, load

_LEXICON = load("ride")


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return late_pattern("|".join(patterns))


_SORTS = {name: _any(patterns) for name, patterns in _LEXICON["sort"].items()}
_SAYS = {
    matter: {value: _any(patterns) for value, patterns in values.items()} for matter, values in _LEXICON["says"].items()
}
_PICK_UP = _LEXICON["pick_up"]
_AHEAD = {
    minutes: late_pattern(_PICK_UP[name] + _PICK_UP["before"])
    for name, minutes in (("quarter", 15), ("half", 30), ("hour", 60))
}
_AGREE = _any(_PICK_UP["agree"])


@dataclass(frozen=True, slots=True)
class Ride:
    """What was said of a ride, each field by a code; empty where it was not said.

    `sort` is "asked" (to be brought or fetched) or "must" (has to get there, and says no more); empty for going along.
    `pick_up` is an hour as HH:MM, or "agree" where the two see to it themselves; `home` the hour of the way back.
    """

    sort: str = ""
    stay: str = ""  # bring, inside, wait; back: fetched when they are done
    aid: str = ""  # rollator, wheelchair, none
    means: str = ""  # what the hour that was said is: door, there
    by: str = ""  # walking
    pick_up: str = ""
    home: str = ""

    def kept(self) -> dict[str, str]:
        """Give what was said, to keep."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def recalled(cls, kept: Mapping[str, Any]) -> Self:
        """Read what was kept; what it does not know is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: str(value) for name, value in kept.items() if name in known})


NO_RIDE = Ride()


def read_ride(text: str) -> Ride:
    """Read what a sentence about going somewhere says of the ride."""
    plain = fold(text)
    return Ride(sort=_sort(plain), **{matter: _first(values, plain) for matter, values in _SAYS.items()})


def _first(values: Mapping[str, re.Pattern[str]], plain: str) -> str:
    return next((value for value, pattern in values.items() if pattern.search(plain)), "")


def _sort(plain: str) -> str:
    if _SORTS["asked"].search(plain):
        return "asked"
    if _SORTS["along"].search(plain):
        return ""
    return "asked" if _SORTS["taxi"].search(plain) else "must" if _SORTS["must"].search(plain) else ""


def read_ahead(text: str) -> timedelta | None:
    """Read how long before an appointment somebody wants to be fetched."""
    plain = fold(text)
    minutes = next((minutes for minutes, pattern in _AHEAD.items() if pattern.search(plain)), None)
    return None if minutes is None else timedelta(minutes=minutes)


def leaves_open(text: str) -> bool:
    """Tell whether somebody would rather agree on the hour with whoever comes."""
    return bool(_AGREE.search(fold(text)))
