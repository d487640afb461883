"""How many people a task takes, as far as a sentence says so."""

from flows.late import late_pattern
from flows.understanding.words import fold
from storage.terms import Category

MOST = 4
_NUMBERS = {"twee": 2, "tweeen": 2, "drie": 3, "drieen": 3, "vier": 4, "vieren": 4, "two": 2, "three": 3, "four": 4,
            "2": 2, "3": 3, "4": 4, "paar": 2, "couple": 2}  # fmt: skip
_PEOPLE = late_pattern(
    r"(?<!voor )(?<!van )(?<!for )(?<!zijn )"
    r"\b(?P<count>twee|drie|vier|two|three|four|[234]|een paar|a couple) (?:of )?(?:\w+ ){0,2}?"
    r"(?:mensen|personen|man|mannen|buren|helpers|vrijwilligers|sterke\w*|people|persons|men|neighbours|volunteers)\b"
)
_NEEDED = late_pattern(
    r"\b(?P<count>twee|drie|vier|two|three|four|[234]) (?:\w+ ){0,2}?(?:mensen|man|mannen|people|men) "
    r"(?:voor )?(?:nodig|needed)\b"
)
_TOGETHER = late_pattern(r"\bmet (?:z'?n|zn|hun|jullie) (?P<count>tweeen|drieen|vieren)\b")
_THEMSELVES = late_pattern(r"\b(?:we|wij) (?:zijn|wonen|komen|gaan)\b")
_SOCIAL = frozenset({Category.COMPANY, Category.MEALS, Category.RESPITE, Category.LANGUAGE})  # the number is of guests


def read_how_many(text: str, category: Category | None) -> int:
    """Give how many people are to come, 1 when the sentence names no number, never more than MOST."""
    plain = fold(text)
    if category in _SOCIAL or _THEMSELVES.search(plain):
        return 1
    found = _PEOPLE.search(plain) or _NEEDED.search(plain) or _TOGETHER.search(plain)
    return min(_NUMBERS[found["count"].split()[-1]], MOST) if found else 1
