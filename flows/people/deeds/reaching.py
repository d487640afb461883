"""Asking for a person instead of a computer."""

import re
from datetime import timedelta
from typing import Any

from flows.conversing import go_on
from flows.help.deeds.finding import lines_of
from flows.sitting import Sitting
from flows.tasks import coordinators, first_name, open_of, open_task, tell
from flows.understanding.replies.about import misses_call
from flows.understanding.requests.sentence import Understood
from storage.queries import course, people
from storage.tables.care import Task
from storage.tables.course import Record
from storage.tables.people import Person

_OF_CALLS = re.compile("bel|call|phon|ring|rang|rung", re.IGNORECASE)  # without which nobody need be looked up
AGAIN_AFTER = timedelta(hours=1)  # before whoever is on duty is told once more that somebody waits for their call


async def person_wanted(sitting: Sitting, person: Person, said: object = None, *_: object, **__: object) -> None:
    """Ik wil iemand spreken: a coordinator calls, or writes where there is no number; in whose words it was SAID."""
    where = await sitting.community(person.current)
    words, at_a_time = (said.text, said.when is not None) if isinstance(said, Understood) else ("", False)
    already = [one for one in await open_of(sitting, where.id, kind="wants_person") if one.person == person.id]
    if not already:
        await open_task(sitting, "wants_person", where.id, person=person, words=words)
    elif at_a_time:
        await _tell_anew(sitting, already[0], words)
    code, facts = await how_reached(sitting, person)
    contact = "button.share_phone" if code == "no_number" else None
    code = "calls_then" if at_a_time and code == "calls" else code
    await sitting.write(person, f"person.{code}", ask_contact=contact, **facts)


async def _tell_anew(sitting: Sitting, task: Task, words: str) -> None:
    """Tell TASK again, in these WORDS: the first on duty hears it first."""
    task.words, task.told = words, 0
    await tell(sitting, task)


async def not_called(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "Anja heeft nog steeds niet gebeld": whoever is on duty hears it in these words, once an hour at most.

    What stands of their requests is said with it.
    """
    if (record is not None and record.asked_key == "words") or not _OF_CALLS.search(understood.text):
        return False
    where = await sitting.community(person.current)
    names = [first_name(one) for one in await coordinators(sitting, where.id)]
    if not misses_call(understood.text, names):
        return False
    waiting = [one for one in await open_of(sitting, where.id, kind="wants_person") if one.person == person.id]
    lately = bool(waiting) and await _said_lately(sitting, waiting[0])
    if not waiting:
        waiting = [await open_task(sitting, "wants_person", where.id, person=person, words=understood.text)]
    elif not lately:
        await _tell_anew(sitting, waiting[0], understood.text)
    if not lately:
        sitting.note("task.missed", waiting[0].id, where.id, person.id)
    code, facts = await how_reached(sitting, person)
    contact = "button.share_phone" if code == "no_number" else None
    words = "missed.just_said" if lately and code == "calls" else f"missed.{code}"
    lines = await lines_of(sitting, person, searched=True)
    await sitting.write(person, words, before=lines, ask_contact=contact, **facts)
    await go_on(sitting, person)
    return True


async def _said_lately(sitting: Sitting, task: Task) -> bool:
    """Say whether TASK was told a short while ago that no call came."""
    events = await course.events_of(sitting.session, task.id)
    return any(one.kind == "task.missed" and sitting.now < one.at + AGAIN_AFTER for one in events)


async def how_reached(sitting: Sitting, person: Person) -> tuple[str, dict[str, Any]]:
    """Say how a coordinator will reach PERSON, with its facts: by a call now or later; not without a number."""
    where = await sitting.community(person.current)
    on_duty = await people.on_duty(sitting.session, where, sitting.now)
    rota = [one for one in on_duty if one.id != person.id]  # nobody is called by themselves
    following = await people.next_duty(sitting.session, where, sitting.now)
    if not person.phone:
        return "no_number", {}
    if rota:
        return "calls", {"coordinator": first_name(rota[0])}
    return "calls_later", {"by": following[0] if following else None}


async def named(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take the bare name of a coordinator ("Anja?") for what it is: somebody wants to speak to her."""
    said = understood.text.strip(" .!?,").casefold()
    if record is not None or not said or " " in said:
        return False
    where = await sitting.community(person.current)
    if said not in {first_name(one).casefold() for one in await coordinators(sitting, where.id)}:
        return False
    await person_wanted(sitting, person)
    return True
