"""What can wait when the streets are not safe: not food, not medicine, not the doctor. Pure."""

import re

from flows.understanding.words import fold
from storage.terms import Category

_FOOD = frozenset({Category.GROCERIES, Category.MEALS})
_CARE = re.compile(
    r"dialyse|ziekenhuis|dokter|arts\b|specialist|\bpoli|bestral|chemo|kliniek|apotheek|medic|pillen|insuline|wond|"
    r"prikken|bloed|trombose|operatie|infuus|hospital|doctor|\bgp\b|surgery|clinic|pharmac|dialys|insulin|\bpills\b"
)


def can_wait(category: Category, words: str) -> bool:
    """Say whether this help can be done on another day; a ride to nobody knows where can not, until somebody asked."""
    if category in _FOOD or (category is Category.TRANSPORT and not words.strip()):
        return False
    return not _CARE.search(fold(words))
