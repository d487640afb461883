"""The fixed words that are said when there is danger, before anything else. Needs nothing but its own lists.

first_words.toml .. what is answered, in every form and language
numbers.toml ...... the phone numbers in those answers
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.terms import Danger, Form

_ROOM = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What is answered before anything else."""

    text: str
    buttons: tuple[tuple[str, str], ...]  # (option, label)


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
    """Give a number that people are told to call, by its name in numbers.toml."""
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
    text = (_ROOM / "first_words.toml").read_text(encoding="utf-8")
    for name, entry in _NUMBERS.items():
        text = text.replace("{" + name + "}", entry["dial"])
    return tomllib.loads(text)


_NUMBERS: dict[str, dict[str, str]] = tomllib.loads((_ROOM / "numbers.toml").read_text(encoding="utf-8"))["number"]
_WORDS = _read_words()
