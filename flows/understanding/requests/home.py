"""From a sentence to what is in a house: a dog, stairs, smoke; as far as the words say so."""

from flows.late import late_pattern
from flows.understanding.words import fold, load

_LEXICON = load("homes")
_SIGNS = {code: (late_pattern(one["no"]), late_pattern(one["yes"])) for code, one in _LEXICON["signs"].items()}
_ELSEWHERE = late_pattern(_LEXICON["marks"]["elsewhere"])
_CLAUSES = late_pattern(r"[,;.!?\n]| maar | en (?=geen |er |ik |we )")


def read_home(text: str) -> dict[str, bool]:
    """Read by code what is in a house (True) and what is not (False); what the words do not say is left out."""
    found = dict[str, bool]()
    for clause in map(str.strip, _CLAUSES.split(fold(text))):
        if not _ELSEWHERE.search(clause):
            found |= {code: said for code in _SIGNS if (said := _says(code, clause)) is not None}
    return found


def _says(code: str, clause: str) -> bool | None:
    no, yes = _SIGNS[code]
    return False if no.search(clause) else True if yes.search(clause) else None
