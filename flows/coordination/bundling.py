"""What a coordinator is to be told at one and the same moment, as after a night: one message, and not one for each."""

from flows.by_phone import is_past
from flows.confidence import CONFIDED
from flows.daywork import today
from flows.groups import show_in_group
from flows.recordings import SPOKEN
from flows.sitting import Sitting
from flows.tasks import again_after
from storage.held import WAKING, sign_of
from storage.queries import care, people
from storage.tables.care import Task
from storage.tables.people import Person
from storage.terms import Role

ALONE = (*CONFIDED, SPOKEN, "danger")  # kinds that are told each by itself


async def tell_together(sitting: Sitting, task: Task) -> bool:
    """Tell of TASK and of all that is to be told to the same one now; False where that is TASK alone."""
    rota = await people.on_duty(sitting.session, await sitting.community(task.community), sitting.now)
    told = rota[task.told % len(rota)] if rota else None
    if await sign_of(sitting.session, WAKING):
        return False  # after a standstill all letters to one person become one
    if told is None or told.chat is None or not told.reachable or not _fits(task, told):
        return False
    due = await care.told_now(sitting.session, task.community, task.told, sitting.now)
    others = [one for one in due if one.id != task.id and _fits(one, told) and not await is_past(sitting, one)]
    if not others:
        return False
    for one in (task, *others):
        one.told, one.picked_up_by, one.picked_up_at = one.told + 1, None, None
        sitting.plan("task", one.id, one.community, sitting.now + again_after(one, awake=True))
        await show_in_group(sitting, one)
    if not await _has_morning_now(sitting, told, task.community):
        await today.in_the_morning(sitting, told, task.community)
    return True


def _fits(task: Task, coordinator: Person) -> bool:
    return task.kind not in ALONE and task.person != coordinator.id


async def _has_morning_now(sitting: Sitting, person: Person, community: int) -> bool:
    """Say whether PERSON reads all of it anyway, at the hour they chose."""
    member = await people.membership(sitting.session, person.id, community, Role.COORDINATOR)
    local = await sitting.local(community)
    return member is not None and member.morning_at == local.hour * 60 + local.minute
