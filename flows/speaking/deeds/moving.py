"""A new phone: who somebody is moves by a coordinator's link only, never by a name that is said."""

from sqlmodel import col, update

from flows.belonging import bind, roles_of
from flows.conversing import ask_again, talk_of
from flows.coordination.halves import ask_rest
from flows.help.deeds.cards import show_again
from flows.help.deeds.finding import show_mine
from flows.help.deeds.offering import edit_offer, write_offer
from flows.people.importing import make_invite
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import open_of, open_task
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import claims_to_be_known
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Record
from storage.tables.help import Request, Visit
from storage.tables.people import Invite, Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterState, OfferState


async def hear_claim(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ben Riet, nieuwe telefoon" of somebody we don't know: a person finds out, and nothing is shown."""
    if person.name or not claims_to_be_known(understood.text) or await roles_of(sitting, person):
        return False
    where = (await sitting.community(person.current)).id
    if not any(task.person == person.id for task in await open_of(sitting, where, kind="new_phone")):
        await open_task(sitting, "new_phone", where, person=person, words=understood.text)
    await sitting.write(person, "moving.claimed")
    return True


async def make_link(sitting: Sitting, person: Person, words: str) -> None:
    """/verhuis naam: a link by which this person's chat moves to the phone that opens it."""
    where = (await sitting.community(person.current)).id
    found = [one for one in await people.named(sitting.session, where, words) if one.chat is not None] if words else []
    if len(found) == 1:
        await link_for(sitting, person, None, found[0].id)
        return
    if not found:
        await ask_rest(sitting, person, "verhuis", "half.no_phone_of" if words else "half.verhuis", name=words)
        return
    buttons = [Button("moving.this", "moving.link_for", {"whom": one.id},
                      {"name": named(one)}) for one in found[:3]]  # fmt: skip
    await sitting.write(person, "moving.which", buttons=buttons, asks=True)


def named(one: Person) -> str:
    """Give somebody's name with their street, where two may bear one name."""
    return ", ".join(part for part in (one.name, one.street) if part)


async def link_for(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Make the link for this one."""
    one, where = await sitting.get(Person, whom), (await sitting.community(person.current)).id
    members = await people.memberships(sitting.session, whom, where)
    if not members:
        await sitting.write(person, "moving.nobody")
        return
    invite = await make_invite(sitting, await sitting.community(where), members[0].role, one, person)
    invite.about = one.id
    sitting.log("moving.link", where, person.id, one.id)
    await sitting.write(person, "moving.link", name=one.name, link=sitting.menu.link(invite.code))


async def move(sitting: Sitting, visitor: Person, invite: Invite) -> bool:
    """Move the chat of whom INVITE is for to the phone of VISITOR; False where it was opened on their own old phone."""
    whom = await sitting.get(Person, invite.about or 0)
    if whom.id == visitor.id:
        await sitting.write(visitor, "moving.same_phone")
        return False
    new, old = visitor.chat, whom.chat
    goodbye = await sitting.write(whom, "moving.goodbye")
    if goodbye is not None:
        goodbye.person = goodbye.community = None
    await sitting.session.flush()
    theirs = (col(OutboxLetter.person) == whom.id) & (col(OutboxLetter.state) == LetterState.WAITING)
    here = theirs & (col(OutboxLetter.chat) == old) & col(OutboxLetter.edits).is_(None)
    await sitting.session.exec(update(OutboxLetter).where(here).values(chat=new))
    await bind(sitting, visitor, whom.id)
    sitting.note("person.moved", whom.id, invite.community, whom.id)
    sitting.log("person.moved", invite.community, whom.id, whom.id)
    await sitting.write(whom, "moving.welcome")
    await _bring_along(sitting, whom, invite.community)
    return True


async def _bring_along(sitting: Sitting, whom: Person, community: int) -> None:
    """Show on the new phone what is open, with buttons that work; on the old one it is taken back."""
    for offer in await queries.open_offers_to(sitting.session, whom.id):
        visit = await sitting.get(Visit, offer.visit)
        asked = [one for one in await queries.offers_of(sitting.session, visit.id) if one.state is OfferState.OPEN]
        await edit_offer(sitting, offer, "card.gone")
        await write_offer(sitting, visit, await sitting.get(Request, visit.request), offer, len(asked))
    for visit, _ in await queries.visits_of_helper(sitting.session, whom.id, community):
        for offer in await queries.offers_of(sitting.session, visit.id):
            if offer.person == whom.id and offer.state is OfferState.ACCEPTED:
                await edit_offer(sitting, offer, "card.gone")
                offer.letter = None
                await show_again(sitting, visit)
    if await queries.visits_of_asker(sitting.session, whom.id, community):
        await show_mine(sitting, whom)
    record = await talk_of(sitting, whom.id)
    if record is not None:
        await ask_again(sitting, whom, record, Said("talk.we_were_here", {}))
