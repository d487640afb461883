"""Who somebody is, and to which community they belong as what."""

from typing import Protocol

from sqlmodel import col, update

from flows.menu import EVERYONE
from flows.places import locate, unsettle
from flows.sitting import Sitting
from flows.understanding.replies.answers import read_phone
from storage.columns import keyring
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Duty, Helper, Membership, Person
from storage.tables.post import OutboxLetter
from storage.terms import Form, Role, Standing


async def belong(
    sitting: Sitting, person: Person, community: int, role: Role, *, consent: str, standing: Standing | None = None
) -> Membership:
    """Give the membership of PERSON as ROLE, made NEW (or as STANDING) where there was none.

    STANDING also raises an existing membership. A helper gets an empty sheet, a coordinator a place on the rota,
    and everybody a place on the map where their street is known.
    """
    member = await people.membership(sitting.session, person.id, community, role)
    if member is None:
        member = Membership(person=person.id, community=community, role=role, consent=consent, made_at=sitting.now)
        sitting.note("member.made", person.id, community, role=role.value)
    if standing is not None or member.standing is Standing.LEFT:
        if member.standing is Standing.LEFT:  # they say yes anew
            member.consent = consent
            sitting.note("member.back", person.id, community, role=role.value)
        member.standing = standing or Standing.NEW
    person.current = person.current or community
    await locate(sitting, person, community)
    if role in (Role.HELPER, Role.COORDINATOR, Role.ATTENTION) and person.form is None:
        person.form = Form.JE
    sitting.session.add(member)
    sitting.session.add(person)
    await sitting.session.flush()
    await _furnish(sitting, person, community, role)
    return member


def end_role(sitting: Sitting, member: Membership) -> None:
    """Let somebody be this no more; the wish for messages that they said in it ends with it."""
    member.standing, member.messages = Standing.LEFT, None
    sitting.session.add(member)


async def _furnish(sitting: Sitting, person: Person, community: int, role: Role) -> None:
    if role is Role.HELPER and await people.helper_of(sitting.session, person.id, community) is None:
        sitting.session.add(Helper(person=person.id, community=community))
    if role is Role.COORDINATOR and not await people.duties_of(sitting.session, person.id, community):
        place = len(await people.members(sitting.session, community, Role.COORDINATOR))
        sitting.session.add(Duty(person=person.id, community=community, place=place))
    await sitting.session.flush()


async def roles_of(sitting: Sitting, person: Person, community: int | None = None) -> frozenset[Role]:
    """Give what PERSON is, and known as, in COMMUNITY (the one they talk to); askers need not be known yet."""
    community = community or (await sitting.community(person.current)).id
    found = await people.memberships(sitting.session, person.id, community)
    return frozenset(one.role for one in found if one.standing is Standing.KNOWN or one.role is Role.RESIDENT)


async def may(sitting: Sitting, person: Person, roles: frozenset[Role], community: int | None = None) -> bool:
    """Say whether PERSON may do what is kept for ROLES in COMMUNITY (the one they talk to)."""
    return roles == EVERYONE or bool(roles & await roles_of(sitting, person, community))


async def refuse(sitting: Sitting, person: Person, door: str, community: int | None = None) -> None:
    """Say that PERSON may not do what lies behind DOOR, a command or a button, and write down that it was tried."""
    where = community or (await sitting.community(person.current)).id
    sitting.note("access.refused", person.id, where, person.id, door=door)
    await sitting.write(person, "command.not_yours")


class Introduced(Protocol):
    """Somebody as they told us; what was not said is empty."""

    @property
    def name(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def phone(self) -> str: ...


def introduce(person: Person, who: Introduced, anew: bool = False) -> None:
    """Keep who somebody says they are; what we knew already stays, unless it is to be written ANEW."""
    if anew and who.street and (person.street or "").lower() != who.street.lower():
        person.street = person.postcode = None
        unsettle(person)
    person.name = person.name or who.name
    person.street = person.street or who.street or None
    person.postcode = person.postcode or who.postcode or None
    person.place = person.place or who.place
    phone = read_phone(who.phone) if who.phone else None
    if phone and (anew or not person.phone):
        person.phone, person.phone_print = phone, keyring.print_of(phone)


async def bind(sitting: Sitting, visitor: Person, known: int) -> Person:
    """Give the chat of VISITOR, and what was begun in it, to the person we knew without a chat."""
    whom = await sitting.get(Person, known)
    if whom.id == visitor.id:
        return whom
    chat, visitor.chat = visitor.chat, None
    sitting.session.add(visitor)
    await sitting.session.flush()
    whom.chat, whom.reachable, whom.greeted_at = chat, True, visitor.greeted_at
    sitting.session.add(whom)
    for table in (Record, OutboxLetter):
        await sitting.session.exec(update(table).where(col(table.person) == visitor.id).values(person=whom.id))
    sitting.note("person.bound", whom.id, (await sitting.community(whom.current)).id, whom.id)
    return whom


async def recognise(sitting: Sitting, visitor: Person, phone: str) -> Person | None:
    """Give the one person with PHONE and without a chat the chat of VISITOR; None when there is no such one."""
    known = await people.by_phone(sitting.session, phone)
    alone = len(known) == 1 and known[0].chat is None  # a number of several people says of none who it is
    return await bind(sitting, visitor, known[0].id) if alone and not visitor.name else None
