"""Numbers as words: "elf", "negenentwintigste", "vieren"."""

import re

UNITS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
ENGLISH = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
           "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
PLURALS = [
    "enen",
    "tweeen",
    "drieen",
    "vieren",
    "vijven",
    "zessen",
    "zevenen",
    "achten",
    "negenen",
    "tienen",
    "elven",
    "twaalven",
]  # "na vijven"
DIALECT = {"achte": 8, "zeuven": 7, "negene": 9, "tiene": 10, "twaolf": 12, "twaolve": 12, "twaalve": 12, "vieve": 5}
ORDINALS = {"eerste": 1, "derde": 3, "achtste": 8, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _numbers() -> dict[str, str]:
    count = {word: i for i, word in enumerate(UNITS + TEENS, 1)}
    count |= TENS
    for tens, value in TENS.items():
        count |= {f"{unit}en{tens}": value + i for i, unit in enumerate(UNITS, 1)}
    ordinals = {f"{word}{'ste' if value >= 20 else 'de'}": value for word, value in count.items()} | ORDINALS
    del count["een"]  # an article far more often than a number
    count |= DIALECT | {word: i for i, word in enumerate(ENGLISH, 2)} | {word: i for i, word in enumerate(PLURALS, 1)}
    digits = {word: str(value) for word, value in count.items()}
    return digits | {word: f"{value}e" for word, value in ordinals.items()}


NUMBERS = _numbers()

_ONES = {**{word: i for i, word in enumerate(UNITS + TEENS, 1)}, **{word: i for i, word in enumerate(ENGLISH, 2)},
         "één": 1, "one": 1}  # fmt: skip
_ALL_TENS = {**TENS, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90}
_UNIT = f"(?:{'|'.join((*UNITS, 'één'))})"
_UP_TO_99 = (
    rf"(?:(?P<unit>{_UNIT}) ?[eë]n ?)?(?P<tens>{'|'.join(_ALL_TENS)})|(?P<one>{'|'.join(sorted(_ONES, key=len)[::-1])})"
)
IN_WORDS = rf"(?:(?P<hundreds>{_UNIT})?(?P<hundred>honderd)(?: ?en ?)? ?)?(?:{_UP_TO_99})?"  # "tweehonderd en elf"


def in_digits(found: re.Match[str]) -> int:
    """Give the number, up to 999, that a match of IN_WORDS spells; 0 where it spells none."""
    said = {key: (value or "").lower() for key, value in found.groupdict().items()}
    hundreds = _ONES[said["hundreds"]] if said["hundreds"] else 1
    tens = _ALL_TENS.get(said["tens"], 0) + _ONES.get(said["unit"], 0)
    return (100 * hundreds if said["hundred"] else 0) + tens + _ONES.get(said["one"], 0)
