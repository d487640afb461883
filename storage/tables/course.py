"""What is kept of time: talks that are open, what falls due, and what has happened."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import Secret, UTCMoment
from storage.ids import new_id
from storage.tables.row import Row


class Record(Row, table=True):
    """One person's run of a conversation: its answers by name. Emptied when the talk closes."""

    __tablename__ = "record"
    __table_args__ = (Index("record_of", "person", "closed_at"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    community: int = Field(sa_type=BigInteger)
    flow: str
    given: str | None = Field(default=None, sa_type=Secret)  # JSON: what the talk was opened with
    answers: str | None = Field(default=None, sa_type=Secret)  # JSON: {key: {"kept": value, "turn": number}}
    turn: int = 0
    asked_key: str = ""
    asked_letter: int | None = Field(default=None, sa_type=BigInteger)
    unclear: int = 0  # times in a row that an answer was not understood
    opened_at: datetime = Field(sa_type=UTCMoment)
    asked_at: datetime = Field(sa_type=UTCMoment)
    closed_at: datetime | None = Field(default=None, sa_type=UTCMoment)


class Due(Row, table=True):
    """Something that has to be looked at from a moment on. One row a kind and subject; gone when it is done."""

    __tablename__ = "due"
    __table_args__ = (UniqueConstraint("kind", "subject"), Index("due_next", "due_at"))

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    kind: str
    subject: int = Field(sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger)
    due_at: datetime = Field(sa_type=UTCMoment)
    tries: int = 0


class Sign(Row, table=True):
    """When something was last so, by its name: a sign of life."""

    __tablename__ = "sign"

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UTCMoment)


class Event(Row, table=True):
    """Something that happened: codes and ids only. Rows are only ever added."""

    __tablename__ = "event"
    __table_args__ = (Index("event_of", "subject", "id"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=UTCMoment)
    community: int = Field(sa_type=BigInteger)
    kind: str
    subject: int = Field(sa_type=BigInteger)  # the visit, request, alert or person it happened to
    actor: int | None = Field(default=None, sa_type=BigInteger)  # who did it; None: the clock
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # ids and codes


class LogEntry(Row, table=True):
    """A look at personal data, or an act of a coordinator. Rows are only ever added."""

    __tablename__ = "log"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=UTCMoment)
    community: int = Field(sa_type=BigInteger)
    actor: int | None = Field(default=None, sa_type=BigInteger)  # None: the command line
    act: str
    subject: int | None = Field(default=None, sa_type=BigInteger)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # ids and codes
