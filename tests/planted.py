"""What stands about the people of the tests, looked for wherever it must never be: in logs, and in groups."""

import re
from collections.abc import Iterator

from bot.practice.lindendorp import LINDENDORP

TOKENS = re.compile(r"(?<!practice-)\b\d{6,}:[A-Za-z0-9_-]{20,}")
WORDS = (  # of what people in stories write
    *("met me mee naar de dokter", "gevallen en kan niet", "pincode is", "heupoperatie", "wis mijn gegevens"),
    *("boodschappen morgen", "ik wil iemand spreken", "heel lief meisje", "slaat me"),
)


def _of_people() -> Iterator[str]:
    for one in LINDENDORP.people:
        yield from (said for said in (one.name, one.street, one.phone) if said and len(said) > 7)
        if one.phone:
            digits = re.sub(r"\D", "", one.phone)
            yield from (digits, f"+31{digits[1:]}", f"{digits[:2]}-{digits[2:]}")


PLANTED = tuple(sorted({*WORDS, *_of_people()}))
_ANY = re.compile("|".join(re.escape(one) for one in PLANTED))


def planted_in(words: str) -> list[str]:
    """Give what of it stands in WORDS."""
    return [*_ANY.findall(words), *TOKENS.findall(words)]


class Sieve:
    """A stream that keeps nothing of what is written to it but what should never have been."""

    def __init__(self) -> None:
        self.caught: list[str] = []
        self.lines = 0

    def write(self, words: str) -> int:
        self.lines += 1
        if found := planted_in(words):
            self.caught.append(f"{found}: {words[:300]}")
        return len(words)

    def flush(self) -> None:
        """Keep nothing back."""

    def take(self) -> list[str]:
        """Give what was caught, and begin anew."""
        caught, self.caught = self.caught, []
        return caught
