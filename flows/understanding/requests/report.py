"""What was understood of a sentence, as plain data for the command line."""

from datetime import datetime
from typing import Any

from flows.understanding.requests.sentence import understand
from flows.understanding.requests.several import split_tasks


def report(text: str, now: datetime, danger: str | None) -> dict[str, Any]:
    """Tell what is understood of TEXT at NOW (wall clock); DANGER is the kind that another reader found in it."""
    found = understand(text, now)
    return {
        "text": text,
        "intent": found.intent.value,
        "category": found.category.value if found.category else None,
        "likely": [{"category": one.category.value, "sure": one.sure} for one in found.likely],
        "tasks": list(split_tasks(text)),
        "when": found.when.kept() if found.when else None,
        "ask": [when.kept() for when in found.ask],
        "flags": [flag.value for flag in found.flags],
        "danger": danger,
    }
