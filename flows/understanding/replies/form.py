"""Whether somebody says how they want to be spoken to: "zeg maar je"."""

import re

from flows.late import late_pattern
from flows.understanding.words import fold
from storage.terms import Form

_OPENS = r"(?:(?:nee|ja|oh|o|en|hoi|hallo|dag) )*"
_BETWEEN = r"(?: me| mij| tegen me| tegen mij| gerust| maar| gewoon| liever| toch| wel| graag| hier)*"
_ENDS = r"(?: hoor| tegen me| tegen mij| graag| a u b| aub| alsjeblieft| alstublieft)*"
_WISHES = r"(?:zeg|zegt u|noem me|noem mij|spreek me aan met|ik heb liever|ik hoor liever|liever)"
_SAY = rf"{_WISHES}{_BETWEEN} (?P<say>je|jij|u)"
_MAY = rf"(?:je|jij|u) (?:mag|kan|kunt){_BETWEEN} (?P<may>je|jij|u)(?: tegen me| tegen mij)? zeggen"
_ASKS_FOR = late_pattern(rf"{_OPENS}(?:{_SAY}|{_MAY}){_ENDS}")
_FAMILIAR = late_pattern(
    r"(?:tutoyeer (?:me|mij)|(?:je|u) (?:mag|kunt|kan) (?:me|mij) tutoyeren)(?: maar| gerust| hoor)*"
)


def read_form(text: str) -> Form | None:
    """Give the form that TEXT asks for; None when it is about anything else as well."""
    said = " ".join(re.findall(r"[a-z]+", fold(text)))
    if _FAMILIAR.fullmatch(said):
        return Form.JE
    found = _ASKS_FOR.fullmatch(said)
    if found is None:
        return None
    return Form.U if (found["say"] or found["may"]) == "u" else Form.JE
