"""Where somebody wants to go, in a few words of their own: "naar het ziekenhuis in Den Bosch".

Every place that is said is weighed by the words around it, for "bij de kapper" is where somebody has to be, or where
their daughter works. How places are said, and what these words are, stands in lexicon/places.toml.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.late import late_pattern
from flows.understanding.requests.category import weigh_word
from flows.understanding.tongues import plainly_in
from flows.understanding.words import LONGEST, fold, load, part_around
from storage.terms import Category

_LEXICON = load("places")
_WAYS, _NOUNS = _LEXICON["ways"], {name: "|".join(words) for name, words in _LEXICON["nouns"].items()}
_SAYS = {name: late_pattern("|".join(patterns)) for name, patterns in _LEXICON["says"].items()}
_SORTS = {name: late_pattern(_NOUNS[name]) for name in ("thing", "ride", "care", "event", "place")}
_SLIP, _KEPT = late_pattern(_WAYS["slip"], re.I), late_pattern(_WAYS["kept"], re.I)

_NOT = rf"(?!(?:{_NOUNS['never']})(?![\w'’]))"
_SET = rf"(?:(?:{_WAYS['determiners']}) )"
_WORD = rf"{_NOT}[^\W\d_][\w'’\-]+"
_NAMED = rf"{_NOT}(?-i:[A-Z][\w'’\-]+)"
_ADJECTIVE = rf"(?:(?!(?:{_NOUNS['place']})\b)[^\W\d_]{{2,}}[^\W\d_e]e (?=[^\W\d_]{{3}}))"
_NOUN = (
    rf"(?:{_NOT}{_ADJECTIVE})?(?:{_NOT}\w+'s )?(?:{_NAMED} ){{0,3}}"
    rf"(?:{_NOT}(?:{'|'.join(_WAYS['of_two'])})|(?:(?:{_WAYS['before_a_name']}) (?=(?-i:[A-Z])))?{_WORD})"
)
_CALLED = rf"(?: (?:(?-i:de|De|Het|Ter|Ten|Van|'t|den|der) )?{_NAMED}){{0,3}}"
_TAIL = rf"(?: (?:(?:{_WAYS['tail']}) {_SET}?{_NOUN}|te {_NAMED}|voor {_ADJECTIVE}{_WORD}){_CALLED})"
_BESIDES = rf"(?:, {_NAMED}(?=,))"  # "de woongroep, Philadelphia, "
_PLACE = rf"(?P<place>{_SET}?(?P<noun>{_NOUN}){_CALLED}{_TAIL}{{0,2}}{_BESIDES}?)"
_PATTERNS = {
    "to": late_pattern(rf"\b(?P<way>{_WAYS['to']}|{_WAYS['slip']}) {_PLACE}", re.I),
    "at": late_pattern(rf"(?<![\w'’])(?P<way>{_WAYS['at']}) {_PLACE}", re.I),
    "visit": late_pattern(rf"(?<![\w'’])(?P<way>)(?={_SET}){_PLACE}(?={'|'.join(_LEXICON['says']['visited'])})", re.I),
    "bare": late_pattern(rf"(?<![\w'’])(?P<way>)(?P<place>(?P<noun>{_WORD}){_TAIL}{{0,2}})", re.I),
}
_NAME = late_pattern(r"(?:[a-z']+ )?[A-Z]")
_SHORT = late_pattern(r"[A-Z]{3,}")
_SENTENCE = late_pattern(r"(?<!\bst)(?<! \w)[.!?;]+(?: |$)", re.I)
_LEADS = late_pattern(r"^(?:naar|naor|to|at)\s+", re.I)
_CLAUSE = late_pattern(r"[,.!?;:()]+(?: |$)|\b(?:en|maar|want|dus|omdat|terwijl|die|and|but|because)\b", re.I)
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A place as it was said: by which words, what stands before and after, and in which part of the message."""

    way: str
    said: str
    noun: str
    before: str
    after: str
    clause: str
    sentence: str
    whole: str

    @property
    def strength(self) -> int:
        """Say how much its noun says by itself that somebody goes there: as a word of rides, or of care."""
        category, weight = weigh_word(self.noun.split()[-1])
        if category is Category.TRANSPORT and not self.is_a("ride"):
            return weight
        return 2 * self.is_a("care")

    @property
    def known(self) -> bool:
        """Say whether its noun is known to be a place, or something that takes place."""
        return self.strength > 0 or self.is_a("place") or self.is_a("event")

    def is_a(self, sort: str) -> bool:
        """Say whether its noun is of a SORT of the lexicon."""
        return bool(_SORTS[sort].fullmatch(self.noun.split()[-1]) or _SORTS[sort].fullmatch(self.noun))


def read_destination(text: str) -> str:
    """Give where TEXT wants to go to, as it was said; empty where it says nothing of it."""
    same = " ".join(text[:LONGEST].replace("’", "'").split())
    weighed = [(weigh(place), place) for weigh, place in _places(same)]
    weight, likely = max(weighed, key=lambda one: one[0], default=(0, None))
    if likely is None or weight < _ENOUGH:
        return ""
    way = "to" if plainly_in(fold(same)) == "en" else "naar"
    return f"{likely.way if _KEPT.fullmatch(likely.way) else way} {likely.said}"


def _places(same: str) -> Iterator[tuple[Callable[[_Place], int], _Place]]:
    """Find the places in a text, each with what weighs the way in which it is said."""
    whole = fold(same)
    for way, weigh in _WEIGHS.items():
        for found in _PATTERNS[way].finditer(same):
            first, last = found.span()
            before, after = fold(same[:first]) + " ", fold(same[last:])
            clause, sentence = (fold(same[part_around(ends, same, first, last)]) for ends in (_CLAUSE, _SENTENCE))
            noun = fold(found["noun"])
            yield weigh, _Place(found["way"], found["place"], noun, before, after, clause, sentence, whole)


def _says(what: str, words: str) -> bool:
    return bool(_SAYS[what].search(words))


def _weigh_to(one: _Place) -> int:
    """Weigh "naar" a place: the way in which most are said."""
    if _says("looked", one.before) or _says("looking", one.after):
        return 0
    if _SLIP.fullmatch(one.way):
        return 2 * (one.known and one.strength == 0 and not one.is_a("event"))
    weight = 5 + one.known + 2 * _says("asked", one.clause)
    return weight - 7 * _says("settled", one.clause) - 3 * (one.noun == "huis")


def _weigh_at(one: _Place) -> int:
    """Weigh "bij" a place: somebody has to be there, or is there."""
    if one.is_a("thing") or _says("home", one.clause) or _says("settled", one.clause):
        return 0
    named, thither = bool(_NAME.match(one.said)), _says("thither", one.whole)
    if _says("elsewhere", one.clause):
        return 3 * (thither and (named or one.known))
    there = 3 * (thither or _says("there", one.sentence)) + _says("there", one.clause)
    spoken_of = named and not _says("lives", one.before) and _says("rides", one.whole)
    return there + 2 * (one.known or spoken_of) + (one.strength > 0)


def _weigh_visit(one: _Place) -> int:
    """Weigh a place that is visited: "de open dag bezoeken", "het ziekenhuis in"."""
    return (6 + one.known) * (one.known or not one.after.startswith((" in", "-in")))


def _weigh_bare(one: _Place) -> int:
    """Weigh a noun by itself: what takes place, or where somebody is treated, is gone to."""
    if _says("after", one.before) or any(_says(what, one.clause) for what in ("home", "elsewhere", "settled")):
        return 0
    tail = 4 * (fold(one.said) != one.noun)
    ride = 2 * (_says("by_ride", one.before) and (one.known or bool(_SHORT.fullmatch(one.said))))
    event = one.is_a("event") and _says("takes_place", one.before)
    return max(one.strength + tail if one.strength else tail * one.known, ride, 2 * event)


_WEIGHS = {"to": _weigh_to, "at": _weigh_at, "visit": _weigh_visit, "bare": _weigh_bare}


def place_alone(destination: str) -> str:
    """Give the place without the word that leads to it: "naar de tandarts" is "de tandarts"."""
    return _LEADS.sub("", destination)
