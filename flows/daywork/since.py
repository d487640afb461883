"""What happened since yesterday, in at most three lines: asked and found, what took place, what was dealt with."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import care
from storage.terms import VisitState

A_DAY = timedelta(days=1)
_WITHIN = ((timedelta(minutes=15), "quarter"), (timedelta(hours=1), "hour"), (timedelta(hours=4), "hours"),
           (A_DAY, "day"))  # fmt: skip


async def since_yesterday(sitting: Sitting, community: int) -> list[Said]:
    """Say what happened in a day; a line in which there is nothing is left out."""
    since, session = sitting.now - A_DAY, sitting.session
    asked, found = await care.asked_since(session, community, since), await care.found_since(session, community, since)
    open_now = await care.searched_for(session, community)
    been = await care.been_between(session, community, since, sitting.now)
    done, not_done = been.get(VisitState.DONE, 0), been.get(VisitState.DID_NOT_HAPPEN, 0)
    closed = await care.closed_since(session, community, since)
    lines = []
    if asked or found or open_now:
        usual = within(found)
        lines.append(Said("today.asked_within" if usual else "today.asked",
                          {"asked": asked, "found": len(found), "within": usual, "open": open_now}))  # fmt: skip
    if done or not_done:
        lines.append(Said("today.been", {"done": done, "failed": not_done}))
    if closed:
        lines.append(Said("today.closed", {"count": closed}))
    return lines


def within(found: Sequence[tuple[datetime, datetime]]) -> Said | str:
    """Say how soon a yes came as a rule; empty where there is none, or it took longer than a day."""
    if not found:
        return ""
    usual = median((said - asked).total_seconds() for asked, said in found)
    name = next((name for most, name in _WITHIN if usual <= most.total_seconds()), None)
    return Said(f"today.within.{name}", {}) if name else ""
