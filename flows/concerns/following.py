"""A concern is followed until it has an outcome: whoever reads it is asked on the day they chose, and daily after."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.concern_facts import facts_about
from flows.concerns.raising import settle
from flows.concerns.reading import at_hand, buttons_of, show_page
from flows.confidence import able
from flows.conversing import open_talk
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries.concerns import concern_of_task
from storage.tables.care import Concern, Task
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane

OUTCOMES = ("helped", "passed_on", "nothing", "other")
FIRST_LOOK = timedelta(days=7)
AT = time(9)
ASKED_ALONE = 2  # mornings without an answer, before the next reader is asked as well
_WIDEST = 4000


async def seen(sitting: Sitting, person: Person, letter: OutboxLetter | None, task: int) -> None:
    """Opgepakt: this reader follows it up, and whoever raised it hears that it was read."""
    row = await concern_of_task(sitting.session, task)
    concern = await at_hand(sitting, person, row.id) if row else None
    if concern is None:
        return
    told = await sitting.get(Task, task)
    if concern.seen_by not in (None, person.id):
        by = await sitting.get(Person, concern.seen_by or 0)
        await sitting.write(person, "task.taken", by=first_name(by))
        return
    first = concern.seen_by is None
    concern.seen_by, concern.seen_at = person.id, concern.seen_at or sitting.now
    told.picked_up_by, told.picked_up_at = person.id, told.picked_up_at or sitting.now
    sitting.session.add_all([concern, told])
    sitting.unplan(told.id, "task")
    sitting.log("concern.seen", concern.community, person.id, concern=concern.id)
    if first:
        await _plan(sitting, concern, (await sitting.local(concern.community) + FIRST_LOOK).date())
        await _tell_who_raised_it(sitting, concern, person)
    await sitting.write(person, "concerns.yours", buttons=buttons_of(concern), about=concern.id,
                        community=concern.community, **await facts_about(sitting, concern))  # fmt: skip


async def _tell_who_raised_it(sitting: Sitting, concern: Concern, reader: Person) -> None:
    """Thank whoever raised it, once: it was read; what comes of it stays with those who read it."""
    by = await sitting.session.get(Person, concern.raised_by) if concern.raised_by else None
    if by is not None and by.id != reader.id:
        await sitting.write(by, "worry.was_read", about=concern.visit, community=concern.community, lane=Lane.NEWS,
                            coordinator=first_name(reader))  # fmt: skip


async def _plan(sitting: Sitting, concern: Concern, day: date) -> None:
    """Have it looked at again in the morning of DAY; in two hours where that has begun."""
    zone = ZoneInfo((await sitting.community(concern.community)).zone)
    at = max(datetime.combine(day, AT, zone), sitting.now + timedelta(hours=2))
    concern.follow_up_at, concern.asked = at, 0
    sitting.session.add(concern)
    sitting.plan("follow_up", concern.id, concern.community, at)


async def ask_again(sitting: Sitting, due: Due) -> None:
    """Ask how it stands; the next morning again, and then somebody else as well, until somebody says the outcome."""
    concern = await sitting.session.get(Concern, due.subject)
    if concern is None or concern.closed_at is not None:
        return
    local = await sitting.local(concern.community)
    zone = ZoneInfo((await sitting.community(concern.community)).zone)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), AT, zone)
    sitting.plan("follow_up", concern.id, concern.community, tomorrow)
    whom = await able(sitting, concern.community, but=concern.person)
    mine = [one for one in whom if one.id == concern.seen_by]
    others = [one for one in whom if one.id != concern.seen_by]
    alone = mine and concern.asked < ASKED_ALONE
    concern.asked += 1
    sitting.session.add(concern)
    facts = await facts_about(sitting, concern)
    for one in mine if alone else [*mine, *others]:
        sitting.log("look.concern", concern.community, one.id, concern=concern.id)
        await sitting.write(one, "concerns.how_is_it", buttons=_answers(concern), about=concern.id,
                            community=concern.community, lane=Lane.NEWS, **facts)  # fmt: skip


def _answers(concern: Concern) -> list[Button]:
    settle_it, *rest = buttons_of(concern)
    return [settle_it, Button("concerns.in_a_week", "concern.week", {"concern": concern.id}), *rest]


async def in_a_week(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int) -> None:
    """Over een week: it is not over yet."""
    row = await at_hand(sitting, person, concern)
    if row is not None:
        await _look_on(sitting, person, row, (await sitting.local(row.community) + FIRST_LOOK).date())


async def ask_day(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int) -> None:
    """Andere datum: ask for a day, in words."""
    row = await at_hand(sitting, person, concern)
    if row is not None:
        await open_talk(sitting, person, "look_again", {"concern": row.id, "name": await _named(sitting, row)})


async def _named(sitting: Sitting, concern: Concern) -> str:
    about = await sitting.session.get(Person, concern.person) if concern.person else None
    return first_name(about) if about else ""


async def day_chosen(sitting: Sitting, person: Person, given: Mapping[str, Any], day: date) -> None:
    """Look at it again on DAY."""
    row = await at_hand(sitting, person, given["concern"])
    if row is not None:
        await _look_on(sitting, person, row, day)


async def _look_on(sitting: Sitting, person: Person, concern: Concern, day: date) -> None:
    await _plan(sitting, concern, day)
    sitting.log("concern.date", concern.community, person.id, concern=concern.id)
    await sitting.write(person, "concerns.date", about=concern.id, community=concern.community,
                        follow=concern.follow_up_at)  # fmt: skip


async def ask_note(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int) -> None:
    """Notitie: ask what is to be written down."""
    row = await at_hand(sitting, person, concern, also_closed=True)
    if row is not None:
        await open_talk(sitting, person, "concern_note", {"concern": row.id, "name": await _named(sitting, row)})


async def noted(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Keep a note, with its day and whose it is."""
    row = await at_hand(sitting, person, given["concern"], also_closed=True)
    if row is None:
        return
    day = (await sitting.local(row.community)).strftime("%d-%m-%Y")
    row.notes = "\n".join(filter(None, (row.notes, f"{day} {first_name(person)}: {words}")))[-_WIDEST:]
    sitting.session.add(row)
    sitting.log("concern.note", row.community, person.id, concern=row.id)
    await show_page(sitting, person, row)


async def ask_outcome(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int) -> None:
    """Afronden: ask how it ended."""
    row = await at_hand(sitting, person, concern)
    if row is None:
        return
    buttons = [Button(f"concerns.as.{one}", "concern.outcome", {"concern": row.id, "outcome": one}) for one in OUTCOMES]
    await sitting.write(person, "concerns.which_outcome", buttons=buttons, about=row.id, community=row.community,
                        asks=True, **await facts_about(sitting, row))  # fmt: skip


async def outcome(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int, outcome: str) -> None:
    """Keep how it ended, and close it."""
    row = await at_hand(sitting, person, concern)
    if row is None or outcome not in OUTCOMES:
        return
    row.outcome, row.seen_by = outcome, row.seen_by or person.id
    await settle(sitting, person, row)
    sitting.note("concern.closed", row.id, row.community, person.id, outcome=outcome)
    sitting.log("concern.outcome", row.community, person.id, concern=row.id, outcome=outcome)
    note = [Button("concerns.note", "concern.note", {"concern": row.id})]
    await sitting.write(person, "concerns.closed", buttons=note, about=row.id, community=row.community)
