"""All that is kept of one person, over all tables, as plain rows; what tells of somebody else stays behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, and_, col, not_, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.care import Concern, Note, Task
from storage.tables.course import Event, LogEntry, Record
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Absence, Availability, Duty, Group, Helper, Invite, Membership, Never, Person, Speaker
from storage.tables.post import InboxItem, OutboxLetter
from storage.tables.telling import Telling
from storage.tables.trust import Second

NOBODYS = ("community", "street", "due", "sign", "seal", "log_end")  # tables that hold nothing of anybody
CONFIDED = (
    "worry",
    "block",
    "refused",
    "low",
    "often",
    "forgets",
    "rude",
    "signal",
    "money",
    "loss",
    "loss_who",
    "loss_said",
    "child",
    "young",
)  # notes of concern: not handed out here, nor that there are any
OWN_WORDS = ("danger", "cannot_call", "told", "wrong_words", "rest_wrote")  # tasks whose words they wrote themselves


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows of one table that are theirs; `hides` names the columns that tell of somebody else, or of nobody."""

    table: type[SQLModel]
    name: str
    theirs: ColumnElement[bool]
    hides: tuple[str, ...]


async def kept_of(session: AsyncSession, person: Person, alone: bool) -> dict[str, list[dict[str, Any]]]:
    """Give every row that is kept of PERSON, by its table; what was said in danger only where ALONE by a phone."""
    found = dict[str, list[dict[str, Any]]]()
    for shelf in shelves(person, alone):
        asked = select(shelf.table).where(shelf.theirs).order_by(*shelf.table.__table__.primary_key)  # type: ignore[attr-defined]
        rows = (await session.exec(asked)).all()
        found.setdefault(shelf.name, []).extend(_row(one, shelf.hides) for one in rows)
    for task in found["task"]:
        if task["kind"] not in OWN_WORDS:
            task.pop("words")
    return {name: rows for name, rows in found.items() if rows}


def _row(row: SQLModel, hides: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.model_dump().items() if name not in hides}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def shelves(person: Person, alone: bool) -> tuple[Shelf, ...]:
    """Give where to look for what is kept of PERSON."""
    who = person.id
    sheets = col(Availability.helper).in_(select(Helper.id).where(Helper.person == who))
    return (
        Shelf(Person, "person", col(Person.id) == who, ("phone_print",)),
        Shelf(Membership, "membership", col(Membership.person) == who, ()),
        Shelf(Helper, "helper", col(Helper.person) == who, ("check_seen_by", "buddy")),
        Shelf(Note, "note", and_(col(Note.person) == who, col(Note.shared)), ("author",)),
        Shelf(Note, "note_between_coordinators", and_(col(Note.person) == who, not_(col(Note.shared))),
              ("author", "words")),
        Shelf(Availability, "availability", sheets, ()),
        Shelf(Absence, "absence", col(Absence.helper).in_(select(Helper.id).where(Helper.person == who)), ()),
        Shelf(Never, "never", col(Never.helper).in_(select(Helper.id).where(Helper.person == who)), ("person",)),
        Shelf(Duty, "duty", col(Duty.person) == who, ()),
        Shelf(Invite, "invite", or_(col(Invite.person) == who, col(Invite.used_by) == who),
              ("code", "person", "about", "used_by", "made_by")),
        Shelf(Speaker, "speaker", or_(col(Speaker.resident) == who, col(Speaker.person) == who),
              ("resident", "person", "recorded_by")),
        Shelf(Group, "coordinators_group", or_(col(Group.made_by) == who, col(Group.bound_by) == who),
              ("code", "chat", "made_by", "bound_by", "threads")),
        *_of_help(who),
        Shelf(Record, "record", and_(col(Record.person) == who, col(Record.closed_at).is_(None)), ("given",)),
        Shelf(Task, "task", and_(col(Task.person) == who, col(Task.kind).not_in(_unsaid(alone))), ("picked_up_by",)),
        Shelf(Concern, "concern", col(Concern.raised_by) == who,
              ("task", "person", "visit", "words", "notes", "seen_by", "follow_up_at", "asked", "outcome")),
        Shelf(OutboxLetter, "outbox", or_(and_(col(OutboxLetter.person) == who, col(OutboxLetter.meant).is_(None)),
                                          col(OutboxLetter.meant) == who),
              ("body", "buttons", "person", "meant", "about", "edits", "removes")),
        Shelf(InboxItem, "inbox", col(InboxItem.chat) == (person.chat or -1), () if alone else ("body",)),
        Shelf(Second, "second", or_(col(Second.asked_by) == who, col(Second.decided_by) == who),
              ("args", "asked_by", "decided_by")),
        Shelf(Telling, "telling", col(Telling.by) == who, ("by", "of", "words", "letter", "upto")),
        Shelf(Event, "event", or_(col(Event.subject) == who, col(Event.actor) == who), ("subject", "actor", "facts")),
        Shelf(LogEntry, "log", or_(col(LogEntry.subject) == who, col(LogEntry.actor) == who),
              ("subject", "actor", "facts")),
    )  # fmt: skip


def _of_help(who: int) -> tuple[Shelf, ...]:
    """Give what they asked for, where they went, and what they were asked."""
    theirs = col(Visit.request).in_(select(Request.id).where(Request.asker == who))
    return (
        Shelf(Request, "request", col(Request.asker) == who, ("recorded_by",)),
        Shelf(Visit, "visit", theirs, ("helper", "with_person", "helper_said", "costs")),
        Shelf(Visit, "visit_as_helper", and_(col(Visit.helper) == who),
              ("with_person", "asker_said", "meets", "move", "read_at")),
        Shelf(Offer, "offer", col(Offer.person) == who, ()),
    )  # fmt: skip


def _unsaid(alone: bool) -> tuple[str, ...]:
    return CONFIDED if alone else (*CONFIDED, *OWN_WORDS)
