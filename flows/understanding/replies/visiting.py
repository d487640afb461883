"""What a helper says of an offer or a visit in words of their own: no, never, nobody opens, I can't, I worry. Pure."""

import re
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.words import fold, load


class Refusal(StrEnum):
    """What is said to an offer but yes: a no by the button that means it, `none` to all of them, or what is no no."""

    NOT_NOW = "not_now"
    NONE = "none"  # to all that were made
    NOT_THIS_WEEK = "not_this_week"
    NEVER = "never"
    WHAT = "what"  # asks what it was
    ASKS = "asks"  # asks what only the asker can say
    LATER = "later"  # they don't know yet, or stand by
    CONDITION = "condition"  # they would, but not as it stands
    PAYS = "pays"  # asks what it earns


_LEXICON = load("visiting")
_CANT, _DAY, _FORGOT = (_LEXICON["marks"][name] for name in ("cant", "day", "forgot"))


def _any(of: str, name: str) -> re.Pattern[str]:
    return late_pattern(
        "|".join(_LEXICON[of][name]).replace("CANT", _CANT).replace("DAY", _DAY).replace("FORGOT", _FORGOT)
    )


_NEVER, _WEEK, _NOT = _any("offer", "never"), _any("offer", "not_this_week"), _any("offer", "not")
_NONE, _WHAT, _OTHER_DAY = _any("offer", "none"), _any("offer", "what"), _any("offer", "other")
_LONGEST = 8  # words of a no, or of a question about an offer; whoever says more is heard in full
_FREELY = 25  # words of what is said to an offer in full
_SHORT = 3  # words of what may be a yes
_OFFER = load("refusals")["offer"]
_GOES, _NO_AT_ONCE = late_pattern(_OFFER["goes"]), late_pattern(_OFFER["no_at_once"])
_SAID_TO_OFFER = [
    (Refusal(means), late_pattern("|".join(_OFFER[words])))
    for means, words in (
        ("later", "later"),
        ("asks", "asks"),
        ("condition", "condition"),
        ("not_now", "no"),
        ("pays", "pays"),
    )
]
_OPEN_QUESTION = late_pattern(_OFFER["open_question"])
_OTHER_HOUR, _BY_THEN = late_pattern(_OFFER["other_hour"]), late_pattern(_OFFER["by_then"])
_TURNS = late_pattern("|".join(_OFFER["turns"]))

_CLOSED, _GRAVE = _any("door", "closed"), _any("door", "grave")
_OPENED, _SHUT = _any("door", "opened"), _any("door", "still_shut")
_DOOR_WORD, _TELLS_WORD = _any("door", "word"), _any("door", "tells_word")
_AROUND_WORD = frozenset(["het", "is", "de", "een", "ja", "dat", "was", "en", "dus", "ok", "it", "s", "the"])
_WAITS, _STILL, _DROP_OUT = _any("visit", "waits"), _any("visit", "still"), _any("visit", "drops_out")
_WORRY, _ASKS, _THEM = _any("visit", "worry"), _any("visit", "asks"), _any("visit", "them")
_CALLED_OFF = _any("visit", "called_off")
_SUITS_NOT, _SUITS = _any("visit", "suits_not"), _any("visit", "suits")


def read_refusal(text: str) -> Refusal | None:
    """Say which no to an offer TEXT is, that it asks something of it or leaves it open; None for all else."""
    words = fold(text).strip(" .!,")
    if len(words.split()) > _LONGEST or _OTHER_DAY.search(words):
        return _said_freely(words)
    if _NEVER.search(words):
        return Refusal.NEVER
    if _WEEK.search(words):
        return Refusal.NOT_THIS_WEEK
    if _NONE.search(words.replace(",", "")):
        return Refusal.NONE
    if yes_or_no(text) is False:
        return Refusal.NOT_NOW
    freely = _said_freely(words)
    if freely in (None, Refusal.NOT_NOW) and _NOT.search(words.replace(",", "")):
        return Refusal.NOT_NOW
    return freely or (Refusal.WHAT if _WHAT.search(words) else None)


def _said_freely(words: str) -> Refusal | None:
    """Read what is said to an offer in a sentence of its own: that they don't know yet, would if, work then."""
    said = re.sub(r"[,;.!?]+", "", words)
    if len(said.split()) > _FREELY or asks_for_somebody(said):
        return None
    if _NO_AT_ONCE.search(said) and not _GOES.search(said):
        return Refusal.NOT_NOW
    means = next((one for one, pattern in _SAID_TO_OFFER if pattern.search(said)), None)
    return None if means is Refusal.NOT_NOW and _GOES.search(said) else means


def is_open_question(text: str) -> bool:
    """Say whether no yes or no answers TEXT: "hoe lang duurt het?"."""
    return bool(_OPEN_QUESTION.search(fold(text)))


def asks_other_hour(text: str) -> bool:
    """Say whether TEXT would have it at another hour, and does not name one for what else waits then."""
    words = fold(text)
    return bool(_OTHER_HOUR.search(words)) and not _BY_THEN.search(words)


def says_it_suits(text: str) -> bool | None:
    """Say whether TEXT says that another moment suits, or that it does not; None where it says neither."""
    words = fold(text).strip(" .!,")
    if "?" in words or len(words.split()) > _FREELY:
        return None
    if _SUITS_NOT.search(words):
        return False
    return True if _SUITS.search(words) else yes_or_no(words)


def may_agree(text: str) -> bool:
    """Say whether TEXT sounds like a yes to an offer, or like a word of one: "dat doe ik", "goed hoor"."""
    words = fold(text).strip(" .!,")
    return len(words.split()) <= _SHORT or bool(_GOES.search(words))


def takes_back_no(text: str) -> bool:
    """Say whether TEXT takes back a no: "oeps, verkeerde knop", "toch wel hoor, doe ik"."""
    words = re.sub(r"[,;.!?]+", "", fold(text)).strip()
    return len(words.split()) <= _FREELY and bool(_TURNS.search(words)) and not asks_for_somebody(words)


def is_closed_door(text: str) -> bool:
    """Say whether TEXT tells of a door that stays shut, and of nothing graver."""
    words = fold(text)
    return bool(_CLOSED.search(words)) and not _GRAVE.search(words)


def is_still_closed(text: str) -> bool:
    """Say whether TEXT tells that a door is shut yet."""
    return is_closed_door(text) and bool(_STILL.search(fold(text)))


def is_of_the_door(text: str, word: str) -> bool:
    """Say whether TEXT asks for the door word or tells it; WORD in another sense ("ik kom op de fiets") does not."""
    words = fold(text)
    if _DOOR_WORD.search(words):
        return True
    bare = re.findall(r"\w+", words)
    told = bool(word) and fold(word) in bare
    return told and (bool(_TELLS_WORD.search(words)) or not {*bare} - {fold(word)} - _AROUND_WORD)


def is_opened(text: str) -> bool:
    """Say whether TEXT tells that somebody is there after all."""
    words = fold(text)
    return bool(_OPENED.search(words)) and not _SHUT.search(words)


def waits_in_vain(text: str, name: str) -> bool:
    """Say whether TEXT tells that NAME, who was to come, is not there, or asks where they are."""
    words = re.sub(rf"\b{re.escape(fold(name))}\b", "NAME", fold(text)) if name else fold(text)
    return any(_WAITS.search(part.strip(" .!?")) for part in re.split(r"[,.;!?]", words))


def says_called_off(text: str, name: str) -> bool:
    """Say whether TEXT tells that NAME, who is to come, has said that they can't."""
    words = re.sub(rf"\b{re.escape(fold(name))}\b", "NAME", fold(text)) if name else fold(text)
    return "?" not in words and bool(_CALLED_OFF.search(words))


def drops_out(text: str) -> bool:
    """Say whether TEXT tells that somebody can't come."""
    words = re.sub(r"[,.;!]", "", fold(text))
    return bool(_DROP_OUT.search(words)) and not asks_for_somebody(words)


def proposes(text: str) -> bool:
    """Say whether TEXT has a time that will do beside one that will not: "dinsdag niet, woensdag wel"."""
    return bool(_OTHER_DAY.search(fold(text)))


def is_worry(text: str, name: str) -> bool:
    """Say whether TEXT tells of something amiss with NAME, whom somebody visits or visited, and asks for nothing."""
    words = fold(text)
    about = _THEM.search(words) or re.search(rf"\b{re.escape(fold(name))}\b", words)
    return bool(_WORRY.search(words) and about) and not _ASKS.search(words)
