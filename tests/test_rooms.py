"""The rooms stay small enough to take in at a glance. That imports run one way is checked by import-linter."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parent.parent
STOREYS = ("bot", "flows", "storage")
MOST_LINES = 300
MOST_STATEMENT_LINES = 50  # of a function, from its first statement to its last
RELEASED = HOUSE / "storage" / "migrations" / "versions"  # history: written by alembic once, never edited again


def rooms() -> Iterator[Path]:
    """Give every Python file of the three storeys but the migrations."""
    for storey in STOREYS:
        yield from (path for path in (HOUSE / storey).rglob("*.py") if RELEASED not in path.parents)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of its statements: neither its signature nor its docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_no_file_is_longer_than_a_person_reads() -> None:
    """No file of the three storeys has more than 300 lines."""
    long = {str(path): lines for path in rooms() if (lines := len(path.read_text().splitlines())) > MOST_LINES}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    """No function of the three storeys has more than 50 lines."""
    long = [f"{path}:{one.name}" for path in rooms() for one in functions(path) if length(one) > MOST_STATEMENT_LINES]
    assert long == []


def test_every_room_says_what_lives_there() -> None:
    """Every file that holds code begins with a sentence that says what it is for."""
    silent = [str(path) for path in rooms() if (text := path.read_text()) and not ast.get_docstring(ast.parse(text))]
    assert silent == []
