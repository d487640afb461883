"""One message that asks for several things, cut into a message for each.

Most of what people write asks for one thing and tells the rest: why, what was before, what is seen to. So each part is
looked at twice: which kind of help its words name, and whether its sentence asks for it or only tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.late import late_pattern
from flows.understanding.requests.category import Hint, find_hints, joints
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.lists import read_kinds
from flows.understanding.words import fold, load, part_around
from storage.terms import Category

_MOST = 4
_SHORT = 3  # words
_JOINT = 3  # letters of what a part may begin with: ", ", "en "
_OF_ITS_OWN = 0.0  # how little may speak for a kind in a part, for it to be a task of its own
# how sure a kind is without a strong word: hinted at, asked for anew, asked for, referred to
_LIKELY, _ANEW, _ASKED, _REFERRED = 0.7, 0.1, 0.6, 0.5
_REASON = late_pattern(lambda: read_kinds().reasons)
_EDGES = late_pattern(lambda: rf"^(?:\W|{read_kinds().joints})+|(?:[\s,;:]|\b(?:en|and|ook|plus|und)\b)+$")
_ROLES = {name: late_pattern("|".join(patterns)) for name, patterns in load("parts")["roles"].items()}
_ASIDE = late_pattern(lambda: read_kinds().asides)
_ALSO_JOINTS = late_pattern(r"[+&](?=\s)|\b(?:maar|but)\b")
_OF_OTHERS = late_pattern(r"(?:en|and) (?:de|het|mijn|een|the|my|a) ")
_STOP = late_pattern(r"(?<!\bcl)(?<!\bmw)(?<!\bdhr)(?<! \w)[.!?;]+(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message: where it begins, the kind its words name, `strong` or not, and what its sentence does."""

    first: int
    text: str
    sentence: int
    kind: Category
    strong: bool
    asks: int
    tells: bool
    told: bool


def split_tasks(text: str) -> tuple[str, ...]:
    """Give the parts of TEXT that each ask for another kind of help, in the order said; TEXT alone where it is one.

    What is no task of its own ("ik kan niet meer bukken") stays with the task before it.
    """
    plain = fold(text)
    starts = _starts(plain)
    if len(starts) < 2:
        return (text,)
    same = plain if len(plain) != len(text) else text  # as it was typed, where folding left every letter in its place
    cuts = [0, *starts[1:_MOST], len(plain)]
    return tuple(_EDGES.sub("", same[first:last]) for first, last in pairwise(cuts))


def _starts(plain: str) -> list[int]:
    """Give where each part begins that asks for a kind of help which no part before it asked for."""
    both = _does("both", plain)
    named = [one for one in _parts(plain, both) if not one.told]
    parts = named if both else _asked(named, also=_does("also", plain))
    found, seen, last = list[int](), set[Category](), parts[0] if parts else None
    for one in parts:
        explains = bool(found) and not both and _REASON.search(one.text.strip())
        asks_for_it = bool(found) and not both and last is not None and _asks_for(last, one)
        stays = one.kind is Category.COMPANY and Category.RESPITE in seen  # who stays with somebody is company to them
        if not (explains or asks_for_it or stays or one.kind in seen):
            seen.add(one.kind)
            found.append(one.first)
            last = one
    return found


def _asked(parts: list[_Part], also: bool) -> list[_Part]:
    """Give those that ask the most plainly, where any asks; ALSO says that one asks for more than what was told.

    What was told counts then by strong words only: "u spreekt met Toos" is no language to learn.
    """
    most = max((one.asks for one in parts), default=0)
    enough = (one for one in parts if one.asks >= most or (also and (one.asks or one.strong)))
    return [one for one in enough if not one.tells] or parts


def tells_of_somebody(words: str) -> bool:
    """Say whether folded WORDS name who does or is something, and ask nothing: "boodschappen om 10 uur" do not."""
    return _does("of_somebody", words) and not _does("questions", words)


def tells_of_before(words: str) -> bool:
    """Say whether folded WORDS tell how things were: "vroeger deed mijn man de tuin"."""
    return _does("past", words)


def _asks_for(before: _Part, one: _Part) -> bool:
    """Say whether a part only asks for what the one BEFORE it told: "de lamp is stuk, wie kan die maken"."""
    return one.sentence == before.sentence and _does("asks_for_it", one.text) and not _does("asks", before.text)


def _parts(plain: str, both: bool) -> list[_Part]:
    """Give the parts that name a kind of help; BOTH says that whatever was told is asked for."""
    begins = sorted({0, *joints(plain), *(one.start() for one in _ALSO_JOINTS.finditer(plain))})
    parts = list[_Part]()
    for first, last in pairwise([*begins, len(plain)]):
        one = _part(plain, first, last, both)
        if _does("given_that", plain[first:last]):
            parts = [before for before in parts if before.sentence != _part_from(_STOP, plain, first).start]
        if one is not None:
            parts.append(one)
    gone = {one.kind for one in parts if _does("settled", one.text)}
    return [one for one in parts if one.kind not in gone]


def _part(plain: str, first: int, last: int, both: bool) -> _Part | None:
    """Look at a part of a message; None where it names no kind of help."""
    text, clause = plain[first:last], plain[_part_from(_ROLES["ends_clause"], plain, first)]
    around = _part_from(_STOP, plain, first)
    sentence = plain[around]
    aside = any(one.start() <= first < one.end() for one in _ASIDE.finditer(plain)) and not _OF_OTHERS.match(text)
    hints = [one for one in find_hints(plain) if first <= one.place < last and (one.strong or not aside)]
    kind = _kind(text, hints, referred=both and not _does("both", sentence))
    if kind is None:
        return None
    tells = _does("tells", clause) and not asks_or_needs(clause)
    asks = 0 if tells else _how_plainly(sentence)
    told = _does("settled", text) or (not asks and _does("past", sentence))
    return _Part(first, text, around.start, kind, any(one.strong for one in hints), asks, tells, told)


def _how_plainly(sentence: str) -> int:
    """Say how plainly a sentence asks: 2 in so many words, 1 by telling what is needed, 0 not at all."""
    if _does("asks", sentence) or _does("adds", sentence):
        return 2
    return int(_does("needs", sentence))


def _kind(text: str, hints: Sequence[Hint], referred: bool) -> Category | None:
    """Tell which kind of help a part names: by its strong words, else where all of it speaks for one."""
    weights: dict[Category, int] = {}
    for one in hints:
        if one.strong:
            weights[one.category] = weights.get(one.category, 0) + one.weight
    if weights:
        likely = max(weights, key=lambda one: weights[one])
        if classifier().speaks_for(text, likely) >= _OF_ITS_OWN:
            return likely
        hints = ()
    likely, sure = next(iter(classifier().kinds(text).items()))
    if referred:
        enough = _REFERRED
    elif _does("asks_anew", text) and len(text.split()) > _SHORT:
        enough = _ANEW
    elif (_does("asks", text) or _OF_OTHERS.match(text)) and len(text.split()) > _SHORT:
        enough = _ASKED
    else:
        hinted = likely is not Category.COMPANY and any(one.category is likely for one in hints)
        enough = _LIKELY if hinted else 1.0
    return likely if sure >= enough else None


def _part_from(ends: re.Pattern[str], plain: str, first: int) -> slice:
    """Give where the part lies that begins at FIRST, with the end of the one before it."""
    return part_around(ends, plain, first + _JOINT, first + _JOINT)


def _does(role: str, words: str) -> bool:
    return bool(_ROLES[role].search(words))


def asks_or_needs(words: str) -> bool:
    """Say whether folded WORDS ask in so many words, or tell that something is to be done."""
    return _does("asks", words) or _does("needs", words)
