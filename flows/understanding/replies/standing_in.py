"""Whether a helper says that somebody else goes in their place, or that they take over from somebody. Pure."""

from enum import StrEnum

from flows.understanding.words import any_of, fold, load


class StandIn(StrEnum):
    """Who goes in whose place."""

    OTHER = "other"  # somebody else in theirs
    TAKES_OVER = "takes_over"  # they in that of somebody else


_LEXICON = load("visiting")["instead"]
_OTHER, _TAKES_OVER = (any_of(_LEXICON[name]) for name in ("other", "takes_over"))


def read_stand_in(text: str) -> StandIn | None:
    """Say who goes in whose place, by TEXT; None where it says nothing of it."""
    words = " ".join(fold(text).replace(",", " ").replace(".", " ").strip(" !?").split())
    if _TAKES_OVER.search(words):
        return StandIn.TAKES_OVER
    return StandIn.OTHER if _OTHER.search(words) else None
