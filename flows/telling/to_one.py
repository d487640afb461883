"""/bericht Riet: a message of a coordinator to one person, sent with a yes; what they answer comes back."""

import re
from datetime import timedelta

from flows.belonging import may
from flows.conversing import open_talk
from flows.coordination.choice import pick
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Given, Said, Unclear
from flows.tasks import called, coordinators, first_name
from flows.telling.conversations import FOR_ONE, Message
from flows.understanding.requests.sentence import Understood
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane

LETTER = "telling.one.letter"
LASTS = timedelta(days=2)  # that words right after it are an answer to it
_FOR_ONE = re.compile(r"(?:(?:aan|naar|voor|to|for) )?([^\W\d_][^:\n]{0,60}?) *(?:[:\n]\s*(.*))?", re.I | re.S)
_ANSWERS = frozenset({Intent.SMALLTALK, Intent.INFO, Intent.REQUEST, Intent.OFFER})


async def draft(sitting: Sitting, person: Person, words: str) -> bool:
    """Take "Riet: de auto is kapot", or the name alone, where somebody is called so; False where nobody is."""
    parted = _FOR_ONE.fullmatch(words.strip())
    where = await sitting.community(person.current)
    if parted is None or not await people.anybody_called(sitting.session, where.id, parted[1]):
        return False
    args = {"said": parted[2] or ""}
    await pick(sitting, person, parted[1], "tell_one_words", args, ask_words, "bericht")
    return True


async def ask_words(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, said: str) -> None:
    """Ask what this one is to know; what was SAID already is the answer."""
    one = await sitting.get(Person, whom)
    if one.rest:
        await sitting.write(person, "telling.one.rests", name=called(one))
        return
    try:
        known = {"words": Message().recall(said)} if said else None
    except Unclear as wrong:
        known = None
        await sitting.write(person, str(wrong))
    await open_talk(sitting, person, FOR_ONE, {"whom": whom, "name": first_name(one)}, known)


async def read_back(sitting: Sitting, person: Person, given: Given, words: str) -> None:
    """Show how it will be read, and ask."""
    one, where = await sitting.get(Person, given["whom"]), await sitting.community(person.current)
    buttons = [
        Button("telling.send", "tell_one", {"whom": one.id, "said": words}, yes=True),
        Button("telling.drop", "tell_one_not", yes=False),
    ]
    shown = Said(LETTER, {"sender": first_name(person), "village": where.name, "words": words})
    await sitting.write(person, "telling.one.ask", before=[shown], buttons=buttons, asks=True, name=called(one))


async def send(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, said: str) -> None:
    """Versturen: it goes to them, or on the call list where they have no phone of their own."""
    one, where = await sitting.get(Person, whom), await sitting.community(letter.community)
    buttons = [Button("button.read", "read"), Button("button.person", "person")]
    sent = await sitting.write(one, LETTER, buttons=buttons, about=person.id, community=where.id, lane=Lane.NEWS,
                               sender=first_name(person), village=where.name, words=said)  # fmt: skip
    if sent is None:
        await sitting.write(person, "telling.one.rests", name=called(one))
        return
    sitting.log("telling.one", where.id, person.id, one.id)
    await sitting.write(person, "telling.one.sent" if one.chat else "telling.one.call", name=called(one))


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Niet versturen."""
    await sitting.write(person, "telling.dropped", community=letter.community)


async def answered(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Bring what somebody writes right after such a message to whoever wrote it; what asks for help is a request."""
    newest = await sitting.at_hand.written(person.id)
    if newest is None or newest.words != LETTER or newest.written_at + LASTS < sitting.now:
        return False
    if understood.intent not in _ANSWERS or understood.category is not None:
        return False
    where, by = await sitting.community(newest.community), await sitting.get(Person, newest.about or 0)
    still = await may(sitting, by, COORDINATORS, where.id)
    for one in [by] if still else await coordinators(sitting, where.id):
        await sitting.write(one, "telling.one.answer", community=where.id, lane=Lane.NEWS, name=called(person),
                            words=understood.text)  # fmt: skip
    await sitting.write(person, "telling.one.passed_on", community=where.id, sender=first_name(by))
    return True
