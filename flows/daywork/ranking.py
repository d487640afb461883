"""Which of all that waits comes first: what is most dangerous, then what is nearest, then what waits longest; pure."""

from datetime import datetime, timedelta

SOON = timedelta(hours=24)
GRAVE = ("danger",)
PRESSING = (  # somebody stands somewhere, has nobody any more, or could not be heard
    *("nobody_home", "drop_out", "ready", "taxi", "cannot_call", "broken"),
)
WORRYING = (
    *("worry", "wrong", "wrong_words", "signal", "loss", "loss_who", "loss_said", "rest_wrote"),
    *("child", "rude", "medicine", "secret", "low"),
)


WAITED_FOR = (  # somebody waits for help, or for a word of a person
    "refused", "not_found", "waits", "wants_person", "in_doubt", "unreachable", "call", "rest_call", "move", "propose",
)  # fmt: skip


def rank(kind: str, opened: datetime, starts: datetime | None, followed: bool, now: datetime) -> tuple[int, datetime]:
    """Give the place of something that waits, to sort by: the lowest is dealt with first.

    What is FOLLOWED already, and comes back by itself, goes last.
    """
    near = starts is not None and starts - now < SOON
    if kind in GRAVE:
        step = 0
    elif followed:
        step = 6
    elif kind in PRESSING:
        step = 1
    elif kind in WORRYING:
        step = 2
    elif near:
        step = 3
    else:
        step = 4 if kind in WAITED_FOR else 5
    return step, opened
