"""What a person has to look at: alerts, calls to make, worries; and what coordinators wrote down."""

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
