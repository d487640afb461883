"""Letters before they are words: what frightened fingers get wrong is taken away, and how a word sounds."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 4096  # characters that are looked at: the most that one message can hold
STOP = "."  # what a pause is read as; a message begins and ends with one
STRETCHED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1+|([aeiouy])\2{2,}")  # "gevalllen", "heeelp"; not "been", "mee"
SOUNDS = tuple(  # what is written in several ways and sounds alike, in the order in which it is read
    (re.compile(written), sound)
    for written, sound in (
        ("sch", "sg"), ("ch", "g"), ("ij|ei|y", "e"), ("ou|au|oe", "u"), ("ae|oa|ao|ah", "a"), ("eu|ui|uu", "u"),
        ("ie", "i"), ("ee", "e"), ("oo", "o"), ("aa", "a"), ("z", "s"), ("v", "f"), ("c|q", "k"), ("dt?$|td$", "t"),
        ("(?<=e)n$", ""),
    )
)  # fmt: skip


def skeleton(text: str) -> str:
    """Take away what frightened fingers get wrong: accents, capitals, apostrophes, stretched letters."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold().replace("ı", "i")
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark) and mark not in "'’‘`´")
    return STRETCHED.sub(lambda run: run[0][0], bare)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Give how WORD sounds, roughly: "geifal" and "gijval" give the same."""
    for written, heard in SOUNDS:
        word = written.sub(heard, word)
    return word
