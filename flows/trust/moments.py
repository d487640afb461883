"""When something is told in the morning: at the hour that a community chose."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.help.visits import moment_of
from flows.sitting import Sitting
from storage.tables.people import Community

MORNING = "morning"  # the rule of a community that chose an hour
USUAL_MORNING = 9


def next_morning(sitting: Sitting, where: Community) -> datetime:
    """Give the next moment at which it is morning there."""
    local = sitting.now.astimezone(ZoneInfo(where.zone)).replace(tzinfo=None)
    hour = time(int(where.rules.get(MORNING, USUAL_MORNING)))
    morning = datetime.combine(local.date(), hour)
    if morning <= local:
        morning += timedelta(days=1)
    return moment_of(morning, where) or sitting.now
