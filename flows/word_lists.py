"""Reads the word lists of the house, and says of a slip in one: the file, the section, the entry, and the mend."""

import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any


class BadList(ValueError):
    """A word list cannot be used; the text says where it is wrong and how to mend it."""


def read_list(path: Path, sections: Collection[str] = (), patterns: bool = False) -> dict[str, Any]:
    """Read the list at PATH, which has at least SECTIONS; its entries are words, or PATTERNS.

    Whether a pattern is one is looked at by check_patterns(), for that takes long. Raises BadList, FileNotFoundError.
    """
    try:
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise BadList(f"{path.name} is not written in UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadList(
            f"{path.name} cannot be read: {wrong}. Look there for a quote, a comma or a bracket that is missing"
        ) from None
    lacking = [name for name in sections if name not in lists]
    if lacking:
        raise BadList(f"{path.name} has no [{lacking[0]}]: was that section renamed? Put its name back")
    for where, entries in _walk(lists, ""):
        _check(path.name, where, entries)
        if not patterns:
            _check_words(path.name, where, entries)
    return lists


def check_patterns(path: Path) -> None:
    """Look whether every entry of the list at PATH is a pattern. Raises BadList, naming the first that is none.

    What stands under `is` or `behind` is no pattern: it is put in the place of what one finds, or goes behind it.
    """
    for where, entries in _walk(read_list(path, patterns=True), ""):
        if not where.endswith((".is", ".behind")):
            _check_patterns(path.name, where, entries)


def _walk(value: Any, where: str) -> Iterator[tuple[str, list[Any]]]:
    """Give each list of entries with its place; a single text is a list of one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(inner, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for place, inner in enumerate(value, 1):
            yield from _walk(inner, f"{where} number {place}")
    else:
        yield where, value if isinstance(value, list) else [value]


def _check(name: str, where: str, entries: list[Any]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if not isinstance(entry, str):
            if any(isinstance(other, str) for other in entries):
                raise BadList(f"{name}, {where}: {entry!r} stands between words: put it in quotes")
            continue
        if entry in seen:
            raise BadList(f"{name}, {where}: {entry!r} stands there twice: take one out")
        seen.add(entry)


def _check_words(name: str, where: str, entries: list[Any]) -> None:
    for entry in entries:
        if isinstance(entry, str) and (entry != entry.strip() or (not entry and len(entries) > 1)):
            raise BadList(f"{name}, {where}: {entry!r} begins or ends with a space, or is empty: take that out")


def _check_patterns(name: str, where: str, entries: list[Any]) -> None:
    for pattern in (entry for entry in entries if isinstance(entry, str)):
        try:
            re.compile(pattern)
        except re.error as wrong:
            raise BadList(f"{name}, {where}: {pattern!r} is no pattern ({wrong}): mend it there") from None
