"""Which of all that waits comes first: what is most dangerous, then what is nearest, then what waits longest; pure."""

from datetime import datetime, timedelta

SOON = timedelta(hours=24)
GRAVE = ("danger",)
PRESSING = ("nobody_home", "ready", "cannot_call", "broken")  # somebody stands somewhere, or could not be heard
WORRYING = (
    *("worry", "wrong", "wrong_words", "signal", "loss", "loss_who", "loss_said", "rest_wrote"),
    *("child", "rude", "medicine", "secret", "low"),
)


def rank(kind: str, opened: datetime, starts: datetime | None, followed: bool, now: datetime) -> tuple[int, datetime]:
    """Give the place of something that waits, to sort by: the lowest is dealt with first.

    What is FOLLOWED already, and comes back by itself, goes last.
    """
    near = starts is not None and starts - now < SOON
    if kind in GRAVE:
        step = 0
    elif followed:
        step = 5
    elif kind in PRESSING:
        step = 1
    elif kind in WORRYING:
        step = 2
    else:
        step = 3 if near else 4
    return step, opened
