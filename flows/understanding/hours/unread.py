"""Finds what could not be read of when a helper can, so that it is said back: better than a rule of our own. Pure.

Whatever carries weight in such a sentence became a rule or is named here: conditions and doubts, clauses that say
something of time and of which nothing came, words of time that are left over, and deeds that may mean either.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from flows.late import late_pattern
from flows.understanding.hours.said_free import AFTER_IT, LEAD, Clause, spelled
from flows.understanding.hours.said_when import Heard, hear
from flows.understanding.words import load

_WORDS: dict[str, list[str]] = load("unread")["unread"]


def _any_of(kind: str) -> str:
    return rf"(?:{'|'.join(_WORDS[kind])})"


_UNSURE = late_pattern(rf"\b{_any_of('says')}\b")
_IF = late_pattern(rf"^{_any_of('conditions')}\b(?! {_any_of('no_conditions')}\b)")
_TIME = late_pattern(rf"\b(?:{_any_of('times')}|{_any_of('dates')})\b|~[a-z]|\d(?!\d* ?{_any_of('counts')})")
_DATE = late_pattern(rf"\b{_any_of('dates')}\b|~[a-z]")
_HELPS = _any_of("helps")
_GUESSED = late_pattern(rf"\b(?:ik|we|wij) (?!{_HELPS}\b)[a-z]{{2,}}|\b(?!{_HELPS}\b)[a-z]{{2,}} (?:ik|we|wij)\b")
_WE = late_pattern(r"\b(?:ik|we|wij)\b")
_LIGHT = late_pattern(rf"\b(?:{_any_of('light')}|{_HELPS})\b")
_MORE = late_pattern(r"\b[a-z]{3,}")
_PHRASE = re.compile(r"[^,;:.!?()\n]+(?:[.:]\d[^,;:.!?()\n]*)*")
_WORD = late_pattern(r"[a-z0-9]{2,}")


def read_unread(text: str, today: date) -> tuple[str, ...]:
    """Give what TEXT says of somebody's time that became no rule, in their own words."""
    return unread_of(text, hear(text, today))


def unread_of(text: str, heard: Heard) -> tuple[str, ...]:
    """Give what TEXT says of somebody's time and became no rule where it was HEARD, in their own words."""
    after = [clause for _, clause in heard.parts[1:]]
    lost = [_is_unread(part, clause, then) for (part, clause), then in zip_longest(heard.parts, after)]
    if not any(lost):
        return ()
    phrases = [found[0].strip() for found in _PHRASE.finditer(text) if found[0].strip()] or [text]
    said = [set(_WORD.findall(LEAD.sub("", spelled(one)))) for one in phrases]
    begin, unread = 0, dict[str, None]()
    for (part, _), is_lost in zip(heard.parts, lost, strict=True):
        first, last = _where(said[begin:], set(_WORD.findall(part)))
        if is_lost:
            unread |= dict.fromkeys(phrases[begin + first : begin + last + 1])
        begin += last
    return tuple(unread)


def _is_unread(part: str, clause: Clause | None, then: Clause | None) -> bool:
    """Say whether a PART holds what carries weight and became no rule, nor is what THEN follows from it."""
    if _UNSURE.search(part) or (clause is not None and clause.doubts):
        return True
    if then is not None and (
        ((then.so or then.means) and then.groups) or (then.then and (then.just or then.firmly or then.groups))
    ):
        return False
    return bool(_IF.search(part)) or (clause is not None and (_is_lost(clause) or _is_guessed(clause)))


def _is_lost(clause: Clause) -> bool:
    """Say whether a word of time is left over, or nothing came of a clause that speaks of time."""
    named = bool(clause.dates or clause.weeks) or any(one.named or one.hours for one in clause.groups)
    if clause.as_before:
        return False
    turns = clause.can and (clause.after or clause.rest or clause.others or (clause.then and clause.just))
    words = _TIME if clause.groups or clause.dates else _DATE
    hour = " 0 " in clause.left and not (clause.busy and clause.counts)  # "ik werk 24 uur"
    return hour or bool(words.search(clause.left)) or (clause.idle and (named or turns))


def _is_guessed(clause: Clause) -> bool:
    """Say whether a clause tells of a deed or a thing of which only somebody else knows whether it takes time away."""
    if not clause.can or clause.firmly or not (clause.groups or clause.dates):
        return False
    left = AFTER_IT.sub(" ", clause.left) if any(one.hours for one in clause.groups) else clause.left
    return bool(_GUESSED.search(left)) or bool(_MORE.search(_LIGHT.sub(" ", left)))


def _where(said: Sequence[set[str]], part: set[str]) -> tuple[int, int]:
    """Say in which of the phrases that were SAID a PART begins and ends: the first that holds most of its words."""
    first = max(range(len(said)), key=lambda i: len(said[i] & part))
    within = [i for i, words in enumerate(said) if words and words <= part]
    return (within[0], within[-1]) if len(within) > 1 and within[-1] - within[0] < len(within) else (first, first)
