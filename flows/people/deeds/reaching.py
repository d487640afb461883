"""Asking for a person instead of a computer."""

from typing import Any

from flows.sitting import Sitting
from flows.tasks import coordinators, first_name, open_of, open_task
from flows.understanding.sentence import Understood
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Person


async def person_wanted(sitting: Sitting, person: Person, *_: object, **__: object) -> None:
    """Ik wil iemand spreken: a coordinator calls, or writes where there is no number."""
    where = await sitting.community(person.current)
    already = [one for one in await open_of(sitting, where.id, kind="wants_person") if one.person == person.id]
    if not already:
        await open_task(sitting, "wants_person", where.id, person=person)
    code, facts = await how_reached(sitting, person)
    contact = "button.share_phone" if code == "no_number" else None
    await sitting.write(person, f"person.{code}", ask_contact=contact, **facts)


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
