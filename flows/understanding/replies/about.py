"""What somebody asks of the house itself: who answers, who reads this, what it costs; and that no call came. Pure."""

import re
from collections.abc import Iterable
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.words import either, fold, load

_LEXICON = load("about")
_MARKS = _LEXICON["marks"]


class Topic(StrEnum):
    """What of the house is asked about."""

    WHO = "who"
    READS = "reads"
    SAFE = "safe"
    HOW = "how"
    COSTS = "costs"
    COMES = "comes"
    HOME = "home"
    CLOCK = "clock"


OF_HELP = frozenset({Topic.COMES, Topic.HOME, Topic.CLOCK})


def _any(patterns: Iterable[str]) -> str:
    whole = "|".join(f"(?:{one})" for one in patterns)
    return whole.replace("LEAD", _MARKS["lead"]).replace("END", _MARKS["end"])


def _topics(section: str) -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple((Topic(name), late_pattern(_any(patterns))) for name, patterns in _LEXICON[section].items())


_OF_HOUSE, _OF_HELP = _topics("ask"), _topics("help")
_MISSED, _OTHERS = late_pattern(_any(_LEXICON["call"]["missed"])), late_pattern(_LEXICON["call"]["others"])


def asks_about(text: str, wanted: bool = False) -> Topic | None:
    """Say what of the house TEXT asks about, or of help while it is WANTED and nobody was asked; None for nothing."""
    words = fold(text)
    if asks_for_somebody(words):
        return None
    asked = (*_OF_HOUSE, *(_OF_HELP if wanted else ()))
    return next((topic for topic, pattern in asked if pattern.search(words)), None)


def beside_costs(text: str) -> str:
    """Give TEXT without the words that ask what it costs: of "moet ik betalen voor een ritje", the ride."""
    return dict(_OF_HOUSE)[Topic.COSTS].sub(" ", fold(text)).strip()


def misses_call(text: str, names: Iterable[str]) -> bool:
    """Say whether TEXT tells that one of NAMES, or somebody here, did not call who was to."""
    words = re.sub(rf"\b{either(map(fold, names))}\b", "NAME", fold(text)) if names else fold(text)
    return bool(_MISSED.search(words)) and not _OTHERS.search(words)
