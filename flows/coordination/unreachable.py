"""Somebody's chat is closed: who counts on them, or on us, must hear it from a person."""

from flows.coordination.group_desk import let_go
from flows.sitting import Sitting
from flows.tasks import open_of, open_task
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.tables.people import Person
from storage.terms import Bond


async def hand_over(sitting: Sitting, chat: int) -> None:
    """Hand whoever has CHAT to a coordinator, when something of theirs is still open."""
    person = (await people.by_chats(sitting.session, [chat])).get(chat)
    if person is None:
        await let_go(sitting, chat)  # a group, perhaps
        return
    community = (await sitting.community(person.current)).id
    sitting.note("person.unreachable", person.id, community)
    for one in (
        person,
        *(other for _, other in await speakers.bonds_of(sitting.session, person.id, Bond.SHARED, community)),
    ):
        await _hand_over(sitting, one, community)


async def _hand_over(sitting: Sitting, person: Person, community: int) -> None:
    asked = await queries.visits_of_asker(sitting.session, person.id, community)
    going = await queries.visits_of_helper(sitting.session, person.id, community)
    already = [task for task in await open_of(sitting, community, kind="unreachable") if task.person == person.id]
    if (asked or going) and not already:
        await open_task(sitting, "unreachable", community, person=person, visit=[*asked, *going][0][0].id)
