"""One thing put in the place of another: "niet de dokter maar de tandarts". Pure."""

from flows.late import late_pattern
from flows.understanding.words import fold

_INSTEAD = late_pattern(
    r"\b(?:niet|not) (?:(?:naar|bij|to) )?(?:(?:de|het|een|mijn|the|a) )?(?P<old>[a-z][a-z-]{2,}),? (?:maar|but) "
    r"(?:(?:naar|bij|to) )?(?P<new>(?:(?:de|het|een|mijn|the|a) )?[a-z][a-z-]{2,})[.! ]*$"
)


def read_instead(text: str) -> tuple[str, str] | None:
    """Give what is taken back and what comes in its place; None where the words say nothing of the kind."""
    found = _INSTEAD.search(fold(text))
    return (found["old"], found["new"]) if found else None
