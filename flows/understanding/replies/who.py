"""Who somebody is and where they live, from one message."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from flows.late import late_pattern
from flows.understanding.number_words import IN_WORDS, in_digits
from flows.understanding.words import either, load

_LEXICON = load("answers")["name"]
_PREFIXES = frozenset(_LEXICON["prefixes"])
_NEVER = frozenset(_LEXICON["never"])
_POSTCODE = late_pattern(r"\b([1-9]\d{3}) ?([A-Za-z]{2})\b(?! ?\d)")
_BEFORE_NAME = late_pattern(rf"^(?:{either(_LEXICON['before'])}(?![\w])[ ,.:!]*)+", re.IGNORECASE)
_AFTER_NAME = late_pattern(r" (?:is (?:mijn|m'n|mn|de) naam|heet ik|ben ik|ik woon.*)$", re.IGNORECASE)
_LIVES = late_pattern(rf"(?:^|(?<=[\s,.])){either(_LEXICON['lives'])}(?!\w)[ :]*", re.IGNORECASE)
_PHONE_WORDS = late_pattern(rf"(?:\b(?:en )?(?:mijn )?{either(_LEXICON['phone'])}(?!\w)[ :.]*(?:is )?)$", re.IGNORECASE)
_STREET_END = "|".join(re.escape(s) for s in _LEXICON["streets"])
_SUFFIX = r"(?:\s?-?\s?(?:[A-Za-z]|bis|hs|huis|[IVX]{1,3}|\d{1,4}))?(?![\w])"
_NUMBER = rf"(\d{{1,5}}{_SUFFIX})"
_WORDS = r"'?[^\W\d_][\w.'\-]*"
_STREET_NUMBERED = rf"(?:{_STREET_END}))\.?,? (?:nummer |nr\.? ?|huisnummer )?{_NUMBER}"
_STREET_NUMBER = late_pattern(rf"({_STREET_NUMBERED}", re.IGNORECASE)  # what every named street ends on
_NAMED_STREET = late_pattern(rf"((?:(?:{_WORDS}) ){{0,3}}?(?:{_WORDS})?{_STREET_NUMBERED}", re.IGNORECASE)
_ANY_STREET = late_pattern(rf"({_WORDS}(?: {_WORDS})*),? (?:nummer |nr\.? ?|huisnummer )?{_NUMBER}", re.IGNORECASE)
_STREET_ONLY = late_pattern(rf"({_WORDS}(?:{_STREET_END}))\b", re.IGNORECASE)
_NUMBER_IN_WORDS = late_pattern(
    rf"(?P<before>(?:\b\w*(?:{_STREET_END})|\b(?:huis)?nummer|\bnr)\.?,? (?:(?:huis)?nummer )?){IN_WORDS}(?![^\W_])"
    r"(?P<ends>\s*(?:$|[,.;\n/|]))?",
    re.IGNORECASE,
)
_DIGIT = late_pattern(r"\d")
_FEWEST_DIGITS = 5  # of a phone number anywhere; looking closely is what takes long
_BREAKS = late_pattern(r"[,;\n/|]+|\s-\s|\.(?=\s|$)(?<!\b\w\.)")


@dataclass(frozen=True, slots=True)
class Who:
    """Who somebody is; empty strings for what they didn't say. `phone` is E.164."""

    name: str
    street: str
    phone: str | None
    place: str
    postcode: str


def read_who(text: str) -> Who:
    """Read a name, a street with its number, a phone number, a postcode and a place, in any order."""
    rest, phone = _take_phone(_NUMBER_IN_WORDS.sub(_figure, text[:500].replace("’", "'")))
    rest, postcode, place = _take_postcode(rest)
    rest, street = _take_street(rest)
    parts = [_bare(part) for part in _BREAKS.split(rest) if not part.rstrip().endswith("?")]  # "en de kraan dan?"
    named = [part for part in parts if part and re.search(r"[^\W\d_]", part)]
    name = next((n for part in named if (n := _name(part))), "")
    place = place or next((_title(p) for p in named[1:] if _name(p) not in ("", name) and len(p.split()) <= 3), "")
    return Who(name, street, phone, place, postcode)


def names_street(text: str) -> bool:
    """Say whether TEXT holds a street with its number that sounds like one: "om 10" does not."""
    return bool(_STREET_NUMBER.search(_NUMBER_IN_WORDS.sub(_figure, text[:500])))


def _figure(found: re.Match[str]) -> str:
    """Write a house number in figures: "Lindelaan twaalf"; "een" is an article where more follows."""
    number = in_digits(found)
    if not number or (number == 1 and found["ends"] is None):
        return found[0]
    return f"{found['before']}{number}{found['ends'] or ''}"


class Phone(NamedTuple):
    """A phone number, and where it was found."""

    e164: str
    start: int
    end: int


def find_phone(text: str) -> Phone | None:
    """Find the first phone number that can exist; without a prefix it is one of this country."""
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return None
    import phonenumbers  # only loaded where there may be one

    found = next(iter(phonenumbers.PhoneNumberMatcher(text, "NL", phonenumbers.Leniency.VALID)), None)
    if found is None:
        return None
    e164 = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, found.start, found.end)


def _take_phone(text: str) -> tuple[str, str | None]:
    found = find_phone(text)
    if found is None:
        return text, None
    before = _PHONE_WORDS.sub("", text[: found.start].rstrip(" (:")) if found.start else ""
    return f"{before}\n{text[found.end :]}", found.e164


def _take_postcode(text: str) -> tuple[str, str, str]:
    """Take the postcode out, and the place that stands behind it."""
    found = _POSTCODE.search(text)
    if not found:
        return text, "", ""
    place = re.match(rf"[ ,]*((?:in )?{_WORDS}(?:[ \-]{_WORDS}){{0,2}})?", text[found.end() :])
    said = place[1] if place and place[1] else ""
    after = text[found.end() + (place.end() if place else 0) :]
    return f"{text[: found.start()]}\n{after}", f"{found[1]} {found[2].upper()}", _title(said)


def _take_street(text: str) -> tuple[str, str]:
    """Take out the street: named as streets are, or whatever stands before a house number."""
    lives = _LIVES.search(text)
    if lives:
        text = f"{text[: lives.start()]}\n{text[lives.end() :]}"
    found = (_NAMED_STREET.search(text) if _STREET_NUMBER.search(text) else None) or _ANY_STREET.search(text)
    if found:
        begins = lives.start() + 1 if lives else found.start() if _stands_apart(text[: found.start()]) else None
        return _cut_street(text, found, begins)
    only = _STREET_ONLY.search(text) if lives else None
    if only:
        return text[: only.start()] + "\n" + text[only.end() :], _title(only[1])
    return text, ""


def _stands_apart(before: str) -> bool:
    """Tell whether a break parts what comes next from a name."""
    return bool(re.search(r"[^\W\d_]", before) and re.search(r"[,;\n/|]\s*$", before))


def _cut_street(text: str, found: re.Match[str], begin: int | None) -> tuple[str, str]:
    words, number = found[1], re.sub(r"\s+", "", found[2])
    start = found.start()
    if begin is not None and start < begin < found.end(1):
        words, start = text[begin : found.end(1)], begin
    kept = words.split() if begin is not None else _street_words(words.split())
    name = " ".join(words.split()[: len(words.split()) - len(kept)])
    return f"{text[:start]}{name}\n{text[found.end() :]}", f"{_title(' '.join(kept))} {number}"


def _street_words(words: list[str]) -> list[str]:
    """Choose which of the words before a house number are the street: the last, with what belongs to it."""
    if len(words) == 1:
        return words
    start = len(words) - 1
    if words[start].lower() in _LEXICON["streets"]:
        start -= 1
    title = start
    while title > 0 and words[title - 1].lower() in _PREFIXES:
        title -= 1
    if title > 0 and words[title - 1].lower() in _LEXICON["titles"]:
        return words[title - 1 :]
    return words[start:]


def _bare(part: str) -> str:
    return _BEFORE_NAME.sub("", part.strip(' .:!?()"')).strip(' .:!?()"')


def _name(part: str) -> str:
    said = _AFTER_NAME.sub("", part.strip())
    words = re.sub(r"(?:\s(?:en|ik|woon|in|uit|op|aan|de|het|van))+$", "", said).split()
    if not 1 <= len(words) <= 6 or _DIGIT.search(part) or not _NEVER.isdisjoint(said.lower().split()):
        return ""
    return _title(" ".join(words))


def _title(said: str) -> str:
    """Write a name as names are written: "joop van der berg" is Joop van der Berg."""
    return " ".join(w.lower() if i and w.lower() in _PREFIXES else _capital(w) for i, w in enumerate(said.split()))


def _capital(word: str) -> str:
    if not word.islower() and not (word.isupper() and len(word) > 3):
        return word
    parts = re.split(r"(-)", word.lower())
    return "".join("IJ" + p[2:] if p.startswith("ij") else p[:1].upper() + p[1:] for p in parts)
