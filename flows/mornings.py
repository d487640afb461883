"""When it is morning: at the hour that a community chose, or that a coordinator names for what waits for them."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.help.visits import moment_of
from flows.understanding.time.moment import read_when
from storage.tables.people import Community

MORNING = "morning"  # the rule of a community that chose an hour
USUAL = 8
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


def hour_of(where: Community) -> int:
    """Give the hour at which it is morning there."""
    return int(where.rules.get(MORNING, USUAL))


def next_morning(where: Community, now: datetime) -> datetime:
    """Give the next moment after NOW at which it is morning there."""
    local = now.astimezone(ZoneInfo(where.zone)).replace(tzinfo=None)
    morning = datetime.combine(local.date(), time(hour_of(where)))
    if morning <= local:
        morning += timedelta(days=1)
    return moment_of(morning, where) or now
