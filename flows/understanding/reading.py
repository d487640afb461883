"""Reads a sentence with every row of the grammar, in their order."""

from datetime import datetime
from functools import lru_cache

from flows.understanding.clock_rows import CLOCKS, HOURS, LENGTHS
from flows.understanding.date_rows import DATES
from flows.understanding.day_rows import DAYS
from flows.understanding.grammar import Sentence
from flows.understanding.pieces import Piece
from flows.understanding.repeat_rows import REPEATS
from flows.understanding.spelling import spell
from flows.understanding.traps import TRAPS
from flows.understanding.week_rows import WEEKS

ROWS = (*REPEATS, *TRAPS, *LENGTHS, *DATES, *WEEKS, *DAYS, *CLOCKS, *HOURS)


@lru_cache(maxsize=256)  # several rooms look at the same words within one moment
def find_pieces(text: str, now: datetime) -> tuple[Piece, ...]:
    """Find the pieces of time in a sentence, in the order they were said."""
    sentence = Sentence(now, spell(text))
    for row in ROWS:
        sentence.read(row)
    return tuple(sentence.found())
