"""Names that all storeys share: the fixed vocabularies of the house. No behaviour lives here."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one community; one person may hold several."""

    RESIDENT = "resident"
    HELPER = "helper"
    COORDINATOR = "coordinator"
    DESK = "desk"
    REFERRER = "referrer"
    RELATIVE = "relative"
    ORGANISER = "organiser"
    ATTENTION = "attention"  # alone reads what helpers worry about, where a community has named anybody for it


class Standing(StrEnum):
    """How far a community has come to know somebody in a role."""

    NEW = "new"  # has written, nobody has met them yet
    KNOWN = "known"  # imported, invited, approved or called by a coordinator
    LEFT = "left"  # stopped, or was taken off


class Check(StrEnum):
    """How well a helper has been looked at; each includes the ones before it."""

    NONE = "none"
    INTERVIEW = "interview"
    VOG = "vog"


class Category(StrEnum):
    """What kind of help; the Dutch and English labels live in flows/wording."""

    GROCERIES = "groceries"
    TRANSPORT = "transport"
    ODD_JOBS = "odd_jobs"
    GARDEN = "garden"
    DIGITAL = "digital"
    PAPERWORK = "paperwork"
    COMPANY = "company"
    MEALS = "meals"
    PETS = "pets"
    HOUSEHOLD = "household"
    RESPITE = "respite"
    LANGUAGE = "language"
    OTHER = "other"


class Intent(StrEnum):
    """What somebody wants with a message."""

    REQUEST = "request"
    OFFER = "offer"
    CHANGE = "change"
    CANCEL = "cancel"
    INFO = "info"
    READY = "ready"  # to be fetched
    PERSON = "person"
    STOP = "stop"
    FORGET = "forget"
    KNOW = "know"  # what is kept of them
    THANKS = "thanks"
    SMALLTALK = "smalltalk"


class Urgency(StrEnum):
    """How pressing a message sounds."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"


class Danger(StrEnum):
    """The kinds of danger, each with fixed words of its own."""

    BODY = "body"
    GAS = "gas"
    FIRE = "fire"
    PILLS = "pills"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    MISSING = "missing"
    NEIGHBOUR = "neighbour"
    FRAUD = "fraud"
    CHILD = "child"


class VisitState(StrEnum):
    """Where one visit stands in its life (flows/help/life.py)."""

    ASKED = "asked"  # written down; waits for a first acquaintance
    SEARCHING = "searching"
    AGREED = "agreed"
    DONE = "done"
    CANCELLED = "cancelled"
    PASSED_ON = "passed_on"
    NOT_FOUND = "not_found"
    DID_NOT_HAPPEN = "did_not_happen"


class OfferState(StrEnum):
    """What became of one offer to one helper."""

    OPEN = "open"
    PROPOSED = "proposed"  # said yes; a coordinator has to confirm it
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LOST = "lost"  # somebody else was first
    RESERVE = "reserve"  # lost or waits, and may be asked again first
    WITHDRAWN = "withdrawn"  # had said yes and can't after all
    REFUSED = "refused"  # had said yes, and the asker or a coordinator would rather have somebody else
    CLOSED = "closed"  # no longer needed


class LetterState(StrEnum):
    """Where a letter stands on its way out."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # handed over, no answer came: it may have arrived
    BY_PHONE = "by_phone"  # to somebody without a chat: a coordinator reads it out


class LetterClass(StrEnum):
    """What may be done when nobody knows whether a letter arrived."""

    CRITICAL = "critical"  # at most one repeat; worded to be harmless twice
    COURTESY = "courtesy"  # never repeated
    EDIT = "edit"  # changes a letter already sent: simply again


class Lane(StrEnum):
    """Which queue a letter takes; the first is emptied before the next is looked at."""

    ALARM = "alarm"
    ANSWER = "answer"
    NEWS = "news"
    BULK = "bulk"


class Audience(StrEnum):
    """To whom a message to many goes; only those of them who want such messages."""

    ALL = "all"
    HELPERS = "helpers"
    RESIDENTS = "residents"
    KIND = "kind"  # helpers of one kind of help
    STREET = "street"  # who lives in one street


class TellingState(StrEnum):
    """Where a message to many stands."""

    DRAFT = "draft"  # shown to whoever wrote it, and not agreed yet
    GOING = "going"
    STOPPED = "stopped"  # nothing of it leaves any more; what was under way is waited for
    OVER = "over"


class Form(StrEnum):
    """How somebody is addressed in Dutch."""

    U = "u"
    JE = "je"


class Leg(StrEnum):
    """Which way a visit goes, where there and back are two visits with a life of their own."""

    WHOLE = "whole"
    THERE = "there"
    BACK = "back"  # at an hour that nobody knows yet: "when you call"


class Bond(StrEnum):
    """Why one person may ask, and be written to, for another."""

    SHARED = "shared"  # both live by one phone
    RELATIVE = "relative"
