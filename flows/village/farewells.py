"""Somebody tells of a death or a hospital bed: kind words, and a task. Nothing else happens by itself."""

import re
from datetime import timedelta

from flows.belonging import roles_of
from flows.conversing import drop, talk_of
from flows.coordination.tasks import at_hand
from flows.sitting import Sitting
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.loss import read_loss
from flows.understanding.sentence import Understood
from flows.understanding.words import fold
from flows.village.resting import ADMITTED, DIED, ask, over
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role

_CONFIDED = ("worry", "tell", "relay")  # talks whose words go to a person anyhow
_ASKS = re.compile(
    r"\b(?:kan|kun|kunt|zou|wil) (?:er )?(?:iemand|u|je|jullie)\b|\bwie (?:kan|wil)\b|\bik zoek\b|\bcan (?:some|any)"
)
_LOOKED_BACK = timedelta(days=90)


async def told_of_loss(sitting: Sitting, person: Person, understood: Understood, _: Record | None) -> bool:
    """Answer words that tell of a death or a hospital bed; False when they do not, or ask for help as well."""
    text = understood.text
    loss, record = read_loss(text), await talk_of(sitting, person.id)
    if loss is None or (record is not None and record.flow in _CONFIDED):
        return False
    where = await sitting.community(person.current)
    if Role.COORDINATOR in await roles_of(sitting, person, where.id):
        await sitting.write(person, "loss.how")
        return True
    about = await _about(sitting, person, text, where.id)
    kind = "loss" if about is not None else "loss_said"
    await open_task(sitting, kind, where.id, person=about or person, code=loss.value, words=text)
    if record is not None:
        await drop(sitting, person, record)
    await sitting.write(person, f"loss.{loss.value}", coordinator=await on_duty(sitting, where.id))
    return not _ASKS.search(fold(text))


async def _about(sitting: Sitting, person: Person, text: str, community: int) -> Person | None:
    """Give around whom all may have to be still: who wrote it where they ask for help, else the one whom they name."""
    found = await queries.helped(sitting.session, community, sitting.now - _LOOKED_BACK)
    askers = {request.asker for visit, request in found if visit.helper == person.id}
    words = fold(text).split()
    known = [await sitting.get(Person, one) for one in askers]
    named = [one for one in known if one.name and fold(first_name(one)) in words]
    if len(named) == 1:
        return named[0]
    return None if Role.HELPER in await roles_of(sitting, person, community) else person


async def task_died(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Overleden: ask whether all is to be still around whom it is about."""
    await _ask(sitting, person, letter, task, DIED)


async def task_admitted(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opgenomen: ask the same for a hospital."""
    await _ask(sitting, person, letter, task, ADMITTED)


async def _ask(sitting: Sitting, person: Person, letter: OutboxLetter, task: int, why: str) -> None:
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        await ask(sitting, person, letter, row.person, why)


async def task_home(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Weer thuis, under what somebody wrote around whom all is still."""
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        await over(sitting, person, letter, row.person)
