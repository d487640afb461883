"""What a coordinator writes in place of a command: which command it is, and what goes behind it. Pure."""

from dataclasses import dataclass

from flows.late import late_pattern
from flows.understanding.words import any_of, fold, load

_LEXICON = load("errands")
_ERRANDS = [
    (
        one["command"],
        one.get("behind", ""),
        one.get("changes", False),
        late_pattern(f"^(?:{says})$".replace("DAY", _LEXICON["marks"]["day"])),
    )
    for one in _LEXICON["errand"]
    for says in one["says"]
]
_POLITE = any_of(_LEXICON["marks"]["polite"])


@dataclass(frozen=True, slots=True)
class Errand:
    """A command by its Dutch name, the words behind it, and whether it changes anything."""

    command: str
    words: str
    changes: bool


def read_errand(text: str) -> Errand | None:
    """Tell which command TEXT stands for; None where it is no errand."""
    said = " ".join(_POLITE.sub("", fold(text).strip(" .!?")).split())
    for command, behind, changes, pattern in _ERRANDS:
        found = pattern.match(said)
        if found is not None:
            caught = {f"{{{nth}}}": part or "" for nth, part in enumerate(found.groups(), 1)}
            words = behind
            for mark in ("{1}", "{2}", "{3}"):
                words = words.replace(mark, caught.get(mark, ""))
            return Errand(command, " ".join(words.split()), changes)
    return None
