"""Personal care is no work for neighbours: a coordinator helps to find care at home, and what came of it comes back."""

from datetime import timedelta

from flows.coordination.tasks import at_hand
from flows.guards.deeds.noting import coordinator_of, hand_over
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close, first_name, show
from storage.tables.care import Task
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane

AGAIN = timedelta(days=2)  # after which whoever took it up is asked what came of it


async def hand_to_care(sitting: Sitting, person: Person, text: str) -> None:
    """Say that a volunteer may not do this, and who helps to find care at home."""
    task = await hand_over(sitting, "care", person, text)
    sitting.plan("care", task.id, task.community, sitting.now + AGAIN)
    unknown = not person.phone  # nobody can help whom nobody can reach
    await sitting.write(
        person,
        "guard.care",
        ask_contact="button.share_phone" if unknown else None,
        coordinator=await coordinator_of(sitting, person),
        number=Said("guard.no_number", {}) if unknown else "",
    )


async def ask_what_came(sitting: Sitting, due: Due) -> None:
    """Show a coordinator the care they took up and that has no outcome yet."""
    task = await sitting.session.get(Task, due.subject)
    if task is None or task.closed_at is not None:
        return
    if task.picked_up_by is not None:
        await show(sitting, task, await sitting.get(Person, task.picked_up_by))
    sitting.plan("care", task.id, task.community, sitting.now + AGAIN)


async def arranged(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Geregeld: whoever asked hears it."""
    await _tell(sitting, person, task, "guard.care_arranged")


async def not_arranged(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Lukt niet: whoever asked hears that too, and what else they can do."""
    await _tell(sitting, person, task, "guard.care_not")


async def _tell(sitting: Sitting, person: Person, task: int, words: str) -> None:
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    await close(sitting, row, person)
    sitting.unplan(row.id, "care")
    about = await sitting.get(Person, row.person)
    sitting.log("care.outcome", row.community, person.id, about.id, task=row.id)
    buttons = [Button("button.read", "read", yes=True), Button("button.person", "person")]
    await sitting.write(about, words, buttons=buttons, about=row.id, community=row.community, lane=Lane.NEWS,
                        coordinator=first_name(person))  # fmt: skip
    await sitting.write(person, "task.done", about=row.id, community=row.community)
