"""The lexicon of kinds of help as it lies in its files, looked at before it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from flows.understanding.words import fold, load
from flows.word_lists import BadList
from storage.terms import Category

_FILE, _PARTS = "categories.toml", "parts.toml"
_COMMON = "common"
LISTS = ("sure", "phrases", "strong", "weak")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The words of each kind of help, and the signs by which a message is cut into parts."""

    kinds: Mapping[Category, Mapping[str, tuple[str, ...]]]
    common: frozenset[str]
    kin: str
    joints: str
    asides: str
    reasons: str


@cache
def read_kinds() -> Kinds:
    """Read the words of every kind of help. Raises BadList, naming the entry."""
    return check_kinds(load("categories"), load("parts"))


def check_kinds(said: Mapping[str, Any], signs: Mapping[str, Any]) -> Kinds:
    """Look at what the files of kinds and of parts hold. Raises BadList, naming the section and the entry."""
    rest = dict(said)
    common = rest.pop(_COMMON, {})
    for section in rest:
        if section not in set(Category):
            _refuse(section, "", f"there is no such kind of help; take one of {', '.join(Category)}")
    missing = [one.value for one in Category if one.value not in rest]
    if missing:
        _refuse(missing[0], "", "this kind has no words; give it the lists sure, phrases, strong and weak")
    words = _Words(_COMMON, common, ("words",)).lists["words"]
    kinds = {one: _Words(one.value, rest[one.value], LISTS).lists for one in Category}
    _once(kinds)
    return Kinds(kinds, frozenset(words), *(_sign(signs, name) for name in ("kin", "joints", "asides", "reasons")))


class _Words:
    """One section of lists of words, each word looked at."""

    def __init__(self, section: str, said: Any, names: tuple[str, ...]) -> None:
        if not isinstance(said, dict):
            _refuse(section, "", "this must be a section with lists of words")
        for name in said:
            if name not in names:
                _refuse(section, name, f"there is no such list; take one of {', '.join(names)}")
        self.lists = {name: tuple(_word(section, name, one) for one in _list(section, name, said)) for name in names}


def _list(section: str, name: str, said: Mapping[str, Any]) -> list[Any]:
    found = said.get(name, [])
    if not isinstance(found, list):
        _refuse(section, name, 'this must be a list: ["one", "two"]')
    return list(found)


def _word(section: str, name: str, word: Any) -> str:
    if not isinstance(word, str) or not word.strip():
        _refuse(section, name, f"{word!r} is no word; write it between quotes, or take it out")
    if len(word.split()) > 1 and section == _COMMON:
        _refuse(section, name, f'"{word}" must be one word')
    if ("*" in word or "KIN" in word) and name != "phrases":
        _refuse(section, name, f'"{word}": * and KIN only work in phrases; move it there')
    if "*" in word and ("*" in (word[0], word[-1]) or " * " not in word):
        _refuse(section, name, f'"{word}": * stands between two words, with a space on either side')
    return " ".join(one if one == "KIN" else fold(one) for one in word.split())


def _once(kinds: Mapping[Category, Mapping[str, tuple[str, ...]]]) -> None:
    for category, lists in kinds.items():
        seen: dict[str, str] = {}
        for name in LISTS:
            for word in lists[name]:
                if seen.get(word, name) != name:
                    _refuse(category.value, name, f'"{word}" stands in {seen[word]} already; keep one of the two')
                seen[word] = name


def _sign(signs: Mapping[str, Any], name: str) -> str:
    found = signs.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, str) and one for one in found):
        _refuse("", name, 'this must be a list of patterns: ["one", "two"]', _PARTS)
    return "(?:" + "|".join(found) + ")"


def _refuse(section: str, name: str, why: str, file: str = _FILE) -> NoReturn:
    where = " ".join(filter(None, (section and f"[{section}]", name)))
    raise BadList(f"{file}, {where}: {why}")
