"""What a helper would rather not meet, and what is no trouble any more, by the codes of the lexicon."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.late import late_pattern
from flows.understanding.words import either, fold, load

LONGEST = 120  # characters; whoever tells more than that tells something else
_WORDS: dict[str, list[str]] = load("availability")["limits"]
_LEXICON = load("refusals")


def _by_code(pattern: str) -> dict[str, re.Pattern[str]]:
    return {code: late_pattern(pattern.replace("WHAT", either(words))) for code, words in _WORDS.items()}


_ANYWHERE = _by_code(_LEXICON["refuses"]["anywhere"])
_NOT, _AGAIN = ([_by_code(one) for one in _LEXICON["says"][key]] for key in ("not", "again"))


class Refused(NamedTuple):
    """What somebody would rather not meet, and what is no trouble to them any more; codes such as "dog"."""

    codes: tuple[str, ...]
    again: tuple[str, ...]


def read_limits(text: str) -> tuple[str, ...]:
    """Read what is refused anywhere in what somebody says of when they can help."""
    return _found([_ANYWHERE], fold(text))


def read_refused(text: str) -> Refused:
    """Read a message in which somebody only says what they would rather not meet, or do again.

    "Trappen doe ik liever niet", "geen honden of katten graag", "ik mag weer tillen".
    """
    plain = fold(text)
    if len(plain) > LONGEST or "?" in plain:
        return Refused((), ())
    again = _found(_AGAIN, plain)
    return Refused(tuple(code for code in _found(_NOT, plain) if code not in again), again)


def _found(patterns: Sequence[dict[str, re.Pattern[str]]], plain: str) -> tuple[str, ...]:
    return tuple(code for code in _WORDS if any(one[code].search(plain) for one in patterns))
