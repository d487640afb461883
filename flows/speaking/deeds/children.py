"""A child writes, or somebody not yet eighteen offers help: a grown-up decides."""

import json

from flows.alarm.first_words import number
from flows.belonging import roles_of
from flows.conversing import ask_again, drop
from flows.people.deeds.helping import open_offer
from flows.people.listening import listen
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import on_duty, open_of, open_task
from flows.understanding.replies.age import Age, read_age
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person
from storage.terms import Intent

_OFFER = "offer_help"


async def hear_child(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take the words of a child: kind words, somebody to call, a person who looks; no request is made of it."""
    age = read_age(understood.text)
    if age is None:
        return await _waits(sitting, person, understood, record)
    offers = record.flow == _OFFER if record is not None else understood.intent is Intent.OFFER
    if age is Age.YOUNG and offers:
        return await _young_helper(sitting, person, understood, record)
    if record is not None:
        await drop(sitting, person, record)
    where = (await sitting.community(person.current)).id
    if not await _open(sitting, person, where):
        await open_task(sitting, "child", where, person=person, words=understood.text)
    await sitting.write(person, "child.hello", coordinator=await on_duty(sitting, where), number=number("children"))
    return True


async def _open(sitting: Sitting, person: Person, community: int) -> bool:
    return any(task.person == person.id for task in await open_of(sitting, community, kind="child"))


async def _waits(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Have a child who asks for something wait for a grown-up; whoever is known here is not kept waiting."""
    if record is not None or understood.intent is not Intent.REQUEST or await roles_of(sitting, person):
        return False
    if not await _open(sitting, person, (await sitting.community(person.current)).id):
        return False
    await sitting.write(person, "child.waits", number=number("children"))
    return True


async def _young_helper(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Note that somebody who offers help is not yet eighteen; what else they say goes on."""
    facts = listen(understood.text, await sitting.local(person.current), {}, {})
    if record is None:
        known = {key: facts[key] for key in ("kinds", "hours") if key in facts}
        await open_offer(sitting, person, known, young=True)
        return True
    record.given = json.dumps({**json.loads(record.given or "{}"), "young": True})
    sitting.session.add(record)
    if record.asked_key in facts:
        return False
    await ask_again(sitting, person, record, Said("offer_help.young", {}))
    return True
