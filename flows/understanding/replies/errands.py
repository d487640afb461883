"""What a coordinator writes in place of a command: which one, what goes behind it, or whom they called. Pure."""

from dataclasses import dataclass

from flows.late import late_pattern
from flows.understanding.words import any_of, fold, load

_LEXICON = load("errands")
_ERRANDS = [
    (
        one["command"],
        one.get("behind", ""),
        one.get("changes", False),
        one.get("alone", False),
        late_pattern(f"^(?:{says})$".replace("DAY", _LEXICON["marks"]["day"])),
    )
    for one in _LEXICON["errand"]
    for says in one["says"]
]
_POLITE = any_of(_LEXICON["marks"]["polite"])
_REACHED, _MISSED = (
    [late_pattern(one.replace("NAME", f"({_LEXICON['marks']['name']})")) for one in _LEXICON["called"][how]]
    for how in ("reached", "missed")
)


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
    """Tell which command TEXT stands for; None where it is no errand."""
    said = _bare(text)
    for command, behind, changes, alone, pattern in _ERRANDS:
        found = pattern.match(said)
        if found is not None:
            caught = {f"{{{nth}}}": part or "" for nth, part in enumerate(found.groups(), 1)}
            words = behind
            for mark in ("{1}", "{2}", "{3}"):
                words = words.replace(mark, caught.get(mark, ""))
            return Errand(command, " ".join(words.split()), changes, alone)
    return None


def read_called(text: str) -> Called | None:
    """Tell whom TEXT says to have called, and whether somebody answered; None where it tells of no call."""
    said = _bare(text)
    for reached, patterns in ((False, _MISSED), (True, _REACHED)):
        found = next((one for pattern in patterns if (one := pattern.match(said))), None)
        if found is not None and "?" not in text:
            return Called(found[1], reached)
    return None


def _bare(text: str) -> str:
    return " ".join(_POLITE.sub("", fold(text).strip(" .!?")).split())
