"""Finds signs of danger in words: telling words that stand near other words, as signs.toml lists them.

text ─ spell() ─> words ─ find() ─> where each phrase of any sign stands ─ Sign.stands() ─> yes or no

Spelling is forgiving on purpose: accents, capitals, doubled consonants, dialect, words written in one, words written
as they sound, and one slip of the finger in a word of five letters or more are all read past, since frightened people
type badly.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from flows.late import late_pattern
from flows.learned.letters import STOP, skeleton, sound
from flows.word_lists import BadList, read_list
from storage.terms import Danger

REACH = 10  # words between the telling word of a sign and its other words
SLIP_FROM = 5  # letters a word needs before one slip in it is forgiven
SOUND_FROM = 4  # letters a word needs to be known by its sound

Phrase = tuple[str, ...]  # words that follow each other; with a * a stem or an ending, in capitals a group, ? any word
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
    return any(True for _ in near_by(part, found, at))


def near_by(part: Part, found: Found, at: int) -> Iterator[tuple[Phrase, int]]:
    """Give each phrase of PART within reach of the word AT, with where it begins."""
    for phrase in part & found.keys():
        yield from ((phrase, place) for place in found[phrase] if abs(place - at) <= REACH)


def gaps(word: str) -> set[str]:
    """Give WORD and all that is left of it with one letter out; two words a slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


class Signs:
    """The lists of one signs file, ready to be looked up."""

    def __init__(self, path: Path) -> None:
        lists = read_list(path, ("spelling", "groups", "past"))
        self._file = path.name  # that is being read
        spelling = lists["spelling"]
        self._glued = {skeleton(odd): skeleton(words).split() for odd, words in spelling["glued"].items()}
        self._groups: dict[str, list[str]] = {name: words.split() for name, words in lists["groups"].items()}
        self._filler = frozenset(skeleton(spelling["filler"]).split())
        streets, no_streets = ("|".join(skeleton(spelling[name]).split()) for name in ("streets", "no_streets"))
        self._address = late_pattern(
            rf"\b(?!(?:{no_streets})\b)[\w\-]{{2,}}(?:{streets})\.?,? (?:nummer |nr\.? ?)?\d+ ?[a-z]?\b"
        )
        self._same = {odd: skeleton(word) for word, odds in spelling["same"].items() for odd in skeleton(odds).split()}
        self._telling: dict[Phrase, list[Sign]] = defaultdict(list)
        parts: dict[str, Part] = {}  # many signs share a part
        self.past = self._part("|".join(lists["past"]["words"].split()), parts)
        files = {file.stem: file for file in sorted(path.with_name("kinds").glob("*.toml"))}
        for kind in files.keys() - {one.value for one in Danger}:
            raise BadList(f"kinds/{kind}.toml: no danger is called {kind!r}: it is one of {', '.join(Danger)}")
        for kind in Danger:
            self._file = f"kinds/{kind}.toml"
            if kind not in files:
                raise BadList(f"{self._file} is not there: take it from the repository")
            self._take_in(kind, read_list(files[kind]), parts)
        self._file = path.name
        self._learn_words({phrase for part in parts.values() for phrase in part}, skeleton(spelling["real"]).split())
        self._reading = lru_cache(maxsize=4096)(self._read)  # people have most of their words in common

    def find(self, spelled: Sequence[str]) -> Found:
        """Find where each phrase of any sign begins in SPELLED words."""
        readings = [self._reading(word) for word in spelled]
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
        """Give the words of TEXT as the signs spell them, without filler and without addresses."""
        words = re.findall(r"[^\W_]+|[.,!?;:\n]+", f". {self._address.sub(' ', skeleton(text))} .")
        whole = [one for word in words for one in self._glued.get(word, (word,))]
        return [self._same.get(word, word) if word[0].isalnum() else STOP for word in whole if word not in self._filler]

    def _read(self, word: str) -> Set[str]:
        """Give what WORD may stand for in a sign: itself, its stems and endings, else those of a word one slip away or
        that sounds alike; and every group that holds one of these."""
        plain = self._as_written(word)
        if plain or len(word) < SLIP_FROM - 1 or word in self._real:
            return plain
        near = {known for gap in gaps(word) for known in self._slips.get(gap, "").split() if known[0] == word[0]}
        near.update(self._sounding.get(sound(word), "").split())
        return {one for known in near for one in self._as_written(known)}

    def _as_written(self, word: str) -> set[str]:
        ends = {part for at in range(1, len(word) + 1) for part in (word[:at] + "*", "*" + word[-at:])}
        known = ({word} | ends) & self._names.keys()
        return known.union(*(self._names[one] for one in known))

    def _learn_words(self, phrases: Iterable[Phrase], real: Iterable[str]) -> None:
        begun: dict[tuple[str, str], list[Phrase]] = defaultdict(list)  # by their first two words
        self._names: dict[str, tuple[str, ...]] = {}  # of the groups that each known word stands in
        for phrase in phrases:
            begun[phrase[0], phrase[1] if len(phrase) > 1 else ""].append(phrase)
            self._names.update((word, ()) for word in phrase if word not in self._groups)
        for name in {word for phrase in phrases for word in phrase} & self._groups.keys():
            for word in self._members(name):
                self._names[word] = (*self._names.get(word, ()), name)
        self._begun = {pair: tuple(ones) for pair, ones in begun.items()}
        self._real = frozenset(real)
        self._slips: dict[str, str] = {}  # the words that one letter less leaves alike, a space between them
        self._sounding: dict[str, str] = {}
        for word in {word.strip("*") for word in self._names}:
            for gap in gaps(word) if len(word) >= SLIP_FROM else ():
                self._slips[gap] = f"{self._slips[gap]} {word}" if gap in self._slips else word
            if len(word) >= SOUND_FROM:
                heard = sound(word)
                self._sounding[heard] = f"{self._sounding[heard]} {word}" if heard in self._sounding else word

    def _take_in(self, kind: Danger, page: Mapping[str, Sequence[str]], parts: dict[str, Part]) -> None:
        for level in page.keys() - {"now", "signs", "soft", "never"}:
            raise BadList(f"{self._file}: no sign is {level!r}: say now, signs, soft or never")
        never = self._part("|".join(page.get("never", ["~"])), parts)
        for level in ("now", "signs", "soft"):
            for line in page.get(level, ()):
                wanted = [self._part(part, parts) for part in line.split() if not part.startswith("!")]
                unwanted = [self._part(part[1:], parts) for part in line.split() if part.startswith("!")]
                sign = Sign(kind, level, wanted[0], tuple(wanted[1:]), (never, *unwanted))
                for phrase in sign.telling:
                    self._telling[phrase].append(sign)

    def _part(self, written: str, parts: dict[str, Part]) -> Part:
        if written not in parts:
            parts[written] = frozenset(phrase for one in written.split("|") for phrase in self._spread(one))
        return parts[written]

    def _spread(self, written: str) -> Iterable[Phrase]:
        """Give a phrase whose words may be names of groups; a group alone may hold phrases and groups itself.

        Filler is left out, as it is of what people write.
        """
        if written in self._groups:
            longer = (one for one in self._groups[written] if "_" in one or one in self._groups)
            return [(written,), *(phrase for one in longer for phrase in self._spread(one))]
        words = [word for word in written.split("_") if word not in self._filler]
        if not words:
            raise BadList(f"{self._file}: {written!r} is never met, for it is all filler: take it out of its sign")
        return [tuple(word if word in self._groups else self.plain(word) for word in words)]

    def _members(self, name: str) -> set[str]:
        """Give the single words of the group of that NAME; those that are filler are never met."""
        plain = [word for word in self._groups[name] if "_" not in word and word not in self._groups]
        for word in self._filler.intersection(plain):
            raise BadList(f"{self._file}, groups.{name}: {word!r} is never met, for it is filler: take it out")
        return {self.plain(word) for word in plain}

    def plain(self, word: str) -> str:
        """Give WORD of a list as it is met in what is spelled."""
        if word.isupper() and len(word) > 1:
            raise BadList(f"{self._file}: there is no group {word}: write it under [groups], or in small letters")
        bare = skeleton(word)
        return sys.intern(self._same.get(bare, bare))


def _holds(reading: Set[str], word: str) -> bool:
    return word in reading or word == "?"
