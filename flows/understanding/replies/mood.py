"""Whether somebody says that they are sad, lonely or poorly. It is no danger; for that, see flows/alarm."""

from flows.understanding.words import any_of, fold, load

_LEXICON = load("mood")
_SAYS, _GRIEVES = (any_of(_LEXICON[part]["says"], _LEXICON["words"]) for part in ("low", "grieves"))


def sounds_low(text: str) -> bool:
    """Tell whether TEXT says that whoever writes it feels low, lonely or unwell."""
    return _SAYS.search(fold(text)) is not None or grieves(text)


def grieves(text: str) -> bool:
    """Tell whether TEXT says that whoever writes it mourns somebody, or an animal."""
    return _GRIEVES.search(fold(text)) is not None
