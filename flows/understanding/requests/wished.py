"""Whom somebody would like to come: "kan Vera dinsdag weer mee?" Pure."""

import re
from collections.abc import Iterable

from flows.late import late_pattern
from flows.understanding.words import either, fold, load

_LEXICON: dict[str, list[str]] = load("whom")["wished"]
_BEFORE = rf"(?:{'|'.join(_LEXICON['before'])})"
_NAMED = late_pattern(rf"(?i:\b{_BEFORE}) (?!(?:{'|'.join(_LEXICON['never'])})\b)(?P<name>[A-Z][a-zà-ÿ'\-]+)\b")
_MAYBE = late_pattern(rf"\b{_BEFORE} (?!(?:{'|'.join(map(str.lower, _LEXICON['never']))})\b)[a-z]")


def wishes(text: str, names: Iterable[str]) -> list[str]:
    """Give those of NAMES that TEXT asks for by their first name, however it is written."""
    plain = fold(text)
    return [one for one in names if one and re.search(rf"\b{_BEFORE} {either([fold(one)])}\b", plain)]


def wishes_somebody(text: str) -> bool:
    """Say whether TEXT may ask for somebody by name: only then it is worth looking who that is."""
    return bool(_MAYBE.search(fold(text)))


def wished_name(text: str) -> str:
    """Give the name that TEXT asks for, of whoever that may be; empty where it names nobody."""
    found = _NAMED.search(text)
    return found["name"] if found else ""
