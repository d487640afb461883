"""Draws figures as one picture that is read on a phone: large numbers, bars below them. Pure; finished words come in.

The letters are those that come with Pillow (Aileron, free for all uses), so that it looks the same everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # drawing is seldom asked for, and its library is only loaded then
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDE, MARGIN, GAP = 1080, 60, 36
PAPER, INK, GREY, FIRST, SECOND = "#fffdf8", "#1f2933", "#5c6773", "#1f6f5c", "#e0a43a"
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars: a label, a first and a second number; None stands for one too small to be said."""

    title: str
    legend: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[int | None, ...]]]


@dataclass(frozen=True, slots=True)
class Board:
    """All that stands on the picture. `tiles` are large numbers with what they are below them, three to a line."""

    title: str
    below: str
    tiles: Sequence[tuple[str, str]]
    bars: Sequence[Bars]
    small: str  # what stands in the place of a number too small to be said


def draw(board: Board) -> bytes:
    """Give the picture as PNG."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDE, _height(board)), PAPER)
    pen = _Pen(ImageDraw.Draw(sheet))
    pen.write(board.title, 60, INK)
    pen.write(board.below, 34, GREY)
    pen.tiles(board.tiles)
    for bars in board.bars:
        pen.bars(bars, board.small)
    kept = BytesIO()
    sheet.crop((0, 0, WIDE, pen.bottom + MARGIN)).save(kept, "PNG")
    return kept.getvalue()


def _height(board: Board) -> int:
    rows = sum(min(len(one.rows), MOST_BARS) * (30 * len(one.legend) + 62) + 170 for one in board.bars if one.rows)
    return 2 * MARGIN + 330 + 190 * -(-len(board.tiles) // 3) + rows


@lru_cache(maxsize=16)
def _letters(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)  # noqa: S101 - the wheel of Pillow holds FreeType
    return found


def _in_two(words: str, size: int) -> list[str]:
    """Break WORDS where the first line is as long as it can be; the second holds the rest."""
    parts, letters = words.split(), _letters(size)
    fits = len(parts)
    while fits > 1 and letters.getlength(" ".join(parts[:fits])) > WIDE - 2 * MARGIN:
        fits -= 1
    return [" ".join(line) for line in (parts[:fits], parts[fits:]) if line] or [""]


class _Pen:
    """Writes from top to bottom."""

    def __init__(self, on: "ImageDraw") -> None:
        self._on = on
        self.bottom = MARGIN

    def write(self, words: str, size: int, ink: str) -> None:
        """Write WORDS on one line, or on two where they are long."""
        for line in _in_two(words, size):
            self._at(MARGIN, self.bottom, line, size, ink, WIDE - 2 * MARGIN)
            self.bottom += round(size * 1.35)

    def tiles(self, tiles: Sequence[tuple[str, str]]) -> None:
        self.bottom += GAP
        wide = (WIDE - 2 * MARGIN) // 3
        for n, (number, what) in enumerate(tiles):
            x, y = MARGIN + n % 3 * wide, self.bottom + n // 3 * 190
            self._at(x, y, number, 88, FIRST, wide - GAP)
            self._at(x, y + 108, what, 34, INK, wide - GAP)
        self.bottom += 190 * -(-len(tiles) // 3)

    def bars(self, bars: Bars, small: str) -> None:
        if not bars.rows:
            return
        self.bottom += GAP
        self.write(bars.title, 42, INK)
        self._legend(bars.legend)
        most = max((n for _, numbers in bars.rows for n in numbers if n), default=1)
        for label, numbers in bars.rows[:MOST_BARS]:
            self._at(MARGIN, self.bottom, label, 32, INK, WIDE - 2 * MARGIN)
            self.bottom += 42
            for number, ink in zip(numbers, (FIRST, SECOND), strict=False):
                self._bar(number, most, ink, small)
            self.bottom += 14

    def _legend(self, legend: tuple[str, ...]) -> None:
        x = MARGIN
        for words, ink in zip(legend, (FIRST, SECOND), strict=False):
            self._on.rectangle((x, self.bottom + 8, x + 26, self.bottom + 34), fill=ink)
            x = self._at(x + 38, self.bottom + 2, words, 30, GREY, WIDE - MARGIN - x) + 46
        self.bottom += 56

    def _bar(self, number: int | None, most: int, ink: str, small: str) -> None:
        room = WIDE - 2 * MARGIN - 190
        wide = room * (number or 0) // most
        self._on.rectangle((MARGIN, self.bottom, MARGIN + max(wide, 3), self.bottom + 22), fill=ink)
        said = small if number is None else str(number)
        self._at(MARGIN + wide + 14, self.bottom - 6, said, 28, INK, 180)
        self.bottom += 30

    def _at(self, x: int, y: int, words: str, size: int, ink: str, room: int) -> int:
        """Write WORDS on one line that fits in ROOM; give where they end."""
        words, letters = " ".join(words.split()), _letters(size)
        while size > 20 and letters.getlength(words) > room:
            size -= 2
            letters = _letters(size)
        while words and letters.getlength(words) > room:
            words = words[:-2].rstrip() + "…" if len(words) > 2 else ""
        self._on.text((x, y), words, fill=ink, font=letters)
        return round(x + letters.getlength(words))
