"""At which hour a coordinator hears in the morning what waits: read from their words; pure."""

import re
from datetime import datetime, time

from flows.understanding.moment import read_when

USUAL = 8 * 60
EARLIEST, LATEST = 5 * 60, 12 * 60 - 1
OFF = re.compile(r"^(?:uit|niet|weg|nooit|off|no|never)$", re.I)
_BARE = re.compile(r"^(?:om |at )?(\d{1,2})(?:[:.](\d{2}))?(?: ?(?:uur|u|am|o'clock))?$", re.I)


def read_hour(words: str, now: datetime) -> int | None:
    """Give the minute of the morning that WORDS name: "8", "half 8", "7.30 uur"; None where they name none."""
    bare = _BARE.match(words.strip())
    if bare is not None:
        found = [int(bare[1]) * 60 + int(bare[2] or 0)]
    else:
        midnight = now.replace(hour=0, minute=0)
        found = [one.start.hour * 60 + one.start.minute for one in read_when(words, midnight) if one.start is not None]
    return next((one for one in found if EARLIEST <= one <= LATEST), None)


def clock_of(minute: int) -> time:
    """Give the hour of the clock at MINUTE of a day."""
    return time(minute // 60, minute % 60)
