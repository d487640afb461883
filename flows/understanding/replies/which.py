"""Which of a few things that are shown is meant, by its place: "allebei", "de eerste", "geen van beide". Pure."""

from flows.understanding.words import any_of, fold, load

_LEXICON = load("visiting")["which"]
_ALL, _NONE, _FIRST, _SECOND, _LAST = (any_of(_LEXICON[name]) for name in ("all", "none", "first", "second", "last"))
_PLACES = {_FIRST: 0, _SECOND: 1, _LAST: -1}


def read_places(text: str, many: int) -> list[int] | None:
    """Give which of so MANY things TEXT means, counted from 0; an empty list is none of them, None names no place."""
    plain = fold(text).strip(" .!,")
    if _ALL.search(plain):
        return list(range(many))
    if _NONE.search(plain):
        return []
    return next(([range(many)[place]] for one, place in _PLACES.items() if place < many and one.search(plain)), None)
