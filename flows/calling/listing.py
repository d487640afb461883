"""The call list: whom to call, in what order, and why; and somebody who rings us up."""

from datetime import datetime

from flows.by_phone import letter_of
from flows.calling.order import CALLS, Call, in_order, why_of
from flows.coordination.tasks import at_hand
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, facts_of, open_of, show
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

A_PAGE = 6


async def show_list(sitting: Sitting, person: Person, letter: OutboxLetter | None, after: int = 0) -> None:
    """Show whom to call, a page at a time."""
    where = await sitting.community(person.current)
    left = await left_to_call(sitting, person, where.id)
    sitting.log("look.calls", where.id, person.id)
    if not left:
        await sitting.write(person, "call.none")
        return
    whom = list(dict.fromkeys(one.person for one in left))
    shown = whom[after : after + A_PAGE]
    lines, buttons = [], []
    for place, each in enumerate(shown, after + 1):
        mine = [one for one in left if one.person == each]
        about = await sitting.get(Person, each)
        lines.append(_line(place, about, mine))
        buttons.append(Button("call.whom", "call.open", {"task": mine[0].task}, {"name": called(about)}))
    rest = len(whom) - after - len(shown)
    if rest > 0:
        buttons.append(Button("call.page", "call.list", {"after": after + A_PAGE}, {"number": rest}))
    head = Said("call.head", {"count": len(whom)})
    await sitting.write(person, "call.end", before=[head, *lines], buttons=buttons)


def _line(place: int, about: Person, calls: list[Call]) -> Said:
    facts = facts_of(about)
    why = list(dict.fromkeys((one.why, one.number) for one in calls))
    return Said("call.line", {
        "number": str(place), "name": facts["name"], "phone": facts["phone"],
        "no_phone": "" if facts["phone"] else Said("call.no_phone", {"address": facts["address"]}),
        "why": [_because(code, number) for code, number in why],
    })  # fmt: skip


def _because(code: str, number: int | None) -> Said:
    why = Said(f"call.why.{code}", {})
    return why if number is None else Said("call.because", {"why": why, "number": number})


async def left_to_call(sitting: Sitting, person: Person, community: int) -> list[Call]:
    """Give the calls that wait in COMMUNITY, as they are made; not what another than PERSON sees to."""
    waiting = [one for one in await open_of(sitting, community) if one.kind in CALLS and one.person is not None]
    found = [await _call(sitting, one) for one in waiting if one.picked_up_by in (None, person.id)]
    return in_order([one for one in found if one is not None])


async def _call(sitting: Sitting, task: Task) -> Call | None:
    about = await sitting.session.get(Person, task.person or 0)
    if about is None or about.rest:
        return None
    letter = await letter_of(sitting, task)
    by, number = await _visit(sitting, task)
    why = why_of(task.kind, letter.words if letter else "")
    return Call(task.id, about.id, why, task.kind, task.opened_at, by, number)


async def _visit(sitting: Sitting, task: Task) -> tuple[datetime | None, int | None]:
    """Give when the visit of TASK is, or by when its asker was promised a word; and the number of its request."""
    visit = await sitting.session.get(Visit, task.visit) if task.visit else None
    if visit is None:
        return None, None
    ahead = [one for one in (visit.promise_at, visit.starts_at) if one is not None and one > sitting.now]
    return min(ahead, default=None), (await sitting.get(Request, visit.request)).number


async def open_call(sitting: Sitting, person: Person, letter: OutboxLetter | None, task: int) -> None:
    """Show one call: the number, the lines to read out, and what may be answered."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        await show(sitting, row, person)
