"""Says which words of a sentence gave which fact, for whoever edits the lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from flows.late import late_pattern
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.intent import words_for_intent, words_for_urgency
from flows.understanding.requests.sentence import understand
from flows.understanding.time.grammar import Maker, Sentence
from flows.understanding.time.pieces import Piece
from flows.understanding.time.reading import ROWS
from flows.understanding.time.spelling import spell
from flows.understanding.words import fold

_MARK = late_pattern(r"<[A-Z](\d+)>")


@dataclass(frozen=True, slots=True)
class Because:
    """One fact and the words that gave it; `words` is empty where the fact follows from what was not said."""

    fact: str
    value: str
    words: str


@dataclass(slots=True)
class _Traced(Sentence):
    """A sentence that remembers of which words each piece was made."""

    words: list[str] = field(default_factory=list)

    def _mark(self, found: re.Match[str], make: Maker) -> str:
        before = len(self.pieces)
        made = Sentence._mark(self, found, make)
        if len(self.pieces) > before:
            self.words.append(_MARK.sub(lambda mark: self.words[int(mark[1])], found[0]))
        return made


def explain(text: str, now: datetime) -> Iterator[Because]:
    """Give each fact that is read in TEXT at NOW with its words: intent, urgency, category, time piece by piece."""
    found, plain = understand(text, now), fold(text)
    yield Because("intent", found.intent.value + ("" if found.sure else " (not sure)"), words_for_intent(plain))
    for flag in found.flags:
        yield Because("urgency", flag.value, words_for_urgency(plain, flag))
    for hint in find_hints(plain):
        yield Because("category", f"{hint.category.value} ({'strong' if hint.strong else 'weak'})", hint.word)
    for guess in found.likely:
        most = ", ".join(classifier().weightiest(plain, guess.category))
        yield Because("likely", f"{guess.category.value} ({guess.sure:.0%})", f"most by: {most}" if most else "")
    if found.destination:
        yield Because("destination", found.destination, found.destination)
    for piece, words in _times(text, now):
        yield Because("time", _said(piece), words)
    for place, when in enumerate((found.when, *found.ask)):
        if when is not None:
            kept = {name: value for name, value in when.kept().items() if value}
            name = "when" if not place else "or, asked back"
            yield Because(name, ", ".join(f"{key} {value}" for key, value in kept.items()), "")


def _times(text: str, now: datetime) -> Iterator[tuple[Piece, str]]:
    sentence = _Traced(now, spell(text))
    for row in ROWS:
        sentence.read(row)
    for mark in _MARK.finditer(sentence.text):
        yield sentence.pieces[int(mark[1])], sentence.words[int(mark[1])]


def _said(piece: Piece) -> str:
    return re.sub(r"datetime\.(?:date|datetime)\(([^)]*)\)", lambda day: "-".join(day[1].split(", ")), repr(piece))
