"""Brings a list of people in. Importing is the coordinator's approval and record of consent, and is logged."""

from dataclasses import dataclass
from datetime import timedelta

from flows.belonging import belong
from flows.people.deeds.helping import set_hours
from flows.people.hours import Hours
from flows.people.import_cells import fold
from flows.people.import_rows import PersonRow
from flows.places import settle, unsettle
from flows.sitting import Sitting
from flows.speaking.deeds.sharing import share_phone
from flows.trust.roles import POWERFUL
from storage.columns import keyring
from storage.ids import new_code
from storage.queries import people, speakers
from storage.tables.people import Community, Invite, Person
from storage.terms import Bond, Role, Standing

INVITE_LASTS, POWER_LASTS = timedelta(days=30), timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Brought:
    """One person brought in: new or known before, and the code of their start link when they have no chat yet."""

    name: str
    new: bool
    code: str | None


async def bring_in(sitting: Sitting, community: Community, rows: tuple[PersonRow, ...]) -> list[Brought]:
    """Make or refresh everybody in ROWS: the same by telegram_id, else phone, else name and street."""
    brought: dict[int, Brought] = {}
    for row in rows:
        shares = await _shares(sitting, community, row, rows)
        person, new = await _person(sitting, community, row, shares)
        member = await belong(sitting, person, community.id, row.role, consent="imported", standing=Standing.KNOWN)
        member.messages = member.messages if row.messages is None else row.messages
        if row.role is Role.HELPER:
            await _sheet(sitting, community, person, row)
        before = brought.get(person.id)
        code = before.code if before else await _code(sitting, community, person, row.role, shares)
        brought[person.id] = Brought(person.name, new or bool(before and before.new), code)
        sitting.log("import", community.id, None, person.id, role=row.role.value)
        if row.telegram_id is not None and shares:
            holder = (await people.by_chats(sitting.session, [row.telegram_id]))[row.telegram_id]
            await share_phone(sitting, holder, person, community.id)
    return list(brought.values())


async def _shares(sitting: Sitting, community: Community, row: PersonRow, rows: tuple[PersonRow, ...]) -> bool:
    """Say whether ROW lives by somebody else's phone: the same telegram_id, and another name."""
    if row.telegram_id is None:
        return False
    together = [one for one in rows if one.telegram_id == row.telegram_id]
    holder = (await people.by_chats(sitting.session, [row.telegram_id])).get(row.telegram_id)
    if holder is not None and fold(holder.name) in {fold(one.name) for one in together}:
        return fold(holder.name) != fold(row.name)
    others = await speakers.bonds_of(sitting.session, holder.id, Bond.SHARED, community.id) if holder else ()
    known = {fold(one.name) for _, one in others}
    return fold(row.name) in known or together[0].who != row.who


async def _person(sitting: Sitting, community: Community, row: PersonRow, shares: bool) -> tuple[Person, bool]:
    known = await _known(sitting, community, row, shares)
    person = known or Person(current=community.id, made_at=sitting.now)
    person.name, person.language = row.name, row.language or community.language
    if row.telegram_id is not None and not shares:
        person.chat = row.telegram_id
    if row.phone:
        person.phone, person.phone_print = row.phone, keyring.print_of(row.phone)
    if row.street and fold(row.street) != fold(person.street or ""):
        unsettle(person)
    person.street = row.street or person.street
    person.postcode = row.postcode or person.postcode
    person.place = row.place or person.place
    person.home = row.home or person.home
    if row.lat is not None and row.lon is not None:
        settle(person, (row.lat, row.lon))
    sitting.session.add(person)
    await sitting.session.flush()
    return person, known is None


async def _known(sitting: Sitting, community: Community, row: PersonRow, shares: bool) -> Person | None:
    if row.telegram_id is not None and not shares:
        found = (await people.by_chats(sitting.session, [row.telegram_id])).get(row.telegram_id)
        if found is not None:
            return found
    same_name = [one for one in await people.named(sitting.session, community.id, row.name) if one.name == row.name]
    unbound = [one for one in same_name if row.telegram_id is None or one.chat is None]
    by_phone = [one for one in unbound if row.phone and one.phone == row.phone]
    by_street = [one for one in unbound if not row.phone and (one.street or "").lower() == row.street.lower()]
    return next(iter([*by_phone, *by_street]), None)


async def _sheet(sitting: Sitting, community: Community, person: Person, row: PersonRow) -> None:
    helper = await people.helper_of(sitting.session, person.id, community.id)
    if helper is None or row.available is None:
        return
    available = row.available
    hours = Hours(available.spans, available.absences, available.limits, False, available.max_per_week)
    await set_hours(sitting, helper, hours)
    helper.categories = [one.value for one in row.categories]
    helper.max_km, helper.check = row.max_km, row.check
    helper.max_per_week = row.max_per_week or helper.max_per_week
    sitting.session.add(helper)


async def _code(sitting: Sitting, community: Community, person: Person, role: Role, shares: bool) -> str | None:
    """Give the code of the personal link of somebody without a chat; the one made before while it still works."""
    if person.chat is not None or shares:
        return None
    before = await people.open_invite(sitting.session, person.id, sitting.now)
    return before.code if before else (await make_invite(sitting, community, role, person)).code


async def make_invite(
    sitting: Sitting, community: Community, role: Role, person: Person | None = None, by: Person | None = None
) -> Invite:
    """Make a start link for ROLE that works once, within a month, for PERSON or for whoever comes; asked for BY one.

    One of a role that opens much works for three days.
    """
    invite = Invite(
        code=new_code(),
        community=community.id,
        role=role,
        person=person.id if person else None,
        made_at=sitting.now,
        expires_at=sitting.now + (POWER_LASTS if role in POWERFUL else INVITE_LASTS),
        made_by=by.id if by else None,
    )
    sitting.session.add(invite)
    sitting.log("invite.made", community.id, invite.made_by, invite.person, role=role.value)
    return invite


async def community_called(sitting: Sitting, name: str) -> Community:
    """Give the community of that name, made where there was none."""
    found = await people.community_named(sitting.session, name)
    if found is None:
        found = Community(name=name)
        sitting.session.add(found)
        await sitting.session.flush()
        sitting.note("community.made", found.id, found.id)
    return found
