"""Reads a sentence with every row of the grammar, in their order."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from flows.late import late_pattern
from flows.understanding.time.ahead_rows import AHEAD, COUNTED
from flows.understanding.time.clock_rows import CLOCKS, HOURS, LENGTHS
from flows.understanding.time.date_rows import DATES
from flows.understanding.time.day_rows import DAYS
from flows.understanding.time.grammar import MARK, Sentence, shelved
from flows.understanding.time.month_rows import MONTHS_AND_SEASONS
from flows.understanding.time.often_rows import OFTEN
from flows.understanding.time.pieces import Days, NoDay, Noise, Piece
from flows.understanding.time.reasons import without_reasons
from flows.understanding.time.repeat_rows import REPEATS
from flows.understanding.time.spelling import spell
from flows.understanding.time.taken_back import BARRED, standing
from flows.understanding.time.traps import TRAPS
from flows.understanding.time.week_rows import WEEKS
from flows.understanding.words import load

ROWS = (
    *OFTEN,
    *REPEATS,
    *TRAPS,
    *LENGTHS,
    *DATES,
    *AHEAD,
    *WEEKS,
    *COUNTED,
    *MONTHS_AND_SEASONS,
    *DAYS,
    *CLOCKS,
    *HOURS,
    *BARRED,
)
_SHELVES = shelved(ROWS)
_BESIDE = frozenset(load("answers")["when"]["beside"])
_WORD = late_pattern(r"[^\W\d_][\w']*")


def find_pieces(text: str, now: datetime, all_said: bool = False) -> tuple[Piece, ...]:
    """Find the pieces of time in a sentence, in the order they were said; with ALL_SAID what it takes back as well."""
    read = read_rows(text, now)
    sentence = replace(read, pieces=[*read.pieces])  # what stands instead of something is added to these
    return tuple(sentence.found(sentence.text if all_said else without_reasons(standing(sentence))))


def names_day(text: str, now: datetime) -> bool:
    """Say whether TEXT names a day, and not an hour alone."""
    return any(isinstance(one, Days) for one in find_pieces(text, now, all_said=True))


def says_only_when(text: str, now: datetime) -> bool:
    """Say whether TEXT speaks of a time and, but for words like "doe maar", of nothing else: then it is no name."""
    sentence = read_rows(text, now)
    told = any(isinstance(one, (Noise, NoDay)) or _is_month(one) for one in sentence.found(sentence.text))
    return not told and bool(sentence.pieces) and _BESIDE.issuperset(_WORD.findall(MARK.sub(" ", sentence.text)))


def _is_month(piece: Piece) -> bool:
    """Say whether it is a month and no more: Jan, Mei and August are names as well."""
    return isinstance(piece, Days) and piece.grain == "month"


@lru_cache(maxsize=256)  # several rooms look at the same words within one moment
def read_rows(text: str, now: datetime) -> Sentence:
    """Read TEXT with every row of the grammar. What is given is shared, and is not to be changed."""
    sentence = Sentence(now, spell(text))
    sentence.read_all(_SHELVES)
    return sentence
