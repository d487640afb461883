"""Times within a reason: "niet te laat, want ik eet om 5 uur" is not at five.

It works on a sentence that every row has read. A reason may well name the time that is meant ("want ik moet om tien uur
bij de dokter zijn"); so only what the rest of the sentence says by itself is taken out of it.
"""

from flows.late import late_pattern
from flows.understanding.time.grammar import MARK, marks
from flows.understanding.time.pieces import Clock, Days, Every, Hours, Part, Point
from flows.understanding.words import load

_SAID: dict[str, list[str]] = load("time")["reasons"]
_REASON = late_pattern(rf"\b(?:{'|'.join(_SAID['begins'])})\b(?:(?!\b(?:{'|'.join(_SAID['ends'])})\b)[^.,;!?])*")
_AT_HOME = late_pattern(rf"\b(?:{'|'.join(_SAID['at_home'])})\b")
_LIMITS = late_pattern(rf"\b(?:{'|'.join(_SAID['limits'])})\b")
_DAYS, _NAMED = late_pattern(marks(Days)), late_pattern(marks(Days, Every))
_HOURS = late_pattern(marks(Clock, Hours, Part, Point))


def without_reasons(text: str) -> str:
    """Give the marked TEXT without the times of its reasons that are not when help is to come."""
    rest = _REASON.sub(" ", text)
    if rest == text or (not MARK.search(rest) and not _LIMITS.search(rest)):
        return text
    return _REASON.sub(lambda found: _bare(found[0], rest), text)


def _bare(reason: str, rest: str) -> str:
    """Take out of a reason the day where the REST names one, and the hour where it names one or speaks of a limit."""
    if _NAMED.search(rest):
        reason = _DAYS.sub(" ", reason)
    if _HOURS.search(rest) or _LIMITS.search(rest) or _AT_HOME.search(reason):
        reason = _HOURS.sub(" ", reason)
    return reason
