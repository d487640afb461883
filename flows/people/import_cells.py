"""Reads single cells of a list of people: each column has its reader, which raises ValueError with what is wrong."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flows.help.homes import of_the_house, write_codes
from flows.understanding.hours.availability import Available, read_available
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.requests.home import read_home
from storage.terms import Category, Check, Role

FURTHEST_KM = 100
MOST_PER_WEEK = 50
LARGEST_ID = 2**52  # Telegram: an id has at most 52 significant bits

_LABELS: Mapping[Category, str] = {  # the code itself is understood too; longer names are tried first
    Category.GROCERIES: "boodschappen en apotheek|boodschappen|apotheek",
    Category.TRANSPORT: "vervoer en meegaan|vervoer|meegaan|rijden",
    Category.ODD_JOBS: "klusjes|klussen|klus|odd jobs",
    Category.GARDEN: "tuin|tuinieren",
    Category.DIGITAL: "computer en telefoon|computer|telefoon",
    Category.PAPERWORK: "post en formulieren|post|formulieren|administratie",
    Category.COMPANY: "koffie, praatje, wandelen|koffie of praatje|koffie|praatje|wandelen|gezelschap",
    Category.MEALS: "koken en samen eten|koken|samen eten",
    Category.PETS: "huisdieren|huisdier|dieren",
    Category.HOUSEHOLD: "huishouden",
    Category.RESPITE: "oppassen bij iemand|oppassen",
    Category.LANGUAGE: "taal",
    Category.OTHER: "iets anders|anders",
}
_NAMES = {name: one for one, labels in _LABELS.items() for name in (one.value, *labels.split("|"))}
_ANY_NAME = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))) + r")(?!\w)")

Word = TypeVar("Word", bound=StrEnum)


def clean(cell: str) -> str:
    """Take out what can't be seen (control, zero-width and direction marks) and needless spaces."""
    spaced = "".join(" " if mark in "\t\r\n" else mark for mark in cell)
    return " ".join("".join(mark for mark in spaced if unicodedata.category(mark) not in {"Cc", "Cf", "Cs"}).split())


def fold(words: str) -> str:
    """Give WORDS as they are compared: without regard to capitals or width of letters."""
    return unicodedata.normalize("NFKC", words).casefold()


def _text(cell: str, _today: date) -> str:
    if cell[0] in "=+-@":
        raise ValueError("looks like a formula of a spreadsheet")
    return cell


def _word(names: type[Word]) -> Callable[[str, date], Word]:
    def read(cell: str, _today: date) -> Word:
        if cell.lower() not in set(names):
            raise ValueError("is none of " + ", ".join(names))
        return names(cell.lower())

    return read


def _number(low: float, high: float) -> Callable[[str, date], float]:
    def read(cell: str, _today: date) -> float:
        written = cell.replace(",", ".")
        number = float(written) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,20})?", written) else math.nan
        if not low <= number <= high:
            raise ValueError(f"is no number from {low:g} to {high:g}")
        return number

    return read


def _whole(high: int) -> Callable[[str, date], int]:
    def read(cell: str, _today: date) -> int:
        if not re.fullmatch(r"[0-9]{1,16}", cell) or not 1 <= int(cell) <= high:
            raise ValueError(f"is no whole number from 1 to {high}")
        return int(cell)

    return read


def _phone(cell: str, _today: date) -> str:
    import phonenumbers  # only loaded where there are some

    try:
        number = phonenumbers.parse(cell, "NL")
    except phonenumbers.NumberParseException as error:
        raise ValueError("is no phone number") from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError("is no phone number that can exist")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _postcode(cell: str, _today: date) -> str:
    found = re.fullmatch(r"([1-9][0-9]{3}) ?([A-Za-z]{2})", cell)
    if found is None:
        raise ValueError("is no Dutch postcode such as 1234 AB")
    return f"{found[1]} {found[2].upper()}"


def _categories(cell: str, _today: date) -> tuple[Category, ...]:
    lower = cell.lower()
    rest = re.sub(r"\b(en|and)\b|[\s;,/|+&]+", " ", _ANY_NAME.sub(" ", lower)).split()
    if rest:
        raise ValueError("holds no known category: " + ", ".join(rest))
    return tuple(dict.fromkeys(_NAMES[name] for name in _ANY_NAME.findall(lower)))


def _available(cell: str, today: date) -> Available:
    available = read_available(cell, today)
    if available is None:
        raise ValueError('holds no hours; write it as "di en do na 16:00"')
    return available


def _home(cell: str, _today: date) -> str:
    codes = write_codes(of_the_house(read_home(cell)))
    if codes is None:
        raise ValueError('says nothing of a house; write it as "hond, geen trappen"')
    return codes


def _language(cell: str, _today: date) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}", cell):
        raise ValueError('is no language code such as "nl"')
    return cell.lower()


def house_number(cell: str, _today: date) -> int:
    """Read a house number without its letter."""
    if not re.fullmatch(r"[0-9]{1,5}", cell):
        raise ValueError("is no house number; leave its letter out")
    return int(cell)


def _wish(cell: str, _today: date) -> bool:
    wants = yes_or_no(cell)
    if wants is None:
        raise ValueError("must be yes or no (ja, nee)")
    return wants


READERS: Mapping[str, Callable[[str, date], Any]] = {  # by column; given the cell and the day of today
    "role": _word(Role),
    "name": _text,
    "phone": _phone,
    "telegram_id": _whole(LARGEST_ID),
    "street": _text,
    "postcode": _postcode,
    "place": _text,
    "lat": _number(-90, 90),
    "lon": _number(-180, 180),
    "categories": _categories,
    "available": _available,
    "max_km": _number(0.1, FURTHEST_KM),
    "max_per_week": _whole(MOST_PER_WEEK),
    "check": _word(Check),
    "language": _language,
    "home": _home,
    "messages": _wish,
}
