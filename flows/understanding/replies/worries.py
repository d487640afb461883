"""A worry about somebody else, in words of one's own: in so many words, or by what was seen or heard. Pure."""

import re
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.requests.whom import people_words
from flows.understanding.words import fold, load

_LEXICON = load("worries")
_SAYS, _AMISS = late_pattern("|".join(_LEXICON["says"])), late_pattern("|".join(_LEXICON["amiss"]))
_BARE, _ASKS = late_pattern(rf"^(?:{_LEXICON['bare']})$"), late_pattern(_LEXICON["asks"])
_ABOUT = late_pattern(_LEXICON["about"].replace("KIN", people_words()))
_NAMED = re.compile(r"\b(?:om|over|voor|bij|about|for|with) (?:[Dd]e )?[A-Z][\w'-]+")


class Worries(StrEnum):
    """How somebody worries: without saying about whom, about one who stands in the words, or by what was amiss."""

    BARE = "bare"
    ABOUT = "about"  # about somebody in the words, whoever that is
    AMISS = "amiss"  # a worry if it is about somebody we know


def read_worries(text: str) -> Worries | None:
    """Say how TEXT worries about somebody; None where it does not, or asks for help instead."""
    said = fold(text)
    if asks_for_somebody(said) or _ASKS.search(said):
        return None
    if _BARE.match(said.strip(" .!")):
        return Worries.BARE
    if _SAYS.search(said) and (_ABOUT.search(said) or _NAMED.search(text)):
        return Worries.ABOUT
    return Worries.AMISS if _AMISS.search(said) or _SAYS.search(said) else None
