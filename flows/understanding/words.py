"""Words before they have a meaning: folding, the lexicon files, and the nearest known word."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from flows import late
from flows.late import late_pattern
from flows.word_lists import check_patterns, read_list
from storage.terms import Category

LEXICON = Path(__file__).parent / "lexicon"
PATTERNS = frozenset(  # the files whose entries are patterns, not words
    {"about", "alert_answers", "between", "errands", "free", "guards", "helpers", "homes", "instead", "intents", "loss",
     "mood", "parts", "places", "refusals", "remarks", "ride", "tongues", "unread", "visiting", "whom", "worries"}
)  # fmt: skip
_SECTIONS = {
    "answers": ("yes", "no", "filler", "name"),
    "availability": ("limits", "vacations"),
    "categories": (*Category, "common"),
    "feasts": ("feast",),
    "intents": ("intent", "marks", "urgency"),
    "streets": ("words", "ends"),
    "time": ("weekdays", "short_weekdays", "months", "phrases", "parts", "tails", "spared", "hours"),
}
LONGEST = 2000  # characters that are looked at; nobody says what they want after that

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


@cache
def load(name: str) -> dict[str, Any]:
    """Read a lexicon file; whether its patterns are patterns is seen by get_ready().

    Raises FileNotFoundError when there is none of that name, and BadList when there is a slip in it.
    """
    return read_list(LEXICON / f"{name}.toml", _SECTIONS.get(name, ()), patterns=name in PATTERNS)


def get_ready() -> None:
    """Make all that is needed to understand words, before anybody waits for it. Raises BadList, naming the slip."""
    try:
        late.get_ready()
    except re.error:
        for name in sorted(PATTERNS):
            check_patterns(LEXICON / f"{name}.toml")
        raise


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Make text plain: lower case, no accents, straight quotes, single spaces, no angle brackets."""
    letters = text[:LONGEST].translate(_STRAIGHT)
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "\u200b\ufeff\u00ad")
    letters = letters.replace("<", " ").replace(">", " ")
    return re.sub(r"\s+", " ", letters.casefold()).strip()[:LONGEST]


def any_of(lines: Iterable[str], words: Mapping[str, str] = MappingProxyType({})) -> re.Pattern[str]:
    """Give the pattern that finds one of LINES; <name> in a line stands for the one of WORDS that is called so."""
    return late_pattern("|".join(f"(?:{_filled(line, words)})" for line in lines))


def _filled(line: str, words: Mapping[str, str]) -> str:
    again = re.sub(r"<([a-z]+)>", lambda name: words[name[1]], line) if words else line
    return again if again == line else _filled(again, words)


def part_around(ends: re.Pattern[str], text: str, first: int, last: int) -> slice:
    """Give where the part of TEXT lies in which FIRST to LAST stands: from one of the ENDS on, through the next."""
    begin = 0
    for one in ends.finditer(text):
        if one.end() <= first:
            begin = one.end()
        elif one.start() >= last:
            return slice(begin, one.end())
    return slice(begin, len(text))


def either(words: Iterable[str]) -> str:
    """Give the pattern that finds one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


class Phrases:
    """Puts one known phrase in the place of each of its forms, whole words only."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        """Take {phrase: its forms}."""
        self._known = {form: phrase for phrase, forms in table.items() for form in forms}
        self._pattern = late_pattern(rf"(?<![\w<]){either(self._known)}(?!\w)")

    def settle(self, text: str) -> str:
        """Write every form as its phrase."""
        return self._pattern.sub(lambda found: self._known[found[0]], text)


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...], long: int = 8) -> str | None:
    """Find the known word that WORD is a slip of; None when it is too far from all.

    A slip keeps the first letter and changes one letter, or two in a word of LONG letters or more.
    """
    slips = 2 if len(word) >= long else 1
    best = [
        (OSA.distance(word, other, score_cutoff=slips), other)
        for other in known
        if other[0] == word[0] and abs(len(other) - len(word)) <= slips
    ]
    near = [(far, other) for far, other in best if far <= slips]
    return min(near)[1] if near else None
