"""What is read in lines that were left out of the learning, where FOLDS=1 asks for it: five lessons of some minutes."""

import importlib
import importlib.util
import os
from collections.abc import Iterator, Sequence
from typing import TypeVar

from bench.table import MISSING, Cell

FOLDS = 5
STRETCH = 40  # lines; those that were written one after another are often kin, and are left out together

One = TypeVar("One")


def measure_left_out(what: str, module: str) -> tuple[list[str], list[dict[str, Cell]]]:
    """Give the tables and the rows that MODULE measures of WHAT; none where nobody asks, or nothing can learn."""
    if os.environ.get("FOLDS") != "1":
        return [], []
    if not importlib.util.find_spec("sklearn"):
        return [f"{what}, left out: {MISSING}, for want of scikit-learn"], []
    shown, rows = importlib.import_module(module).measure()
    return [shown], rows


def folds(lines: Sequence[One]) -> Iterator[tuple[list[One], list[One]]]:
    """Give, a fifth of LINES after the other, those to learn from and those that are left out."""
    for fold in range(FOLDS):
        apart = [nth // STRETCH % FOLDS == fold for nth in range(len(lines))]
        yield (
            [one for one, out in zip(lines, apart, strict=True) if not out],
            [one for one, out in zip(lines, apart, strict=True) if out],
        )
