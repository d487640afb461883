"""What comes in and what goes out: raw updates until they are handled, letters until they are sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field

from storage.columns import Secret, UTCMoment, term
from storage.ids import new_id
from storage.tables.row import Row
from storage.terms import Lane, LetterClass, LetterState

_OPEN = text("done_at IS NULL")
_CHECKS = text("words = 'alarm.check'")
# What an index is about on PostgreSQL stands in the migrations alone: saying it here loads all that speaks to it.
_GOING = text("state IN ('waiting', 'sending')")


class InboxItem(Row, table=True):
    """One raw update. Its order is the order of arrival; its body is emptied when it has been handled."""

    __tablename__ = "inbox"
    __table_args__ = (Index("inbox_open", "chat", "id", sqlite_where=_OPEN),)

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    digest: str = Field(unique=True, max_length=64)  # of bot, update id and body, since ids alone restart
    chat: int = Field(sa_type=BigInteger)  # the key of order; 0 where none could be read
    body: str | None = Field(default=None, sa_type=Secret)
    arrived_at: datetime = Field(sa_type=UTCMoment)
    tries: int = 0
    try_again_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    done_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    failed: str | None = None  # the name of the last error, never its text


class OutboxLetter(Row, table=True):
    """One letter, or one edit of a letter, on its way to one chat.

    `buttons` is a list of {"option", "label", "deed", "args", "yes"}. When the letter has been sent, text, labels
    and document are emptied; option, deed and args stay, for a press is looked up by them.
    A letter to somebody without a chat never leaves: it lies here `by_phone`, in chat 0, until it has been read out.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_going", "state", "id", sqlite_where=_GOING),
        Index("outbox_of_person", "person", "id"),
        Index("outbox_about", "about", "id"),
        Index("outbox_asked", "person", "id", sqlite_where=text("asks IS 1")),
        Index("outbox_checks", "person", "id", sqlite_where=_CHECKS),
    )

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    chat: int = Field(sa_type=BigInteger)
    thread: int | None = None
    person: int | None = Field(default=None, sa_type=BigInteger)  # who alone may press its buttons; None: a group
    meant: int | None = Field(default=None, sa_type=BigInteger)  # whom it speaks to on somebody else's phone
    community: int | None = Field(default=None, sa_type=BigInteger)
    words: str = ""  # the id of its words; the text itself is in `body`
    about: int | None = Field(default=None, sa_type=BigInteger)  # the visit, request or talk it speaks of
    lane: Lane = Field(default=Lane.ANSWER, sa_type=term(Lane))
    letter_class: LetterClass = Field(default=LetterClass.CRITICAL, sa_type=term(LetterClass))
    state: LetterState = Field(default=LetterState.WAITING, sa_type=term(LetterState))
    asks: bool = False  # a typed answer may be meant for it
    body: str | None = Field(default=None, sa_type=Secret)  # {"text", "bold", "document", "ask_contact"} as JSON
    buttons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    edits: int | None = Field(default=None, sa_type=BigInteger)  # the letter that this one changes
    removes: int | None = Field(default=None, sa_type=BigInteger)  # the message it takes away, saying nothing
    message: int | None = Field(default=None, sa_type=BigInteger)  # what the messenger calls it
    written_at: datetime = Field(sa_type=UTCMoment)
    not_before: datetime | None = Field(default=None, sa_type=UTCMoment)
    not_after: datetime | None = Field(default=None, sa_type=UTCMoment)  # then it waits until somebody lets it go anew
    sent_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    tries: int = 0
    failed: str | None = None  # the name of the last error, never its text
