"""The other door: what is due. A tick asks, does and strikes off; three days of silence lose nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.faults import place_of
from flows.menu import Menu
from flows.sitting import Sitting
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.held import hold_back
from storage.queries.course import due_now, lay_to_rest
from storage.tables.course import Due
from storage.trouble import collided, passes

MOST_AT_ONCE = 50
MOST_TRIES = 5

log = structlog.get_logger()


@dataclass
class Late:
    """A standstill: since when, until when letters of what is late are held, and what of it was done, by kind."""

    since: datetime
    held_until: datetime
    done: list[tuple[str, int]] = field(default_factory=list)


class Rounds:
    """Does what falls due, each in a transaction of its own."""

    def __init__(self, database: Database, menu: Menu, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._menu = menu
        self._clock = clock

    async def tick(self, late: Late | None = None) -> int:
        """Do what is due now, the longest overdue first; give how many were done. After a standstill it is LATE.

        Raises trouble of the store.
        """
        async with self._database.reading() as session:
            waiting = [row.id for row in await due_now(session, self._clock(), MOST_AT_ONCE)]
        done = 0
        for row_id in waiting:
            done += await self._do(row_id, late)
        return done

    async def _do(self, row_id: int, late: Late | None) -> int:
        try:
            async with self._database.transaction(alone=True) as session:
                due = await session.get(Due, row_id, with_for_update={"skip_locked": True})
                if due is None or due.due_at > self._clock():
                    return 0
                await self._strike_off(session, due, late)
                crash_here(CrashPoint.DUE_TAKEN)
            crash_here(CrashPoint.DUE_DONE)
        except Exception as error:  # it stays in the table and is tried again
            if collided(error):
                return 0  # with somebody at the desk: the next tick finds it again
            if passes(error):
                raise
            log.error("due_failed", due=row_id, error=type(error).__name__, place=place_of(error))
            await self._put_off(row_id)
            return 0
        return 1

    async def _strike_off(self, session: AsyncSession, due: Due, late: Late | None) -> None:
        deed = self._menu.dues.get(due.kind)
        sitting = Sitting(session, self._clock(), self._menu)
        if deed is not None and deed.rests and await sitting.still(due.community):
            lay_to_rest(session, due)
            return
        await session.delete(due)
        await session.flush()
        if deed is None:  # planned by a release that knew more
            log.warning("due_unknown", kind=due.kind)
            return
        await deed.do(sitting, due)
        if late is not None:
            late.done.append((due.kind, due.subject))
            letters = await hold_back(session, sitting.now, late.held_until)
            hours = round((sitting.now - due.due_at).total_seconds() / 3600, 1)
            log.info("due_late", kind=due.kind, due=due.id, hours=hours, letters=letters)

    async def _put_off(self, row_id: int) -> None:
        """Try again in a while; it stays in the table however often it fails, and the log says so each time."""
        async with self._database.transaction() as session:
            due = await session.get(Due, row_id, with_for_update=True)
            if due is not None:
                due.tries += 1
                due.due_at = self._clock() + timedelta(minutes=2 ** min(due.tries, MOST_TRIES))
                session.add(due)
