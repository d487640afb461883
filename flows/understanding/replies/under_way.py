"""What a helper on the way to a visit writes: that they come later, stand in a queue, or can't find the house. Pure."""

from datetime import timedelta

from flows.late import late_pattern
from flows.understanding.words import fold

_UNDER_WAY = late_pattern(
    r"\b(?:ben|kom) (?:ik )?(?:er |daar |nu |pas |dan )*(?:over|om|rond|tegen|aan|later|wat later)\b"
    r"|\bwordt (?:\w+ ){0,3}later\b"
    r"|\bvertraging\b"
    r"|\b(?:zit|sta) (?:\w+ ){0,2}(?:in|op|voor) (?:de |het |een )?(?:bus|trein|tram|file|deur|station)\b"
    r"|\bkan (?:het|de|haar|zijn|jullie) (?:huis|adres|straat|deur|woning) (?:\w+ )?niet vinden\b"
    r"|\blekke band\b|\bonderweg\b"
    r"|\b(?:running|i'm|i am|be) (?:(?:a|bit|little|about|\w+ minutes|\d+ mins?|half an hour|an hour"
    r"|quarter of an hour) )*late\b"
    r"|\bon my way\b|\brunning behind\b|\bstuck in\b|\btraffic jam\b|\b(?:bus|train) is (?:late|delayed)\b|\bdelayed\b"
    r"|\bcan't find (?:the|her|his|your|their)\b|\bflat tyre\b"
)
_IN_MINUTES = late_pattern(r"\b(?:over|in) (?:een )?(?:(\d{1,3}|half|kwart) ?)(?:min\w*|uur\w*|ier\w*)\b")
_SAID = {"half": 30, "kwart": 15}


def is_under_way(text: str) -> bool:
    """Say whether TEXT is what somebody on the way writes."""
    return bool(_UNDER_WAY.search(fold(text)))


def arrives_in(text: str) -> timedelta | None:
    """Give how long it takes yet: "over 20 min"; None when TEXT does not say."""
    found = _IN_MINUTES.search(fold(text))
    if found is None or ("uur" in found[0] and found[1].isdigit()):
        return None
    return timedelta(minutes=_SAID.get(found[1]) or int(found[1]))
