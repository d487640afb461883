"""The other forms of a Dutch verb: from "soppen" to sop, sopt and gesopt; from "opruimen" to opgeruimd."""

import re
from collections.abc import Iterator

_SHORTEST = 4
_OPEN = re.compile(r"^(.*[^aeiou])([aeou])([^aeiou])$")  # one vowel and one consonant: "mak" of "maken"
_PREFIXES = (
    "terug",
    "schoon",
    "voor",
    "door",
    "over",
    "aan",
    "bij",
    "uit",
    "weg",
    "los",
    "vast",
    "op",
    "af",
    "in",
    "om",
)
_HARD = {"v": "f", "z": "s"}


def conjugate(infinitive: str) -> frozenset[str]:
    """Give the forms by which people say INFINITIVE otherwise; nothing for what can be no verb."""
    if not infinitive.isalpha() or not infinitive.endswith("en") or len(infinitive) < _SHORTEST + 1:
        return frozenset()
    found = {form for stem in _stems(infinitive) for form in _forms(stem)}
    return frozenset(form for form in found - {infinitive} if len(form) >= _SHORTEST)


def _stems(infinitive: str) -> Iterator[str]:
    stem = infinitive.removesuffix("en")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
        return
    long = _OPEN.match(stem)
    for one in {stem, f"{long[1]}{long[2]}{long[2]}{long[3]}" if long else stem}:
        yield one[:-1] + _HARD.get(one[-1], one[-1])


def _forms(stem: str) -> Iterator[str]:
    end = "" if stem[-1] in "td" else "t"
    yield from (stem, stem + end)
    for prefix in ("", *(one for one in _PREFIXES if stem.startswith(one) and len(stem) > len(one) + 2)):
        yield from (f"{prefix}ge{stem.removeprefix(prefix)}{last}" for last in ({end, "d"} if end else {""}))
