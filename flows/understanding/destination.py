"""Where somebody wants to go, in a few words of their own: "naar het ziekenhuis in Den Bosch"."""

import re

from flows.late import late_pattern
from flows.understanding.category import names
from flows.understanding.words import fold
from storage.terms import Category

_DETERMINED = r"(?:(?:de|het|een|mijn|m'n|mn|'t|onze|haar|zijn|the|my|a|an|our) )?"
_TIMES = (
    r"(?:\w*dag(?:en|s)?|\w*(?:ochtend|morgen|middag|avond|nacht)s?|week|weken|weekend|maand|uur|half|kwart|tijd|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|kerst|pasen|"
    r"volgende|komende|\w+day|morning|afternoon|evening|noon|next|this|[ap]m|\d[\w.:]*)\b"
)
_NO_PLACE = (
    r"(?:mij|me|mijzelf|ons|toe|iemand|buiten|binnen|boven|beneden|iets|wat|wie|haar|hem|jullie|u|je|kan|kunnen|gaan|te|"
    r"it|him|them|us|be|go|come|get|help|bring|drive|pick|have|auto|bus|taxi|rolstoel|rollator|fiets|plaats)\b"
)
_NOWHERE = rf"(?!{_NO_PLACE}|{_TIMES})"
_WORD = r"[^\W\d_][\w'’\-]+"
_NAME = rf"(?:(?:den|sint|st\.?|nieuw|oud|bergen op|capelle aan den|alphen aan den|new|st) )?{_WORD}"
_CALLED = r"(?-i:(?: (?:de|De|Het|Ter|Ten|Van|'t|den|der))?(?: [A-Z][\w'’\-]+)+)"  # what follows with a capital
_ADDED = rf"(?:{_CALLED}|(?<=kliniek) {_WORD}(?= (?:in|van|te)\b))"
_TAIL = rf"(?: (?:in|bij|van|te|op|aan|at|of|om) {_DETERMINED}{_NOWHERE}{_NAME}{_ADDED}?)"
_NOUN = rf"(?:(?!(?:zee|twee)\b)[^\W\d_]+e (?=[^\W\d_]{{3}}))?{_NOWHERE}{_WORD}"
_PLACE = rf"{_DETERMINED}{_NOWHERE}{_NOUN}{_ADDED}?{_TAIL}{{0,2}}"
_TO = late_pattern(rf"\b(?:naar|naor|noar|nach|zum|zur|ins|op (?:bezoek|visite) bij) {_PLACE}", re.I)
_ENGLISH = late_pattern(
    rf"\b(?:to|at) (?:the|my|a|an|our) {_NOWHERE}{_WORD}{_TAIL}?"
    rf"|\b(?:ride|lift|me|him|her|us|go|get|come) to (?!(?:the|my|a|an|our)\b){_NOWHERE}{_NAME}",
    re.I,
)
_AT = late_pattern(
    rf"\b(?:bij|in|op) (?:de|het|mijn) (?:(?-i:[A-Z]\w+) ){{0,3}}(?P<noun>{_WORD}){_ADDED}?{_TAIL}?", re.I
)
_BARE = late_pattern(rf"\b(?P<noun>{_WORD}){_TAIL}{{1,2}}", re.I)
_BEFORE = late_pattern(r"^(?:ride|lift|me|him|her|us|go|get|come) (?=to )|^(?:bij|in|op) (?=(?:de|het|mijn) )", re.I)


def read_destination(text: str) -> str:
    """Give where TEXT wants to go to, as it was said; empty where it says nothing of it."""
    same = " ".join(text.replace("’", "'").split())
    for pattern in (_TO, _ENGLISH, _AT, _BARE):
        for found in pattern.finditer(same):
            if pattern not in (_AT, _BARE) or names(fold(found["noun"])) is Category.TRANSPORT:
                said = _BEFORE.sub("", found[0])
                return said if said.casefold().startswith(("naar", "to ", "at ")) or pattern is _TO else f"naar {said}"
    return ""
