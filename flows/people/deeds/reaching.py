"""Asking for a person instead of a computer."""

from flows.sitting import Sitting
from flows.tasks import first_name, open_of, open_task
from storage.queries import people
from storage.tables.people import Person


async def person_wanted(sitting: Sitting, person: Person, *_: object, **__: object) -> None:
    """Ik wil iemand spreken: a coordinator calls, or writes where there is no number."""
    where = await sitting.community(person.current)
    already = [one for one in await open_of(sitting, where.id, kind="wants_person") if one.person == person.id]
    if not already:
        await open_task(sitting, "wants_person", where.id, person=person)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    following = await people.next_duty(sitting.session, where, sitting.now)
    if not person.phone:
        await sitting.write(person, "person.no_number", ask_contact="button.share_phone")
    elif rota:
        await sitting.write(person, "person.calls", coordinator=first_name(rota[0]))
    else:
        await sitting.write(person, "person.calls_later", by=following[0] if following else None)
