"""Whether a sentence tells when its writer can, and asks for nothing. Pure."""

from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.absence import read_absences
from flows.understanding.hours.new_hours import BECOMES, SWAP
from flows.understanding.hours.said_free import spelled
from flows.understanding.hours.said_when import hear
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold, load
from storage.terms import Intent

_OF_SELF = late_pattern(load("free")["of_self"]["says"])
_OF_HOURS_TOO = frozenset(load("free")["of_self"]["hours_too"])
_SOME_DAY = date(2026, 1, 1)


def tells_hours(text: str, today: date) -> bool:
    """Say whether a helper tells in TEXT when they can, though some word in it also names a kind of help.

    "Alleen nog 's ochtends" asks for no company, and "vanaf januari stop ik" for no socket.
    """
    said, plain = fold(text), spelled(text)
    of_self = _OF_SELF.search(said) or SWAP.search(plain) or BECOMES.search(plain)
    if not of_self or any(one.word not in _OF_HOURS_TOO for one in find_hints(said)):
        return False
    return tells_of_time(text, today)


def tells_of_time(text: str, today: date) -> bool:
    """Say whether TEXT, of somebody who helps, tells of days or hours at which they can or can't."""
    heard = hear(text, today)
    return bool(heard.week.said or heard.off or heard.only or heard.scope)


def says_when_they_can(text: str) -> bool:
    """Say whether TEXT tells when its writer can, and not only of a time: "ik kan ook zaterdag"."""
    return bool(_OF_SELF.search(fold(text)))


def names_hours(understood: Understood) -> bool:
    """Say whether the words only name a time, or days on which not: a helper then says when they can."""
    if understood.intent in (Intent.SMALLTALK, Intent.OFFER):
        return bool(read_absences(understood.text, _SOME_DAY))
    return understood.intent is Intent.REQUEST and only_tells_when(understood)


def only_tells_when(understood: Understood) -> bool:
    """Say whether the words ask for no kind of help, or one that they only seem to name: "alleen 's ochtends"."""
    return understood.category is None or tells_hours(understood.text, _SOME_DAY)
