"""What a coordinator is handed of words that no neighbour is asked for."""

from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import on_duty, open_of, open_task, show
from storage.queries import people
from storage.tables.care import Task
from storage.tables.people import Person

_MOST_WORDS = 1000  # characters of what was said


async def hand_over(sitting: Sitting, kind: str, person: Person, text: str, visit: int | None = None) -> Task:
    """Open a task of KIND with the words of PERSON; what they said before and nobody has dealt with stays above it."""
    where = (await sitting.community(person.current)).id
    for task in await open_of(sitting, where, kind=kind):
        if task.person == person.id:
            task.visit = task.visit or visit
            task.words = f"{task.words or ''}\n{text}".strip()[-_MOST_WORDS:]
            sitting.session.add(task)
            if kind == "signal":  # whoever took the first words up must not miss the next
                for coordinator in (await people.on_duty(sitting.session, await sitting.community(where), sitting.now))[
                    :1
                ]:
                    await show(sitting, task, coordinator)
            return task
    return await open_task(sitting, kind, where, person=person, visit=visit, words=text[:_MOST_WORDS])


async def coordinator_of(sitting: Sitting, person: Person) -> str | Said:
    """Give whoever is on duty by name, where somebody is."""
    where = await sitting.community(person.current)
    return await on_duty(sitting, where.id) or Said("person.coordinator", {})
