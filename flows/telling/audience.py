"""To whom a message to many goes, as a coordinator says it behind the command or in the talk; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.talk import Said
from flows.understanding.replies.streets import street_names
from flows.understanding.requests.category import Own, categories, find_hints
from flows.understanding.words import fold
from storage.terms import Audience, Category

LONGEST_NAME = 60  # characters that may name whom it is for
_MOST_OF_KIND = 3  # words that may name a kind of help
_BETWEEN = frozenset({"en", "of", "and", "or", "de", "het", "een", "the", "samen", "doet", "doen", "helpt", "helpen"})
_MOST_BEFORE = 4  # words that may name whom it is for before a message that begins with a capital

_FOR = re.compile(r"^(?:(?:aan|naar|voor|to|for) )?(?:(?:alle|al de|de|the|all) )?")
_ALL = re.compile(
    r"(?:iedereen|allemaal|allen|alle|elkeen|everyone|everybody|all)"
    r"(?: (?:mensen|leden|people|members))?(?: (?:in|van|uit|of|in the) .{1,30})?|"
    r"(?:het )?he(?:le|el) (?:het )?(?:dorp|wijk|buurt)|(?:mensen|leden|people|members)"
)
_HELPERS = re.compile(r"vrijwilligers?|helpers?|hulpen|volunteers?")
_RESIDENTS = re.compile(r"bewoners?|hulpvragers?|inwoners?|vragers?|ouderen|residents?|askers?|elders")
_STREET = re.compile(r"(?:(?:iedereen|bewoners|mensen|everyone|residents) )?(?:in |van |uit |on |of )?"
                     r"(?:(?:de |het |the )?(?:straat|street)[: ]+)?(?:de |het |'t |the )?(.+)")  # fmt: skip
_STREET_SAID = re.compile(r"(?:^|\b(?:de |het |the )?)(?:straat|street)[: ]+\S")
_STREET_ENDS = re.compile(
    r"(?:straat|str|laan|weg|plein|hof|dijk|kade|pad|steeg|gracht|singel|park|dreef|markt|wal|baan|dam|brink|"
    r"street|road|lane|avenue|square)$"
)
_STREET_MARKED = re.compile(r"^(straat|street)\s*:\s*", re.I)
_OF_KIND = re.compile(r"^(?:(?:vrijwilligers?|helpers?|volunteers?|wie|mensen) ?)?"
                      r"(?:(?:die|wie|who) )?(?:(?:helpt|helpen|help|doet|doen|do) )?"
                      r"(?:(?:van|voor|met|in|of|for|with|bij) )?(?:(?:de|het|the) )?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whom:
    """To whom it goes; `of` is the kind of help, or the street as it was written."""

    who: Audience
    of: str = ""

    def kept(self) -> dict[str, str]:
        """Give it as plain values."""
        return {"who": self.who.value, "of": self.of}

    def said(self) -> Said:
        """Give it in words."""
        facts: dict[str, Any] = {"name": self.of} if self.who is Audience.STREET else {}
        if self.who is Audience.KIND:
            facts = {"what": Category(self.of)}
        return Said(f"telling.to.{self.who.value}", facts)


def make_whom(kept: Any) -> Whom:
    """Make it anew of what was kept. Raises ValueError, KeyError or TypeError where it does not fit."""
    if not isinstance(kept, Mapping):
        raise TypeError("no mapping")
    who, of = Audience(kept["who"]), str(kept["of"])
    if who is Audience.KIND:
        Category(of)
    if who is Audience.STREET and not street_names(of):
        raise ValueError("no street")
    return Whom(who, of)


def read_whom(words: str, own: Own = ()) -> Whom | None:
    """Read "iedereen", "de vrijwilligers", "tuin", "helpers voor vervoer" or "Eikenlaan"; None for anything else.

    OWN are the names that a community gave to kinds of help.
    """
    plain = fold(words).strip(" .:!,")
    if not plain or len(plain) > LONGEST_NAME:
        return None
    short = _FOR.sub("", plain)
    for pattern, who in ((_HELPERS, Audience.HELPERS), (_RESIDENTS, Audience.RESIDENTS)):
        if pattern.fullmatch(short):
            return Whom(who)
    street = _read_street(words.strip(" .:!,"), plain)
    if street is not None:
        return street
    if _ALL.fullmatch(plain) or _ALL.fullmatch(short):
        return Whom(Audience.ALL)
    return _read_kind(short, own)


def _read_street(words: str, plain: str) -> Whom | None:
    named = _STREET.fullmatch(_FOR.sub("", plain, count=1))
    if (
        named is None
        or named[1] in ("straat", "street")
        or re.search(r"\d", named[1])
        or len(named[1].split()) > _MOST_OF_KIND + 1
    ):
        return None
    if not _STREET_SAID.search(plain) and not _STREET_ENDS.search(named[1]):
        return None
    written = words[-len(named[1]) :] if fold(words[-len(named[1]) :]) == named[1] else named[1]
    return Whom(Audience.STREET, written) if street_names(written) else None


def _read_kind(short: str, own: Own) -> Whom | None:
    kind = _OF_KIND.sub("", short)
    if not kind or len(kind.split()) > _MOST_OF_KIND or re.search(r"\d", kind):
        return None
    hints = find_hints(kind, own)
    rest = set(re.findall(r"\w+", kind)) - _BETWEEN - {part for one in hints for part in re.findall(r"\w+", one.word)}
    found = categories(hints)
    return Whom(Audience.KIND, found[0].value) if len(found) == 1 and not rest else None


def split(words: str, own: Own = ()) -> tuple[Whom | None, str]:
    """Take apart what stands behind the command: whom it is for, where that is said first, and the message itself.

    Whom it is for ends at a colon or a line break, or is said in a few words before a message that begins with a
    capital.
    """
    words = words.strip()
    head, mark, rest = _parted(_STREET_MARKED.sub(r"\1 ", words))
    if mark and (whom := read_whom(head, own)) is not None:
        return whom, rest.strip()
    if (whom := read_whom(words, own)) is not None:
        return whom, ""
    for gap in reversed(list(re.finditer(r"\s+", words))[:_MOST_BEFORE]):
        whom = read_whom(words[: gap.start()], own) if words[gap.end()].isupper() else None
        if whom is not None:
            return whom, words[gap.end() :]
    return None, words


def _parted(words: str) -> tuple[str, str, str]:
    marks = [place for place in (words.find(":"), words.find("\n")) if place > 0]
    place = min(marks, default=-1)
    return (words, "", "") if place < 0 else (words[:place], words[place], words[place + 1 :])
