"""Keeps small numbers from telling of one person: what is below five is not said, and can't be worked out; pure."""

from collections.abc import Mapping
from typing import TypeVar

LEAST = 5
Cell = TypeVar("Cell")


def said(number: int) -> int | None:
    """Give NUMBER, or None when it is so small that it might point at somebody; nothing at all is told."""
    return number if number == 0 or number >= LEAST else None


def gathered(cells: Mapping[Cell, int]) -> tuple[dict[Cell, int], int]:
    """Give the cells that may be said, and how much the others hold together, which is none or at least LEAST.

    Those below LEAST go together; when they are too few between them, or only one, the smallest of the rest goes with
    them, so that neither it nor they can be had by taking what is said from the whole.
    """
    shown = {cell: n for cell, n in sorted(cells.items(), key=lambda one: -one[1]) if n >= LEAST}
    rest = [n for n in cells.values() if 0 < n < LEAST]
    while rest and (sum(rest) < LEAST or len(rest) == 1) and shown:
        rest.append(shown.pop(list(shown)[-1]))
    return shown, sum(rest)
