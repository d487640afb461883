"""The first visit of two strangers, for help that asks for trust: a coordinator comes along, or they meet elsewhere."""

from typing import Any

from flows.help.deeds.cards import show_again
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, VisitState

HOUSES = {"nl": "het dorpshuis", "en": "the village hall"}  # what it is called where a community has not said so


async def ask_how(sitting: Sitting, coordinator: Person, visit: Visit) -> None:
    """Ask the coordinator who brought the two together how the first visit is to be, when it is their first."""
    request = await sitting.get(Request, visit.request)
    if visit.helper is None or await queries.have_met(sitting.session, visit.helper, request.asker, visit.id):
        return
    buttons = [
        Button("first.along", "come_along", {"visit": visit.id}),
        Button("first.house", "meet_in_house", {"visit": visit.id}),
        Button("first.plain", "read", yes=True),
    ]
    asker, helper = await sitting.get(Person, request.asker), await sitting.get(Person, visit.helper)
    await sitting.write(coordinator, "first.how", buttons=buttons, about=visit.id, community=visit.community,
                        lane=Lane.NEWS, asker=called(asker), helper=called(helper))  # fmt: skip


async def come_along(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ik ga mee: the coordinator comes along this once, and both know it."""
    row = await _agreed(sitting, person, visit)
    if row is not None:
        row.with_person = person.id
        await _tell_both(sitting, row, Said("first.comes_along", {"coordinator": first_name(person)}))
        await sitting.write(person, "first.done", about=visit, community=row.community)


async def meet_in_house(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """In het dorpshuis: there the two meet this once."""
    row = await _agreed(sitting, person, visit)
    if row is not None:
        where = await sitting.community(row.community)
        row.meets = str(where.rules.get("village_house") or HOUSES.get(where.language, HOUSES["nl"]))
        await _tell_both(sitting, row, Said("first.meets", {"place": row.meets}))
        await sitting.write(person, "first.done", about=visit, community=row.community)


async def _agreed(sitting: Sitting, person: Person, visit: int) -> Visit | None:
    row = await queries.locked_visit(sitting.session, visit)
    if row.state is VisitState.AGREED and row.helper is not None:
        return row
    await sitting.write(person, "task.over", about=visit, community=row.community)
    return None


async def _tell_both(sitting: Sitting, visit: Visit, said: Said) -> None:
    """Tell both how they meet, and bring the helper's card up to date."""
    sitting.session.add(visit)
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    helper = await sitting.get(Person, visit.helper or 0)
    facts: dict[str, Any] = {
        "how": said,
        "when": when_of(visit, await sitting.community(visit.community)),
        "word": visit.door_word,
    }
    for one in (asker, helper):
        await sitting.write(one, "first.told", buttons=[Button("button.read", "read", yes=True)], about=visit.id,
                            community=visit.community, lane=Lane.NEWS, **facts)  # fmt: skip
    await show_again(sitting, visit)
