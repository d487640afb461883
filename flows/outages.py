"""What was the matter with the program itself, told to whoever is on duty: in plain words, when, and what to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from flows.sitting import Sitting
from flows.tasks import LATE_MARK, open_task
from storage.queries import people
from storage.tables.people import Community

OUTAGE = "task.outage"


async def tell_outage(
    sitting: Sitting,
    code: str,
    since: datetime,
    until: datetime,
    late: Mapping[int, Sequence[int]] = MappingProxyType({}),
    more: str = "",
) -> None:
    """Tell each community what was the matter, by the CODE of its words, from SINCE to UNTIL.

    LATE are the numbers of requests, by community, to which a word came later than promised; MORE goes after the
    times.
    """
    for where in await people.communities(sitting.session):
        numbers = ", ".join(map(str, late.get(where.id, ())))
        words = LATE_MARK.join(("; ".join(filter(None, (span(where, since, until), more))), numbers))
        await open_task(sitting, "outage", where.id, code=code, words=words)


def span(where: Community, since: datetime, until: datetime) -> str:
    """Give a span of time in figures that need no language, with the days where they differ."""
    zone = ZoneInfo(where.zone)
    begun, ended = since.astimezone(zone), until.astimezone(zone)
    form = "%H.%M" if begun.date() == ended.date() else "%d-%m %H.%M"
    return f"{begun:{form}}" if f"{begun:{form}}" == f"{ended:{form}}" else f"{begun:{form}} - {ended:{form}}"
