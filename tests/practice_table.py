"""Makes docs/practice.md: each rule from practice, what proves it, and where it lives. Run it by `make practice`.

A story names the rules that it proves on its second line (`# practice: 1.ja 1.stop`), a test on the last line of its
docstring (`Practice: 7.dates`).
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
PAGE = HOUSE / "docs" / "practice.md"
RULES = HOUSE / "tests" / "practice_rules.toml"
_IN_STORY = re.compile(r"# practice: (.+)")
_IN_TEST = re.compile(r"^\s*Practice: (.+)\s*\Z", re.M)
_HEAD = """# What practice asks

People who do this work know things that a programmer does not. Each of them is a rule here, with the story or the
test that proves it and the rooms where it lives. A story is a whole talk that reads as a chat and is played on the real
desk and store.

This page is made by `make practice` from `tests/practice_rules.toml`, the stories and the tests.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id ("1.ja"), what it says, and the files where it lives."""

    id: str
    says: str
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rules about one thing."""

    title: str
    rules: tuple[Rule, ...]


def parts() -> tuple[Part, ...]:
    """Read the rules."""
    found = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple(_part(number, dict(rows)) for number, rows in found.items())


def _part(number: str, rows: dict[str, object]) -> Part:
    title = str(rows.pop("title"))
    return Part(title, tuple(_rule(f"{number}.{name}", row) for name, row in rows.items()))


def _rule(rule: str, row: object) -> Rule:
    assert isinstance(row, Mapping)
    return Rule(rule, row["says"], tuple(row["rooms"]))


def proofs() -> dict[str, list[Path]]:
    """Give the stories and the files of tests that prove something, by the id of the rule; also of no known rule."""
    proved = dict[str, list[Path]]()
    for path, rules in (*_told(), *_tested()):
        for rule in rules:
            if path not in proved.setdefault(rule, []):
                proved[rule].append(path)
    return proved


def _told() -> Iterator[tuple[Path, list[str]]]:
    for path in sorted((HOUSE / "tests" / "stories").glob("*.chat")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if named := _IN_STORY.fullmatch(line.strip()):
                yield path, named[1].split()


def _tested() -> Iterator[tuple[Path, list[str]]]:
    for path in sorted((HOUSE / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_test = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
            if is_test and (named := _IN_TEST.search(ast.get_docstring(node) or "")):
                yield path, named[1].split()


def page() -> str:
    """Write the page."""
    proved = proofs()
    return _HEAD + "".join(_table(part, proved) for part in parts())


def _table(part: Part, proved: Mapping[str, list[Path]]) -> str:
    rows = (
        f"| {one.id} | {one.says} | {', '.join(map(_link, proved.get(one.id, [])))} | {_rooms(one)} |\n"
        for one in part.rules
    )
    return f"\n## {part.title}\n\n| | rule | proved by | rooms |\n|---|---|---|---|\n" + "".join(rows)


def _link(path: Path) -> str:
    name = path.stem.replace("_", " ") if path.suffix == ".chat" else f"`{path.stem}`"
    return f"[{name}](../{path.relative_to(HOUSE).as_posix()})"


def _rooms(rule: Rule) -> str:
    return ", ".join(f"`{room}`" for room in rule.rooms)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
