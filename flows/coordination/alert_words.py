"""What a coordinator writes while an alert is open that they got: that they have it, or that it is safe."""

from datetime import timedelta

from flows.belonging import may
from flows.coordination.tasks import pick_up
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, open_of
from flows.understanding.replies.alert_answers import AlertAnswer, read_alert_answer
from flows.understanding.requests.sentence import Understood
from storage.tables.care import Task
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

STILL_MEANT = timedelta(hours=2)  # after the alert went out, or was picked up


async def said(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ga kijken" for Opgepakt; where it is to be safe again, or may be about several, ask first."""
    answer = read_alert_answer(understood.text)
    if answer is None or not await may(sitting, person, COORDINATORS):
        return False
    where = await sitting.community(person.current)
    alerts = [one for one in await open_of(sitting, where.id, kind="danger") if _is_theirs(sitting, one, person)]
    letter = await sitting.at_hand.written(person.id)
    if not alerts or letter is None:
        return False
    if answer is AlertAnswer.TAKEN and len(alerts) == 1:
        if alerts[0].picked_up_by is None:
            await pick_up(sitting, person, letter, alerts[0].id)
        else:
            await sitting.write(person, "alert.yours", community=where.id)
        return True
    safe = len(alerts) == 1 and alerts[0].picked_up_by is not None
    words, label = ("alert.safe", "alert.yes") if safe else ("alert.which", "alert.this")
    buttons = [Button(label, "task.pick_up", {"task": one.id}, {"name": await _whose(sitting, one)}, yes=safe or None)
               for one in alerts]  # fmt: skip
    buttons.append(Button("alert.none", "alert.leave", yes=False))
    await sitting.write(person, words, buttons=buttons, asks=True, community=where.id)
    return True


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee: the alert stays as it is."""
    await sitting.write(person, "alert.left")


def _is_theirs(sitting: Sitting, task: Task, person: Person) -> bool:
    recent = sitting.now - (task.picked_up_at or task.opened_at) < STILL_MEANT
    return recent and task.person != person.id and task.picked_up_by in (None, person.id)


async def _whose(sitting: Sitting, task: Task) -> str:
    return str(called(await sitting.get(Person, task.person))) if task.person else ""
