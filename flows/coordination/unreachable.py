"""Somebody's chat is closed, or nobody knows whether a letter arrived: they must hear it from a person."""

from flows.belonging import roles_of
from flows.coordination.group_desk import let_go
from flows.digest import text_of
from flows.sitting import Sitting
from flows.tasks import open_of, open_task
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Lane, LetterState, Role

IN_VAIN = (LetterState.UNKNOWN, LetterState.REFUSED)


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


async def tell_in_person(sitting: Sitting, due: Due) -> None:
    """Have somebody called about a letter that had to arrive, when nobody knows whether it did, or it was not taken.

    What is said again anyhow is left alone: an alarm, an offer, the open question of a talk, what waits for a
    coordinator.
    """
    letter = await sitting.session.get(OutboxLetter, due.subject)
    if letter is None or letter.state not in IN_VAIN or letter.person is None or letter.body is None:
        return
    person = await sitting.get(Person, letter.meant or letter.person)
    if letter.asks or letter.lane is Lane.ALARM or await queries.offer_carried_by(sitting.session, letter.id):
        return
    if Role.COORDINATOR not in await roles_of(sitting, person, letter.community):
        where = (await sitting.community(letter.community)).id
        await open_task(sitting, "in_doubt", where, person=person, words=text_of(letter).text)
