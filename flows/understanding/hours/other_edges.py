"""Hours that stand and begin or end at another hour: "tot 5, niet 6", "een uurtje later". Pure."""

from collections.abc import Sequence
from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.said_when import Heard, hear
from flows.understanding.hours.week_hours import Span
from flows.understanding.time.halves import MIDNIGHT, NOON

_CLOCK = r"(?:half |kwart (?:over|voor) )?\d{1,2}(?:[.:]\d\d)?"
_NEW, _OLD = rf"(?P<new>{_CLOCK})(?: uur)?", rf"(?P<old>{_CLOCK})(?: uur)?"
_BOUND = r"(?P<bound>tot|vanaf|na|pas|om)"
_NOT = r",? (?:(?:en|dus|maar) )?(?:niet|geen|in plaats van)"
_TOO = r"(?:(?:tot|vanaf|na|om) )?"
_RATHER = late_pattern(rf"\b{_BOUND} {_NEW}{_NOT} {_TOO}{_OLD}(?! ?(?:tot|-|en) ?\d)\b")
_NOT_BUT = late_pattern(rf"\b(?:niet|geen) {_BOUND} {_OLD},? maar {_TOO}{_NEW}\b")
_LONG = {"half": 30, "kwartier": 15, "anderhalf": 90, "1": 60, "een": 60, "2": 120, "3": 180, "an": 60, "two": 120}
_BY = late_pattern(
    r"\b(half|anderhalf|an|een|1|2|3|two)(?:e)? ?(?:uur(?:tje)?|uren|hours?) "
    r"(later|eerder|langer|korter|vroeger|earlier|longer|shorter)\b"
)
_BEGIN = late_pattern(r"\b(?:begin(?:nen|t)?|start(?:en)?)\b")
_END = late_pattern(r"\b(?:stop(?:pen)?|klaar|weg|eind(?:igen)?|tot|ophouden|naar huis)\b")
_EARLIER = frozenset({"eerder", "vroeger", "korter", "earlier", "shorter"})


def at_other_edges(said: str, today: date, stands: Sequence[Span], heard: Heard) -> list[Span] | None:
    """Give the hours that STAND with other edges on the days that are named, or on all; None where none are SAID."""
    named = frozenset[int]().union(*(one.days for one in heard.week.said if one.named))
    if found := _RATHER.search(said) or _NOT_BUT.search(said):
        return _corrected(stands, found["bound"] == "tot", _minutes(found["old"], today), _minutes(found["new"], today))
    found = _BY.search(said)
    if found is None or any(one.hours for one in heard.week.said):
        return None
    minutes = _LONG[found[1]] * (-1 if found[2] in _EARLIER else 1)
    only_end = found[2] in ("langer", "korter", "longer", "shorter") or bool(_END.search(said))
    first, last = (0 if only_end else minutes), (0 if _BEGIN.search(said) and not only_end else minutes)
    moved = [
        one._replace(from_minute=max(one.from_minute + first, 0), until_minute=min(one.until_minute + last, MIDNIGHT))
        if not named or one.weekday in named else one
        for one in stands
    ]  # fmt: skip
    return [one for one in moved if one.from_minute < one.until_minute]


def _minutes(clock: str, today: date) -> int:
    """Give the minute of a half day that CLOCK means."""
    said = hear(f"tot {clock}", today).week.said
    return said[0].hours[0][1] % NOON if said else -1


def _corrected(stands: Sequence[Span], ends: bool, old: int, new: int) -> list[Span] | None:
    """Give the hours that STAND with NEW for an OLD edge; None where none begins or ends then."""
    by, edge = (new - old + NOON // 2) % NOON - NOON // 2, "until_minute" if ends else "from_minute"
    moved = [
        one._replace(**{edge: getattr(one, edge) + by}) if getattr(one, edge) % NOON == old else one for one in stands
    ]
    right = moved != list(stands) and all(one.from_minute < one.until_minute for one in moved)
    return moved if right and old >= 0 and new >= 0 else None
