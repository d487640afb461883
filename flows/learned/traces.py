"""Turns words into traces: numbered marks of what stands in a message, for whatever reads by learned weights.

word ......... itself, how it sounds, the three to five letters that follow each other in it, what it means
neighbours ... two and three words that follow each other, two words near each other
meanings ..... two meanings near each other, and a meaning beside a word

A trace is a number below SIZE, of which two hardly ever share one. A head has fewer places (heads.py).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from flows.learned.letters import STOP, sound

SIZE = 1 << 24
NEAR = 5  # words within which two words are a trace
IN_SIGHT = 7  # words within which two meanings are one
BESIDE = 3  # words within which a meaning and a word are one
MOST = 400  # words of one message that are looked at
PIECES = (3, 4, 5)  # letters
_MIX, _TURN = 0x9E3779B1, 0x85EBCA6B

Trace = tuple[int, int, int]  # its number, and the places of the first and the last word that it stands on
SHORT = 3  # letters of a word of which no piece is a trace


def find_traces(words: Sequence[str], means: Callable[[str], tuple[int, ...]]) -> Iterator[Trace]:
    """Give the traces in WORDS, of which MEANS gives the numbers of what one means; a trace may come more than once."""
    names = [number_of(f"w {word}") for word in words]
    meant = [means(word) for word in words]
    for at, word in enumerate(words):
        yield from ((trace, at, at) for trace in (_of_word(word) if word != STOP else ()))
        yield from ((meaning % SIZE, at, at) for meaning in meant[at])
        yield from _of_neighbours(names, at)
        for then in range(at + 1, min(at + IN_SIGHT + 1, len(words))):
            for trace in _of_meanings(names, meant, at, then):
                yield trace, at, then


def shortened(spelled: Sequence[str]) -> list[str]:
    """Give the words that are looked at: numbers are all alike, and one pause is as good as two."""
    words: list[str] = []
    for word in spelled[:MOST]:
        if word != STOP or words[-1:] != [STOP]:
            words.append("0" if word.isdigit() and word != "112" else word)
    return words


@lru_cache(maxsize=4096)
def _of_word(word: str) -> tuple[int, ...]:
    written = f"^{word}$"
    pieces = {written[at : at + long] for long in PIECES for at in range(len(written) - long + 1)}
    named = [f"w {word}", f"s {sound(word)}", *(f"p {piece}" for piece in sorted(pieces) if len(word) > SHORT)]
    return tuple(number_of(name) % SIZE for name in named)


def _of_neighbours(names: Sequence[int], at: int) -> Iterator[Trace]:
    for then in range(at + 1, min(at + NEAR + 1, len(names))):
        yield _pair(names[at], names[then], 1 if then == at + 1 else 2), at, then
    if at + 2 < len(names):
        yield _pair(_pair(names[at], names[at + 1], 3) * _TURN, names[at + 2], 3), at, at + 2


def _of_meanings(names: Sequence[int], means: Sequence[Sequence[int]], at: int, then: int) -> Iterator[int]:
    for one in means[at]:
        for other in means[then]:
            yield _pair(min(one, other), max(one, other), 4)
            if then == at + 1:
                yield _pair(one, other, 5)
    if then <= at + BESIDE:
        yield from (_pair(one, names[then], 6) for one in means[at])
        yield from (_pair(names[at], other, 7) for other in means[then])


@lru_cache(maxsize=8192)
def number_of(name: str) -> int:
    return crc32(name.encode("utf-8", "replace"))


def _pair(one: int, other: int, sort: int) -> int:
    mixed = (one * _MIX + other * _TURN + sort * 0x27D4EB2F) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 15)) % SIZE
