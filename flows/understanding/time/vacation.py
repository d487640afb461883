"""School holidays: when the next one of a name begins and ends."""

from datetime import date
from functools import lru_cache

from flows.understanding.time.pieces import DAY
from flows.understanding.words import load

# What people say, to the name in the calendar.
VACATIONS: dict[str, str] = {word: name for name, words in load("availability")["vacations"].items() for word in words}
_REGIONS = ("Noord", "Midden", "Zuid")


@lru_cache(maxsize=64)
def vacation(name: str, today: date) -> tuple[date, date] | None:
    """Find the next school holiday of that name, over all regions: rather a day too long than a visit too many.

    Source of the dates: the holidays package. None when it knows no later one.
    """
    found = [stretch for region in _REGIONS if (stretch := _in_region(name, today, region))]
    return (min(a for a, _ in found), max(b for _, b in found)) if found else None


def public_holidays(today: date) -> list[date]:
    """Give the public holidays of the year that begins today."""
    import holidays  # as below

    calendar = holidays.country_holidays("NL", years=(today.year, today.year + 1))
    return sorted(day for day in calendar if today <= day < today + 366 * DAY)


def _in_region(name: str, today: date, region: str) -> tuple[date, date] | None:
    import holidays  # a third of the time the whole reader takes to start, and few sentences name a school holiday

    years = range(today.year - 1, today.year + 3)
    calendar = holidays.country_holidays("NL", subdiv=region, years=years, categories=("school",), language="nl")
    days = sorted(day for day, said in calendar.items() if name in said)
    last = next((day for day in days if day >= today and day + DAY not in calendar), None)
    if last is None:
        return None
    first = last
    while first - DAY in calendar:
        first -= DAY
    return first, last
