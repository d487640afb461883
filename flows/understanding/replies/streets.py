"""Where a house is, by its street and number: short forms and small slips are known, nothing is guessed. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from rapidfuzz.distance import OSA

from flows.late import late_pattern
from flows.understanding.words import fold, load

_LEXICON = load("streets")
_WORDS: dict[str, list[str]] = _LEXICON["words"]
_ENDS: dict[str, str] = _LEXICON["ends"]
_NUMBER = late_pattern(r"(?<!\d)\d{1,5}(?!\d)")
_AFTER_NUMBER = late_pattern(r"[\s/-]*(?:[a-z]|bis|hs|huis|[ivx]{1,3}|\d{1,4})?\s*(?:,.*)?", re.S)
_BEFORE_NUMBER = late_pattern(r"\b(?:huisnummer|nummer|nr|no)\W*$")
_MOST_WAYS = 12  # to write one name out
_SHORTEST_SLIP = 6  # letters of a name in which one may be wrong


class Stretch(Protocol):
    """A street, or a stretch of its house numbers."""

    name: str  # folded, as `street_names` gives it
    place: str  # folded; empty: any
    first_number: int | None  # None: the whole street
    last_number: int | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Address:
    """One way to read an address: the names the street may have, and the house number where there is one."""

    names: tuple[str, ...]
    number: int | None


def street_names(street: str) -> tuple[str, ...]:
    """Fold the name of a street, written out in full; where a short form stands for several, the usual one first."""
    words = re.findall(r"[^\W_]+", re.sub(r"\bv[./ ]*d\b", "vd", fold(street).replace("'", "")))
    if not words:
        return ()
    ways = [_WORDS.get(word, [word]) for word in words[:-1]]
    return tuple("".join(way) + _ended(words[-1]) for way in product(*ways))[:_MOST_WAYS]


def _ended(word: str) -> str:
    for short in sorted(_ENDS, key=len, reverse=True):
        if word.endswith(short):
            return word[: len(word) - len(short)] + _ENDS[short]
    return word


def fold_place(place: str) -> str:
    """Fold the name of a place as it is compared."""
    return re.sub(r"[\W_]", "", fold(place))


def read_address(street: str) -> list[Address]:
    """Give the ways to read a street with its number, the likeliest first: "Plein 1944 3" is number 3."""
    plain = fold(street)
    found = [
        Address(street_names(_BEFORE_NUMBER.sub("", plain[: number.start()])), int(number[0]))
        for number in reversed(list(_NUMBER.finditer(plain)))
        if _AFTER_NUMBER.fullmatch(plain[number.end() :])
    ]
    return [one for one in (*found, Address(street_names(plain), None)) if one.names]


def nearest_names(addresses: Sequence[Address], known: Collection[str]) -> set[str]:
    """Give the KNOWN streets that differ from what was written in one letter, and in no digit."""
    return {one for address in addresses for name in address.names for one in known if _slips(name, one)}


def _slips(name: str, known: str) -> bool:
    same = re.findall(r"\d+", name) == re.findall(r"\d+", known)
    return same and len(known) >= _SHORTEST_SLIP and OSA.distance(name, known, score_cutoff=1) <= 1


def find_point(
    addresses: Sequence[Address], place: str, stretches: Sequence[Stretch], loosely: bool = False
) -> tuple[float, float] | None:
    """Give where the house is: its stretch of numbers, else its street; None where that is not known for certain.

    A street that could be in two places is not guessed. LOOSELY takes names that differ in one letter.
    """
    for address in addresses:
        named = [one for one in stretches if one.name in address.names or (loosely and _is_near(address, one))]
        here = list(_in_place(named, fold_place(place)))
        if here:
            same = len({(one.name, one.place) for one in here}) == 1
            return _on_stretch(here, address.number) if same else None
    return None


def _is_near(address: Address, stretch: Stretch) -> bool:
    return any(_slips(name, stretch.name) for name in address.names)


def _in_place(stretches: Sequence[Stretch], place: str) -> Iterator[Stretch]:
    for one in stretches:
        if not place or not one.place or one.place == place or _slips(place, one.place):
            yield one


def _on_stretch(stretches: Sequence[Stretch], number: int | None) -> tuple[float, float] | None:
    whole = next((one for one in stretches if one.first_number is None), None)
    held = next((one for one in stretches if _holds(one, number)), whole)
    return None if held is None else (held.latitude, held.longitude)


def _holds(stretch: Stretch, number: int | None) -> bool:
    first, last = stretch.first_number, stretch.last_number
    return number is not None and first is not None and last is not None and first <= number <= last
