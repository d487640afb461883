"""How a visit went, in the words of one who was to be there: it took place, it did not, or nothing was said. Pure."""

from flows.understanding.words import any_of, fold, load

_LEXICON = load("visiting")["went"]
_NOT, _DONE, _MORE = (any_of(_LEXICON[name]) for name in ("not", "done", "more"))


def read_outcome(text: str) -> bool | None:
    """Say whether TEXT tells that a visit took place, or that it did not; None where it tells neither, or more."""
    said = fold(text)
    words = " ".join(said.replace(",", " ").replace(".", " ").replace("!", " ").split())
    if _NOT.search(words):
        return False
    return True if _DONE.search(words) and not _MORE.search(words) else None
