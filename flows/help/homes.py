"""Who fits which house: what is known of it, and what of it a helper would rather not meet. Pure.

A house is kept as codes: "dog,-stairs" is a dog, and no stairs; what is not named is not known.
"""

from collections.abc import Mapping
from datetime import datetime, time

from flows.understanding.requests.home import read_home
from storage.terms import Category

ASKABLE = ("dog", "cat", "pets", "smoke", "stairs", "children")  # of a house; the asker can be asked about it
_OUT_OF_THE_HOUSE: Mapping[Category, tuple[str, ...]] = {
    Category.TRANSPORT: (),
    Category.GROCERIES: (),  # at the door
    Category.GARDEN: ("dog", "pets"),
}
_DARK_FROM, _DARK_UNTIL = {True: time(17), False: time(21)}, time(7)  # by whether it is winter
_WINTER = (10, 11, 12, 1, 2, 3)  # months

Home = Mapping[str, bool]


def read_codes(kept: str | None) -> dict[str, bool]:
    """Read what is kept of a house."""
    return {code.removeprefix("-"): not code.startswith("-") for code in (kept or "").split(",") if code}


def write_codes(home: Home) -> str | None:
    """Write what is to be kept of a house; None when nothing is known."""
    return ",".join(code if there else f"-{code}" for code, there in sorted(home.items())) or None


def of_the_house(said: Home) -> dict[str, bool]:
    """Give what of the things SAID is so of the house at any time, and not of one request only."""
    return {code: there for code, there in said.items() if code in ASKABLE}


def met(category: Category, home: Home, words: str, needs: str, start: datetime | None) -> dict[str, bool | None]:
    """Say by code what whoever comes will meet: True, False, or None where it matters and is not known.

    WORDS are those of the request, NEEDS its codes for the way, START the local time where that is exact. What does not
    matter for this sort of help is left out, unless the words speak of it.
    """
    said = read_home(words)
    inside = _OUT_OF_THE_HOUSE.get(category, ASKABLE)
    everything: dict[str, bool | None] = {code: _there(code, {**home, **said}) for code in inside}
    everything |= {code: there for code, there in said.items() if there}
    everything["lifting"] = said.get("lifting", False)
    everything["car"] = "car" in needs.split(",")
    everything["night"] = start is not None and _is_dark(start)
    return everything


def _there(code: str, home: Home) -> bool | None:
    """Say whether CODE is in the house; pets are dogs and cats, and no pets are neither."""
    if code == "pets":
        animals = [home.get(one) for one in ("pets", "dog", "cat")]
        return True if True in animals else False if animals[0] is False or animals[1:] == [False, False] else None
    if code in ("dog", "cat") and home.get("pets") is False:
        return False
    return home.get(code)


def _is_dark(start: datetime) -> bool:
    return not _DARK_UNTIL <= start.time() < _DARK_FROM[start.month in _WINTER]
