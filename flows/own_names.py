"""What a community calls its kinds of help: kept as a choice of its own, said in every letter, and understood back."""

import re
from collections.abc import Mapping
from typing import Any

from flows.understanding.replies.answers import yes_or_no
from flows.understanding.requests.category import Own
from flows.understanding.words import fold
from flows.wording.render import plain
from storage.tables.people import Community
from storage.terms import Category

NAMES = "names"  # the rule of a community: by the code of a kind of help, what it is called there
SHORTEST, LONGEST = 3, 30  # letters, characters: it stands on buttons, and is looked for in what people write
_USUAL = re.compile(r"(?:weer )?(?:gewoon|normaal)|(?:as )?usual|normal", re.I)
_AROUND = re.compile(r"^\W+|\W+$")
_LETTERS = re.compile(r"[^\W\d_]")


def names_of(where: Community) -> Mapping[str, str]:
    """Give what each kind of help is called there, by its code; those with their usual name are not in it."""
    return where.rules.get(NAMES) or {}


def own_of(where: Community) -> Own:
    """Give the same as it is looked for in folded words: without the signs around it."""
    return tuple((_spoken(name), Category(code)) for code, name in names_of(where).items())


def same_name(one: str, other: str) -> bool:
    """Say whether nobody could tell two names apart who hears them."""
    return _spoken(one) == _spoken(other)


def _spoken(name: str) -> str:
    return _AROUND.sub("", fold(name))


def read_name(words: str) -> str | None:
    """Read a name; empty for the usual one. None for what can't be one: too short, too long, or an answer."""
    name = " ".join(plain(words).split()).strip("\"'")
    if _USUAL.fullmatch(name.strip(" .!")):
        return ""
    fits = len(name) <= LONGEST and len(_LETTERS.findall(_spoken(name))) >= SHORTEST
    return name if fits and yes_or_no(name) is None else None


def rename(rules: Mapping[str, Any], code: str, name: str) -> dict[str, Any]:
    """Give RULES with NAME for the kind of help with this CODE; an empty one is the usual name."""
    names = {**(rules.get(NAMES) or {}), code: name}
    return {**rules, NAMES: {one: said for one, said in names.items() if said}}
