"""How many people a task takes, as far as a sentence says so."""

from flows.late import late_pattern
from flows.understanding.words import fold
from storage.terms import Category

MOST = 4
_NUMBERS = {"twee": 2, "tweeen": 2, "drie": 3, "drieen": 3, "vier": 4, "vieren": 4, "two": 2, "three": 3, "four": 4,
            "2": 2, "3": 3, "4": 4, "paar": 2, "couple": 2}  # fmt: skip
_COUNT = r"(?P<count>twee|drie|vier|two|three|four|[234])"
_WHO = (
    r"(?:\w+ ){0,2}?(?:mensen|personen|man|mannen|mannetjes|buren|buurtgenoten|helpers|vrijwilligers|sterke\w*|kerels|"
    r"jongens|lui|leute|dragers|sjouwers|tillers|chauffeurs|krachten|paar handen|people|persons|men|neighbours|"
    r"volunteers)"
)
_PEOPLE = late_pattern(
    rf"(?<!voor )(?<!van )(?<!for )(?<!zijn )\b(?:{_COUNT}|(?P<few>een paar|a couple)) (?:of )?{_WHO}\b"
)
_NEEDED = late_pattern(  # by whom it is to be done, whatever it is
    rf"\b(?:zoek\w*|moeten|vraag|vragen|need|needs|looking for)(?: \w+){{0,3}}? {_COUNT} {_WHO}\b"
    rf"|\b{_COUNT.replace('count', 'also')} {_WHO}\b[^.;!?]{{0,30}}?\b(?:nodig|gezocht|needed|tekort)\b"
)
_TOGETHER = late_pattern(r"\bmet (?:z'?n|zn|hun|jullie) (?P<count>tweeen|drieen|vieren)\b")
_THEMSELVES = late_pattern(r"\b(?:we|wij) (?:zijn|wonen|komen|gaan)\b")
_SOCIAL = frozenset({Category.COMPANY, Category.MEALS, Category.RESPITE, Category.LANGUAGE})  # the number is of guests


def read_how_many(text: str, category: Category | None) -> int:
    """Give how many people are to come, 1 when the sentence names no number, never more than MOST."""
    plain = fold(text)
    found = _NEEDED.search(plain)
    if found is None and category not in _SOCIAL and not _THEMSELVES.search(plain):
        found = _PEOPLE.search(plain) or _TOGETHER.search(plain)
    said = next(filter(None, found.groupdict().values()), "") if found else ""
    return min(_NUMBERS[said.split()[-1]], MOST) if said else 1
