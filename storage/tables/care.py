"""What a person has to look at: alerts, calls to make, concerns; and what coordinators wrote down."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.columns import Secret, UTCMoment
from storage.ids import new_id
from storage.tables.row import Row


class Task(Row, table=True):
    """Something that waits for a coordinator. Only a person closes it."""

    __tablename__ = "task"
    __table_args__ = (Index("task_open", "community", "closed_at"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    kind: str  # danger, call, acquaint, not_found, worry, propose, approve ...
    person: int | None = Field(default=None, sa_type=BigInteger)  # whom it is about
    visit: int | None = Field(default=None, sa_type=BigInteger)
    code: str = ""  # the kind of danger, the reason
    words: str | None = Field(default=None, sa_type=Secret)  # what was said
    letter: int | None = Field(default=None, sa_type=BigInteger)  # what is read out, with the answers it may have
    opened_at: datetime = Field(sa_type=UTCMoment)
    told: int = 0  # how many people have been told of it
    picked_up_by: int | None = Field(default=None, sa_type=BigInteger)
    picked_up_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    closed_at: datetime | None = Field(default=None, sa_type=UTCMoment)


class Note(Row, table=True):
    """What a coordinator wrote down about somebody, or about one of their requests."""

    __tablename__ = "note"
    __table_args__ = (Index("note_about", "person", "request"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")  # whom it is about
    request: int | None = Field(default=None, sa_type=BigInteger)
    author: int = Field(sa_type=BigInteger)
    shared: bool = False  # with whoever goes
    words: str | None = Field(default=None, sa_type=Secret)
    made_at: datetime = Field(sa_type=UTCMoment)


class Concern(Row, table=True):
    """Somebody worries about somebody: read only by those whose task that is, and followed until it has an outcome."""

    __tablename__ = "concern"
    __table_args__ = (Index("concern_open", "community", "closed_at"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    task: int = Field(sa_type=BigInteger, index=True)  # by which it is told to whoever reads it
    person: int | None = Field(default=None, sa_type=BigInteger)  # whom it is about; None: nobody we know
    visit: int | None = Field(default=None, sa_type=BigInteger)
    raised_by: int | None = Field(default=None, sa_type=BigInteger)
    words: str | None = Field(default=None, sa_type=Secret)  # what was seen or heard, a line each time
    notes: str | None = Field(default=None, sa_type=Secret)  # what those who read it wrote down, a line each
    made_at: datetime = Field(sa_type=UTCMoment)
    seen_by: int | None = Field(default=None, sa_type=BigInteger)
    seen_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    follow_up_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    asked: int = 0  # times that somebody was asked how it stands, since the last answer
    outcome: str = ""  # helped, passed_on, nothing, other; empty: none yet
    closed_at: datetime | None = Field(default=None, sa_type=UTCMoment)
