"""Recognises danger by its kind and gives the fixed words for it. Needs nothing but its own lists.

alarm_signs.toml ..... what people write when there is danger (read by alarm_signs.py)
alarm_meanings.toml .. words that mean the same (read by alarm_traces.py)
alarm_learned.bin .... what was learned from lines that people wrote (read by alarm_learned.py)
alarm_words.toml ..... what is answered, in every form and language
alarm_numbers.toml ... the phone numbers in those answers
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.alarm_learned import WEIGHTS, Learned, unpack
from flows.alarm_readers import Alarm, Readers
from flows.alarm_signs import Signs
from flows.alarm_traces import Tracer
from flows.late import Late
from storage.terms import Danger, Form

_ROOM = Path(__file__).parent
_CRY = re.compile(r"\W*(HELP|HULP|(help|hulp)\W*!)\W*", re.ASCII)  # not "help", which asks what can be asked here


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What is answered before anything else."""

    text: str
    buttons: tuple[tuple[str, str], ...]  # (option, label)


@lru_cache(maxsize=256)  # it is looked at as it comes in, and again at the desk
def look(text: str) -> Alarm | None:
    """Look for danger in TEXT; None when there is none. What is certain goes before what is not."""
    alarms = _READERS().look(text)
    if _CRY.fullmatch(text) and not alarms:
        return Alarm(Danger.BODY, certain=False)
    return alarms[0] if alarms else None


def reasons(text: str) -> list[tuple[str, str]]:
    """Give what the danger in TEXT was read from: which reader, and the words that it stands on."""
    return _READERS().explain(text)


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


def _words(language: str) -> dict[str, Any]:
    """Give the answers in LANGUAGE, in Dutch when it is not spoken here."""
    return _WORDS[language[:2].lower()] if language[:2].lower() in _WORDS else _WORDS["nl"]


def _read_words() -> dict[str, dict[str, Any]]:
    text = (_ROOM / "alarm_words.toml").read_text(encoding="utf-8")
    for name, entry in _NUMBERS.items():
        text = text.replace("{" + name + "}", entry["dial"])
    return tomllib.loads(text)


def _read_lists() -> Readers:
    signs = Signs(_ROOM / "alarm_signs.toml")
    tracer = Tracer(_ROOM / "alarm_meanings.toml", signs.plain)
    return Readers(signs, Learned(unpack((_ROOM / WEIGHTS).read_bytes())[1], tracer))


_NUMBERS: dict[str, dict[str, str]] = tomllib.loads((_ROOM / "alarm_numbers.toml").read_text(encoding="utf-8"))[
    "number"
]
_READERS = Late(_read_lists)
_WORDS = _read_words()
