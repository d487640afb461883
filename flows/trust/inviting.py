"""/uitnodiging: a link for one person, once, for a while; with a picture to scan, and taken back with a tap."""

import io

from flows.coordination.choice import pick
from flows.people.importing import make_invite
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.trust.roles import GIVEN, POWERFUL, read_role
from flows.trust.seconding import ask_second
from storage.queries import people
from storage.queries.invites import open_invites
from storage.tables.people import Invite, Person
from storage.tables.post import OutboxLetter
from storage.terms import Role

PICTURE = "uitnodiging.png"
MOST_SHOWN = 8


async def invite(sitting: Sitting, person: Person, words: str) -> None:
    """/uitnodiging: for the role or the person that is named; without one it is asked which role."""
    role, name = read_role(words)
    if role in GIVEN and not name:
        await invite_as(sitting, person, None, role.value)
    elif name:
        await pick(sitting, person, name, "invite.one", {}, invite_one, "uitnodiging")
    else:
        await _ask_role(sitting, person)


async def _ask_role(sitting: Sitting, person: Person) -> None:
    where = await sitting.community(person.current)
    waiting = await open_invites(sitting.session, where.id, sitting.now)
    buttons = [Button(f"invite.as.{role.value}", "invite.as", {"role": role.value}) for role in GIVEN]
    listed = [Button("invite.list", "invite.list")] if waiting else []
    await sitting.write(person, "invite.which", buttons=[*buttons, *listed], asks=True, count=len(waiting))


async def invite_as(sitting: Sitting, person: Person, letter: OutboxLetter | None, role: str) -> None:
    """Make a link for whoever comes; a powerful role is asked of a second coordinator first."""
    if Role(role) in POWERFUL and await ask_second(sitting, person, "invite.make", code=f"invite_{role}", role=role):
        return
    await make(sitting, person, None, role)


async def make(sitting: Sitting, person: Person, letter: OutboxLetter | None, role: str) -> None:
    """Make the link, and give it with its picture."""
    made = await make_invite(sitting, await sitting.community(person.current), Role(role), by=person)
    await _give(sitting, person, made, "")


async def invite_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Make the link by which somebody who is known comes in with a phone of their own."""
    where, one = await sitting.community(person.current), await sitting.get(Person, whom)
    members = await people.memberships(sitting.session, whom, where.id)
    if one.chat is not None or not members:
        await sitting.write(person, "invite.has_chat", name=one.name or one.called)
        return
    role = next((one.role for one in members if one.role not in POWERFUL), None)
    if role is None:
        await sitting.write(person, "invite.by_role")
        return
    await _give(sitting, person, await make_invite(sitting, where, role, one, by=person), one.name)


async def _give(sitting: Sitting, person: Person, made: Invite, name: str) -> None:
    link = sitting.menu.link(made.code)
    await sitting.write(
        person,
        "invite.made_for" if name else "invite.made",
        buttons=[Button("button.read", "read", yes=True), Button("invite.back", "invite.back", {"code": made.code})],
        document=(PICTURE, picture(link)),
        link=link,
        name=name,
        role=Said(f"kept.as.{made.role.value}", {}),
        day=made.expires_at,
    )


def picture(link: str) -> bytes:
    """Draw LINK as a picture to scan (PNG), with the white edge that scanners need."""
    import segno  # only loaded where something is drawn

    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="png", scale=10, border=4)
    return drawn.getvalue()


async def show_open(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Show the links that nobody has used yet, each to be taken back."""
    where = await sitting.community(person.current)
    found = await open_invites(sitting.session, where.id, sitting.now)
    lines, buttons = [], []
    for number, one in enumerate(found[:MOST_SHOWN], 1):
        whom = await sitting.session.get(Person, one.person) if one.person else None
        facts = {"number": number, "role": Said(f"kept.as.{one.role.value}", {}), "day": one.expires_at,
                 "name": whom.name if whom else Said("invite.anybody", {})}  # fmt: skip
        lines.append(Said("invite.line", facts))
        buttons.append(Button("invite.back_one", "invite.back", {"code": one.code}, {"number": number}))
    sitting.log("look.invites", where.id, person.id)
    await sitting.write(person, "invite.open" if found else "invite.none", before=lines, buttons=buttons)


async def take_back(sitting: Sitting, person: Person, letter: OutboxLetter, code: str) -> None:
    """Intrekken: the link works no more."""
    made = await sitting.session.get(Invite, code)
    if made is None or made.used_at is not None or made.community != (await sitting.community(person.current)).id:
        await sitting.write(person, "invite.used_already" if made else "invite.gone")
        return
    await sitting.session.delete(made)
    sitting.log("invite.back", made.community, person.id, made.person, role=made.role.value)
    await sitting.write(person, "invite.gone")
