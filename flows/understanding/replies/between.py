"""What one of two who have a visit together writes to the other, and would not have asked of anybody else. Pure."""

import re
from collections.abc import Iterable

from flows.late import late_pattern
from flows.understanding.requests.intent import asks_for_somebody, find_intent
from flows.understanding.words import either, fold, load
from storage.terms import Intent

_LEXICON = load("between")["other"]
_PARTS = late_pattern(r"(?<=[,.;!?])\s+(?:(?:en|maar|dus|of|dan|and|but|so) )?|^(?:en|maar|ja|nee|o ja|and|but),? ")
_TO_OTHER = late_pattern("|".join(_LEXICON["says"]).replace("NEWS", _LEXICON["news"]))
_ANOTHER = late_pattern(_LEXICON["another"])
_AWAY = late_pattern("|".join(load("between")["away"]["says"]))


def is_to_the_other(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether TEXT is what one of two who have a visit together would write to the other; it asks for no helper.

    NAMES are what the others are called: "heeft Riet een rollator" asks what "heeft ze een rollator" asks.
    """
    words = fold(text)
    if known := [fold(one) for one in names if one]:
        words = re.sub(rf"\b{either(known)}\b", "ze", words)
    if asks_for_somebody(words) or _ANOTHER.search(words):
        return False
    return any(_TO_OTHER.search(part) for part in _PARTS.split(words))


def is_away(text: str) -> bool:
    """Say whether TEXT tells that whoever writes it will be away from home, and asks for nothing."""
    words = fold(text)
    asks = asks_for_somebody(words) or find_intent(words, task=False, time=False)[0] is Intent.REQUEST
    asks = asks or text.rstrip().endswith("?")
    return bool(_AWAY.search(words)) and not asks
