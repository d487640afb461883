"""Communities, and the people in them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import Secret, UTCMoment, term
from storage.ids import new_id
from storage.tables.row import Row
from storage.terms import Bond, Check, Form, Role, Standing


class Community(Row, table=True):
    """One village or neighbourhood; nothing of one is ever seen in another."""

    __tablename__ = "community"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    name: str = Field(unique=True)
    zone: str = "Europe/Amsterdam"
    language: str = "nl"
    last_number: int = 0  # of its requests
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # what it chose to do otherwise


class Person(Row, table=True):
    """Somebody, once, whatever they are in whichever community. Has a chat only after they wrote first."""

    __tablename__ = "person"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    chat: int | None = Field(default=None, unique=True, sa_type=BigInteger)
    name: str = ""  # as they told us, or as they stand on a list
    called: str = ""  # as the messenger calls them, until we know
    language: str = "nl"
    form: Form | None = Field(default=None, sa_type=term(Form))  # None: by what they are
    phone: str | None = Field(default=None, sa_type=Secret)  # E.164
    phone_print: str | None = Field(default=None, index=True)
    street: str | None = Field(default=None, sa_type=Secret)  # street and house number
    postcode: str | None = Field(default=None, sa_type=Secret)
    place: str = ""
    point: str | None = Field(default=None, sa_type=Secret)  # "latitude,longitude"
    cell: int | None = Field(default=None, sa_type=BigInteger)  # the square of about 200 m that holds the point
    current: int | None = Field(default=None, sa_type=BigInteger)  # the community they are talking to
    reachable: bool = True  # False after the messenger said that the chat is closed
    greeted_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # heard once that this is a computer
    quiet_until: datetime | None = Field(default=None, sa_type=UTCMoment)  # asked for no messages until then
    home: str | None = Field(default=None, sa_type=Secret)  # what is in the house, as codes: "dog,-stairs" (- is: not)
    rest: str = ""  # why all around them is still: admitted, died; empty: it is not
    muted_until: datetime | None = Field(default=None, sa_type=UTCMoment)  # by a coordinator; danger is still heard
    made_at: datetime = Field(sa_type=UTCMoment)


class Membership(Row, table=True):
    """What one person is in one community."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person", "community", "role"), Index("membership_of", "community", "role"))

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    role: Role = Field(sa_type=term(Role))
    standing: Standing = Field(default=Standing.NEW, sa_type=term(Standing))
    consent: str = ""  # how consent was given: own, imported, or the id of who recorded it
    morning_at: int | None = None  # minutes since midnight: when a coordinator hears what waits; None: not by itself
    messages: bool | None = None  # whether messages to many are wanted; None: nobody said
    messages_asked_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # asked once; None: never
    made_at: datetime = Field(sa_type=UTCMoment)


class Helper(Row, table=True):
    """What a helper does and how much of it, in one community."""

    __tablename__ = "helper"
    __table_args__ = (UniqueConstraint("person", "community"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    community: int = Field(sa_type=BigInteger, foreign_key="community.id", index=True)
    categories: list[str] = Field(default_factory=list, sa_type=JSON)
    limits: list[str] = Field(default_factory=list, sa_type=JSON)  # what they will not meet: dog, smoke, stairs ...
    max_km: float | None = None
    max_per_week: int = 2
    check: Check = Field(default=Check.NONE, sa_type=term(Check))
    check_seen_on: date | None = None
    check_seen_by: int | None = Field(default=None, sa_type=BigInteger)
    check_again_on: date | None = None
    buddy: int | None = Field(default=None, sa_type=BigInteger)  # who goes along or is told, the first few visits
    buddy_visits: int = 0  # how many of those are still to come
    still_asked_at: datetime | None = Field(default=None, sa_type=UTCMoment)  # whether they still want to be asked
    night_too: bool = False  # may be asked in the quiet hours
    young: bool = False  # under eighteen: never alone in a home
    away_until: datetime | None = Field(default=None, sa_type=UTCMoment)


class Availability(Row, table=True):
    """One hour span on one weekday in which a helper can be asked; local wall time of the community."""

    __tablename__ = "availability"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    helper: int = Field(sa_type=BigInteger, foreign_key="helper.id", index=True)
    weekday: int  # 0 is Monday
    from_minute: int  # since midnight
    until_minute: int  # exclusive
    weeks: str = ""  # in which weeks: a code of flows/understanding/hours/which_weeks.py; empty: in all


class Absence(Row, table=True):
    """A stretch of days in which a helper can not be asked after all."""

    __tablename__ = "absence"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    helper: int = Field(sa_type=BigInteger, foreign_key="helper.id", index=True)
    first_day: date
    last_day: date


class Never(Row, table=True):
    """What a helper said never to: a sort of task, or a person."""

    __tablename__ = "never"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    helper: int = Field(sa_type=BigInteger, foreign_key="helper.id", index=True)
    category: str | None = None
    person: int | None = Field(default=None, sa_type=BigInteger)
    made_at: datetime = Field(sa_type=UTCMoment)


class Duty(Row, table=True):
    """When a coordinator is on duty; local wall time. The lowest `place` is asked first."""

    __tablename__ = "duty"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    community: int = Field(sa_type=BigInteger, foreign_key="community.id", index=True)
    weekdays: int = 0b1111111  # bit 0 is Monday
    from_minute: int = 8 * 60
    until_minute: int = 21 * 60
    place: int = 0


class Invite(Row, table=True):
    """A personal start link: works once, for a while."""

    __tablename__ = "invite"

    code: str = Field(primary_key=True, max_length=64)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    role: Role = Field(sa_type=term(Role))
    person: int | None = Field(default=None, sa_type=BigInteger)  # whom it binds; None: whoever comes
    about: int | None = Field(default=None, sa_type=BigInteger)  # for whom a relative may ask
    made_at: datetime = Field(sa_type=UTCMoment)
    expires_at: datetime = Field(sa_type=UTCMoment)
    used_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    made_by: int | None = Field(default=None, sa_type=BigInteger)  # None: the command line, or a list


class Speaker(Row, table=True):
    """Who may ask, and be written to, for a resident: the phone they share, or a relative they agreed to."""

    __tablename__ = "speaker"
    __table_args__ = (UniqueConstraint("resident", "person", "community"), Index("speaker_of", "person"))

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    resident: int = Field(sa_type=BigInteger, foreign_key="person.id")
    person: int = Field(sa_type=BigInteger, foreign_key="person.id")
    bond: Bond = Field(sa_type=term(Bond))
    consent: str = ""  # how the resident agreed: own, in_person, by_phone; empty: not yet
    recorded_by: int | None = Field(default=None, sa_type=BigInteger)
    made_at: datetime = Field(sa_type=UTCMoment)


class Group(Row, table=True):
    """A group of coordinators in the messenger: made with a code in private, bound by that code in the group."""

    __tablename__ = "coordinators_group"

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id", index=True)
    code: str = Field(unique=True, max_length=64)
    made_by: int = Field(sa_type=BigInteger, foreign_key="person.id")
    made_at: datetime = Field(sa_type=UTCMoment)
    chat: int | None = Field(default=None, unique=True, sa_type=BigInteger)  # None: not bound yet
    bound_by: int | None = Field(default=None, sa_type=BigInteger)
    bound_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    threads: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # by kind of task: the topic it goes to


class Street(Row, table=True):
    """Where a street is, or a stretch of its house numbers; from a list that anybody may read."""

    __tablename__ = "street"
    __table_args__ = (Index("street_named", "community", "name"),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    name: str  # folded: lower case, without accents, dots and spaces
    place: str = ""  # folded too; empty: any
    first_number: int | None = None  # None: the whole street
    last_number: int | None = None
    latitude: float
    longitude: float
