"""Writes the log: its rows and their seals in one go, when a transaction ends.

On SQLite one transaction at a time writes, so each row gets its place in the order at once. On PostgreSQL several write
side by side: they only mark their rows, and whoever minds the clock puts them in order soon after.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import event, insert, update
from sqlalchemy.orm import Session
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.ids import new_id
from storage.sealing import end_words, first_words, link_words, row_words, signet
from storage.tables.course import LogEntry
from storage.tables.seals import LogEnd, Seal

MOST_AT_ONCE = 1000


class Journal:
    """What one transaction writes in the log."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._rows: list[dict[str, Any]] = []

    def write(self, act: str, at: datetime, community: int, actor: int | None, subject: int | None, facts: Any) -> None:
        """Write down an act: codes and ids only."""
        if not self._rows:
            event.listen(self._session.sync_session, "before_commit", self._settle)
        self._rows.append(
            {"id": new_id(), "at": at, "community": community, "actor": actor, "act": act, "subject": subject,
             "facts": facts}
        )  # fmt: skip

    def _settle(self, session: Session) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        marks = [(row["id"], signet.seal(str(row_words(row)))) for row in rows]
        session.execute(insert(LogEntry), rows)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(insert(Seal), [{"row": row, "mark": mark} for row, mark in marks])
        else:
            session.execute(insert(Seal), _linked(session, _end(session), marks))


async def put_in_order(session: AsyncSession) -> int:
    """Give every marked row that has none its place in the order, and give how many there were."""
    return await session.run_sync(_put_in_order)


async def has_newest_key(session: AsyncSession) -> bool:
    """Say whether the end of the log was sealed with the key that seals now."""
    end = (await session.execute(select(LogEnd))).scalar()
    return end is not None and signet.fits(end_words(end.number, end.row, end.link), end.seal, 0)


def _put_in_order(session: Session) -> int:
    end = _end(session)  # first: whoever waits for another process here sees then what that one has done
    waiting = select(Seal.row, Seal.mark).where(col(Seal.number).is_(None)).order_by(col(Seal.row)).limit(MOST_AT_ONCE)
    marks = [(row, mark) for row, mark in session.execute(waiting)]
    if marks:
        session.execute(update(Seal), _linked(session, end, marks))
    return len(marks)


def _end(session: Session) -> LogEnd:
    """Give where the log ends, held until the transaction is over."""
    return session.execute(select(LogEnd).with_for_update()).scalar() or LogEnd(link=first_words(0))


def _linked(session: Session, end: LogEnd, marks: list[tuple[int, str]]) -> list[dict[str, Any]]:
    """Give MARKS with the numbers and links that come next, and move the END of the log behind them."""
    linked = []
    for row, mark in marks:
        end.number, end.row = end.number + 1, row
        end.link = signet.seal(link_words(end.number, end.link, mark))
        linked.append({"row": row, "mark": mark, "number": end.number, "link": end.link})
    end.seal = signet.seal(end_words(end.number, end.row, end.link))
    session.add(end)
    session.flush()
    return linked
