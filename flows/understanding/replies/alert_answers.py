"""What a coordinator answers to an alert in words: that they have it, or that all is safe again. Pure."""

from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.words import fold, load

_LEXICON = load("alert_answers")
_SAFE, _TAKEN = (late_pattern(f"^(?:{'|'.join(_LEXICON[key])})$") for key in ("safe", "taken"))


class AlertAnswer(StrEnum):
    """What becomes of an alert."""

    TAKEN = "taken"
    SAFE = "safe"


def read_alert_answer(text: str) -> AlertAnswer | None:
    """Say what TEXT does with an alert; None where it says nothing of one."""
    said = " ".join(fold(text).replace(",", " ").strip(" .!").split())
    if _SAFE.match(said):
        return AlertAnswer.SAFE
    return AlertAnswer.TAKEN if _TAKEN.match(said) else None
