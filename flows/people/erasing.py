"""Forgets somebody: what is open is handled first, then all that names them goes; only what a count needs stays."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, delete, or_, select, update

from flows.belonging import end_role
from flows.counting.exporting import take_all_away
from flows.help.deeds.cancelling import cancel
from flows.help.deeds.offering import edit_offer
from flows.help.deeds.withdrawing import let_offers_go, withdraw
from flows.help.visits import gone_by
from flows.people.holders import tell_holders
from flows.sitting import Sitting
from flows.speaking.deeds.handing_on import hand_on
from flows.tasks import close, facts_of, open_of
from storage.queries import help as queries
from storage.tables.care import Concern, Note, Task
from storage.tables.course import Record
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Absence, Availability, Duty, Helper, Invite, Membership, Never, Person, Speaker
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState, OfferState

ABOUT_THEM = (  # nobody can be called about these
    "approve", "wants_person", "half_said", "call", "unreachable", "in_doubt", "left",
    "secret", "money", "signal", "medicine", "care", "rude", "spoken", "double", "check_again",
)  # fmt: skip


async def erase(sitting: Sitting, person: Person) -> None:
    """Cancel what PERSON asked for, take them off what they go to, and empty everything that is theirs."""
    members = (await sitting.session.exec(select(Membership).where(Membership.person == person.id))).all()
    await tell_holders(sitting, person, members)
    for community in {member.community for member in members}:
        await let_go(sitting, person, community, begun=True)
    for member in members:
        end_role(sitting, member)
        member.consent, member.messages_asked_at = "withdrawn", None
    await _forget_helper(sitting, person)
    await _forget_requests(sitting, person)
    empty = {"given": None, "answers": None, "closed_at": sitting.now}
    await sitting.session.exec(update(Record).where(col(Record.person) == person.id).values(empty))
    await sitting.session.exec(delete(Duty).where(col(Duty.person) == person.id))
    await sitting.session.exec(
        delete(Invite).where(or_(col(Invite.person) == person.id, col(Invite.about) == person.id))
    )
    await hand_on(sitting, person)
    bonds = or_(col(Speaker.person) == person.id, col(Speaker.resident) == person.id)
    await sitting.session.exec(delete(Speaker).where(bonds))
    await _keep_alarms(sitting, person, {member.community for member in members})
    over = or_(col(Task.kind) != "danger", col(Task.closed_at).is_not(None))
    await sitting.session.exec(update(Task).where(col(Task.person) == person.id, over).values(words=None))
    await _forget_concerns(sitting, person)
    await _keep_changes(sitting, person)
    await sitting.session.exec(delete(Note).where(col(Note.person) == person.id))
    await take_all_away(sitting, person)
    await sitting.session.exec(delete(OutboxLetter).where(_to(person)))
    handled = update(InboxItem).where(col(InboxItem.chat) == person.chat, col(InboxItem.done_at).is_not(None))
    await sitting.session.exec(handled.values(chat=0, body=None))
    person.name = person.called = person.place = person.rest = ""
    person.home = None
    person.chat = person.phone = person.phone_print = person.street = person.postcode = person.point = person.cell = (
        None
    )
    sitting.session.add(person)
    for member in members:
        sitting.note("person.erased", person.id, member.community)


async def _keep_alarms(sitting: Sitting, person: Person, communities: Collection[int]) -> None:
    """Let an alert that nobody has dealt with go on saying who it is about, until a person closes it."""
    for community in communities:
        for task in await open_of(sitting, community, kind="danger"):
            if task.person == person.id:
                task.words = f"{_who(person)}: {task.words or ''}"
                sitting.session.add(task)


async def let_go(sitting: Sitting, person: Person, community: int, begun: bool = False) -> None:
    """Call off all that PERSON asked for, goes to or was asked in COMMUNITY; what has BEGUN stands, if not told so."""
    await let_visits_go(sitting, person, community)
    await call_off(sitting, person, community, begun)
    for task in await open_of(sitting, community):
        if task.person == person.id and task.kind in ABOUT_THEM:
            await close(sitting, task)


async def let_visits_go(sitting: Sitting, person: Person, community: int) -> None:
    """Let go of all that PERSON goes to or was asked in COMMUNITY; of what has been, a coordinator asks how it went."""
    await let_offers_go(sitting, person, community)
    for visit, _ in await queries.visits_of_helper(sitting.session, person.id, community):
        if not gone_by(visit, sitting.now):
            await withdraw(sitting, person, None, visit.id)


async def call_off(sitting: Sitting, person: Person, community: int, begun: bool) -> None:
    """Call off all that PERSON asked for in COMMUNITY; what has BEGUN only where told so."""
    for visit, _ in await queries.visits_of_asker(sitting.session, person.id, community):
        if begun or visit.helper is None or not gone_by(visit, sitting.now):
            await cancel(sitting, person, None, visit.id, series=True)


async def _keep_changes(sitting: Sitting, person: Person) -> None:
    """Make what is still to be changed on their screen nobody's, with the letter it changes: it is forgotten soon."""
    theirs = _to(person)
    changes = and_(OutboxLetter.state == LetterState.WAITING, col(OutboxLetter.edits).is_not(None))
    changed = (await sitting.session.exec(select(OutboxLetter.edits).where(theirs, changes))).all()
    kept = update(OutboxLetter).where(theirs, or_(changes, col(OutboxLetter.id).in_(changed)))
    await sitting.session.exec(kept.values(person=None, meant=None, community=None))


def _to(person: Person) -> ColumnElement[bool]:
    """Give which letters are to PERSON: on their own phone, or on one that they share."""
    mine = and_(OutboxLetter.person == person.id, col(OutboxLetter.meant).is_(None))
    return or_(mine, col(OutboxLetter.meant) == person.id)


async def _forget_helper(sitting: Sitting, person: Person) -> None:
    """Take the addresses off their screen, their name off the visits, and their sheets away."""
    held = select(Offer).where(Offer.person == person.id, Offer.state == OfferState.ACCEPTED)
    for offer in (await sitting.session.exec(held)).all():
        if offer.letter is not None and await sitting.session.get(OutboxLetter, offer.letter) is not None:
            await edit_offer(sitting, offer, "card.gone")
        sitting.unplan(offer.visit, "strip_card")
    await sitting.session.exec(update(Visit).where(col(Visit.helper) == person.id).values(helper=None))
    for seen in (Helper.buddy, Helper.check_seen_by):
        await sitting.session.exec(update(Helper).where(col(seen) == person.id).values({seen: None}))
    sheets = (await sitting.session.exec(select(Helper).where(Helper.person == person.id))).all()
    for sheet in sheets:
        for table in (Availability, Absence, Never):
            await sitting.session.exec(delete(table).where(col(table.helper) == sheet.id))
        await sitting.session.delete(sheet)


async def _forget_concerns(sitting: Sitting, person: Person) -> None:
    """Empty what is kept of worries about them that are over, and take their name off those that they raised.

    One without an outcome goes on saying who it is about, until somebody whose task it is closes it.
    """
    about = select(Concern).where(Concern.person == person.id)
    for concern in (await sitting.session.exec(about)).all():
        open_ = concern.closed_at is None
        concern.words = f"{_who(person)}: {concern.words or ''}" if open_ else None
        concern.notes = concern.notes if open_ else None
        sitting.session.add(concern)
    for who in ("raised_by", "seen_by"):
        theirs = update(Concern).where(col(getattr(Concern, who)) == person.id)
        await sitting.session.exec(theirs.values({who: None}))


def _who(person: Person) -> str:
    known = facts_of(person)
    return ", ".join(str(known[key]) for key in ("name", "address", "phone") if known[key])


async def _forget_requests(sitting: Sitting, person: Person) -> None:
    theirs = {"task": None, "destination": None, "words": None, "needs": None, "closed_at": sitting.now}
    mine = col(Request.asker) == person.id
    await sitting.session.exec(update(Request).where(mine).values(theirs))
    visits = select(Request.id).where(mine)
    await sitting.session.exec(update(Visit).where(col(Visit.request).in_(visits)).values(meets=None))
