"""What coordinators write to many."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.columns import Secret, UTCMoment, term
from storage.ids import new_id
from storage.tables.row import Row
from storage.terms import Audience, TellingState


class Telling(Row, table=True):
    """One message to many, or the question whether somebody wants such messages (`asks`).

    It goes in portions, in the order of the ids of people; `upto` is the last who got theirs, written down in the
    transaction that wrote it. Words and street are emptied when it is over.
    """

    __tablename__ = "telling"
    __table_args__ = (Index("telling_of", "community", "state"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    by: int = Field(sa_type=BigInteger, foreign_key="person.id")
    asks: bool = False
    audience: Audience = Field(sa_type=term(Audience))
    of: str | None = Field(default=None, sa_type=Secret)  # the kind of help, or the street as it was written
    words: str | None = Field(default=None, sa_type=Secret)
    state: TellingState = Field(default=TellingState.DRAFT, sa_type=term(TellingState))
    made_at: datetime = Field(sa_type=UTCMoment)
    upto: int = Field(default=0, sa_type=BigInteger)
    total: int = 0  # how many it was to reach when it began
    done: int = 0  # how many had theirs written
    letter: int | None = Field(default=None, sa_type=BigInteger)  # in which the one who sent it sees how it goes
    shown_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # when that was changed last
