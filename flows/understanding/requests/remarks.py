"""What somebody says of a task beside the task itself: what comes to it, and what whoever comes has to know. Pure."""

import re

from flows.late import late_pattern
from flows.understanding.words import either, fold, load

_LEXICON = load("remarks")
_ADDS = late_pattern(rf"^\W*(?:{'|'.join(_LEXICON['adds']['begins'])}) (?P<added>.+)$", re.I | re.S)
_TELLS = late_pattern(rf"\b{either(_LEXICON['remark']['tells'])}\b")
_NEVER = late_pattern(rf"\b{either(_LEXICON['remark']['never'])}\b")
_MATTERS = late_pattern("|".join(_LEXICON["remark"]["matters"]))
_HOW_IT_IS = late_pattern("|".join(_LEXICON["remark"]["how_it_is"]))
_OF_ONESELF = late_pattern("|".join(_LEXICON["remark"]["of_oneself"]))
_AMENDS = late_pattern("|".join(_LEXICON["remark"]["amends"]))
_TAKES_OFF = late_pattern("|".join(_LEXICON["remark"]["takes_off"]))
_NOT_THEN = late_pattern("|".join(_LEXICON["time"]["not_then"]))
_CLAUSE = late_pattern(r"[.!?;,\n]+(?:\s|$)| - ")
_FEWEST, _LONGEST = 3, 200  # words; letters


def read_added(text: str) -> str:
    """Give what TEXT adds to what was asked for: "en ook een pak melk"; empty where it adds nothing."""
    found = _ADDS.search(text.strip())
    added = found["added"].strip(" .!,") if found else ""
    return added if len(added) <= _LONGEST else ""


def read_remark(text: str) -> str:
    """Give TEXT as a remark for whoever comes: "hij bijt wel eens"; empty where it tells them nothing."""
    plain = fold(text)
    tells = len(plain.split()) >= _FEWEST and _TELLS.search(plain) and not _NEVER.search(plain)
    return text.strip(" .!,") if tells and "?" not in text and len(text) <= _LONGEST else ""


def tells_of_home(text: str) -> bool:
    """Say whether TEXT tells how things are, and asks for nothing: "ik heb ook een kat", "met de rollator"."""
    return bool(_HOW_IT_IS.search(fold(text)))


def is_for_whoever_comes(text: str) -> bool:
    """Say whether TEXT tells what whoever comes has to know: "ik zit in een rolstoel", "kom maar achterom"."""
    plain = fold(text)
    return bool(_MATTERS.search(plain) or _OF_ONESELF.search(plain))


def amends(text: str) -> bool:
    """Say whether TEXT tells what was told wrongly of a task, or is otherwise now, but for its time."""
    return bool(_AMENDS.search(fold(text)))


def takes_off(text: str) -> bool:
    """Say whether TEXT takes something off what was asked for: "laat de bank maar zitten"."""
    return bool(_TAKES_OFF.search(fold(text)))


def not_then(text: str) -> bool:
    """Say whether TEXT tells that the time that was said does not suit: "dan komt de pedicure"."""
    return bool(_NOT_THEN.search(fold(text)))


def read_remarks(text: str) -> str:
    """Give the parts of a request that whoever comes has to know: of "de hond uitlaten, hij bijt wel eens" the last."""
    parts = [one.strip() for one in _CLAUSE.split(text)]
    return ", ".join(one for one in parts[1:] if len(one) <= _LONGEST and _MATTERS.search(fold(one)))
