"""At the door: nobody opens. The asker is asked, a coordinator calls, and the helper waits ten minutes."""

from flows.help.deeds.cards import show_again
from flows.help.deeds.finishing import report
from flows.help.deeds.living import WAITS_AT_MOST
from flows.help.visits import over, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close as close_task
from flows.tasks import first_name, open_of, open_task, tell
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, VisitState


async def at_door(sitting: Sitting, due: Due) -> None:
    """Have the card say what to do at the door, now that it is nearly time."""
    visit = await sitting.get(Visit, due.subject)
    if visit.state is VisitState.AGREED:
        await show_again(sitting, visit, at_door=True)


async def nobody_opens(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Er doet niemand open."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.helper != person.id or row.state is not VisitState.AGREED:
        await sitting.write(person, "withdraw.not_yours", about=visit)
        return
    if is_over(sitting, row):
        await ask_inside(sitting, row, person)
        await report(sitting, row, person, "nobody_home")
        await sitting.write(person, "doorstep.was_closed", about=visit, community=row.community)
        return
    await ask_inside(sitting, row, person)
    sitting.plan("wait_ten", row.id, row.community, sitting.now + WAITS_AT_MOST)
    await sitting.write(
        person, "doorstep.wait_ten", buttons=_buttons(row), about=visit, community=row.community, asks=True
    )


def is_over(sitting: Sitting, visit: Visit) -> bool:
    """Say whether nobody stands at the door of VISIT any more."""
    end = over(visit)
    return end is not None and end <= sitting.now


def _buttons(visit: Visit) -> list[Button]:
    return [
        Button("doorstep.opened", "opened", {"visit": visit.id}, yes=True),
        Button("doorstep.still_nobody", "still_nobody", {"visit": visit.id}, yes=False),
    ]


async def ask_inside(sitting: Sitting, visit: Visit, helper: Person) -> None:
    """Ask the asker whether all is well and have a coordinator call, once."""
    if await open_of(sitting, visit.community, visit=visit.id, kind="nobody_home"):
        return
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    sitting.note("visit.nobody_opens", visit.id, visit.community, helper.id)
    await open_task(sitting, "nobody_home", visit.community, person=asker, visit=visit.id)
    await sitting.write(
        asker, "after.were_you_home", about=visit.id, community=visit.community, lane=Lane.NEWS,
        buttons=[Button("doorstep.here", "here", {"visit": visit.id}, yes=True),
                 Button("button.person", "person", yes=False)],
        asks=True, first=first_name(helper),
    )  # fmt: skip


async def here(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ik ben er: the helper rings once more, and nobody has to call."""
    row = await queries.locked_visit(sitting.session, visit)
    await _settle(sitting, row)
    if row.helper is not None and row.state is VisitState.AGREED:
        helper = await sitting.get(Person, row.helper)
        await sitting.write(helper, "doorstep.try_again", about=visit, community=row.community, lane=Lane.NEWS,
                            asker=first_name(person))  # fmt: skip
    await sitting.write(person, "doorstep.told", about=visit, community=row.community)


async def opened(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Er is opengedaan: nobody has to call."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.helper == person.id:
        await _settle(sitting, row)
    await sitting.write(person, "doorstep.good", about=visit, community=row.community)


async def _settle(sitting: Sitting, visit: Visit) -> None:
    sitting.unplan(visit.id, "wait_ten")
    for task in await open_of(sitting, visit.community, visit=visit.id, kind="nobody_home"):
        await close_task(sitting, task)


async def waited(sitting: Sitting, due: Due) -> None:
    """Ask the helper after ten minutes, when nobody has said anything."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    waiting = await open_of(sitting, visit.community, visit=visit.id, kind="nobody_home")
    if waiting and visit.helper is not None and visit.state is VisitState.AGREED:
        await sitting.write(
            await sitting.get(Person, visit.helper), "doorstep.and_now", buttons=_buttons(visit), about=visit.id,
            community=visit.community, lane=Lane.NEWS, asks=True,
            when=when_of(visit, await sitting.community(visit.community)),
        )  # fmt: skip


async def still_nobody(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Nog steeds niemand: the helper may go, a coordinator goes on; it did not take place."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.helper != person.id:
        await sitting.write(person, "withdraw.not_yours", about=visit)
        return
    await ask_inside(sitting, row, person)
    sitting.unplan(row.id, "wait_ten")
    for task in await open_of(sitting, row.community, visit=row.id, kind="nobody_home"):
        task.picked_up_at = task.picked_up_by = None  # whoever has it hears that it has become more pressing
        await tell(sitting, task)
    await report(sitting, row, person, "nobody_home")
    await sitting.write(person, "doorstep.you_may_go", about=visit, community=row.community)
