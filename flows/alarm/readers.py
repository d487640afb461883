"""Has two readers look for danger in one message, and says what both of them make of it.

The signs (signs.py) know what was written down for them, and are exact in it. The learned reader
(learned.py) knows less of each word and something of nearly all of them, so it hears what nobody wrote down.

a sign ("ik ben gevallen") .............. it is danger, unless the learned reader speaks against the message and hears
                                          too little in what is said in one breath with the sign
no sign ................................. it is danger when the learned reader is sure, and asked softly when it is
                                          nearly so; but commands (/wie) are no talk, and it does not listen there

Which kind of danger it is, and whether it is past, the learned reader knows better than the signs. Only where a sign
of now stands beside another, and is danger in its own breath, is it that of now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.alarm.learned import Learned
from flows.alarm.signs import Found, Sign, Signs, is_near, near_by
from flows.alarm.traces import Traces
from flows.learned.letters import STOP
from storage.terms import Danger

# how much the learned reader must hear; chosen on lines that it had not learned from (docs/decisions/0008). It learned
# from more that is harmless than dangerous: what lies a little below 0 is asked about, too
SURE, NEARLY = 1.9, -0.75
AGAINST, STRONGLY = 0.0, -2.0  # below which it speaks against danger
# what it must hear in one breath with a sign, where it speaks a little against the whole, and where it does strongly
ALONE, OUTRIGHT = 2.0, 3.5
AROUND = 5  # words on either side of a sign that are looked at with it
CUTS = frozenset({STOP, "en", "maar", "want", "dus", "kan", "kun", "wil", "wie", "and", "but", "so", "can", "could"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """Danger that was read in somebody's words."""

    kind: Danger
    certain: bool  # False: past or unclear, so it is asked softly and the talk goes on


@dataclass(frozen=True, slots=True)
class _Heard:
    """What both readers make of one message: the signs that stand, each with its place, and what the other hears."""

    spelled: Sequence[str]
    found: Found
    signs: Sequence[tuple[Sign, int]]
    traces: Traces
    danger: float
    is_command: bool

    @property
    def is_danger(self) -> bool:
        """Say whether any of them hears danger."""
        return bool(self.signs) or (self.danger >= NEARLY and not self.is_command)


class Readers:
    """Both readers, over one way to spell."""

    def __init__(self, signs: Signs, learned: Learned) -> None:
        self._signs, self._learned = signs, learned

    def look(self, text: str) -> Alarm | None:
        """Give the danger in TEXT; None when there is none."""
        heard = self._hear(text)
        return self._alarm(heard) if heard.is_danger else None

    def explain(self, text: str) -> list[tuple[str, str]]:
        """Give what the danger in TEXT was read from: which reader, and the words that it stands on."""
        heard = self._hear(text)
        told = [("sign", _words(sign, at, heard.found, heard.spelled)) for sign, at in heard.signs]
        if heard.is_danger:
            heavy = ", ".join(self._learned.weightiest(heard.spelled))
            told.append(("learned", f"{self._alarm(heard).kind.value}, most by: {heavy}"))
        return list(dict.fromkeys(told))

    def _alarm(self, heard: _Heard) -> Alarm:
        """Say what danger was HEARD. Of signs of now beside others, what is danger in its own breath goes first."""
        now = [(sign, at) for sign, at in heard.signs if self._is_of_now(sign, at, heard.found)]
        if now and len(now) < len(heard.signs):
            kinds = {sign.kind for sign, at in now if self._alone(heard.spelled, at) > ALONE}
            if kinds:
                return Alarm(self._learned.kind(heard.traces, kinds), certain=True)
        is_sure = bool(now) or heard.danger >= SURE
        return Alarm(self._learned.kind(heard.traces), certain=is_sure and not self._learned.is_past(heard.traces))

    def _hear(self, text: str) -> _Heard:
        spelled = self._signs.spell(text)
        found = self._signs.find(spelled)
        standing = list(self._signs.standing(found))
        traces = self._learned.traces(spelled, standing)
        danger = self._learned.danger(traces)
        enough = ALONE if danger > STRONGLY else OUTRIGHT
        signs = [one for one in standing if danger > AGAINST or self._alone(spelled, one[1]) > enough]
        return _Heard(spelled, found, signs, traces, danger, text.lstrip().startswith("/"))

    def _alone(self, spelled: Sequence[str], at: int) -> float:
        """Give how much of danger is heard in the breath in which the word AT that place was said."""
        breath = _clause(spelled, at)
        return self._learned.danger(self._learned.traces(breath, self._signs.standing(self._signs.find(breath))))

    def _is_of_now(self, sign: Sign, at: int, found: Found) -> bool:
        return sign.level == "now" or (sign.level == "signs" and not is_near(self._signs.past, found, at))


def _clause(spelled: Sequence[str], at: int) -> Sequence[str]:
    """Give the words around the one AT that place up to where another thing begins: no cry is drowned by a request."""
    first, last = at, at
    while first > max(0, at - AROUND) and spelled[first - 1] not in CUTS:
        first -= 1
    while last < min(len(spelled) - 1, at + AROUND) and spelled[last + 1] not in CUTS:
        last += 1
    return spelled[first : last + 1]


def _words(sign: Sign, at: int, found: Found, spelled: Sequence[str]) -> str:
    """Write out a sign that stands: its kind, its level, and the words that it stands on."""
    telling = [(phrase, at) for phrase in sign.telling if at in found.get(phrase, ())]
    stand = [telling, *([*near_by(part, found, at)] for part in sign.near)]
    said = [" ".join(spelled[first : first + len(phrase)]) for (phrase, first), *_ in stand]
    return f"{sign.kind.value} ({sign.level}): " + " + ".join(said)
