"""Whom a sentence speaks of: for whom help is asked, who may ask, who lives here too, who says to be known."""

import re
from dataclasses import dataclass

from flows.late import late_pattern
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.near import Near
from flows.understanding.words import fold, load

_LEXICON = load("whom")


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom help is asked: how near, and how one speaks of them: her, him, them, or either of the first two."""

    near: Near
    pronoun: str


@dataclass(frozen=True, slots=True)
class May:
    """Somebody may ask for the writer, or may not any more; the name is empty where none was said."""

    yes: bool
    name: str


_EITHER = "either"
_SPOKEN = {how: late_pattern(rf"\b(?:{words})\b") for how, words in _LEXICON["spoken"].items()}
_OTHER, _UNNAMED = 0.0, 0.5  # how much must speak of another: where they are named, and where they are not

_People = dict[str, tuple[Near, str]]


def _people(section: str) -> _People:
    return {
        word: (Near(near), pronoun)
        for near, pronouns in _LEXICON[section].items()
        for pronoun, words in pronouns.items()
        for word in words.split("|")
    }


def _any_of(people: _People) -> str:
    return "|".join(sorted(map(re.escape, people), key=len, reverse=True))


def people_words() -> str:
    """Give the words for people, as a pattern."""
    return _any_of(_MORE)


_WORDS = _people("people")
_MORE = _WORDS | _people("more")
_WHO = rf"{_LEXICON['before']['owner']}(?P<word>{_any_of(_WORDS)})\b"
_SOMEBODY = late_pattern(
    rf"(?<!\w)(?:(?P<some>{'|'.join(_LEXICON['before']['some'])}) (?:\w+e )?)?(?P<word>{_any_of(_MORE)})\b"
)

_ELDER = rf"(?P<word>{_LEXICON['for']['elder']})"


def _any(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(late_pattern(one.replace("WHO", _WHO).replace("ELDER", _ELDER)) for one in patterns)


_FOR, _NOT_FOR = _any(_LEXICON["for"]["says"]), _any(_LEXICON["for"]["not"])
_INTRODUCES = _any(_LEXICON["introduces"]["says"])
_HOW = {how: late_pattern("|".join(lines)) for how, lines in _LEXICON["how"].items()}
_ME, _IDIOM = late_pattern(_LEXICON["for"]["me"].replace("KIN", _any_of(_MORE))), late_pattern(_LEXICON["for"]["idiom"])
_TITLE, _ORDINARY = _LEXICON["spoken_of"]["title"], frozenset(_LEXICON["spoken_of"]["ordinary"].split("|"))
_I = late_pattern(_LEXICON["spoken_of"]["i"])
_MAY = late_pattern(_LEXICON["may"]["says"].replace("KIN", _LEXICON["may"]["kin"]))
_MAY_NOT, _MAY_I = late_pattern(_LEXICON["may"]["not"]), late_pattern(_LEXICON["may"]["question"])
_LIVES = late_pattern(_LEXICON["lives"]["says"])
_NO_NAMES = frozenset(_LEXICON["lives"]["not_a_name"].split("|"))
_MOVED = tuple(late_pattern(_LEXICON["moved"][key]) for key in ("says", "me", "not"))


def read_whom(text: str) -> Whom | None:
    """Tell for whom TEXT asks help, when it plainly is somebody else; None: the writer, or not said.

    "Mijn buurvrouw kan niet, kan iemand mij brengen" is about the writer.
    """
    whole = fold(text)
    plain = _IDIOM.sub(" ", whole)
    if _ME.search(plain):
        return None
    for pattern in _NOT_FOR:
        plain = pattern.sub(" ", plain)
    found = next((found for pattern in _FOR if (found := pattern.search(plain))), None)
    if found is not None:
        return _who(found)
    score = classifier().for_other(whole)
    if score <= _OTHER:
        return None
    named, near = [_who(one) for one in _SOMEBODY.finditer(plain)], classifier().how_near(whole)
    said = {_who(one).pronoun for one in _SOMEBODY.finditer(whole)}
    unnamed = [Whom(near, *said) if len(said) == 1 else Whom(near, _spoken_of_as(plain))] if score > _UNNAMED else []
    return next(iter([*(one for one in named if one.near is near), *unnamed, *named]), None)


def introduces(text: str) -> Whom | None:
    """Tell for whom somebody says to write, who says no more yet: "ik vraag voor mijn zus Bep"; None for nobody."""
    plain = fold(text)
    found = next((found for pattern in _INTRODUCES if (found := pattern.search(plain))), None)
    return _who(found) if found else None


def read_how(text: str) -> str | None:
    """Tell how somebody goes on who asks for another: `self`, for themselves, `call` or `ask` them; None unsaid."""
    plain = fold(text)
    return next((how for how, pattern in _HOW.items() if pattern.search(plain)), None)


def _who(found: re.Match[str]) -> Whom:
    """Give who was named: a friend lives elsewhere, my friend with me."""
    near, pronoun = _MORE[found["word"]]
    friend = near is Near.HOUSEMATE and found.groupdict().get("some")
    if pronoun == _EITHER:
        pronoun = _spoken_of_as(found.string)
    return Whom(Near.NEIGHBOUR if friend else near, pronoun)


def _spoken_of_as(plain: str) -> str:
    """Tell how one is spoken of whose word does not tell it; `either` where nothing or both is said."""
    said = [how for how, pattern in _SPOKEN.items() if pattern.search(plain)]
    return said[0] if len(said) == 1 else _EITHER


def speaks_of_self(text: str) -> bool:
    """Say whether somebody speaks of help for themselves: "mij", "me", "ons"."""
    return bool(_ME.search(_IDIOM.sub(" ", fold(text))))


def read_named(text: str, names: list[str], plainly: bool = False) -> int | None:
    """Tell which of NAMES a text says it is for ("voor Ans", "Ans wil", "met Henk mee"); None: none, or several.

    With PLAINLY only behind a word such as "voor" or "bij": Wil is a name, and "wil iemand" names nobody.
    """
    plain, before = fold(text), _LEXICON["before"]["plainly"] if plainly else ""
    said = [nth for nth, one in enumerate(names) if one and re.search(rf"\b{before}{re.escape(fold(one))}\b", plain)]
    return said[0] if len(said) == 1 else None


def read_spoken_of(text: str, names: list[str]) -> int | None:
    """Tell which of NAMES a text speaks of: by the whole name, "mevrouw de Wit", or "Toos"; None: none, or several."""
    plain = fold(text)
    said = [[rf"\b{re.escape(fold(one))}\b", rf"{_TITLE}{re.escape(fold(one).partition(' ')[2])}\b", _first(one)]
            for one in names]  # fmt: skip
    for how in range(3):
        found = [
            nth for nth, one in enumerate(names) if one and " " in one.strip() and re.search(said[nth][how], plain)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _first(name: str) -> str:
    first = fold(name).partition(" ")[0]
    return r"(?!)" if first in _ORDINARY else rf"\b{re.escape(first)}\b"


def says_i(text: str) -> bool:
    """Say whether somebody speaks of themselves: "ik", "mij", "ons"."""
    return bool(_I.search(fold(text))) or speaks_of_self(text)


def read_may(text: str) -> May | None:
    """Read that a relative may ask for the writer, or may not any more."""
    plain = fold(text)
    found = _MAY.search(plain)
    if found is None or (_MAY_I.search(plain) and not text.rstrip().endswith(".")) or "?" in text:
        return None
    name = found["name"] or ""
    no = bool(_MAY_NOT.search(found["rest"])) or name in ("niet", "not")
    return May(not no, "" if name in ("niet", "not", "nu", "ook") else name.capitalize())


def read_housemate(text: str) -> str | None:
    """Read that somebody else lives by this phone: their name, empty where none was said; None: no such thing."""
    found = _LIVES.search(fold(text))
    if found is None or "?" in text:
        return None
    name = found["name"] or found["alone"] or ""
    if found["alone"] and (name in _NO_NAMES or name in _WORDS):
        return None
    return name.capitalize()


def claims_to_be_known(text: str) -> bool:
    """Say whether somebody says who they are, on another phone; who asks for help with a phone does not."""
    plain = fold(text)
    says, me, unless = _MOVED
    return bool(says.search(plain) and me.search(plain) and not unless.search(plain))
