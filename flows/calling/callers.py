"""Somebody rings a coordinator: who it is, what waits to be said to them, and their own words, written down."""

from flows.by_phone import calls_to
from flows.calling.listing import show_list
from flows.calling.recording import listen_to
from flows.coordination.choice import offer_choice, pick
from flows.coordination.recording import ask_on_behalf
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import facts_of
from flows.understanding.replies.answers import read_phone
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def call(sitting: Sitting, person: Person, words: str) -> None:
    """/bel: the call list; with a name or a number, whoever is on the phone now."""
    if not words:
        await show_list(sitting, person, None)
        return
    found = await _meant(sitting, person, words)
    if len(found) == 1:
        await greet(sitting, person, None, found[0].id)
    elif found:
        await offer_choice(sitting, person, "whom.which", found, "call.greet", {}, name=words)
    else:
        await sitting.write(person, "call.stranger", buttons=[Button("call.asks_help", "call.new", {})], name=words)


async def _meant(sitting: Sitting, person: Person, words: str) -> list[Person]:
    where = (await sitting.community(person.current)).id
    phone = read_phone(words)
    if phone is None:
        return await people.anybody_called(sitting.session, where, words)
    known = await people.by_phone(sitting.session, phone)
    return [one for one in known if await people.memberships(sitting.session, one.id, where)]


async def greet(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Say who is on the phone, and offer to say what waits for them, or to write down what they say."""
    other = await sitting.get(Person, whom)
    community = (await sitting.community(person.current)).id
    sitting.log("look.caller", community, person.id, other.id)
    waiting = await calls_to(sitting, other, community)
    buttons = [Button("call.waits", "call.open", {"task": waiting[0][0].id})] if waiting else []
    buttons.append(Button("call.write_down", "call.listen", {"whom": other.id}))
    await sitting.write(person, "call.caller", buttons=buttons, about=other.id, **facts_of(other),
                        waiting=Said("call.waiting", {"count": len(waiting)}) if waiting else "")  # fmt: skip


async def number(sitting: Sitting, person: Person, words: str) -> None:
    """/nummer naam: where somebody can be reached; the program itself can't call."""
    await pick(sitting, person, words, "call.number", {}, number_of, "nummer")


async def number_of(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Say where this one can be reached."""
    other = await sitting.get(Person, whom)
    sitting.log("look.caller", (await sitting.community(person.current)).id, person.id, other.id)
    await sitting.write(person, "call.number", buttons=[Button("call.write_down", "call.listen", {"whom": whom})],
                        about=whom, **facts_of(other))  # fmt: skip


async def listen(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Opschrijven: write down what they say, as if they typed it."""
    await listen_to(sitting, person, await sitting.get(Person, whom))


async def new_caller(sitting: Sitting, person: Person, letter: OutboxLetter | None) -> None:
    """Hulp vragen: ask for somebody who is not known yet."""
    await ask_on_behalf(sitting, person)
