"""What was agreed for the days to come: all of it for a coordinator, and for everybody else their own."""

from flows.belonging import may
from flows.coordination.paging import pages
from flows.help.deeds.finding import show_mine
from flows.help.visits import when_of
from flows.menu import COORDINATORS
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import VisitState

MOST_LINES = 12


async def show(sitting: Sitting, person: Person, _: str) -> None:
    """/agenda: who goes where, and when."""
    where = (await sitting.community(person.current)).id
    if await may(sitting, person, COORDINATORS, where):
        await _write(sitting, person, where, start=0)
    else:
        await show_mine(sitting, person)


async def page(sitting: Sitting, person: Person, letter: OutboxLetter, start: int) -> None:
    """Verder or terug: another page of it, in the place of this one."""
    await _write(sitting, person, (await sitting.community(letter.community)).id, start, letter)


async def _write(
    sitting: Sitting, person: Person, community: int, start: int, letter: OutboxLetter | None = None
) -> None:
    found = [one for one in await queries.open_visits(sitting.session, community) if one[0].state is VisitState.AGREED]
    if not found:
        await sitting.write(person, "open.agenda_none", edits=letter, community=community)
        return
    lines = [await _line(sitting, visit, request) for visit, request in found[start : start + MOST_LINES]]
    sitting.log("look.open", community, person.id)
    await sitting.write(
        person, "open.agenda_end", before=[Said("open.agenda_head", {"count": len(found)}), *lines], edits=letter,
        buttons=pages("agenda_page", start, MOST_LINES, len(found)), community=community,
    )  # fmt: skip


async def _line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    asker = await sitting.get(Person, request.asker)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    facts = {"number": request.number, "what": request.category, "asker": asker.name}
    when = when_of(visit, await sitting.community(visit.community))
    return Said("open.agenda_line", {**facts, "helper": helper.name if helper else "", "when": when})
