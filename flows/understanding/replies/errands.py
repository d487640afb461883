"""What a coordinator writes in place of a command, or whom they called; and what somebody says of themselves. Pure."""

import re
from dataclasses import dataclass

from flows.late import late_pattern
from flows.understanding.words import any_of, fold, load

_LEXICON = load("errands")


def _filled(says: str) -> str:
    """Put what the marks stand for in their place."""
    for mark in ("WHO", "DAY", "NAME", "ONE"):
        says = says.replace(mark, f"(?:{_LEXICON['marks'][mark.lower()]})")
    return says


_ERRANDS = [
    (
        one["command"],
        one.get("behind", ""),
        one.get("changes", False),
        one.get("alone", False),
        late_pattern(f"^(?:{_filled(says)})$"),
    )
    for one in _LEXICON["errand"]
    for says in one["says"]
]
_POLITE = any_of(_LEXICON["marks"]["polite"])
_REACHED, _MISSED = (
    [late_pattern(one.replace("NAME", f"({_LEXICON['marks']['name']})")) for one in _LEXICON["called"][how]]
    for how in ("reached", "missed")
)


_OWN = [(kind, late_pattern(f"^(?:{_filled(says)})$")) for kind in ("street", "name") for says in _LEXICON["own"][kind]]
_OWN_NUMBER = [late_pattern(f"^(?:{says})$") for says in _LEXICON["own"]["number"]]
_HOUSE_NUMBER = late_pattern(r"\b\d+ ?[a-z]?$", re.I)


@dataclass(frozen=True, slots=True)
class Errand:
    """A command by its Dutch name, the words behind it, and whether it changes anything."""

    command: str
    words: str
    changes: bool
    alone: bool = False  # only where nothing is asked of them


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a coordinator called, in folded words, and whether they were reached."""

    name: str
    reached: bool


def read_errand(text: str) -> Errand | None:
    """Tell which command TEXT stands for, with names as they were written; None where it is no errand."""
    said, written = _bare(text), " ".join(text.split())
    for command, behind, changes, alone, pattern in _ERRANDS:
        found = pattern.match(said)
        if found is not None:
            caught = {f"{{{nth}}}": _as_written(part or "", written) for nth, part in enumerate(found.groups(), 1)}
            words = behind
            for mark in ("{1}", "{2}", "{3}"):
                words = words.replace(mark, caught.get(mark, ""))
            return Errand(command, " ".join(words.split()), changes, alone)
    return None


def read_own(text: str) -> tuple[str, str] | None:
    """Tell what of themselves somebody says to be otherwise, by its kind: their street or name; and what it is now."""
    said, written = _bare(text), " ".join(text.split())
    found = next(((kind, one) for kind, pattern in _OWN if (one := pattern.match(said))), None)
    return (found[0], _as_written(found[1][1] or "", written)) if found and "?" not in text else None


def read_own_street(text: str, street: str) -> str:
    """Give STREET with the house number that somebody says to be theirs; empty where they speak of none, or of another.

    "Het is nummer 14, niet 12" is theirs where they live at 12.
    """
    found = next((one for pattern in _OWN_NUMBER if (one := pattern.match(_bare(text)))), None)
    stands = _HOUSE_NUMBER.search(street)
    if found is None or stands is None or "?" in text:
        return ""
    named = found.groupdict()
    new, *old = (named["new"], named["old"]) if named else found.groups()
    wrong = next(iter(old), None)
    return "" if wrong and wrong != fold(stands[0]) else f"{street[: stands.start()]}{new}"


def read_called(text: str) -> Called | None:
    """Tell whom TEXT says to have called, and whether somebody answered; None where it tells of no call."""
    said = _bare(text)
    for reached, patterns in ((False, _MISSED), (True, _REACHED)):
        found = next((one for pattern in patterns if (one := pattern.match(said))), None)
        if found is not None and "?" not in text:
            return Called(found[1], reached)
    return None


def _as_written(part: str, text: str) -> str:
    """Give PART of the folded TEXT in its own capitals, where it still stands letter for letter."""
    folded = fold(text)
    at = folded.find(part) if len(folded) == len(text) else -1
    return text[at : at + len(part)] if at >= 0 else part


def _bare(text: str) -> str:
    return " ".join(_POLITE.sub("", fold(text).strip(" .!?")).split())
