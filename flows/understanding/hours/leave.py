"""For how long somebody is away: "een weekje weg vanaf morgen", "zes weken gips". Pure."""

import re
from datetime import date, datetime, time

from flows.late import late_pattern
from flows.understanding.time.ahead_rows import moved
from flows.understanding.time.pieces import DAY, Days, Stretch
from flows.understanding.time.reading import find_pieces
from flows.understanding.time.spelling import spell

_LONG = late_pattern(
    r"(?:(?:ik|ben|kan|nu|even|voor|for) )*(\d{1,3}|een|an?|one) (dag|week|maand)"
    r"(?: (?:ik|even|lang|niet|weg|not|away))*"
)
_DAYS = {"dag": 1, "week": 7, "maand": 30}
_LEAVE = late_pattern(
    r"(?<!over )(?<!om de )(?<!elke )(?<!iedere )(?<!per )(?<!laatste )(?<!in )\b(?!(?:1|een) dag)"
    r"(?P<count>\d{1,2}|een paar|paar|een half|half|een|an?|one)"
    r" (?P<unit>dag|week|maand|jaar)(?:je|jes)?\b(?! (?:van|in|per|geleden|later|erna|ervoor|voor|na)\b)"
)
_GONE = late_pattern(
    r"\bnaar (?!(?:de|het|mijn|mn|school|huis|bed|bij)\b)\w{4,}|\b(?:weg|eruit|ertussenuit|niet|vakantie|afwezig"
    r"|op reis|geopereerd|operatie|revalid\w*|ziekenhuis|herstel\w*|uit de running|pauze|rust|gips|griep|away|off"
    r"|not)\b|\ber (?:\w+ ){0,4}(?:tussen)?uit\b"
)
_FEW = 3  # of what somebody says "een paar" of


def read_leave(text: str, today: date) -> Stretch | None:
    """Read an absence by its length, from today or from the day that is named: "een weekje weg vanaf morgen".

    "De komende 2 weken" begin today, and what is left open ("een paar maanden") is taken for three.
    """
    said = spell(text)
    long = _LEAVE.search(said)
    if long is None or not _GONE.search(said):
        return None
    rest = re.sub(r"\b(?:de |het )?(?:komende |volgende |eerste )?$", "", said[: long.start()]) + said[long.end() :]
    days = [one for one in find_pieces(rest, datetime.combine(today, time(8))) if isinstance(one, Days)]
    if len(days) > 1 or any(one.bound == "until" for one in days):
        return None
    first = max(days[0].options[0][0], today) if days else today
    count = {"half": 6, "een half": 6}.get(long["count"]) if long["unit"] == "jaar" else None
    unit = "maand" if count else long["unit"]
    return first, moved(first, count or _counted(long["count"]), unit) - DAY


def _counted(said: str) -> int:
    return int(said) if said.isdecimal() else _FEW if "paar" in said else 1


def days_long(clause: str) -> int | None:
    """Read for how many days: "2 weken", "een week niet"; None where a clause says anything else besides."""
    found = _LONG.fullmatch(spell(clause).strip())
    return (int(found[1]) if found[1].isdigit() else 1) * _DAYS[found[2]] if found else None
