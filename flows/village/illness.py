"""A coordinator who is ill: the next one on the rota has their duty until they write that they are back."""

from sqlmodel import select

from flows.help.deeds.living import promise
from flows.help.life import UNPROMISED
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import coordinators, first_name, open_task, tell
from storage.queries import help as queries
from storage.queries import people
from storage.queries.people import ILL
from storage.tables.care import Task
from storage.tables.people import Community, Person
from storage.terms import Lane


async def ill(sitting: Sitting, person: Person, words: str) -> None:
    """/ziek: hand my duty, and what I had picked up, to the deputy."""
    where = await sitting.community(person.current)
    _keep(sitting, person, where, [*_who_is(where, but=person), person.id])
    rota = await people.on_duty(sitting.session, where, sitting.now)
    following = None if rota else await people.next_duty(sitting.session, where, sitting.now)
    deputy = rota[0] if rota else following[1] if following else None
    await sitting.write(
        person,
        "ill.done" if deputy else "ill.nobody",
        buttons=[Button("button.read", "read", yes=True), Button("ill.back", "back_on_duty")],
        deputy=first_name(deputy) if deputy else "",
    )
    if deputy is not None:  # who is ill too hears nothing of it
        await sitting.write(deputy, "ill.done_by", community=where.id, lane=Lane.NEWS, name=first_name(person))
    await _hand_over(sitting, person, where)


async def back(sitting: Sitting, person: Person, *_: object) -> None:
    """/beter, or Ik ben er weer: my duty is mine again."""
    where = await sitting.community(person.current)
    if person.id not in where.rules.get(ILL, ()):
        await sitting.write(person, "ill.not")
        return
    _keep(sitting, person, where, _who_is(where, but=person))
    await sitting.write(person, "ill.over")
    for one in await coordinators(sitting, where.id):
        if one.id != person.id:
            await sitting.write(one, "ill.over_by", community=where.id, lane=Lane.NEWS, name=first_name(person))


def _who_is(where: Community, but: Person) -> list[int]:
    return [one for one in where.rules.get(ILL, ()) if one != but.id]


def _keep(sitting: Sitting, person: Person, where: Community, who: list[int]) -> None:
    where.rules = {**where.rules, ILL: who}
    sitting.session.add(where)
    sitting.log("duty.ill", where.id, person.id, person.id, ill=person.id in who)


async def _hand_over(sitting: Sitting, person: Person, where: Community) -> None:
    """Tell the deputy of what PERSON had picked up and not closed, and of whom they were looking for by themselves."""
    asked = select(Task).where(Task.community == where.id, Task.picked_up_by == person.id)
    for task in (await sitting.session.exec(asked)).all():
        if task.closed_at is None:
            task.picked_up_by = task.picked_up_at = None
            task.told = 0
            await tell(sitting, task)
    for visit, request in await queries.open_visits(sitting.session, where.id):
        if visit.with_person == person.id and visit.state in UNPROMISED:
            visit.with_person = None
            await promise(sitting, visit, request, first=False)
            await open_task(
                sitting, "not_found", where.id, person=await sitting.get(Person, request.asker), visit=visit.id
            )
