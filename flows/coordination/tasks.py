"""What the buttons under a task do, and telling the next one on duty when nobody picked it up."""

from sqlmodel import select

from flows.belonging import belong
from flows.coordination.following import WORRIES, pick_up_worry
from flows.groups import settle_in_group
from flows.help.deeds.agreeing import couple
from flows.help.deeds.asking import tell_begun
from flows.help.deeds.finishing import finish
from flows.help.deeds.first_visits import ask_how
from flows.help.deeds.homeward import taxi_comes
from flows.help.deeds.living import live
from flows.help.deeds.searching import asker_buttons
from flows.help.deeds.wishes import say_no, say_yes
from flows.help.life import UNPROMISED, Deed
from flows.sitting import Sitting
from flows.tasks import SEARCHES, close, first_name, open_of, show, tell
from storage.queries import help as queries
from storage.tables.care import Task
from storage.tables.course import Due
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Danger, Lane, LetterClass, Role, Standing, VisitState

UNNAMED = (Danger.VIOLENCE,)  # the word stands in no preview, and nobody is told who knows of it


async def again(sitting: Sitting, due: Due) -> None:
    """Tell the next one on duty, when nobody has picked it up, or whoever took it up let it lie for a day."""
    task = await sitting.session.get(Task, due.subject)
    if task is None or task.closed_at is not None or (task.kind == "danger" and task.picked_up_at is not None):
        return
    task.picked_up_by = task.picked_up_at = None
    await tell(sitting, task)


async def at_hand(sitting: Sitting, person: Person, task: int) -> Task | None:
    """Give the open task, locked; None, and say so, when somebody has dealt with it already."""
    row = (await sitting.session.exec(select(Task).where(Task.id == task).with_for_update())).first()
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
    await sitting.unplan(row.id, "task")
    sitting.log("task.picked_up", row.community, person.id, row.person, task=row.id)
    if row.kind in SEARCHES and row.visit is not None:
        await _take_over(sitting, person, row.visit)
    if row.kind in WORRIES:
        await settle_in_group(sitting, row, person)
        await pick_up_worry(sitting, person, row)
        return
    if row.kind != "danger":
        if not await _is_unsettled(sitting, row):
            await close(sitting, row, person)
    else:
        await settle_in_group(sitting, row, person)
    if row.kind == "danger" and row.person is not None and row.code not in UNNAMED:
        about = await sitting.get(Person, row.person)
        await sitting.write(about, "danger.known", about=row.id, community=row.community, lane=Lane.ALARM,
                            coordinator=first_name(person))  # fmt: skip
    await sitting.write(person, "task.yours_danger" if row.kind == "danger" else "task.yours", about=row.id,
                        community=row.community)  # fmt: skip


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
    await sitting.unplan(row.id, "promise")
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


async def acquainted(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Kennisgemaakt, or asked at once all the same: the search begins."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None or row.visit is None:
        return
    about = await sitting.get(Person, row.person)
    await belong(sitting, about, row.community, Role.RESIDENT, consent="own", standing=Standing.KNOWN)
    sitting.log("acquainted", row.community, person.id, about.id, task=row.id)
    await close(sitting, row, person)
    visit = await queries.locked_visit(sitting.session, row.visit)
    begins = visit.state is VisitState.ASKED
    if begins:
        await tell_begun(sitting, about, visit, await sitting.get(Request, visit.request), person.id)
    await sitting.write(
        person, "task.search_begun" if begins else "task.done", about=row.id, community=row.community, name=about.name
    )


async def coupled(sitting: Sitting, person: Person, letter: OutboxLetter, task: int, yes: bool = True) -> None:
    """Koppelen: confirm the helper who said yes."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    visit = await queries.locked_visit(sitting.session, row.visit)
    sitting.log("couple", row.community, person.id, row.person, task=row.id, yes=yes)
    did = await couple(sitting, visit, person, yes)
    await close(sitting, row, person)
    words = "task.over" if not did else "task.coupled" if yes else "task.not_coupled"
    await sitting.write(person, words, about=row.id, community=row.community)
    if did and yes:
        await ask_how(sitting, person, visit)


async def taxi(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Taxi geregeld: nobody has to be fetched by a neighbour any more."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    did = await taxi_comes(sitting, await queries.locked_visit(sitting.session, row.visit), person)
    sitting.log("taxi", row.community, person.id, row.person, task=row.id)
    for one in await open_of(sitting, row.community, visit=row.visit):
        if one.kind in SEARCHES:
            await close(sitting, one, person)
    await sitting.write(person, "task.done" if did else "task.over", about=row.id, community=row.community)


async def went_well(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Gelukt, a coordinator found out."""
    await _settle(sitting, person, task, Deed.CONFIRM_DONE)


async def did_not(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Ging niet door, a coordinator found out."""
    await _settle(sitting, person, task, Deed.REPORT_NO_SHOW)


async def _settle(sitting: Sitting, person: Person, task: int, deed: Deed) -> None:
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    visit = await queries.locked_visit(sitting.session, row.visit)
    if visit.state is VisitState.AGREED:
        live(sitting, visit, deed, person.id)
        await finish(sitting, visit)
    sitting.log("settle", row.community, person.id, row.person, task=row.id, deed=deed.value)
    await close(sitting, row, person)
    await sitting.write(person, "task.done", about=row.id, community=row.community)


async def not_coupled(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Niet koppelen: look further."""
    await coupled(sitting, person, letter, task, yes=False)


async def move_yes(sitting: Sitting, person: Person, letter: OutboxLetter, task: int, yes: bool = True) -> None:
    """Ja, dat kan: the other said so to a coordinator."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None or row.person is None:
        return
    sitting.log("move", row.community, person.id, row.person, task=row.id, yes=yes)
    await close(sitting, row, person)
    await (say_yes if yes else say_no)(sitting, await sitting.get(Person, row.person), None, row.visit)
    await sitting.write(person, "task.done", about=row.id, community=row.community)


async def move_no(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Nee, dat lukt niet: the other said so to a coordinator."""
    await move_yes(sitting, person, letter, task, yes=False)


async def approved(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Goedkeuren: this helper may be asked from now on."""
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        await approve(sitting, person, await sitting.get(Person, row.person), row.community)
        await close(sitting, row, person)


async def refused(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Niet nu: this helper is not asked, and hears it kindly."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    helper = await sitting.get(Person, row.person)
    await belong(sitting, helper, row.community, Role.HELPER, consent="own", standing=Standing.LEFT)
    sitting.log("refuse", row.community, person.id, helper.id)
    await close(sitting, row, person)
    await sitting.write(helper, "offer_help.refused", community=row.community, lane=Lane.NEWS)
    await sitting.write(person, "task.refused_done", community=row.community)


async def show_task(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Show once more what waits, with its buttons."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        await show(sitting, row, person)


async def approve(sitting: Sitting, coordinator: Person, helper: Person, community: int) -> None:
    """Make HELPER known, and tell both."""
    await belong(sitting, helper, community, Role.HELPER, consent="own", standing=Standing.KNOWN)
    sitting.log("approve", community, coordinator.id, helper.id)
    await sitting.write(helper, "offer_help.approved", community=community, lane=Lane.NEWS)
    await sitting.write(coordinator, "task.approved_done", community=community, name=helper.name)
