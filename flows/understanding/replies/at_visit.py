"""What a helper writes at a visit or just after it: done, money laid out or given, what they saw of the other. Pure."""

import re
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.replies.outcome import read_outcome
from flows.understanding.words import fold, load


class AtVisit(StrEnum):
    """What is told of a visit that has begun."""

    WELL = "well"  # it took place
    DONE = "done"  # they are through, or it took longer
    PAID = "paid"  # they laid out money
    GIVEN = "given"  # they were given money, or something dear
    TOLD = "told"  # something of the other, which is not for the other's eyes


_LEXICON = load("visiting")["there"]
_SAID = [(AtVisit(means), late_pattern("|".join(_LEXICON[means]))) for means in ("given", "paid", "done", "told")]
_REPAID = late_pattern(_LEXICON["repaid"])
_LONGEST = 40  # words of what is told


def read_at_visit(text: str, name: str) -> AtVisit | None:
    """Say what TEXT tells of a visit to NAME; None for all else, and for a question about anything but money."""
    words = fold(text)
    if name:
        words = re.sub(rf"\b{re.escape(fold(name))}\b", "NAME", words)
    if len(words.split()) > _LONGEST:
        return None
    bare = " ".join(re.sub(r"[,;.!]+", " ", words).split())
    found = [one for one, pattern in _SAID if pattern.search(bare)]
    means = next((one for one in found if one is not AtVisit.GIVEN or not _REPAID.search(bare)), None)
    if "?" in text and means is not AtVisit.GIVEN:
        return None
    return AtVisit.WELL if means in (None, AtVisit.DONE) and read_outcome(text) is True else means
