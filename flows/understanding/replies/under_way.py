"""What a helper on the way to a visit writes: that they come later, stand in a queue, or can't find the house. Pure."""

from datetime import timedelta

from flows.understanding.words import any_of, fold, load

_LEXICON = load("visiting")["way"]
_UNDER_WAY, _HOMEWARD, _IN_MINUTES = (any_of(_LEXICON[name]) for name in ("says", "homeward", "in_minutes"))
_SAID = {"half": 30, "kwart": 15}


def is_under_way(text: str) -> bool:
    """Say whether TEXT is what somebody on the way writes."""
    return bool(_UNDER_WAY.search(fold(text)))


def goes_home(text: str) -> bool:
    """Say whether TEXT tells of the way back."""
    return bool(_HOMEWARD.search(fold(text)))


def arrives_in(text: str) -> timedelta | None:
    """Give how long it takes yet: "over 20 min"; None when TEXT does not say."""
    found = _IN_MINUTES.search(fold(text))
    if found is None or ("uur" in found[0] and found[1].isdigit()):
        return None
    return timedelta(minutes=_SAID.get(found[1]) or int(found[1]))
