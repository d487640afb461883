"""Taking up what waits for a person, and telling the next one on duty when nobody did."""

from typing import Any

from sqlmodel import col, select

from flows.by_phone import is_past
from flows.confidence import CONFIDED, reads
from flows.coordination.bundling import tell_together
from flows.groups import settle_in_group
from flows.help.deeds.searching import asker_buttons
from flows.help.life import UNPROMISED
from flows.sitting import Sitting
from flows.tasks import CAREFUL, SEARCHES, close, facts_of, first_name, show, tell
from storage.queries import help as queries
from storage.tables.care import Task
from storage.tables.course import Due
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Danger, Lane, LetterClass, VisitState

_NOBODY = {"name": "", "phone": "", "address": ""}
UNNAMED = (Danger.VIOLENCE,)  # the word stands in no preview, and nobody is told who knows of it


async def again(sitting: Sitting, due: Due) -> None:
    """Tell the next one on duty, when nobody has picked it up, or whoever took it up let it lie for a day."""
    task = await sitting.session.get(Task, due.subject)
    if task is None or task.closed_at is not None or (task.kind == "danger" and task.picked_up_at is not None):
        return
    if await is_past(sitting, task):
        return
    task.picked_up_by = task.picked_up_at = None
    if not await tell_together(sitting, task):
        await tell(sitting, task)


async def at_hand(sitting: Sitting, person: Person, task: int) -> Task | None:
    """Give the open task, locked; None, and say so, when somebody has dealt with it already."""
    row = (await sitting.session.exec(select(Task).where(Task.id == task).with_for_update())).first()
    if row is not None and row.kind in CONFIDED and not await reads(sitting, person, row.community):
        await sitting.write(person, "command.not_yours")
        return None
    if row is not None and row.closed_at is None and row.picked_up_by in (None, person.id):
        return row
    by = await sitting.get(Person, row.picked_up_by) if row is not None and row.picked_up_by else None
    await sitting.write(person, "task.taken", by=first_name(by) if by else "")
    return None


async def pick_up(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opgepakt: this coordinator sees to it, and nobody else is told any more."""
    row = await at_hand(sitting, person, task)
    if row is None:
        return
    if row.kind == "danger" and row.picked_up_by == person.id:
        await close(sitting, row, person)
        await sitting.write(person, "task.safe", about=row.id, community=row.community)
        return
    row.picked_up_by, row.picked_up_at = person.id, row.picked_up_at or sitting.now
    sitting.unplan(row.id, "task")
    sitting.log("task.picked_up", row.community, person.id, row.person, task=row.id)
    if row.kind in SEARCHES and row.visit is not None:
        await _take_over(sitting, person, row.visit)
    if row.kind != "danger":
        if not await _is_unsettled(sitting, row):
            await close(sitting, row, person)
    else:
        await settle_in_group(sitting, row, person)
        await _tell_who_was_told(sitting, row, person)
    if row.kind == "danger" and row.person is not None and row.code not in UNNAMED:
        about = await sitting.get(Person, row.person)
        await sitting.write(about, "danger.known", about=row.id, community=row.community, lane=Lane.ALARM,
                            coordinator=first_name(person))  # fmt: skip
    whom = await _whom(sitting, row) if letter.about != row.id else {}
    await sitting.write(person, "task.yours_danger" if row.kind == "danger" else "task.yours", about=row.id,
                        community=row.community, **{**_NOBODY, **whom})  # fmt: skip


async def _tell_who_was_told(sitting: Sitting, task: Task, by: Person) -> None:
    """Tell everybody who got the alert that BY sees to it: nobody else has to go and look."""
    told = select(OutboxLetter.person).where(OutboxLetter.about == task.id, col(OutboxLetter.words).like("task.%"))
    about = await sitting.session.get(Person, task.person) if task.person and task.code not in UNNAMED else None
    for one in sorted({*(await sitting.session.exec(told)).all()} - {None, by.id, task.person}):
        await sitting.write(await sitting.get(Person, one), "danger.taken", about=task.id, community=task.community,
                            lane=Lane.ALARM, coordinator=first_name(by), name=facts_of(about)["name"])  # fmt: skip


async def _whom(sitting: Sitting, task: Task) -> dict[str, Any]:
    """Give whom TASK is about, for who took it up from a list that names no number; no number where a call may harm."""
    about = await sitting.session.get(Person, task.person) if task.person else None
    facts = facts_of(about)
    return {**facts, "phone": ""} if task.kind == "danger" and task.code in CAREFUL else facts


async def _is_unsettled(sitting: Sitting, task: Task) -> bool:
    """Say whether it goes on: till somebody says how a visit went, that a taxi comes, or what came of the care."""
    if task.kind == "care":
        return True  # whoever asked hears what came of it
    if task.kind not in ("after", "taxi", "ready") or task.visit is None:
        return False
    state = (await queries.locked_visit(sitting.session, task.visit)).state
    return state is VisitState.AGREED or (task.kind != "after" and state in UNPROMISED)


async def _take_over(sitting: Sitting, person: Person, visit: int) -> None:
    """Keep the promise of a visit by a person: this coordinator sees to it, and the asker hears who."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.state not in UNPROMISED:
        return
    row.with_person, row.promise_at = person.id, None
    sitting.unplan(row.id, "promise")
    sitting.session.add(row)
    sitting.note("promise.with_person", row.id, row.community, person.id)
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    words = "asker.taken_over_call" if asker.phone else "asker.taken_over"
    await sitting.write(asker, words, buttons=asker_buttons(row), about=row.id, community=row.community,
                        lane=Lane.NEWS, letter_class=LetterClass.COURTESY, coordinator=first_name(person))  # fmt: skip


async def later(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Not now, or nobody answered: it comes back by itself."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        sitting.note("task.later", row.id, row.community, person.id)
        await sitting.write(person, "task.comes_back", about=row.id, community=row.community)


async def done(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Gezegd: it has been read out to whom it was for."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        sitting.log("task.done", row.community, person.id, row.person, task=row.id)
        await close(sitting, row, person)
        await sitting.write(person, "task.done", about=row.id, community=row.community)


async def show_task(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Show once more what waits, with its buttons."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        await show(sitting, row, person)
