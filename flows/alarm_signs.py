"""Finds signs of danger in words: telling words that stand near other words, as alarm_signs.toml lists them.

text ─ spell() ─> words ─ find() ─> where each phrase of any sign stands ─ Sign.stands() ─> yes or no

Spelling is forgiving on purpose: accents, capitals, doubled consonants, dialect, words written in one, words written
as they sound, and one slip of the finger in a word of five letters or more are all read past, since frightened people
type badly.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product
from pathlib import Path

from flows.word_lists import BadList, read_list
from storage.terms import Danger

LONGEST = 4096  # characters that are looked at: the most that one message can hold
REACH = 10  # words between the telling word of a sign and its other words
STOP = "."  # what a pause is read as; a message begins and ends with one
STRETCHED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1+|([aeiouy])\2{2,}")  # "gevalllen", "heeelp"; not "been", "mee"
SLIP_FROM = 5  # letters a word needs before one slip in it is forgiven
SOUND_FROM = 4  # letters a word needs to be known by its sound
SOUNDS = tuple(  # what is written in several ways and sounds alike, in the order in which it is read
    (re.compile(written), sound)
    for written, sound in (
        ("sch", "sg"), ("ch", "g"), ("ij|ei|y", "e"), ("ou|au|oe", "u"), ("ae|oa|ao|ah", "a"), ("eu|ui|uu", "u"),
        ("ie", "i"), ("ee", "e"), ("oo", "o"), ("aa", "a"), ("z", "s"), ("v", "f"), ("c|q", "k"), ("dt?$|td$", "t"),
        ("(?<=e)n$", ""),
    )
)  # fmt: skip

Phrase = tuple[str, ...]  # words that follow each other; one with a * is a stem or an ending, ? is any word
Part = frozenset[Phrase]  # any of these will do
Found = Mapping[Phrase, Sequence[int]]  # where each phrase begins


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its telling part, what must stand near, and what must not.

    `level` is "now" when it holds whatever time is spoken of, "signs" when the past softens it, "soft" when it is
    never sure.
    """

    kind: Danger
    level: str
    telling: Part
    near: tuple[Part, ...]
    not_near: tuple[Part, ...]

    def stands(self, found: Found, at: int) -> bool:
        """Say whether the sign is complete around its telling part AT that word."""
        return all(is_near(part, found, at) for part in self.near) and not any(
            is_near(part, found, at) for part in self.not_near
        )


def is_near(part: Part, found: Found, at: int) -> bool:
    """Say whether any phrase of PART begins within reach of the word AT."""
    return any(abs(place - at) <= REACH for phrase in part if phrase in found for place in found[phrase])


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


def gaps(word: str) -> set[str]:
    """Give WORD and all that is left of it with one letter out; two words a slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


class Signs:
    """The lists of one signs file, ready to be looked up."""

    def __init__(self, path: Path) -> None:
        lists = read_list(path, ("spelling", "groups", "past", "danger"))
        self._file = path.name
        spelling = lists["spelling"]
        self._glued = {skeleton(odd): skeleton(words).split() for odd, words in spelling["glued"].items()}
        self._groups: dict[str, list[str]] = {name: words.split() for name, words in lists["groups"].items()}
        self._filler = frozenset(skeleton(spelling["filler"]).split())
        self._same = {odd: skeleton(word) for word, odds in spelling["same"].items() for odd in skeleton(odds).split()}
        self._phrases: dict[str, set[Phrase]] = defaultdict(set)  # by their first word
        self._bare: dict[str, str] = {}
        self._parts: dict[str, Part] = {}  # many signs share a part
        self.past = self._part("|".join(lists["past"]["words"].split()))
        self._telling: dict[Phrase, list[Sign]] = defaultdict(list)
        for kind in lists["danger"].keys() - {one.value for one in Danger}:
            raise BadList(f"{self._file}: no danger is called {kind!r}: it is one of {', '.join(Danger)}")
        self.order = tuple(Danger(kind) for kind in lists["danger"])
        for kind in self.order:
            self._take_in(kind, lists["danger"][kind])
        self._learn_words(skeleton(spelling["real"]).split())
        self._reading = lru_cache(maxsize=4096)(self._read)  # people have most of their words in common

    def find(self, text: str) -> Found:
        """Find where each phrase of any sign begins in TEXT."""
        readings = [self._reading(word) for word in self.spell(text)]
        found: dict[Phrase, list[int]] = defaultdict(list)
        for at, reading in enumerate(readings):
            seconds = ("", "?", *(readings[at + 1] if at + 1 < len(readings) else ()))
            begun = (self._begun.get(pair, ()) for pair in product(reading, seconds))
            for phrase in {phrase for phrases in begun for phrase in phrases}:
                end = at + len(phrase)
                if end <= len(readings) and all(map(_holds, readings[at + 1 : end], phrase[1:])):
                    found[phrase].append(at)
        return found

    def standing(self, found: Found) -> Iterator[tuple[Sign, int]]:
        """Give each sign that is complete, with the word where its telling part begins."""
        for phrase, places in found.items():
            for sign in self._telling.get(phrase, ()):
                yield from ((sign, at) for at in places if sign.stands(found, at))

    def spell(self, text: str) -> list[str]:
        """Give the words of TEXT as the signs spell them, without filler."""
        words = re.findall(r"[^\W_]+|[.,!?;:\n]+", f". {skeleton(text)} .")
        whole = [one for word in words for one in self._glued.get(word, (word,))]
        return [self._same.get(word, word) if word[0].isalnum() else STOP for word in whole if word not in self._filler]

    def _read(self, word: str) -> Set[str]:
        """Give what WORD may stand for in a sign: itself, its stems and endings, else those of a word one slip away or
        that sounds alike."""
        plain = self._as_written(word)
        if plain or len(word) < SLIP_FROM - 1 or word in self._real:
            return plain
        near = {known for gap in gaps(word) for known in self._slips.get(gap, ()) if known[0] == word[0]}
        near.update(self._sounding.get(sound(word), ()))
        return {one for known in near for one in self._as_written(known)}

    def _as_written(self, word: str) -> set[str]:
        ends = {part for at in range(1, len(word) + 1) for part in (word[:at] + "*", "*" + word[-at:])}
        return ({word} | ends) & self._words

    def _learn_words(self, real: Iterable[str]) -> None:
        self._words = {word for phrases in self._phrases.values() for phrase in phrases for word in phrase}
        self._begun: dict[tuple[str, str], list[Phrase]] = defaultdict(list)  # by their first two words
        for phrase in chain.from_iterable(self._phrases.values()):
            self._begun[phrase[0], phrase[1] if len(phrase) > 1 else ""].append(phrase)
        self._real = frozenset(real)
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._sounding: dict[str, list[str]] = defaultdict(list)
        for word in {word.strip("*") for word in self._words}:
            for gap in gaps(word) if len(word) >= SLIP_FROM else ():
                self._slips[gap].append(word)
            if len(word) >= SOUND_FROM:
                self._sounding[sound(word)].append(word)

    def _take_in(self, kind: Danger, page: Mapping[str, Sequence[str]]) -> None:
        for level in page.keys() - {"now", "signs", "soft", "never"}:
            raise BadList(f"{self._file}, danger.{kind.value}: no sign is {level!r}: say now, signs, soft or never")
        never = self._part("|".join(page.get("never", ["~"])))
        for level in ("now", "signs", "soft"):
            for line in page.get(level, ()):
                wanted = [self._part(part) for part in line.split() if not part.startswith("!")]
                unwanted = [self._part(part[1:]) for part in line.split() if part.startswith("!")]
                sign = Sign(kind, level, wanted[0], tuple(wanted[1:]), (never, *unwanted))
                for phrase in sign.telling:
                    self._telling[phrase].append(sign)

    def _part(self, written: str) -> Part:
        if written not in self._parts:
            part = frozenset(phrase for one in written.split("|") for phrase in self._spread(one))
            for phrase in part:
                self._phrases[phrase[0]].add(phrase)
            self._parts[written] = part
        return self._parts[written]

    def _spread(self, written: str) -> Iterable[Phrase]:
        """Write out a phrase whose words may be names of groups; a group alone may hold phrases itself.

        Filler is left out, as it is of what people write.
        """
        if written in self._groups:
            return [phrase for one in self._groups[written] for phrase in self._spread(one)]
        words = [self._groups.get(word, [word]) for word in written.split("_") if word not in self._filler]
        if not words:
            raise BadList(f"{self._file}: {written!r} is never met, for it is all filler: take it out of its sign")
        for unknown in (one for word in words for one in word if one.isupper() and len(word) == 1):
            raise BadList(f"{self._file}: there is no group {unknown}: write it under [groups], or in small letters")
        return [tuple(self._plain(word) for word in phrase) for phrase in product(*words)]

    def _plain(self, word: str) -> str:
        if word not in self._bare:
            bare = skeleton(word)
            self._bare[word] = self._same.get(bare, bare)
        return self._bare[word]


def _holds(reading: Set[str], word: str) -> bool:
    return word in reading or word == "?"
