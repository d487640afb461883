"""The texts of the house, a file a language. To add a language, add a file beside nl.toml; no code knows how many.

An id is a path such as "offer.ask". What it leads to is a text, or variants of one: `u` and `je` for how somebody is
addressed, and the plural names of Unicode (`one`, `few`, `other` ...) chosen by the fact `count`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

FIRST_LANGUAGE = "nl"
_HERE = Path(__file__).parent
_FORMS = {"u", "je"}
_PLURALS = {"zero", "one", "two", "few", "many", "other"}


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a file, the first language first."""
    found = sorted(path.stem for path in _HERE.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: one != FIRST_LANGUAGE))


@cache
def catalog(language: str) -> Mapping[str, Any]:
    """Load the texts of LANGUAGE, by id; those of the first language when there are none."""
    path = _HERE / f"{language}.toml"
    if language not in languages():
        path = _HERE / f"{FIRST_LANGUAGE}.toml"
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(part: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for name, value in part.items():
        if isinstance(value, dict) and not value.keys() <= _FORMS | _PLURALS:
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def template(words: str, language: str, form: str, count: object = None) -> str:
    """Give the text of the id WORDS as it is said to somebody addressed by FORM. Raises KeyError for no such id."""
    found = catalog(language)[words]
    if isinstance(found, dict) and found.keys() <= _FORMS:
        found = found[form]
    if isinstance(found, dict):
        plural = Locale.parse(language).plural_form(count if isinstance(count, int) else 0)
        found = found.get(plural, found["other"])
    return str(found).strip("\n")
