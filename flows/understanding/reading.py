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
from flows.understanding.taken_back import BARRED, standing
from flows.understanding.traps import TRAPS
from flows.understanding.week_rows import WEEKS

ROWS = (*REPEATS, *TRAPS, *LENGTHS, *DATES, *WEEKS, *DAYS, *CLOCKS, *HOURS, *BARRED)


@lru_cache(maxsize=256)  # several rooms look at the same words within one moment
def find_pieces(text: str, now: datetime, all_said: bool = False) -> tuple[Piece, ...]:
    """Find the pieces of time in a sentence, in the order they were said; with ALL_SAID what it takes back as well."""
    sentence = Sentence(now, spell(text))
    for row in ROWS:
        sentence.read(row)
    if not all_said:
        sentence.text = standing(sentence)
    return tuple(sentence.found())
