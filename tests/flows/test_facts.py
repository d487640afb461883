"""Every letter is written with all the facts that its words have a place for."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.wording.catalog import catalog, languages

FLOWS = Path(__file__).parents[2] / "flows"


def _literals(node: ast.expr) -> list[str]:
    """Give the ids that an argument may be: a literal, or the two sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Give (where, id, facts) of each write() and edit_offer() whose id and facts can be read from the source."""
    for path in sorted(FLOWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or any(one.arg is None for one in node.keywords):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = {"write": 1, "edit_offer": 2, "decline": 2}.get(name)
            if place is not None and len(node.args) > place:
                for words in _literals(node.args[place]):
                    yield f"{path.name}:{node.lineno}", words, {one.arg for one in node.keywords if one.arg}


def _said() -> Iterator[tuple[str, str, set[str]]]:
    """Give the same of each Said() whose facts are written out."""
    for path in sorted(FLOWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Said" and len(node.args) == 2
            if called and isinstance(node.args[1], ast.Dict) and all(node.args[1].keys):
                keys = {str(getattr(key, "value", "")) for key in node.args[1].keys}
                for words in _literals(node.args[0]):
                    yield f"{path.name}:{node.lineno}", words, keys


def _places(words: str, language: str) -> set[str]:
    found = catalog(language)[words]
    texts = [found] if isinstance(found, str) else list(_texts(found))
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def _texts(found: dict[str, object]) -> Iterator[str]:
    for value in found.values():
        if isinstance(value, dict):
            yield from _texts(value)
        else:
            yield str(value)


@pytest.mark.parametrize("language", languages())
def test_no_letter_lacks_a_fact(language: str) -> None:
    """Whatever has a place in the words of a letter is handed over where the letter is written."""
    calls = [*_calls(), *_said()]
    assert len(calls) > 100
    lacking = [
        (where, words, places - facts) for where, words, facts in calls if (places := _places(words, language)) - facts
    ]
    assert lacking == []
