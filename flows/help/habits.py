"""When help has become a habit: three times on the same weekday, at about the same hour. Pure; local wall times."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

TIMES, WITHIN, ABOUT = 3, timedelta(weeks=5), timedelta(minutes=90)
AHEAD, LATEST = timedelta(days=4), timedelta(days=1)  # before the next time: rather so long, and at least so long
HOUR = time(10)


def weeks_between(starts: Sequence[datetime]) -> int | None:
    """Give every how many weeks it was, when the last of these STARTS makes it a habit; None when it is none."""
    last = max(starts)
    alike = sorted({one for one in starts if _is_like(one, last)})
    if len(alike) < TIMES:
        return None
    gaps = [(after.date() - before.date()).days // 7 for before, after in pairwise(alike)]
    return max(min(gaps), 1)


def _is_like(one: datetime, last: datetime) -> bool:
    between = abs((one - datetime.combine(one.date(), last.time())).total_seconds())
    return last - WITHIN <= one <= last and one.weekday() == last.weekday() and between <= ABOUT.total_seconds()


def next_after(last: datetime, weeks: int, now: datetime) -> datetime:
    """Give the next time in the rhythm that can still be asked about."""
    following = last + timedelta(weeks=weeks)
    while following - LATEST <= now:
        following += timedelta(weeks=weeks)
    return following


def ask_at(following: datetime, now: datetime) -> datetime:
    """Give the good moment to ask about FOLLOWING: in the morning, some days before."""
    day = max((following - AHEAD).date(), now.date())
    moment = datetime.combine(day, HOUR)
    return moment if moment > now else min(moment + timedelta(days=1), following - LATEST)
