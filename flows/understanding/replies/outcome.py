"""How a visit went, in the words of one who was to be there: it took place, it did not, or nothing was said. Pure."""

from flows.understanding.words import any_of, fold, load

_LEXICON, _MARKS = load("visiting")["went"], load("visiting")["marks"]
_NOT, _DONE, _MORE = (any_of(_LEXICON[name], _MARKS) for name in ("not", "done", "more"))
_AWAY = any_of(_LEXICON["away"], _MARKS)


def read_outcome(text: str) -> bool | None:
    """Say whether TEXT tells that a visit took place, or that it did not; None where it tells neither, or more."""
    words = _bare(text)
    if _NOT.search(words) or _AWAY.search(words):
        return False
    return True if _DONE.search(words) and not _MORE.search(words) else None


def was_away(text: str) -> bool:
    """Say whether TEXT tells that whoever writes it did not go, and nothing else: "helemaal vergeten, sorry"."""
    words = _bare(text)
    return "?" not in words and bool(_AWAY.search(words))


def _bare(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").replace(".", " ").replace("!", " ").split())
