"""Rows that nobody looks at again before the transaction ends: written at once at its end, many in one go.

What SQLAlchemy does to follow a row through a transaction costs more than writing it. As soon as anything is asked of
the store, it is given those rows to follow after all, so that an answer never lacks them.
"""

from collections import defaultdict

from sqlalchemy import Insert, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.row import Row, values_of


class Ink:
    """The new rows of one transaction that are not yet on paper."""

    def __init__(self, session: AsyncSession) -> None:
        self._rows: list[Row] = []
        event.listen(session.sync_session, "before_commit", self._dry)
        event.listen(session.sync_session, "do_orm_execute", self._hand_over)

    def add(self, row: Row) -> None:
        """Have ROW written before the transaction ends."""
        self._rows.append(row)

    def _hand_over(self, statement: ORMExecuteState) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            statement.session.add_all(rows)

    def _dry(self, session: Session) -> None:
        tables = defaultdict[type[Row], list[Row]](list)
        for row in self._rows:
            tables[type(row)].append(row)
        self._rows = []
        for table, rows in tables.items():
            insert = Insert(inspect(table).local_table)
            session.connection().execute(insert, [values_of(row) for row in rows])
