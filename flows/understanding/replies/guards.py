"""What neighbours are not for, and what must not stand in a message: read from somebody's words."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from flows.late import late_pattern
from flows.understanding.words import any_of, fold, load, nearest, part_around

LONGEST = 4096  # characters that are looked at: the most that one message can hold
_LEXICON = load("guards")
_SLIP_FROM = 6  # letters a word needs before one slip in it is forgiven
_HIDDEN = "…"


class Guard(StrEnum):
    """What a message holds that is kept out, or that needs a person instead of a neighbour."""

    SECRET = "secret"  # of the bank or the state
    KEY = "key"  # how to come in
    RUDE = "rude"
    SIGNAL = "signal"  # money between somebody who asks and somebody who helps
    MONEY = "money"
    CARE = "care"
    MEDICINE = "medicine"
    ILL = "ill"


SECRETS = frozenset({Guard.SECRET, Guard.KEY})


def find_guard(text: str) -> Guard | None:
    """Find what TEXT holds that has to be stopped, the gravest first; None when it may go on."""
    if (secret := find_secret(text)) is not None:
        return secret
    plain = _spelled(text)
    return next((guard for guard in _LINES if guard not in SECRETS and _says(guard, plain)), None)


@lru_cache(maxsize=256)
def find_secret(text: str) -> Guard | None:
    """Find a code, a number or the place of a key that must not stand in a message."""
    plain = _spelled(text)
    if _says(Guard.SECRET, plain) or _holds_card(plain) or _holds_citizen_number(plain):
        return Guard.SECRET
    return Guard.KEY if _says(Guard.KEY, plain) else None


def is_rude_to_machine(text: str) -> bool:
    """Say whether what is rude in TEXT is said of a computer alone, and not to anybody."""
    plain = _spelled(text)
    rest = _MACHINE.sub(" ", plain)
    return rest != plain and not _says(Guard.RUDE, rest)


def declines_care(text: str) -> bool:
    """Say whether TEXT tells what somebody who helps would rather not do, and asks nobody for it."""
    return bool(_DECLINES.search(_spelled(text)))


def announces_secret(text: str) -> bool:
    """Say whether TEXT names a secret that is still to come: "mijn pincode is", and no more."""
    plain = _spelled(text)
    return bool(_ANNOUNCED.search(plain)) and not _NO_SECRET.search(plain)


def may_be_announced(text: str) -> bool:
    """Say whether TEXT looks like a secret that was announced: digits, or one word that holds some."""
    return bool(_FOLLOWS.search(_spelled(text)))


def hide(text: str) -> str:
    """Take the digits of a secret out of TEXT; give nothing at all where that is not enough.

    How to come in stays: this is for an alert, and whoever goes to look has to come in.
    """
    if find_secret(text) is not Guard.SECRET:
        return text
    hidden = re.sub(r"\d(?:[\d .,/-]*\d)?", _HIDDEN, text)
    return "" if find_secret(hidden) is Guard.SECRET else hidden


def find_illness(text: str) -> str:
    """Give the code of the illness that TEXT speaks of; empty where it names none."""
    plain = _spelled(text)
    return next((code for code in ("stomach", *_ILLNESS) if _ILLNESS[code].search(plain)), "")


def is_of_the_pharmacy(text: str) -> bool:
    """Say whether an errand in TEXT goes to the pharmacy."""
    return bool(_PHARMACY.search(_spelled(text)))


@lru_cache(maxsize=256)  # each thing that is looked for is looked for in the same words
def _spelled(text: str) -> str:
    """Fold TEXT, with each telling word as it is written."""
    plain = re.sub(r"\b[a-z]+\b", _as_written, " ".join(fold(part) for part in _parts(text)))
    return plain.replace("pin code", "pincode").replace("wacht woord", "wachtwoord")


def _parts(text: str) -> Iterator[str]:
    """Give TEXT in the lengths that folding takes; a secret behind two thousand characters is one too."""
    yield from (text[at : at + 2000] for at in range(0, min(len(text), LONGEST), 2000))


def _as_written(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) < _SLIP_FROM or word in _REAL:
        return word
    return nearest(word, _TELLING, long=100) or word


def _says(guard: Guard, plain: str) -> bool:
    """Say whether PLAIN says what GUARD is there for, somewhere without an exception in the same sentence."""
    says, unless = _LINES[guard]
    places = (found.span() for found in says.finditer(plain))
    return any(unless is None or not unless.search(plain[part_around(_ENDS, plain, *place)]) for place in places)


def _holds_card(plain: str) -> bool:
    """Find the number of a bank card, by its check digit (Luhn)."""
    digits = (re.sub(r"\D", "", one) for one in _CARD.findall(_IBAN.sub(" ", plain)))
    return any(13 <= len(one) <= 19 and _luhn(one) for one in digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and len(set(digits)) > 1


def _holds_citizen_number(plain: str) -> bool:
    """Find a citizen number (BSN), by its check digit: the sum of nine weighted digits is a multiple of eleven.

    A mobile number without its nought (6 and eight digits) is left alone.
    """
    found = (re.sub(r"\D", "", one) for one in _NINE.findall(_IBAN.sub(" ", plain)))
    return any(_eleven(one) and not one.startswith("6") and len(set(one)) > 1 for one in found)


def _eleven(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _line(row: Mapping[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    words = {**_LEXICON["words"], **_LEXICON["illness"]}
    pairs = (f"{one}\\b<near>\\b{two}" for a, b in row.get("pairs", ()) for one, two in ((a, b), (b, a)))
    says = [*row["says"], *(rf"\b{pair}\b" for pair in pairs)]
    return any_of(says, words), any_of(row["unless"], words) if row["unless"] else None


_ILLNESS = {code: late_pattern(rf"\b{words}\b") for code, words in _LEXICON["illness"].items()}
_LINES = {Guard(row["kind"]): _line(row) for row in _LEXICON["guard"]}
_ANNOUNCED, _NO_SECRET, _FOLLOWS = (
    any_of(_LEXICON["announced"][part], _LEXICON["words"]) for part in ("says", "unless", "follows")
)
_PHARMACY = any_of(_LEXICON["pharmacy"]["says"])
_MACHINE = late_pattern(_LEXICON["machine"]["says"])
_DECLINES = late_pattern(_LEXICON["declines"]["says"])
_ENDS = any_of(_LEXICON["ends"]["says"])
_TELLING, _REAL = tuple(_LEXICON["spelling"]["telling"].split()), frozenset(_LEXICON["spelling"]["real"].split())
_IBAN, _CARD, _NINE = (any_of(_LEXICON["digits"][name]) for name in ("iban", "card", "nine"))
