"""What falls due: planned and dropped in one go when a transaction ends, or before somebody looks.

A plan takes the place of an earlier one of its kind for the same subject.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlmodel import col, delete, tuple_
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import insert_into
from storage.ids import new_id
from storage.tables.course import Due


class Agenda:
    """The plans of one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._changes: dict[tuple[int, str], dict[str, Any] | None] = {}  # None: dropped
        self._cleared: set[int] = set()
        event.listen(session.sync_session, "before_commit", self._settle)
        event.listen(session.sync_session, "do_orm_execute", self._look)

    def plan(self, kind: str, subject: int, community: int, at: datetime) -> None:
        """Have KIND done to SUBJECT from AT on."""
        self._changes[subject, kind] = {
            "id": new_id(), "kind": kind, "subject": subject, "community": community, "due_at": at, "tries": 0,
        }  # fmt: skip

    def unplan(self, subject: int, *kinds: str) -> None:
        """Drop what was planned for SUBJECT: these KINDS, or all."""
        if not kinds:
            self._cleared.add(subject)
            self._changes = {key: one for key, one in self._changes.items() if key[0] != subject}
        self._changes |= {(subject, kind): None for kind in kinds}

    def _look(self, statement: ORMExecuteState) -> None:
        """Write down what was planned before somebody looks for it."""
        if (
            statement.bind_mapper is not None
            and statement.bind_mapper.class_ is Due
            and (self._changes or self._cleared)
        ):
            self._settle(statement.session)

    def _settle(self, session: Session) -> None:
        cleared, changes = self._cleared, self._changes
        self._cleared, self._changes = set(), {}
        if cleared:
            session.execute(delete(Due).where(col(Due.subject).in_(cleared)))
        dropped = [key for key, one in changes.items() if one is None]
        if dropped:
            session.execute(delete(Due).where(tuple_(col(Due.subject), col(Due.kind)).in_(dropped)))
        planned = [one for one in changes.values() if one is not None]
        if planned:
            insert = insert_into(Due, session)
            anew = {name: insert.excluded[name] for name in ("id", "community", "due_at", "tries")}
            session.execute(insert.on_conflict_do_update(index_elements=["kind", "subject"], set_=anew), planned)
