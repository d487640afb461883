"""Puts a visit at another time: reminders, cards and offers follow."""

from flows.help.deeds.cards import show_again
from flows.help.deeds.living import live, plan_around, plan_search, promise
from flows.help.deeds.offering import take_back
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.life import Deed
from flows.help.visits import first_slot, gone_by, moment_of, window_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close as close_task
from flows.tasks import open_of
from flows.understanding.time.moment import When
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import OfferState, VisitState


async def is_party(sitting: Sitting, person: Person, visit: Visit) -> bool:
    """Say whether PERSON is one of the two of a VISIT that can still be moved."""
    if visit.state not in (VisitState.ASKED, VisitState.SEARCHING, VisitState.AGREED) or gone_by(visit, sitting.now):
        return False
    return person.id in (visit.helper, (await sitting.get(Request, visit.request)).asker)


async def other_of(sitting: Sitting, person: Person, visit: Visit) -> Person | None:
    """Give whom PERSON has VISIT with, once that is agreed."""
    if visit.state is not VisitState.AGREED or visit.helper is None:
        return None
    asker = (await sitting.get(Request, visit.request)).asker
    return await sitting.get(Person, asker if visit.helper == person.id else visit.helper)


async def put(sitting: Sitting, visit: Visit, when: When, actor: Person) -> None:
    """Put VISIT at another time that both know of: reminders and card follow."""
    live(sitting, visit, Deed.MOVE, actor.id)
    await set_time(sitting, visit, when)
    for task in await open_of(sitting, visit.community, visit=visit.id, kind="move"):
        await close_task(sitting, task)
    await plan_around(sitting, visit)
    await show_again(sitting, visit)


async def set_time(sitting: Sitting, visit: Visit, when: When) -> None:
    """Write the new time of VISIT down; the appointment moves with it, and what it was at first is kept."""
    where = await sitting.community(visit.community)
    before, (start, end) = visit.starts_at, window_of(when)
    was = first_slot(visit)
    visit.move = {"was": was.isoformat()} if was else None
    visit.starts_at, visit.ends_at, visit.grain = moment_of(start, where), moment_of(end, where), when.grain
    if visit.appointment_at is not None and before is not None and visit.starts_at is not None:
        visit.appointment_at += visit.starts_at - before
    sitting.session.add(visit)


async def look_then_anew(sitting: Sitting, person: Person, visit: Visit, when: When) -> None:
    """Move a visit that nobody has yet, and tell PERSON by when they hear something."""
    said = await ask_anew(sitting, visit, when, person)
    await sitting.write(person, "move.looking", buttons=asker_buttons(visit), about=visit.id,
                        community=visit.community, when=when, promise=said)  # fmt: skip


async def ask_anew(sitting: Sitting, visit: Visit, when: When, actor: Person) -> Said:
    """Put a VISIT that nobody has yet at another time; who was asked hears so, and is asked anew. Give the promise."""
    request = await sitting.get(Request, visit.request)
    await take_back(sitting, visit, "offer.moved", OfferState.CLOSED, also=(OfferState.PROPOSED, OfferState.RESERVE))
    for task in await open_of(sitting, visit.community, visit=visit.id, kind="propose"):
        await close_task(sitting, task)
    live(sitting, visit, Deed.CHANGE, actor.id)
    await set_time(sitting, visit, when)
    await plan_search(sitting, visit)
    said = await promise(sitting, visit, request)
    await ask_wave(sitting, visit, request)
    return said
