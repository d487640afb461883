"""What a coordinator decides about a visit: it may be asked, who goes, at what time, a taxi instead, how it went."""

from flows.belonging import belong
from flows.coordination.tasks import at_hand
from flows.help.deeds.agreeing import couple
from flows.help.deeds.asking import tell_begun
from flows.help.deeds.finishing import finish
from flows.help.deeds.first_visits import ask_how
from flows.help.deeds.homeward import taxi_comes
from flows.help.deeds.living import live
from flows.help.deeds.wishes import say_no, say_yes
from flows.help.life import Deed
from flows.sitting import Sitting
from flows.tasks import SEARCHES, close, open_of
from storage.queries import help as queries
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role, Standing, VisitState


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
