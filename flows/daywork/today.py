"""What waits for a coordinator: at most five decisions, the riskiest first, each with its buttons; the rest counted."""

from flows.confidence import may_see
from flows.daywork.ranking import rank
from flows.daywork.since import since_yesterday
from flows.help.visits import local_of
from flows.mornings import clock_of, hour_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, told_of
from storage.queries import care, people
from storage.tables.care import Task
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, Role

MOST = 5
_UNSEEN = (  # what needs no more reading
    *("task.pick_up", "task.couple", "task.not_couple", "task.approved", "task.acquainted", "task.same", "task.two"),
    "say_command",
)


async def show_today(sitting: Sitting, person: Person) -> None:
    """Write what waits for PERSON, and what happened."""
    await _write(sitting, person, (await sitting.community(person.current)).id, start=0)


async def page(sitting: Sitting, person: Person, letter: OutboxLetter, start: int) -> None:
    """De volgende: the next five, in the place of these."""
    await _write(sitting, person, (await sitting.community(letter.community)).id, start, letter)


async def in_the_morning(sitting: Sitting, person: Person, community: int) -> None:
    """Write the same unasked; a morning on which nothing waits is one kind line."""
    await _write(sitting, person, community, start=0, unasked=True)


async def _write(
    sitting: Sitting,
    person: Person,
    community: int,
    start: int,
    letter: OutboxLetter | None = None,
    unasked: bool = False,
) -> None:
    waiting = await _waiting(sitting, person, community)
    start = start if start < len(waiting) else 0
    shown = waiting[start : start + MOST]
    decisions = [await _decision(sitting, person, task, nth) for nth, task in enumerate(shown, start + 1)]
    buttons = [tap for _, taps in decisions for tap in taps]
    buttons += _turn(start, len(waiting)) + ([] if unasked else await _offer_mornings(sitting, person, community))
    lines = [_head(person, len(waiting)), *(line for line, _ in decisions)]
    rest = len(waiting) - start - len(shown)
    lines += [Said("today.rest", {"count": rest})] if rest else []
    lines += [] if unasked and not waiting else await since_yesterday(sitting, community)
    sitting.log("look.today", community, person.id, tasks=[one.id for one in shown])
    lane, letter_class = (Lane.NEWS, LetterClass.COURTESY) if unasked else (Lane.ANSWER, LetterClass.CRITICAL)
    await sitting.write(
        person, lines[-1].words, before=lines[:-1], buttons=buttons, community=community, edits=letter, lane=lane,
        letter_class=letter_class, **lines[-1].facts,
    )  # fmt: skip


def _head(person: Person, count: int) -> Said:
    return Said("today.head" if count else "today.nothing", {"first": first_name(person), "count": count})


def _turn(start: int, count: int) -> list[Button]:
    """Give the button to the decisions after these, or back to the first."""
    rest = count - start - MOST
    if rest > 0:
        return [Button("today.more", "today_page", {"start": start + MOST}, {"count": min(rest, MOST)})]
    return [Button("today.first", "today_page", {"start": 0})] if start else []


async def _offer_mornings(sitting: Sitting, person: Person, community: int) -> list[Button]:
    """Offer to send it every morning, to whoever has not chosen an hour."""
    member = await people.membership(sitting.session, person.id, community, Role.COORDINATOR)
    if member is None or member.morning_at is not None:
        return []
    minute = hour_of(await sitting.community(community)) * 60
    return [Button("today.daily", "today_at", {"minute": minute}, {"clock": clock_of(minute)})]


async def _waiting(sitting: Sitting, person: Person, community: int) -> list[Task]:
    """Give all that PERSON may decide, in the order of deciding."""
    found = await care.waiting_for(sitting.session, community, person.id)
    seen = {one.id for one in await may_see(sitting, person, [task for task, _ in found])}
    placed = [
        (rank(task.kind, task.opened_at, starts, _followed(task), sitting.now), task.id, task)
        for task, starts in found
        if task.id in seen
    ]
    return [task for _, _, task in sorted(placed, key=lambda one: one[:2])]


def _followed(task: Task) -> bool:
    return task.picked_up_at is not None and task.kind != "danger"


async def _decision(sitting: Sitting, person: Person, task: Task, nth: int) -> tuple[Said, list[Button]]:
    """Give the line of a task, and what can be tapped: what needs no more reading, and all of it."""
    said, buttons = await told_of(sitting, task, person)
    who = said.facts["name"] if task.kind == "danger" else ""
    today = (await sitting.local(task.community)).date()
    opened = local_of(task.opened_at, await sitting.community(task.community)).date()
    since = Said("today.since", {"day": opened}) if opened < today else ""
    line = Said("today.line", {"nth": nth, "what": said, "who": who, "since": since})
    taps = [Button("today.tap", one.deed, one.args, {"nth": nth, "what": Said(one.words, one.facts)})
            for one in buttons if one.deed in _UNSEEN][:2]  # fmt: skip
    return line, [*taps, Button("today.tap", "task.show", {"task": task.id},
                                {"nth": nth, "what": Said("today.whole", {})})]  # fmt: skip
