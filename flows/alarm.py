"""Recognises danger by its kind and gives the fixed words for it. Needs nothing but its own lists.

alarm_signs.toml .... what people write when there is danger (read by alarm_signs.py)
alarm_words.toml .... what is answered, in every form and language
alarm_numbers.toml .. the phone numbers in those answers
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.alarm_signs import Found, Sign, Signs, is_near, near_by
from flows.late import Late
from storage.terms import Danger, Form

_ROOM = Path(__file__).parent
_CRY = re.compile(r"\W*(HELP|HULP|(help|hulp)\W*!)\W*", re.ASCII)  # not "help", which asks what can be asked here


@dataclass(frozen=True, slots=True)
class Alarm:
    """Danger that was read in somebody's words."""

    kind: Danger
    certain: bool  # False: past or unclear, so it is asked softly and the talk goes on


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What is answered before anything else."""

    text: str
    buttons: tuple[tuple[str, str], ...]  # (option, label)


@lru_cache(maxsize=256)  # it is looked at as it comes in, and again at the desk
def look(text: str) -> Alarm | None:
    """Look for danger in TEXT; None when there is none. What is certain goes before what is not."""
    signs = _SIGNS()
    found = signs.find(text)
    alarms = [Alarm(sign.kind, _is_certain(sign, at, found)) for sign, at in signs.standing(found)]
    if _CRY.fullmatch(text):
        alarms.append(Alarm(Danger.BODY, certain=False))
    return min(alarms, key=lambda alarm: (not alarm.certain, signs.order.index(alarm.kind)), default=None)


def words_of(text: str) -> list[str]:
    """Give, for each sign of danger in TEXT: its kind, its level, and the words that it stands on."""
    signs = _SIGNS()
    found, words = signs.find(text), signs.spell(text)
    told = []
    for sign, at in signs.standing(found):
        telling = [(phrase, at) for phrase in sign.telling if at in found.get(phrase, ())]
        stand = [telling, *([*near_by(part, found, at)] for part in sign.near)]
        said = [" ".join(words[first : first + len(phrase)]) for (phrase, first), *_ in stand]
        told.append(f"{sign.kind.value} ({sign.level}): " + " + ".join(said))
    return list(dict.fromkeys(told))


def first_words(kind: Danger, form: Form, language: str, on_duty: str | None = None) -> FirstWords:
    """Give the fixed answer to KIND. ON_DUTY is the name of somebody who is told now; None: nobody is on duty."""
    words = _words(language)
    page = words[kind]
    lines = [page[form]]
    if on_duty is not None and "on_duty" in page:
        lines.append(page["on_duty"][form].replace("{name}", on_duty))
    elif page.get("machine", True):
        lines.append(words["machine"])
    labels = words["labels"]
    return FirstWords("\n".join(lines), tuple((option, labels[option]) for option in page.get("buttons", ())))


def number(name: str) -> str:
    """Give a number that people are told to call, by its name in alarm_numbers.toml."""
    return str(_NUMBERS[name]["dial"])


def soft_check(language: str, form: Form) -> FirstWords:
    """Give the one question for danger that may be long past."""
    words = _words(language)
    options = words["check"]["buttons"]
    return FirstWords(words["check"][form], tuple((option, words["labels"][option]) for option in options))


def _is_certain(sign: Sign, at: int, found: Found) -> bool:
    return sign.level == "now" or (sign.level == "signs" and not is_near(_SIGNS().past, found, at))


def _words(language: str) -> dict[str, Any]:
    """Give the answers in LANGUAGE, in Dutch when it is not spoken here."""
    return _WORDS[language[:2].lower()] if language[:2].lower() in _WORDS else _WORDS["nl"]


def _read_words() -> dict[str, dict[str, Any]]:
    text = (_ROOM / "alarm_words.toml").read_text(encoding="utf-8")
    for name, entry in _NUMBERS.items():
        text = text.replace("{" + name + "}", entry["dial"])
    return tomllib.loads(text)


_NUMBERS: dict[str, dict[str, str]] = tomllib.loads((_ROOM / "alarm_numbers.toml").read_text(encoding="utf-8"))[
    "number"
]
_SIGNS = Late(lambda: Signs(_ROOM / "alarm_signs.toml"))
_WORDS = _read_words()
