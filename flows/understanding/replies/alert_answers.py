"""What a coordinator answers to an alert in words: that they have it, that all is safe again, what they see. Pure."""

import re
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.words import any_of, fold, load

_LEXICON = load("alert_answers")
_SAFE, _TAKEN = (late_pattern(f"^(?:{'|'.join(_LEXICON[key])})$") for key in ("safe", "taken"))
_TELLS, _ANOTHER = any_of(_LEXICON["tells"]), any_of(_LEXICON["another"])
_CLAUSES = re.compile(r"[,.;!]")


class AlertAnswer(StrEnum):
    """What becomes of an alert."""

    TAKEN = "taken"
    SAFE = "safe"


def read_alert_answer(text: str) -> AlertAnswer | None:
    """Say what TEXT does with an alert, as a whole or in one of its clauses; None where it says nothing of one."""
    words = fold(text)
    parts = [" ".join(one.replace(",", " ").strip(" .!").split()) for one in (words, *_CLAUSES.split(words))]
    if any(_SAFE.match(one) for one in parts):
        return AlertAnswer.SAFE
    return AlertAnswer.TAKEN if any(_TAKEN.match(one) for one in parts) else None


def tells_of_alert(text: str) -> bool:
    """Say whether TEXT tells what is done, or found, after an alert."""
    return bool(_TELLS.search(fold(text)))


def speaks_of_another(text: str, name: str) -> bool:
    """Say whether TEXT speaks of somebody else: of NAME, or as "ze"."""
    words = fold(text)
    return bool(_ANOTHER.search(words) or (name and re.search(rf"\b{re.escape(fold(name))}\b", words)))
