"""Lindendorp grown large: 300 helpers and 120 residents, their names and streets made by a rule."""

from dataclasses import replace
from itertools import product

from bot.practice.lindendorp import EVERYTHING, HELPERS, LINDENDORP, RESIDENTS, WHOLE_DAY
from bot.practice.village import Villager
from storage.terms import Category, Check, Role

HELPING, ASKING = 300, 120
_CALLED = ("Aagje", "Bouke", "Coba", "Douwe", "Evert", "Fenna", "Gijs", "Hilde", "Ids", "Jikke", "Klaas", "Lobke",
           "Menno", "Nienke", "Okke", "Petra", "Renske", "Sjoerd", "Teun", "Ulrike", "Wobbe", "Ytje")  # fmt: skip
_TREES = ("Abeel", "Berk", "Ceder", "Den", "Els", "Fluweel", "Gagel", "Hulst", "Iep", "Jasmijn", "Kornoelje", "Lork")
_ENDS = ("loo", "stra", "horst", "veld", "dam", "beek")
_ROADS = ("straat", "laan", "weg", "hof")
_HOURS = ("elke dag van 9 tot 18 uur", "ma t/m vr van 12 tot 20 uur", "di en do na 16:00", WHOLE_DAY,
          "za en zo van 10 tot 18 uur", "ma t/m vr van 8 tot 12 uur", "wo en vr van 10 tot 16 uur")  # fmt: skip
_CHECKS = (Check.NONE, Check.INTERVIEW, Check.VOG)
_NAMES = tuple(f"{first} {tree}{end}" for tree, end, first in product(_TREES, _ENDS, _CALLED))


def _made(nth: int, role: Role) -> Villager:
    """Describe the NTH one who is made by rule; everybody has a name, a number and a house of their own."""
    tree, road = _TREES[nth * 5 % len(_TREES)], _ROADS[nth % len(_ROADS)]
    spot = (nth * 97 % 3000 - 1500, nth * 61 % 2600 - 1300)
    one = Villager(1000 + nth, role, _NAMES[nth], "", f"06-1234{7000 + nth}", f"{tree}{road} {nth % 90 + 1}", spot)
    if role is Role.RESIDENT:
        return replace(one, about="vraagt hulp")
    few = tuple(EVERYTHING[(nth + step) % len(EVERYTHING)] for step in (0, 3, 7))
    categories = EVERYTHING if nth % 9 == 0 else tuple(sorted(few, key=list(Category).index))
    return replace(one, about="vrijwilliger", categories=categories, available=_HOURS[nth % len(_HOURS)], max_km=4,
                   max_per_week=nth % 4 + 1, check=_CHECKS[nth % len(_CHECKS)])  # fmt: skip


_KNOWN_HELPERS = sum(one.known for one in HELPERS)
_KNOWN_RESIDENTS = sum(max(len(one.household), 1) for one in RESIDENTS if one.known)
LARGE = replace(
    LINDENDORP,
    people=(
        *LINDENDORP.people,
        *(_made(nth, Role.RESIDENT) for nth in range(ASKING - _KNOWN_RESIDENTS)),
        *(_made(ASKING + nth, Role.HELPER) for nth in range(HELPING - _KNOWN_HELPERS)),
    ),
)
