"""The life of one visit: state × deed → the next state, and who is told. A plain table; it knows no tables and no hour.

Whatever is not in the table cannot be done, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.terms import VisitState as S


class Deed(StrEnum):
    """What somebody, or the clock, does to a visit."""

    CONFIRM = "confirm"  # the asker says it is right, and a coordinator knows them
    OFFER = "offer"
    ACCEPT = "accept"
    PROPOSE = "propose"  # a yes that a coordinator still has to confirm
    ASSIGN = "assign"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    REFUSE = "refuse"  # the asker would rather have somebody else
    CHANGE = "change"  # another time, to look for somebody anew
    MOVE = "move"  # another time that both agree to
    CANCEL = "cancel"
    REMIND = "remind"
    CONFIRM_DONE = "confirm_done"
    REPORT_NO_SHOW = "report_no_show"
    PASS_ON = "pass_on"
    CLOSE = "close"  # its time has come and nobody was found, or nobody said how it went


class Told(StrEnum):
    """Who hears of a deed."""

    ASKER = "asker"
    HELPER = "helper"
    OTHERS = "others"  # who have an open offer, or wait as a reserve
    COORDINATOR = "coordinator"


class NotPossible(Exception):
    """This deed cannot be done to a visit in this state."""

    def __init__(self, state: S, deed: Deed) -> None:
        super().__init__(f"{deed} in state {state}")
        self.state = state
        self.deed = deed


@dataclass(frozen=True, slots=True)
class Step:
    """Where a deed leads, and who is told of it."""

    state: S
    told: tuple[Told, ...] = ()


_ASKER, _HELPER, _OTHERS, _COORDINATOR = Told.ASKER, Told.HELPER, Told.OTHERS, Told.COORDINATOR

STEPS: Mapping[tuple[S, Deed], Step] = {
    (S.ASKED, Deed.CONFIRM): Step(S.SEARCHING, (_ASKER,)),
    (S.ASKED, Deed.ASSIGN): Step(S.AGREED, (_ASKER, _HELPER)),
    (S.ASKED, Deed.CHANGE): Step(S.ASKED),
    (S.ASKED, Deed.CANCEL): Step(S.CANCELLED, (_ASKER, _COORDINATOR)),
    (S.ASKED, Deed.PASS_ON): Step(S.PASSED_ON, (_ASKER,)),
    (S.ASKED, Deed.CLOSE): Step(S.NOT_FOUND, (_ASKER, _COORDINATOR)),
    (S.SEARCHING, Deed.OFFER): Step(S.SEARCHING),
    (S.SEARCHING, Deed.DECLINE): Step(S.SEARCHING),
    (S.SEARCHING, Deed.PROPOSE): Step(S.SEARCHING, (_OTHERS, _COORDINATOR)),
    (S.SEARCHING, Deed.ACCEPT): Step(S.AGREED, (_ASKER, _HELPER, _OTHERS)),
    (S.SEARCHING, Deed.ASSIGN): Step(S.AGREED, (_ASKER, _HELPER, _OTHERS)),
    (S.SEARCHING, Deed.CHANGE): Step(S.SEARCHING, (_OTHERS,)),
    (S.SEARCHING, Deed.CANCEL): Step(S.CANCELLED, (_ASKER, _OTHERS)),
    (S.SEARCHING, Deed.PASS_ON): Step(S.PASSED_ON, (_ASKER, _OTHERS)),
    (S.SEARCHING, Deed.CLOSE): Step(S.NOT_FOUND, (_ASKER, _OTHERS, _COORDINATOR)),
    (S.AGREED, Deed.REMIND): Step(S.AGREED, (_ASKER, _HELPER)),
    (S.AGREED, Deed.WITHDRAW): Step(S.SEARCHING, (_HELPER, _OTHERS)),
    (S.AGREED, Deed.REFUSE): Step(S.SEARCHING, (_HELPER, _OTHERS, _COORDINATOR)),
    (S.AGREED, Deed.ASSIGN): Step(S.AGREED, (_ASKER, _HELPER)),
    (S.AGREED, Deed.CHANGE): Step(S.SEARCHING, (_ASKER, _HELPER)),
    (S.AGREED, Deed.MOVE): Step(S.AGREED, (_ASKER, _HELPER)),
    (S.AGREED, Deed.CANCEL): Step(S.CANCELLED, (_ASKER, _HELPER)),
    (S.AGREED, Deed.PASS_ON): Step(S.PASSED_ON, (_ASKER, _HELPER)),
    (S.AGREED, Deed.CONFIRM_DONE): Step(S.DONE),
    (S.AGREED, Deed.REPORT_NO_SHOW): Step(S.DID_NOT_HAPPEN, (_COORDINATOR,)),
    (S.AGREED, Deed.CLOSE): Step(S.AGREED, (_COORDINATOR,)),
    (S.NOT_FOUND, Deed.ASSIGN): Step(S.AGREED, (_ASKER, _HELPER)),
    (S.DONE, Deed.REPORT_NO_SHOW): Step(S.DONE, (_COORDINATOR,)),
    (S.DID_NOT_HAPPEN, Deed.CONFIRM_DONE): Step(S.DID_NOT_HAPPEN, (_COORDINATOR,)),
}

OPEN = frozenset({S.ASKED, S.SEARCHING, S.AGREED})
UNPROMISED = frozenset({S.ASKED, S.SEARCHING})  # the asker still waits for a word: a promise must stand


def step(state: S, deed: Deed) -> Step:
    """Say where DEED leads from STATE. Raises NotPossible."""
    try:
        return STEPS[state, deed]
    except KeyError:
        raise NotPossible(state, deed) from None
