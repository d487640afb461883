"""The main job: what is asked, each time it happens, who was offered it, and what was promised."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.columns import Secret, UTCMoment, term
from storage.ids import new_id
from storage.tables.row import Row
from storage.terms import Category, Leg, OfferState, VisitState

_HELD = text("state = 'accepted'")


class Request(Row, table=True):
    """What somebody asked for. Each time it happens is a Visit."""

    __tablename__ = "request"
    __table_args__ = (UniqueConstraint("community", "number"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    number: int
    asker: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    recorded_by: int | None = Field(default=None, sa_type=BigInteger)  # who asked on their behalf
    consent: str = ""  # own, or how it was given to whoever recorded it
    category: Category = Field(sa_type=term(Category))
    task: str | None = Field(default=None, sa_type=Secret)  # the few words the helper who goes may read
    note: str | None = Field(default=None, sa_type=Secret)  # what else they have to know: "hij bijt wel eens"
    destination: str | None = Field(default=None, sa_type=Secret)  # "naar de dokter"
    words: str | None = Field(default=None, sa_type=Secret)  # as it was said
    when: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # as understood, local wall time
    urgent: bool = False
    helpers: int = 1  # how many are to come at once; each has a visit of their own
    needs: str | None = Field(default=None, sa_type=Secret)  # what matters on the way, as codes: "rollator,inside"
    made_at: datetime = Field(sa_type=UTCMoment)
    closed_at: datetime | None = Field(default=None, sa_type=UTCMoment)


class Visit(Row, table=True):
    """One time that somebody is to come, with a life of its own (flows/help/life.py)."""

    __tablename__ = "visit"
    __table_args__ = (Index("visit_state", "community", "state"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    request: int = Field(sa_type=BigInteger, foreign_key="request.id", index=True)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    state: VisitState = Field(default=VisitState.ASKED, sa_type=term(VisitState))
    starts_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # None: any time will do
    ends_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    grain: str = "minute"  # how exact the start is: minute, hour, part, day, week, month; before, after an appointment
    leg: Leg = Field(default=Leg.WHOLE, sa_type=term(Leg))
    seat: int = 0  # which of several who come at the same time
    meets: str | None = Field(default=None, sa_type=Secret)  # where, when not at the asker's door
    appointment_at: datetime | None = Field(
        default=None, sa_type=UTCMoment
    )  # when both have to be there, if not at once
    helper: int | None = Field(default=None, sa_type=BigInteger)  # the person who goes
    swapped: bool = False  # somebody else was announced before
    read_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # the asker has read who comes
    move: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # another time that waits for the other's yes
    costs: str = ""  # open: who went has not been paid back yet
    door_word: str | None = None
    wave: int = 0
    promise_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # by when the asker hears something
    with_person: int | None = Field(default=None, sa_type=BigInteger)  # the coordinator who took it over
    asker_said: str | None = None  # gelukt, or why not
    helper_said: str | None = None


class Offer(Row, table=True):
    """One visit offered to one helper, and what became of it."""

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("visit", "person"),
        Index("offer_one_holder", "visit", unique=True, sqlite_where=_HELD),
        Index("offer_of_person", "person", "state"),
    )

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    visit: int = Field(sa_type=BigInteger, foreign_key="visit.id", index=True)
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    community: int = Field(sa_type=BigInteger)
    category: Category = Field(sa_type=term(Category))
    wave: int = 0
    state: OfferState = Field(default=OfferState.OPEN, sa_type=term(OfferState))
    letter: int | None = Field(default=None, sa_type=BigInteger)  # the letter that carries it
    reasons: list[Any] = Field(default_factory=list, sa_type=JSON)  # why this helper, as codes
    made_at: datetime = Field(sa_type=UTCMoment)
    answered_at: datetime | None = Field(default=None, sa_type=UTCMoment)
