"""Recognises danger by its kind and gives the fixed words for it. Needs nothing but its own lists.

alarm_signs.toml .... what people write when there is danger (read by alarm_signs.py)
alarm_words.toml .... what is answered, in every form and language
alarm_numbers.toml .. the phone numbers in those answers
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.alarm_signs import Book, Found, Sign, Signs, is_near
from storage.terms import Danger, Form

_ROOM = Path(__file__).parent


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


def look(text: str) -> Alarm | None:
    """Look for danger in TEXT; None when there is none. What is certain goes before what is not."""
    found = _SIGNS.find(text)
    unsure: Alarm | None = None
    for book in _SIGNS.books:
        certain = _weigh(book, found)
        if certain:
            return Alarm(book.kind, certain=True)
        if certain is False and unsure is None:
            unsure = Alarm(book.kind, certain=False)
    return unsure


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


def soft_check(language: str, form: Form) -> FirstWords:
    """Give the one question for danger that may be long past."""
    words = _words(language)
    options = words["check"]["buttons"]
    return FirstWords(words["check"][form], tuple((option, words["labels"][option]) for option in options))


def _weigh(book: Book, found: Found) -> bool | None:
    """Say whether the signs of BOOK stand: True surely, False perhaps, None not at all."""
    if any(_places(sign, found) for sign in book.now):
        return True
    places = [at for sign in book.signs for at in _places(sign, found)]
    if any(not is_near(_SIGNS.past, found, at) for at in places):
        return True
    return False if places or any(_places(sign, found) for sign in book.soft) else None


def _places(sign: Sign, found: Found) -> list[int]:
    return [at for phrase in sign.telling & found.keys() for at in found[phrase] if sign.stands(found, at)]


def _words(language: str) -> dict[str, Any]:
    """Give the answers in LANGUAGE, in Dutch when it is not spoken here."""
    return _WORDS[language[:2].lower()] if language[:2].lower() in _WORDS else _WORDS["nl"]


def _read_words() -> dict[str, dict[str, Any]]:
    numbers = tomllib.loads((_ROOM / "alarm_numbers.toml").read_text(encoding="utf-8"))["number"]
    text = (_ROOM / "alarm_words.toml").read_text(encoding="utf-8")
    for name, entry in numbers.items():
        text = text.replace("{" + name + "}", entry["dial"])
    return tomllib.loads(text)


_SIGNS = Signs(_ROOM / "alarm_signs.toml")
_WORDS = _read_words()
