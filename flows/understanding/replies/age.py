"""Whether somebody tells to be a child, or not yet eighteen."""

from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.words import fold, load

_LEXICON = load("whom")["age"]
_NUMBERS = {word: nth for nth, word in enumerate(_LEXICON["numbers"])}
_YEARS = late_pattern(_LEXICON["years"].replace("NUMBER", "|".join(word for word in _NUMBERS if len(word) > 3)))
_OTHERWISE = late_pattern(_LEXICON["not"])
_SCHOOL, _PARENTS, _NEED = (late_pattern(_LEXICON[key]) for key in ("school", "parents", "need"))
YOUNGEST, GROWN_UP = 4, 18  # years
YOUTH = 12  # from here on somebody may offer help, with a coordinator who knows


class Age(StrEnum):
    """How old somebody tells to be."""

    CHILD = "child"  # under twelve, or at primary school
    YOUNG = "young"  # not yet eighteen


def read_age(text: str) -> Age | None:
    """Tell whether TEXT says that its writer is a child or not yet eighteen; None where it does not."""
    plain = fold(text)
    if _SCHOOL.search(plain) or (_PARENTS.search(plain) and _NEED.search(plain)):
        return Age.CHILD
    found = _YEARS.search(plain)
    if found is None or _OTHERWISE.match(plain[found.end() :].strip()):
        return None
    years = (
        _NUMBERS.get(found["years"]) or int(found["years"]) if found["years"].isdigit() else _NUMBERS[found["years"]]
    )
    if not YOUNGEST <= years < GROWN_UP:
        return None
    return Age.CHILD if years < YOUTH else Age.YOUNG
