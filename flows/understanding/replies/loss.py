"""Words that tell of a death, or of a hospital bed: as news, not as what lies behind or ahead. Pure."""

from enum import StrEnum

from flows.understanding.words import any_of, fold, load

_LEXICON = load("loss")
_DIED, _ADMITTED, _BEHIND, _NO_BED, _UP_AGAIN, _BREATH, _ELDER, _SELF, _ASKED, _NOBODY = (
    any_of(_LEXICON[name])
    for name in ("died", "admitted", "behind", "no_bed", "up_again", "breath", "elder", "self", "asked", "nobody")
)


class Loss(StrEnum):
    """What somebody tells of."""

    DIED = "died"
    ADMITTED = "admitted"


def read_loss(text: str) -> Loss | None:
    """Say whether TEXT tells that somebody has died or lies in hospital now; None for all else."""
    words = fold(text)
    if _ASKED.search(words) or _BEHIND.search(words):
        return None
    if _DIED.search(words):
        return None if _NOBODY.search(words) else Loss.DIED
    if _UP_AGAIN.search(words):
        return None
    lies = any(_ADMITTED.search(breath) and not _NO_BED.search(breath) for breath in _BREATH.split(words))
    return Loss.ADMITTED if lies else None


def is_of_an_elder(text: str) -> bool:
    """Say whether TEXT may be written by a child or a neighbour on the phone of the one it tells of."""
    return bool(_ELDER.search(fold(text)))


def is_of_themselves(text: str) -> bool:
    """Say whether whoever writes TEXT tells of themselves."""
    return bool(_SELF.search(fold(text)))
