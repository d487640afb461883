"""A worry is followed up: whoever picked it up is asked about it every week, until it is settled."""

from datetime import timedelta

from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, close, first_name, open_of
from storage.tables.care import Task
from storage.tables.course import Due
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane

WORRIES = ("worry", "worry_words")
AGAIN_AFTER = timedelta(days=7)


async def pick_up_worry(sitting: Sitting, person: Person, task: Task) -> None:
    """Keep a worry open with PERSON, who is asked about it again; the helper hears that it was read."""
    for other in await open_of(sitting, task.community, visit=task.visit):
        if other.kind in WORRIES and other.id != task.id:
            await close(sitting, other, person)
    sitting.plan("follow_up", task.id, task.community, sitting.now + AGAIN_AFTER)
    visit = await sitting.get(Visit, task.visit) if task.visit else None
    if visit is not None and visit.helper is not None:
        helper = await sitting.get(Person, visit.helper)
        await sitting.write(helper, "worry.was_read", about=task.visit, community=task.community, lane=Lane.NEWS,
                            coordinator=first_name(person))  # fmt: skip
    about = await sitting.get(Person, task.person or person.id)
    await sitting.write(person, "task.follow", buttons=_buttons(task), about=task.id, community=task.community,
                        name=called(about))  # fmt: skip


def _buttons(task: Task) -> list[Button]:
    return [
        Button("task.settled", "task.settled", {"task": task.id}),
        Button("task.next_week", "task.next_week", {"task": task.id}, yes=True),
    ]


async def ask_again(sitting: Sitting, due: Due) -> None:
    """Ask whoever picked a worry up how it stands."""
    task = await sitting.session.get(Task, due.subject)
    if task is None or task.closed_at is not None or task.picked_up_by is None:
        return
    person = await sitting.get(Person, task.picked_up_by)
    about = await sitting.get(Person, task.person or person.id)
    sitting.plan("follow_up", task.id, task.community, sitting.now + AGAIN_AFTER)
    await sitting.write(person, "task.how_is_it", buttons=_buttons(task), about=task.id, community=task.community,
                        lane=Lane.NEWS, name=called(about))  # fmt: skip


async def settled(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Afgerond: nobody is asked about it any more."""
    row = await sitting.get(Task, task)
    if row.closed_at is None:
        await close(sitting, row, person)
        sitting.unplan(row.id, "follow_up")
        sitting.log("worry.settled", row.community, person.id, row.person, task=row.id)
    await sitting.write(person, "task.done", about=row.id, community=row.community)


async def next_week(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Over een week: it comes back by itself."""
    row = await sitting.get(Task, task)
    await sitting.write(person, "task.comes_back" if row.closed_at is None else "task.over", about=row.id,
                        community=row.community)  # fmt: skip
