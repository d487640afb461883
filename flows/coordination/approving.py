"""A helper who waits to be approved: by a tap, or by a command that names them."""

from flows.belonging import belong
from flows.coordination.tasks import at_hand
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close, open_of
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Role, Standing


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


async def approve(sitting: Sitting, coordinator: Person, helper: Person, community: int) -> None:
    """Make HELPER known, and tell both."""
    await belong(sitting, helper, community, Role.HELPER, consent="own", standing=Standing.KNOWN)
    sitting.log("approve", community, coordinator.id, helper.id)
    await sitting.write(helper, "offer_help.approved", community=community, lane=Lane.NEWS)
    await sitting.write(coordinator, "task.approved_done", community=community, name=helper.name)


async def approve_helper(sitting: Sitting, person: Person, words: str) -> None:
    """/keur: who waits to be approved, or approve the one who is named."""
    where = await sitting.community(person.current)
    waiting = await people.members(sitting.session, where.id, Role.HELPER, Standing.NEW)
    meant = [one for one in waiting if words.lower() in one.name.lower()] if words else list(waiting)
    if words and len(meant) == 1:
        await approve(sitting, person, meant[0], where.id)
        for task in await open_of(sitting, where.id, kind="approve"):
            if task.person == meant[0].id:
                await close(sitting, task, person)
        return
    buttons = [Button("approve.this", "approve_one", {"helper": one.id}, {"name": one.name}) for one in meant[:3]]
    await sitting.write(person, "approve.which" if meant else "approve.none", buttons=buttons, asks=bool(meant))


async def approve_one(sitting: Sitting, person: Person, letter: OutboxLetter, helper: int) -> None:
    """Approve this helper."""
    whom = await sitting.get(Person, helper)
    await approve_helper(sitting, person, whom.name)
