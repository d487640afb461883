"""A second coordinator agrees to what is dangerous: roles, erasing somebody, taking everything along.

Where a community has only one coordinator who can be asked, that one decides alone.
"""

from datetime import timedelta

from sqlmodel import select

from flows.belonging import roles_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, close, coordinators, first_name, show
from storage.ids import new_id
from storage.tables.care import Task
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.tables.trust import Second
from storage.terms import Role

KIND, OVER = "second", "second_over"
WAITS = timedelta(hours=24)


async def ask_second(
    sitting: Sitting, person: Person, act: str, *, code: str, about: Person | None = None, **args: int | str | None
) -> bool:
    """Ask the other coordinators whether PERSON may do the deed ACT of the menu with ARGS; False where there is none.

    CODE says by which words it is asked. The first who answers decides.
    """
    community = (await sitting.community(person.current)).id
    others = [
        one for one in await coordinators(sitting, community) if one.id != person.id and one.chat and one.reachable
    ]
    if not others:
        return False
    task = Task(
        id=new_id(), community=community, kind=KIND, person=about.id if about else None, code=code,
        words=first_name(person), opened_at=sitting.now,
    )  # fmt: skip
    sitting.session.add(task)
    sitting.session.add(
        Second(task=task.id, community=community, act=act, args=args, asked_by=person.id, asked_at=sitting.now)
    )
    await sitting.session.flush()
    sitting.note("second.asked", task.id, community, person.id, act=act)
    sitting.log("second.asked", community, person.id, task.person, deed=act)
    sitting.plan(OVER, task.id, community, sitting.now + WAITS)
    for other in others:
        await show(sitting, task, other)
    await sitting.write(person, "second.asked", others=[called(one) for one in others], code=_code(task))
    return True


def _code(task: Task) -> Said:
    return Said(f"task.code.{task.code}", {})


async def agree(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Ja, doe maar: it is done, as by whoever asked."""
    row = await _at_hand(sitting, person, task)
    if row is None:
        return
    asker = await sitting.get(Person, row.asked_by)
    await _settle(sitting, row, person, agreed=True)
    if Role.COORDINATOR not in await roles_of(sitting, asker, row.community):
        await sitting.write(person, "second.gone", who=called(asker))
        return
    await sitting.write(person, "second.agreed", who=called(asker))
    current, asker.current = asker.current, row.community  # it is done where it was asked
    await sitting.menu.deeds[row.act].do(sitting, asker, None, **row.args)
    asker.current = current


async def refuse(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Nee: it is not done, and whoever asked hears so."""
    row = await _at_hand(sitting, person, task)
    if row is None:
        return
    await _settle(sitting, row, person, agreed=False)
    asker, shown = await sitting.get(Person, row.asked_by), await sitting.get(Task, row.task)
    await sitting.write(person, "second.refused", who=called(asker))
    await sitting.write(asker, "second.was_refused", who=called(person), code=_code(shown),
                        community=row.community)  # fmt: skip


async def expire(sitting: Sitting, due: Due) -> None:
    """Let go of what nobody answered within a day; whoever asked may ask again."""
    row, shown = await sitting.session.get(Second, due.subject), await sitting.session.get(Task, due.subject)
    if row is None or shown is None or row.decided_at is not None:
        return
    row.decided_at = sitting.now
    sitting.session.add(row)
    await close(sitting, shown)
    asker = await sitting.get(Person, row.asked_by)
    await sitting.write(asker, "second.over", code=_code(shown), community=row.community)


async def _at_hand(sitting: Sitting, person: Person, task: int) -> Second | None:
    """Give what waits, locked; None, and say so, where it was decided, or is of whoever answers."""
    row = (await sitting.session.exec(select(Second).where(Second.task == task).with_for_update())).first()
    if row is None or row.decided_at is not None:
        await sitting.write(person, "second.past")
        return None
    if row.asked_by == person.id:
        await sitting.write(person, "second.own")
        return None
    return row


async def _settle(sitting: Sitting, row: Second, by: Person, agreed: bool) -> None:
    row.decided_by, row.decided_at, row.agreed = by.id, sitting.now, agreed
    sitting.session.add(row)
    sitting.unplan(row.task, OVER)
    shown = await sitting.get(Task, row.task)
    sitting.log("second.agreed" if agreed else "second.refused", row.community, by.id, shown.person, deed=row.act)
    await close(sitting, shown, by)
