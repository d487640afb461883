"""Which half of the day an hour of the clock lies in."""

from dataclasses import replace

from flows.understanding.time.pieces import Clock, Part

NOON, MIDNIGHT = 720, 1440
_FIRST_VISIT = 7 * 60  # an hour before seven, said without more, is in the afternoon


def settle(clock: Clock, part: Part | None, waking: bool = True) -> Clock:
    """Choose the half of the day: the part that was said decides, else the hours at which people visit."""
    if clock.sure:
        return clock
    early, late = clock.minutes % NOON, clock.minutes % NOON + NOON
    if part:
        return replace(clock, minutes=_in_part(early, late, part), sure=True)
    if not waking:
        return clock
    return replace(clock, minutes=early if early >= _FIRST_VISIT else late)


def _in_part(early: int, late: int, part: Part) -> int:
    if part.name == "nacht":
        return early if early < 6 * 60 else late
    if part.start < NOON:
        return early or NOON
    if part.name.endswith("avond") and early < 4 * 60:
        return early + MIDNIGHT
    return early if part.name == "middag" and early >= 10 * 60 else late


def settle_both(start: Clock, end: Clock, part: Part | None, waking: bool) -> tuple[Clock, Clock]:
    """Choose the halves of a stretch: it ends the first time its last hour comes round."""
    first = settle(start, part, waking)
    if end.sure:
        return first, end
    if part:
        last = settle(end, part).minutes
        return (replace(first, minutes=first.minutes % NOON) if first.minutes >= last else first), replace(
            end, minutes=last
        )
    last = end.minutes % NOON
    while last <= first.minutes:
        last += NOON
    return first, Clock(last % MIDNIGHT, True, end.about)


def later_half(clock: Clock | None) -> Clock | None:
    """Give the same hour in the second half of the day, where it could be meant."""
    if clock is None or clock.sure or clock.minutes >= NOON:
        return clock
    return Clock(clock.minutes + NOON, True, clock.about)
