"""Finds what could not be read of when a helper can, so that it is said back: better than a rule of our own. Pure."""

import re
from datetime import date
from itertools import zip_longest

from flows.late import late_pattern
from flows.understanding.hours.said_free import Clause, read_parts, spelled
from flows.understanding.words import load

_WORDS: dict[str, list[str]] = load("free")["unsure"]
_UNSURE = late_pattern(rf"\b(?:{'|'.join(_WORDS['says'])})\b")
_IF = late_pattern(rf"^(?:{'|'.join(_WORDS['conditions'])})\b(?! (?:{'|'.join(_WORDS['no_conditions'])})\b)")
_TIME = late_pattern(rf"\b(?:{'|'.join(_WORDS['times'])})\b|\d(?!\d* ?(?:{'|'.join(_WORDS['counts'])}))")
_HELPS = "|".join(_WORDS["helps"])
_GUESSED = late_pattern(
    rf"\b(?:ik|we|wij) (?!(?:{_HELPS})\b)[a-z]{{2,}}|\b(?!(?:{_HELPS})\b)[a-z]{{2,}} (?:ik|we|wij)\b"
)
_WE = late_pattern(r"\b(?:ik|we|wij)\b")
_PHRASE = re.compile(r"[^,;:.!?()\n]+(?:[.:]\d[^,;:.!?()\n]*)*")
_WORD = late_pattern(r"[a-z0-9]{2,}")


def read_unread(text: str, today: date) -> tuple[str, ...]:
    """Give what TEXT says of somebody's time that became no rule, in their own words."""
    read = read_parts(text, today)
    after = [clause for _, clause in read[1:]]
    parts = [
        part for (part, clause), then in zip_longest(read, after)
        if _is_unread(part, clause) and not (_IF.search(part) and then is not None and then.so and then.groups)
    ]  # fmt: skip
    phrases = [found[0].strip() for found in _PHRASE.finditer(text) if found[0].strip()]
    return tuple(dict.fromkeys(max(phrases, key=lambda one: _alike(one, part), default=text) for part in parts))


def _is_unread(part: str, clause: Clause | None) -> bool:
    """Say whether a PART holds a condition, a doubt, a time that is lost, or a deed that may mean either."""
    if _IF.search(part) or _UNSURE.search(part):
        return True
    if clause is None:
        return False
    guessed = clause.can and not clause.firmly and bool(_GUESSED.search(clause.left))
    guessed = guessed or (not clause.groups and clause.can and not clause.firmly and bool(_WE.search(clause.left)))
    lost = not clause.dates and bool(_TIME.search(clause.left))
    return (" 0 " in clause.left and clause.can) or (bool(clause.groups or clause.dates) and (guessed or lost))


def _alike(phrase: str, part: str) -> float:
    """Say how much of what a PHRASE says is said in a PART."""
    words, wanted = set(_WORD.findall(spelled(phrase))), set(_WORD.findall(part))
    return len(words & wanted) / (1 + len(words | wanted))
