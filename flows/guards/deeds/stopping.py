"""What neighbours are not for: said kindly at once, and handed to a person who can help with it."""

from collections.abc import Awaitable, Callable

from flows.belonging import roles_of
from flows.conversing import ask_again, drop, talk_here
from flows.guards.deeds.caring import hand_to_care
from flows.guards.deeds.illness import ask_to_tell
from flows.guards.deeds.noting import coordinator_of, hand_over
from flows.guards.deeds.pausing import send_nobody
from flows.help.deeds.relaying import visit_written_about
from flows.people.deeds.reaching import how_reached
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.replies.guards import Guard, declines_care, find_guard, is_rude_to_machine
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Intent, Role

_FREE = ("what", "words")  # questions whose answer would be the very words that were stopped


async def stopped(sitting: Sitting, person: Person, understood: Understood, _: Record | None) -> bool:
    """Answer words that no neighbour is asked for; True when they are not to be looked at any further.

    What is written for the coordinators alone is theirs to read, and so is what they write themselves.
    """
    text = understood.text
    guard = find_guard(text)
    if guard not in _ANSWERS:
        return guard is Guard.ILL and await ask_to_tell(sitting, person, understood)
    if guard is Guard.RUDE and understood.intent is Intent.PERSON and is_rude_to_machine(text):
        return False  # who has had enough of a computer is called by a human
    record = await talk_here(sitting, person)
    if guard is Guard.CARE and declines_care(text) and await _only_helps(sitting, person):
        return record is None and await _need_not(sitting, person)
    conversation = sitting.menu.conversations.get(record.flow) if record else None
    if (conversation and conversation.frank) or Role.COORDINATOR in await roles_of(sitting, person):
        return False
    await _ANSWERS[guard](sitting, person, text)
    if record is not None:
        await _go_on(sitting, await sitting.get(Person, record.person), record, guard)
    return True


async def _only_helps(sitting: Sitting, person: Person) -> bool:
    roles = await roles_of(sitting, person)
    return Role.HELPER in roles and Role.RESIDENT not in roles


async def _need_not(sitting: Sitting, person: Person) -> bool:
    """Say that no volunteer is asked for care; False under an offer, to which the words are an answer."""
    if await queries.open_offers_to(sitting.session, person.id):
        return False
    await sitting.write(person, "guard.no_care")
    return True


async def _go_on(sitting: Sitting, person: Person, record: Record, guard: Guard | None) -> None:
    """Drop the talk that these words were meant for, or show its open question again."""
    if guard is Guard.RUDE or record.asked_key in _FREE:
        await drop(sitting, person, record)
    else:
        await ask_again(sitting, person, record, Said("talk.we_were_here", {}))


async def _money(sitting: Sitting, person: Person, text: str) -> None:
    visit = await _goes_on(sitting, person)
    if visit is not None:
        await hand_over(sitting, "signal", person, text, visit.id)
        await sitting.write(person, "guard.signal_asked", coordinator=await coordinator_of(sitting, person))
        return
    code, facts = await how_reached(sitting, person)
    await hand_over(sitting, "money", person, text)
    contact = "button.share_phone" if code == "no_number" else None
    await sitting.write(person, "guard.money", call=Said(f"guard.{code}", facts), ask_contact=contact)


async def _goes_on(sitting: Sitting, person: Person) -> Visit | None:
    """Give the visit on which PERSON goes who asks for money, as a helper: the one they write about, or the next."""
    visit = await visit_written_about(sitting, person)
    if visit is not None:
        return visit if visit.helper == person.id else None
    if Role.RESIDENT in await roles_of(sitting, person):
        return None
    going = await queries.visits_of_helper(sitting.session, person.id, (await sitting.community(person.current)).id)
    return next((one for one, _ in going), None)


async def _signal(sitting: Sitting, person: Person, text: str) -> None:
    visit = await visit_written_about(sitting, person)
    await hand_over(sitting, "signal", person, text, visit.id if visit else None)
    await sitting.write(person, "guard.signal", coordinator=await coordinator_of(sitting, person))


async def _medicine(sitting: Sitting, person: Person, text: str) -> None:
    await hand_over(sitting, "medicine", person, text)
    await sitting.write(person, "guard.medicine", coordinator=await coordinator_of(sitting, person))


_ANSWERS: dict[Guard | None, Callable[[Sitting, Person, str], Awaitable[None]]] = {
    Guard.RUDE: send_nobody,
    Guard.SIGNAL: _signal,
    Guard.MONEY: _money,
    Guard.CARE: hand_to_care,
    Guard.MEDICINE: _medicine,
}
