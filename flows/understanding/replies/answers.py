"""Short answers to a question: yes or no, one of the buttons, a phone number, who somebody is."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from flows.late import late_pattern
from flows.understanding.replies.who import Who, find_phone, read_who
from flows.understanding.words import either, fold, load

__all__ = ["Who", "leaves_it", "pick", "pick_by_number", "read_phone", "read_who", "says", "yes_or_no"]

_LEXICON = load("answers")
_YES, _NO = frozenset(map(fold, _LEXICON["yes"])), frozenset(map(fold, _LEXICON["no"]))
_FILLER = frozenset(_LEXICON["filler"])
_EVERY_YES = late_pattern(rf"{either(_YES)}(?: {either(_YES)})*")  # "ja, prima, doe maar"
_SAYS_LITTLE = frozenset(_LEXICON["little"])
_EDGES = " .,!?;:)(\"'-"
_NUMBER = late_pattern(r"(?:nummer |nr\.? |optie |keuze |de |#)?(\d{1,2})(?:e|de|ste)?[.)]?")
_LEAVES = late_pattern(
    r"^(?:(?:nee|och|ach|oh?) )*"
    r"(?:laat (?:(?:toch|dan) )?maar(?: toch)?(?: zitten)?|"
    r"laat (?:(?:hem|het|dat|dit|die|ze) )?(?:toch )?(?:maar )?zitten|"
    r"(?:laat|houd?) (?:(?:hem|het|dat|dit|die|ze|alles) )?(?:(?:toch|maar|dan) )*(?:zo|zoals (?:het|dat|t) was)|"
    r"(?:doe (?:(?:het|dan) )*)?toch (?:maar )?niet(?: vragen)?|(?:leave|keep) (?:it|that|everything) as it (?:was|is)|"
    r"never ?mind|forget it)(?: hoor| then)?$"
)
_BECAUSE = late_pattern(
    r"^(?:(?:nee|och|ach|oh?) )*laat (?:(?:toch|dan) )?maar(?: toch)?(?: zitten)?,? "
    r"(?:ik|we|wij|hij|zij|ze|(?:mijn|m'n|mn|de) \w+) "
    r"(?:heb|heeft|hebben|doe|doet|doen|kan|kom|komt|regel|regelt|is|ben|ga|gaat|brengt|haalt|helpt)\b"
)
_FOR_OTHER = load("whom")["agrees"]  # said by who speaks for somebody else
_AGREES, _DISAGREES = (
    late_pattern(_FOR_OTHER["first"] + "(?:" + "|".join(_FOR_OTHER[one]).replace("WHO", _FOR_OTHER["who"]) + ")")
    for one in ("yes", "no")
)
_NUMBERS = {
    "een": 1,
    "eerste": 1,
    "twee": 2,
    "tweede": 2,
    "drie": 3,
    "derde": 3,
    "vier": 4,
    "vierde": 4,
    "vijf": 5,
    "vijfde": 5,
    "first": 1,
    "second": 2,
    "third": 3,
}


def yes_or_no(text: str) -> bool | None:
    """Read an answer to a yes-or-no question; None when it is neither, or both."""
    said = _plain(text)
    if _LEAVES.match(said) or _DISAGREES.fullmatch(said):
        return False
    if _AGREES.fullmatch(said):
        return True
    if said in _YES or said in _NO:
        return said in _YES
    words = [w for w in said.split() if w not in _FILLER]
    core = " ".join(words)
    if core in _NO:
        return False
    return True if _EVERY_YES.fullmatch(core) else None


def says(text: str) -> frozenset[str]:
    """Give the words of an answer that say something: those of "ja, dat wil ze wel" are ja and wil."""
    return frozenset(word for word in _plain(text).split() if word not in _FILLER and word not in _SAYS_LITTLE)


def leaves_it(text: str) -> bool:
    """Tell whether somebody would rather leave it at that: "laat maar", "toch niet"."""
    return _LEAVES.match(_plain(text)) is not None


def needs_nobody(text: str) -> bool:
    """Tell whether somebody leaves it at that since it is seen to: "laat maar, ik heb de buurman gevraagd"."""
    return _BECAUSE.match(_plain(text)) is not None


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[.,!?;:]+", " ", fold(text))).strip(_EDGES)


def pick(text: str, labels: Sequence[str]) -> int | None:
    """Tell which button a typed answer means: its label, its number, or an unmistakable part or slip of it.

    None when it is none of them, or could be two.
    """
    said = _plain(text)
    names = [_plain(label) for label in labels]
    if not said:
        return None
    if said in names:
        return _only([i for i, name in enumerate(names) if name == said])
    place = _place(said)
    if place is not None:
        return place - 1 if 1 <= place <= len(labels) else None
    for alike in (_begins, _holds, _slips):
        found = [i for i, name in enumerate(names) if alike(said, name)]
        if found:
            return _only(found)
    return None


def pick_by_number(text: str, most: int) -> int | None:
    """Tell which of a row, at most MOST long, a typed number means, the first being 0; None when it is no number."""
    place = _place(_plain(text))
    return place - 1 if place is not None and 1 <= place <= most else None


def _place(said: str) -> int | None:
    numbered = _NUMBER.fullmatch(said)
    return int(numbered[1]) if numbered else _NUMBERS.get(said.removeprefix("de ").removeprefix("the "))


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _begins(said: str, name: str) -> bool:
    return len(said) >= 2 and name.startswith(f"{said} ")


def _holds(said: str, name: str) -> bool:
    """Tell whether the answer is whole words of the label, or the label stands in the answer."""
    return bool(len(said) >= 3 and said not in _NO and re.search(rf"\b{re.escape(said)}\b", name)) or bool(
        name and re.search(rf"\b{re.escape(name)}\b", said)
    )


def _slips(said: str, name: str) -> bool:
    slips = max(1, len(name) // 5) if len(name) >= 4 else 0
    return OSA.distance(said, name, score_cutoff=slips) <= slips or any(
        len(word) >= 5 and OSA.distance(said, word) <= 1 for word in name.split()
    )


def read_phone(text: str) -> str | None:
    """Find a phone number and write it in E.164; None when there is none that can exist."""
    first = find_phone(text[:2000])
    return first.e164 if first else None
