"""Which days somebody names behind a command; pure."""

from datetime import date, datetime, timedelta

from flows.understanding.time.moment import read_when


def read_days(words: str, now: datetime) -> tuple[date, date] | None:
    """Give the first and the last day that WORDS name, seen from NOW (local): "tot vrijdag" begins today.

    None when they name no day, or one that is over.
    """
    found = [one for one in read_when(words, now) if one.every is None and (one.start or one.end)]
    if not found:
        return None
    ends = [(one.end - timedelta(microseconds=1) if one.end else one.start) for one in found]
    first = min(one.start or now for one in found)
    last = max(end for end in ends if end is not None).date()
    return None if last < now.date() else (max(first, now).date(), last)
