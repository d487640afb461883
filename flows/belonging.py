"""Who somebody is, and to which community they belong as what."""

from typing import Protocol

from flows.sitting import Sitting
from flows.understanding.answers import read_phone
from storage.columns import keyring
from storage.queries import people
from storage.tables.people import Duty, Helper, Membership, Person
from storage.terms import Form, Role, Standing


async def belong(
    sitting: Sitting, person: Person, community: int, role: Role, *, consent: str, standing: Standing | None = None
) -> Membership:
    """Give the membership of PERSON as ROLE, made NEW (or as STANDING) where there was none.

    STANDING also raises an existing membership. A helper gets an empty sheet, a coordinator a place on the rota.
    """
    member = await people.membership(sitting.session, person.id, community, role)
    if member is None:
        member = Membership(person=person.id, community=community, role=role, consent=consent, made_at=sitting.now)
        sitting.note("member.made", person.id, community, role=role.value)
    if standing is not None or member.standing is Standing.LEFT:
        member.standing = standing or Standing.NEW
    person.current = person.current or community
    if role in (Role.HELPER, Role.COORDINATOR) and person.form is None:
        person.form = Form.JE
    sitting.session.add(member)
    sitting.session.add(person)
    await sitting.session.flush()
    await _furnish(sitting, person, community, role)
    return member


async def _furnish(sitting: Sitting, person: Person, community: int, role: Role) -> None:
    if role is Role.HELPER and await people.helper_of(sitting.session, person.id, community) is None:
        sitting.session.add(Helper(person=person.id, community=community))
    if role is Role.COORDINATOR and not await people.duties_of(sitting.session, person.id, community):
        place = len(await people.members(sitting.session, community, Role.COORDINATOR))
        sitting.session.add(Duty(person=person.id, community=community, place=place))
    await sitting.session.flush()


async def roles_of(sitting: Sitting, person: Person) -> frozenset[Role]:
    """Give what PERSON is, and known as, in the community they are talking to; askers need not be known yet."""
    community = (await sitting.community(person.current)).id
    found = await people.memberships(sitting.session, person.id, community)
    return frozenset(one.role for one in found if one.standing is Standing.KNOWN or one.role is Role.RESIDENT)


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
        person.street = person.postcode = person.point = person.cell = None
    person.name = person.name or who.name
    person.street = person.street or who.street or None
    person.postcode = person.postcode or who.postcode or None
    person.place = person.place or who.place
    phone = read_phone(who.phone) if who.phone else None
    if phone and (anew or not person.phone):
        person.phone, person.phone_print = phone, keyring.print_of(phone)
