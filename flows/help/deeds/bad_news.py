"""Somebody may have died or lie in hospital: what falls due around them waits until a coordinator has said so."""

from datetime import timedelta

from flows.sitting import Sitting
from flows.tasks import open_of
from storage.tables.course import Due
from storage.tables.help import Request, Visit

AGAIN = timedelta(minutes=30)


async def waits(sitting: Sitting, due: Due, visit: Visit) -> bool:
    """Put DUE off while that is open of whoever asked for VISIT; say whether it was."""
    asker = (await sitting.get(Request, visit.request)).asker
    if all(task.person != asker for task in await open_of(sitting, visit.community, kind="loss")):
        return False
    sitting.plan(due.kind, due.subject, visit.community, sitting.now + AGAIN)
    return True
