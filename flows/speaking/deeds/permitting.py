"""An elder lets a relative ask for them, or not any more; who has no phone says it to a coordinator."""

from flows.belonging import roles_of
from flows.coordination.halves import ask_rest
from flows.people.importing import make_invite
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.moving import named
from flows.speaking.deeds.relatives import end_with
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import May, read_may
from storage.queries import people, speakers
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Role

MOST_SHOWN = 3


async def hear_permission(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "mijn dochter mag voor mij vragen", and its opposite, also in the middle of a talk."""
    may = read_may(understood.text)
    if may is None or Role.RESIDENT not in await roles_of(sitting, person) or not person.name:
        return False
    if may.yes:
        buttons = [Button("relative.may_yes", "relative.may", yes=True), Button("relative.may_no", "read", yes=False)]
        await sitting.write(person, "relative.may", buttons=buttons, asks=True)
    else:
        await _end(sitting, person, may)
    return True


async def _end(sitting: Sitting, person: Person, may: May) -> None:
    found = [one for _, one in await speakers.speakers_for(sitting.session, person.id, Bond.RELATIVE)]
    named = [one for one in found if may.name and may.name.lower() in one.name.lower()] or found
    if len(named) == 1:
        await end_with(sitting, person, None, named[0].id)
        return
    buttons = [Button("relative.this", "relative.end", {"who": one.id}, {"name": one.name or one.called})
               for one in named[:MOST_SHOWN]]  # fmt: skip
    await sitting.write(person, "relative.which" if named else "relative.ended", buttons=buttons, asks=bool(named))


async def permit(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Ja, dat mag: a link to hand on, which works once."""
    community = await sitting.community(person.current)
    invite = await make_invite(sitting, community, Role.RELATIVE, by=person)
    invite.about = person.id
    sitting.note("relative.invited", person.id, community.id, person.id)
    await sitting.write(person, "relative.link", link=sitting.menu.link(invite.code), day=invite.expires_at)


async def relative_of(sitting: Sitting, person: Person, words: str) -> None:
    """/naaste naam: a relative may ask for somebody who agreed to it, in person or by phone."""
    where = (await sitting.community(person.current)).id
    found = await people.named(sitting.session, where, words, Role.RESIDENT) if words else []
    if not found:
        await ask_rest(sitting, person, "naaste", "half.nobody" if words else "half.naaste", name=words)
        return
    if len(found) > 1:
        buttons = [Button("moving.this", "relative.for", {"elder": one.id},
                          {"name": named(one)}) for one in found[:MOST_SHOWN]]  # fmt: skip
        await sitting.write(person, "relative.whose", buttons=buttons, asks=True)
        return
    await ask_consent(sitting, person, None, found[0].id)


async def ask_consent(sitting: Sitting, person: Person, letter: OutboxLetter | None, elder: int) -> None:
    """Ask the coordinator how this one agreed."""
    one = await sitting.get(Person, elder)
    ways = [
        ("on_behalf.in_person", "in_person", True),
        ("on_behalf.by_phone", "by_phone", None),
        ("on_behalf.none", "", False),
    ]
    buttons = [
        Button(words, "relative.recorded", {"elder": elder, "consent": way}, yes=yes) for words, way, yes in ways
    ]
    await sitting.write(person, "relative.consent", buttons=buttons, asks=True, name=one.name)


async def recorded(sitting: Sitting, person: Person, letter: OutboxLetter, elder: int, consent: str) -> None:
    """Make the link for a relative, with who recorded the consent and how it was given; without consent none."""
    community = await sitting.community(person.current)
    if not await people.memberships(sitting.session, elder, community.id) or not consent:
        await sitting.write(person, "on_behalf.no_consent")
        return
    invite = await make_invite(sitting, community, Role.RELATIVE, by=person)
    invite.about = elder
    sitting.log("relative.recorded", community.id, person.id, elder, consent=consent)
    await sitting.write(person, "relative.link_for", link=sitting.menu.link(invite.code), day=invite.expires_at,
                        name=(await sitting.get(Person, elder)).name)  # fmt: skip
