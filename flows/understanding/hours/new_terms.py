"""What a helper changes in a sentence but their hours: that they stop or are back, how often, which kinds. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.late import late_pattern
from flows.understanding.hours.availability import per_week
from flows.understanding.hours.refusals import LONGEST
from flows.understanding.requests.category import categories, find_hints
from flows.understanding.time.spelling import spell
from flows.understanding.words import fold, load
from storage.terms import Category

_LEXICON = load("refusals")["terms"]
_STOPS, _BACK, _AT_MOST, _BRINGS = (late_pattern(_LEXICON[key]) for key in ("stops", "back", "at_most", "brings"))
_WHAT = r"(?P<what>\w+(?: \w+){0,5}?)"
_OFF, _ONLY = (
    [late_pattern(one.replace("WHAT", _WHAT) + end) for one in _LEXICON[key]]
    for key, end in (("off", ""), ("only", "$"))
)


class Terms(NamedTuple):
    """What changes: `often` is how many times a week at most, `off` and `only` are kinds of help."""

    stops: bool = False
    back: bool = False
    often: int | None = None
    off: tuple[Category, ...] = ()
    only: tuple[Category, ...] = ()


def read_terms(text: str) -> Terms:
    """Read what a helper would have otherwise: "hooguit 1 keer per week", "geen klusjes meer", "ik kan weer"."""
    said = fold(text).strip(" .!")
    if len(said) > LONGEST or "?" in said:
        return Terms()
    bare = said.replace(",", "").replace(".", "")
    often = per_week(spell(text)) if _AT_MOST.search(said) else None
    return Terms(bool(_STOPS.search(bare)), bool(_BACK.search(bare)), often, _kinds(_OFF, bare), _kinds(_ONLY, bare))


def brings_another(text: str) -> bool:
    """Say whether TEXT tells of somebody else who would like to help."""
    return bool(_BRINGS.search(fold(text).replace(",", "")))


def _kinds(patterns: Sequence[re.Pattern[str]], said: str) -> tuple[Category, ...]:
    what = next((found["what"] for one in patterns if (found := one.search(said))), "")
    return categories([hint for hint in find_hints(what) if hint.strong]) if what else ()
