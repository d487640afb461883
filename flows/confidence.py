"""Who reads what helpers worry about: the attention officers of a community alone, its coordinators where it has none.

Nothing of it is shown to anybody else, nor in any group.
"""

from collections.abc import Sequence
from datetime import datetime

from flows.belonging import roles_of
from flows.help.promises import is_quiet, next_loud
from flows.help.visits import moment_of
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import people
from storage.queries.people import ILL
from storage.tables.care import Task
from storage.tables.people import Person
from storage.terms import Role, Standing

CONFIDED = ("worry",)  # the kinds of task that nobody else is shown


async def officers(sitting: Sitting, community: int) -> list[Person]:
    """Give the attention officers of COMMUNITY, by name."""
    return list(await people.members(sitting.session, community, Role.ATTENTION, Standing.KNOWN))


async def readers(sitting: Sitting, community: int) -> list[Person]:
    """Give who reads concerns in COMMUNITY."""
    named = await officers(sitting, community)
    return named or list(await people.members(sitting.session, community, Role.COORDINATOR, Standing.KNOWN))


async def reads(sitting: Sitting, person: Person, community: int) -> bool:
    """Say whether PERSON reads concerns in COMMUNITY."""
    needed = Role.ATTENTION if await officers(sitting, community) else Role.COORDINATOR
    return needed in await roles_of(sitting, person, community)


async def may_see(sitting: Sitting, person: Person, tasks: Sequence[Task]) -> list[Task]:
    """Give those of TASKS, all of one community, that PERSON may be shown."""
    if not tasks or all(one.kind not in CONFIDED for one in tasks) or await reads(sitting, person, tasks[0].community):
        return list(tasks)
    return [one for one in tasks if one.kind not in CONFIDED]


async def able(sitting: Sitting, community: int, but: int | None = None) -> list[Person]:
    """Give who can be told of a concern in COMMUNITY at all, others than BUT: can be written to, and is not ill."""
    ill = (await sitting.community(community)).rules.get(ILL, ())
    found = await readers(sitting, community)
    return [
        one for one in found
        if one.chat is not None and one.reachable and not one.rest and one.id not in ill and one.id != but
    ]  # fmt: skip


async def told_now(sitting: Sitting, task: Task) -> tuple[list[Person], datetime | None] | None:
    """Give which officers are told of TASK now, and, in the quiet hours, when they are; None where there are none."""
    if not await officers(sitting, task.community):
        return None
    local = await sitting.local(task.community)
    if is_quiet(local):
        return [], moment_of(next_loud(local), await sitting.community(task.community))
    return await able(sitting, task.community, but=task.person), None


async def said_readers(sitting: Sitting, community: int) -> tuple[list[str], int]:
    """Give who reads concerns as helpers are told: first names, and how many; no names where no officer was named."""
    names = [(one.name or one.called).split(" ")[0] for one in await officers(sitting, community)]
    return names, len(names) or 2


def called_readers(names: Sequence[str]) -> Sequence[str | Said]:
    """Give NAMES as they are said; "de coördinatoren" where there are none."""
    return names or [Said("worry.coordinators", {})]
