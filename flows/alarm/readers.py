"""Has two readers look for danger in one message, and says what both of them make of it.

The signs (signs.py) know what was written down for them, and are exact in it. The learned reader
(learned.py) knows less of each word and something of nearly all of them, so it hears what nobody wrote down.

a sign of one part ("ik ben gevallen") .. it is danger, whatever the other says
any other sign .......................... it is danger, unless the learned reader hears none, neither in the whole
                                          message nor in what is said in one breath with the sign
no sign ................................. it is danger when the learned reader is sure, and asked softly when it is
                                          nearly so; but commands (/wie) are no talk, and it does not listen there
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.alarm.learned import Learned
from flows.alarm.signs import STOP, Found, Sign, Signs, is_near, near_by
from storage.terms import Danger

# how much the learned reader must hear; chosen on lines that it had not learned from (bench/danger_unseen.py)
SURE, NEARLY = 0.9, 0.6
AROUND = 5  # words on either side of a sign that are looked at with it
CUTS = frozenset({STOP, "en", "maar", "want", "dus", "kan", "kun", "wil", "wie", "and", "but", "so", "can", "could"})
UNHEARD = {"now": -1.5, "signs": -0.7, "soft": -0.3}  # a sign of that level is contradicted below this


@dataclass(frozen=True, slots=True)
class Alarm:
    """Danger that was read in somebody's words."""

    kind: Danger
    certain: bool  # False: past or unclear, so it is asked softly and the talk goes on


class Readers:
    """Both readers, over one way to spell."""

    def __init__(self, signs: Signs, learned: Learned) -> None:
        self._signs, self._learned = signs, learned

    def look(self, text: str) -> list[Alarm]:
        """Give each alarm in TEXT, the gravest first; what is certain goes before what is not."""
        spelled = self._signs.spell(text)
        found, traces = self._signs.find(spelled), self._learned.traces(spelled)
        standing = self._standing(spelled, found, self._learned.danger(traces))
        alarms = {Alarm(sign.kind, self._is_certain(sign, at, found)) for sign, at in standing}
        order = self._signs.order.index
        return sorted(alarms or self._heard(text, traces), key=lambda one: (not one.certain, order(one.kind)))

    def explain(self, text: str) -> list[tuple[str, str]]:
        """Give what the danger in TEXT was read from: which reader, and the words that it stands on."""
        spelled = self._signs.spell(text)
        found, traces = self._signs.find(spelled), self._learned.traces(spelled)
        standing = self._standing(spelled, found, self._learned.danger(traces))
        told = [("sign", _words(sign, at, found, spelled)) for sign, at in standing]
        if not told:
            heavy = ", ".join(self._learned.weightiest(spelled))
            told = [("learned", f"{alarm.kind.value}, most by: {heavy}") for alarm in self._heard(text, traces)]
        return list(dict.fromkeys(told))

    def _standing(self, spelled: Sequence[str], found: Found, heard: float) -> Iterator[tuple[Sign, int]]:
        """Give each sign that stands and is not contradicted by what the other HEARD in all, and hears around it."""
        around: dict[int, float] = {}
        for sign, at in self._signs.standing(found):
            stands = _is_plain(sign) or heard > UNHEARD[sign.level]
            if not stands and sign.level != "soft":
                if at not in around:
                    around[at] = self._learned.danger(self._learned.traces(_clause(spelled, at)))
                stands = around[at] > UNHEARD[sign.level]
            if stands:
                yield sign, at

    def _heard(self, text: str, traces: frozenset[int]) -> list[Alarm]:
        """Give what the learned reader hears in TEXT where no sign stands."""
        heard = self._learned.danger(traces)
        if heard < NEARLY or text.lstrip().startswith("/"):
            return []
        return [Alarm(self._learned.kind(traces), certain=heard >= SURE and not self._learned.is_past(traces))]

    def _is_certain(self, sign: Sign, at: int, found: Found) -> bool:
        return sign.level == "now" or (sign.level == "signs" and not is_near(self._signs.past, found, at))


def _clause(spelled: Sequence[str], at: int) -> Sequence[str]:
    """Give the words around the one AT that place up to where another thing begins: no cry is drowned by a request."""
    first, last = at, at
    while first > max(0, at - AROUND) and spelled[first - 1] not in CUTS:
        first -= 1
    while last < min(len(spelled) - 1, at + AROUND) and spelled[last + 1] not in CUTS:
        last += 1
    return spelled[first : last + 1]


def _is_plain(sign: Sign) -> bool:
    """Say whether SIGN stands on nothing but its own words, and is more than a question."""
    return not sign.near and sign.level != "soft"


def _words(sign: Sign, at: int, found: Found, spelled: Sequence[str]) -> str:
    """Write out a sign that stands: its kind, its level, and the words that it stands on."""
    telling = [(phrase, at) for phrase in sign.telling if at in found.get(phrase, ())]
    stand = [telling, *([*near_by(part, found, at)] for part in sign.near)]
    said = [" ".join(spelled[first : first + len(phrase)]) for (phrase, first), *_ in stand]
    return f"{sign.kind.value} ({sign.level}): " + " + ".join(said)
