"""In what order calls are made, and why: what presses most first, then what was promised, then the oldest; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

AT_ONCE = ("ready", "nobody_home", "drop_out", "replace", "rest_call", "unreachable")
SOON = ("not_found", "taxi", "waits", "wants_person", "in_doubt")
CALMLY = ("acquaint", "for_other", "move", "after", "refused", "wrong", "wrong_words", "told", "care", "low", "forgets",
          "half_said", "unpaid", "left", "rest_wrote", "secret", "money", "rude", "approve")  # fmt: skip
CALLS = (*AT_ONCE, *SOON, "call", *CALMLY)  # kinds of task for which somebody is to be called
WHY = {  # by the beginning of the id of what is read out: the code of why it is
    "offer.": "offer", "card.": "comes", "remind.": "remind", "homeward.": "way", "after.": "after", "move.": "move",
    "asker.": "stands", "promise.": "stands", "relay.": "relay", "cancel.": "comes", "withdraw.": "comes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """A call to make: `why` is a code, `by` is by when it is of use."""

    task: int
    person: int
    why: str
    kind: str
    opened_at: datetime
    by: datetime | None = None
    number: int | None = None


def why_of(kind: str, words: str) -> str:
    """Give the code of why somebody is called, by the kind of task and the id of what is read out."""
    if kind != "call":
        return kind
    return next((code for start, code in WHY.items() if words.startswith(start)), "other")


def in_order(calls: Sequence[Call]) -> list[Call]:
    """Put CALLS in the order of making them; all to one person together, where the first of them stands."""
    alone = sorted(calls, key=_presses)
    first = {one.person: nth for nth, one in reversed(list(enumerate(alone)))}
    return sorted(alone, key=lambda one: first[one.person])


def _presses(one: Call) -> tuple[int, datetime, datetime, int]:
    rank = 0 if one.kind in AT_ONCE else 1 if one.kind in SOON or one.by is not None else 2
    return rank, one.by or one.opened_at, one.opened_at, one.task
