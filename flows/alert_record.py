"""The words of an alert: what somebody in danger said, and below it what coordinators wrote while it was open. Pure."""

_MARK = "\n— "  # before each thing that a coordinator wrote
_LONGEST = 1000  # characters of either


def heard(words: str | None) -> str:
    """Give what whoever is in danger said, of the WORDS of an alert."""
    return (words or "").partition(_MARK)[0]


def written(words: str | None) -> list[str]:
    """Give what coordinators wrote, each with their name before it, of the WORDS of an alert."""
    return [one for one in (words or "").split(_MARK)[1:] if one]


def with_heard(words: str | None, more: str) -> str:
    """Give the WORDS of an alert with MORE that was said by whoever is in danger."""
    said = f"{heard(words)}\n{more}".strip()[-_LONGEST:]
    return said + "".join(_MARK + one for one in written(words))


def with_written(words: str | None, by: str, more: str) -> str:
    """Give the WORDS of an alert with MORE that BY, a coordinator, wrote; the oldest goes when it becomes too much."""
    lines = [*written(words), f"{by}: {' '.join(more.split())}"]
    while len(lines) > 1 and sum(map(len, lines)) > _LONGEST:
        del lines[0]
    return heard(words) + "".join(_MARK + one for one in lines)
