"""What every bench prints and leaves: one table, its targets, rows as JSON, and its block on the page of promises.

JSON=path also writes the rows there; STRICT=1 fails when a target is missed; PAGE=1 writes docs/promises.md anew.
"""

import json
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "promises.md"
MISSING = "missing"

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that was promised: its name, what was measured, the bound, and on which side of it is good."""

    name: str
    figure: float | None  # None: could not be measured, which is a miss
    bound: float
    more: bool = False

    @property
    def met(self) -> bool:
        """Say whether the figure keeps the promise."""
        if self.figure is None:
            return False
        return self.figure >= self.bound if self.more else self.figure <= self.bound

    def cells(self) -> list[Cell]:
        """Give the row of this target."""
        figure = MISSING if self.figure is None else shown(self.figure)
        sign = "at least" if self.more else "at most"
        return [self.name, figure, f"{sign} {shown(self.bound)}", "met" if self.met else "MISSED"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a bench measured: its tables, its rows for JSON, and the promises it is held to."""

    tables: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]
    targets: Sequence[Target]


def shown(cell: Cell) -> str:
    """Say a figure with as many digits as it is worth."""
    if cell is None:
        return "-"
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table as Markdown, which reads well on a screen too."""
    lines = [list(head), *([shown(cell) for cell in row] for row in rows)]
    wide = [max(len(line[place]) for line in lines) for place in range(len(head))]
    written = [" | ".join(cell.ljust(wide[place]) for place, cell in enumerate(line)) for line in lines]
    written.insert(1, " | ".join("-" * one for one in wide))
    return "\n".join(f"| {line} |" for line in written)


def close(name: str, tables: Sequence[str], rows: Sequence[Mapping[str, Cell]], targets: Sequence[Target]) -> int:
    """Print all, leave what was asked for, and give the exit code: 1 when STRICT and a target is missed."""
    met = sum(one.met for one in targets)
    judged = table(("target", "figure", "bound", ""), (one.cells() for one in targets))
    said = "\n\n".join((*tables, *([judged] if targets else []), f"targets met: {met} of {len(targets)}"))
    print(said, flush=True)
    if path := os.environ.get("JSON"):
        left = {"rows": list(rows), "targets": [asdict(one) | {"met": one.met} for one in targets]}
        Path(path).write_text(json.dumps(left, indent=1), encoding="utf-8")
    if os.environ.get("PAGE") == "1":
        write_block(PAGE, name, f"{_where()}\n\n{said}")
    return int(met < len(targets) and os.environ.get("STRICT") == "1")


def write_block(page: Path, name: str, text: str) -> None:
    """Put TEXT in the place of the block NAME on PAGE. Raises ValueError when the page has no such block."""
    marks = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.S)
    written, found = marks.subn(lambda mark: f"{mark[1]}\n{text}\n\n{mark[2]}", page.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{page.name} has no block {name}")
    page.write_text(written, encoding="utf-8")


def _where() -> str:
    """Say when and on what this was measured."""
    day = datetime.now(UTC).date().isoformat()
    return f"Measured on {day}: {os.cpu_count()} cores, Python {platform.python_version()}."
