"""What somebody wants with a message, how pressing it sounds, and whether it takes something back."""

import re
from dataclasses import dataclass
from typing import Any

from flows.late import late_pattern
from flows.understanding.words import load
from storage.terms import Intent, Urgency

_LEXICON = load("intents")
_MARKS = _LEXICON["marks"]
_STAND_FOR = {  # words in capitals in the patterns, one after another
    "STANDS": "|".join(_LEXICON["stands"]["says"]), "LEAD": _MARKS["lead"], "TIME": _MARKS["time"],
    "GOODBYE": _MARKS["goodbye"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    intent: Intent
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    sure: bool


def _line(row: dict[str, Any]) -> _Line:
    return _Line(
        Intent(row["name"]), _any(row["says"]), _any(row["unless"]) if row["unless"] else None, row.get("sure", True)
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    whole = "|".join(f"(?:{one})" for one in patterns)
    for word, stands_for in _STAND_FOR.items():
        whole = whole.replace(word, stands_for)
    return late_pattern(whole)


_LINES = tuple(_line(row) for row in _LEXICON["intent"])
_ASKS = late_pattern(rf"\b{_LEXICON['marks']['request']}\b")
_STANDS = _any(["STANDS"])
_GOODBYE = late_pattern(_MARKS["goodbye"])
_SOMEBODY = late_pattern(_LEXICON["marks"]["somebody"])
_CORRECTS = late_pattern(_LEXICON["marks"]["correction"])
_URGENCY = tuple((Urgency(name), late_pattern(pattern)) for name, pattern in _LEXICON["urgency"].items())


def find_intent(text: str, task: bool, time: bool, *, asks: bool = False, tells: bool = False) -> tuple[Intent, bool]:
    """Tell what a folded text wants, and whether that is sure.

    `task` and `time` say whether a kind of help and a time were found in it. What plainly `asks` for help is no
    question about a visit, and what only `tells` of a task is no request.
    """
    for line in _LINES:
        if asks and line.intent is Intent.INFO:
            continue
        if line.says.search(text) and not (line.unless and line.unless.search(text)):
            return line.intent, line.sure
    if _ASKS.search(text):
        return Intent.REQUEST, task or time
    if task and not tells:
        return Intent.REQUEST, True
    return (Intent.REQUEST, False) if time else (Intent.SMALLTALK, False)


def find_urgency(text: str) -> tuple[Urgency, ...]:
    """Tell how pressing a folded text sounds; the strongest word for it hides the weaker ones."""
    found = [name for name, pattern in _URGENCY if pattern.search(text)]
    return tuple(found if Urgency.URGENT not in found else [f for f in found if f is not Urgency.SOON])


def says_goodbye(text: str) -> bool:
    """Tell whether a folded text only takes leave until another time: "tot morgen"."""
    return bool(_GOODBYE.search(text))


def asks_in_words(text: str) -> bool:
    """Tell whether a folded text holds words that ask for help, of whatever kind."""
    return bool(_ASKS.search(text))


def asks_how_it_stands(text: str) -> bool:
    """Tell whether a folded text asks the house how it stands with what was asked for."""
    return bool(_STANDS.search(text))


def asks_for_somebody(text: str) -> bool:
    """Tell whether a folded text asks for somebody who has yet to be found."""
    return bool(_SOMEBODY.search(text))


def corrects(text: str) -> bool:
    """Tell whether a folded text begins with a word that takes back an earlier fact."""
    return bool(_CORRECTS.search(text))


def words_for_intent(text: str) -> str:
    """Give the words of a folded text that told what is wanted; empty when it follows from a task or a time."""
    text = text.replace("'s ", "s ")
    for line in _LINES:
        if (found := line.says.search(text)) and not (line.unless and line.unless.search(text)):
            return found[0]
    asks = _ASKS.search(text)
    return asks[0] if asks else ""


def words_for_urgency(text: str, flag: Urgency) -> str:
    """Give the words of a folded text that made it pressing."""
    found = [pattern.search(text) for name, pattern in _URGENCY if name is flag]
    return found[0][0] if found and found[0] else ""
