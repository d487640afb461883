"""A spoken message comes in: it goes to whoever is on duty, and the one who spoke hears so at once."""

from flows.belonging import roles_of
from flows.conversing import ask_again, talk_here
from flows.post import Button, Inbound
from flows.recordings import SPOKEN, keep_heard, message_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, open_of, open_task
from flows.wording.render import plain
from storage.queries import people
from storage.tables.people import Person
from storage.terms import Role

TYPE_IN = "type_in"


async def spoken(sitting: Sitting, person: Person, inbound: Inbound) -> None:
    """Hand what PERSON spoke to a coordinator, and ask anew what was asked; a coordinator is asked to type."""
    if Role.COORDINATOR in await roles_of(sitting, person):
        said = Said("without_words.voice", {})
    else:
        said = await to_come(sitting, person, "spoken.told", "spoken.told_later")
        where = (await sitting.community(person.current)).id
        kind = inbound.attachment.kind if inbound.attachment is not None else ""
        await open_task(sitting, SPOKEN, where, person=person, code=kind, words=message_of(inbound))
    record = await talk_here(sitting, person)
    if record is not None and not inbound.text.strip():
        await ask_again(sitting, await sitting.get(Person, record.person), record, said)
    else:
        await sitting.write(person, said.words, **said.facts)


async def to_come(sitting: Sitting, person: Person, words: str, later: str) -> Said:
    """Give WORDS with who listens, or, when nobody is on duty just now, LATER with who will."""
    where = await sitting.community(person.current)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    if rota:
        return Said(words, {"coordinator": first_name(rota[0])})
    following = await people.next_duty(sitting.session, where, sitting.now)
    by = first_name(following[1]) if following else Said("person.coordinator", {})
    return Said(later, {"coordinator": by})


async def read_back(sitting: Sitting, person: Person, inbound: Inbound) -> None:
    """Show PERSON the sentence that was heard in what they spoke, unless it was typed in by now."""
    where = (await sitting.community(person.current)).id
    for task in await open_of(sitting, where, kind=SPOKEN):
        if task.person == person.id and task.words == message_of(inbound):
            words = inbound.text.strip()
            keep_heard(task, words)
            buttons = (
                Button("heard.yes", "heard.right", {"task": task.id}, yes=True),
                Button("heard.no", "heard.wrong", {"task": task.id}, yes=False),
            )
            await sitting.write(person, "heard.said", buttons=buttons, asks=True, about=task.id, words=plain(words))
