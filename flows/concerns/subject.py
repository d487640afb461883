"""About whom somebody worries, and what of: a first sentence often says both. Pure."""

import re
from dataclasses import dataclass

from flows.understanding.replies.worries import Worries, read_worries
from flows.understanding.requests.whom import people_words

MOST_WHO, FEWEST_WORDS = 6, 3  # words in which somebody is named; words that say more than a place
_ABOUT = re.compile(
    r"(?:(?:het gaat|ik maak (?:me|mij)(?: \w+)? (?:zorgen|ongerust)|it(?: is|'s)|i(?: am|'m) worried) )?"
    r"(?:over|om|voor|bij|about) +",
    re.I,
)
_CUT = re.compile(r"\s*(?:[,:;\n]|\.(?=\s)|\s[-–—](?=\s))\s*")
_TITLE = re.compile(r"(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|mrs?\.?|ms\.?) +", re.I)
_SOMEBODY = re.compile(
    rf"\b(?:{people_words()}|iemand|kind|meisje|jongen|dame|heer|somebody|someone|child|lady)\b", re.I
)
_PART = r"(?:van|de|der|den|het|'t|ter|ten|el)"
_NAME = re.compile(rf"(?:{_TITLE.pattern})?[A-Z][\w'-]+(?: (?:{_PART} )*[A-Z][\w'-]+)*(?=[ ,])")
_NO_NAME = re.compile(
    r"er|ik|het|de|ze|zij|hij|haar|zijn|mijn|een|die|deze|dit|daar|in|bij|op|my|she|he|there|the|it|this|her|his", re.I
)
_PLACE = re.compile(r"(?:\w+ ){0,2}[\w'.-]+ \d+\w{0,2}\b[\w ,]{0,20}")


@dataclass(frozen=True, slots=True)
class Worry:
    """Whom it is about and what was seen or heard, each as it was said; empty where that was not."""

    who: str
    words: str


def split(said: str) -> Worry:
    """Take what somebody SAID apart."""
    whole = said.strip()
    plain = whole[found.end() :] if (found := _ABOUT.match(whole)) else whole
    first, _, rest = _cut(plain)
    if len(first.split()) <= MOST_WHO and _says_something(rest):
        return Worry(first, rest)
    if (name := _NAME.match(plain)) and not _NO_NAME.fullmatch(name[0]) and _says_something(plain[name.end() :]):
        return Worry(name[0], whole)
    return Worry(plain, "") if len(plain.split()) <= MOST_WHO or _PLACE.search(plain) else Worry("", whole)


def is_somebody(who: str, plainly: bool = False) -> bool:
    """Say whether WHO sounds like a person or where one lives, and not like a thing: "de grijze container".

    With PLAINLY a word with a capital is no name: "Keuken, alles is vies".
    """
    named = None if plainly else _NAME.match(f"{who},")
    whole = named is not None and named.end() == len(who) and not _NO_NAME.fullmatch(who)
    return whole or bool(_SOMEBODY.search(who) or _TITLE.match(who) or _PLACE.search(who))


def worries_about_another(words: str) -> bool:
    """Say whether WORDS worry about somebody who stands in them."""
    worries, said = read_worries(words), split(words)
    return worries is Worries.ABOUT or (worries is Worries.AMISS and bool(said.words) and is_somebody(said.who))


def without_title(who: str) -> str:
    """Give a name without what stands before it out of courtesy."""
    return who[found.end() :] if (found := _TITLE.match(who)) else who


def _cut(words: str) -> tuple[str, str, str]:
    found = _CUT.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found else (words, "", "")


def _says_something(words: str) -> bool:
    told = words.strip(" ,")
    return len(told.split()) >= FEWEST_WORDS and not _PLACE.fullmatch(told)
