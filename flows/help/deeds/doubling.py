"""Asking again for what is asked or agreed already: kindly the same card once more; who often forgets is thought of."""

import re
from datetime import date, time, timedelta

from sqlmodel import col, func, select

from flows.help.answers import Task as Wish
from flows.help.answers import make_task
from flows.help.sayings import said_task
from flows.help.visits import what_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, open_task
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.tables.care import Task
from storage.tables.course import Event
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import VisitState

OFTEN, A_DAY_OR_TWO, A_WEEK = 3, timedelta(hours=48), timedelta(days=7)


async def asked_already(sitting: Sitting, person: Person, what: Wish, when: When | None, where_to: str) -> Visit | None:
    """Give the open visit that PERSON asks for once more: the same help on the same day, or twice without a day.

    A WHEN of None names no day: then only what names none either is the same, or what was said in the same words.
    """
    where = await sitting.community(person.current)
    for visit, request in await queries.visits_of_asker(sitting.session, person.id, where.id):
        alike = request.category is what.category and _agree(what_of(request)["task"], what.task)
        if not alike or not _agree(request.destination, where_to):
            continue
        if same_time(when_of(visit, where), when) or (when is None and fold(request.words or "") == fold(what.words)):
            return visit
    return None


def _agree(before: str | None, now: str) -> bool:
    """Say whether two words for a thing may mean the same: they are the same, or one was not said."""
    return not before or not now or _bare(before) == _bare(now)


def _bare(words: str) -> str:
    """Leave out the article: "de dokter" and "dokter" are one."""
    return re.sub(r"^(?:de|het|een|mijn|the|a|my) ", "", fold(words))


def same_time(before: When, now: When | None) -> bool:
    """Say whether two times share a day; without any day are only those that say none."""
    first, second = _days(before), _days(now)
    if first is None or second is None:
        return first is second
    return first[0] <= second[1] and second[0] <= first[1]


def _days(when: When | None) -> tuple[date, date] | None:
    """Give the first and the last day of a time; None where it names none."""
    if when is None or (when.start is None and when.end is None):
        return None
    first = when.start or when.end
    last = when.end or when.start
    assert first is not None and last is not None  # noqa: S101,PT018 - looked at above
    if last > first and last.time() == time():
        last -= timedelta(minutes=1)  # an end is exclusive: a day ends before the next one begins
    return first.date(), max(first, last).date()


async def show_again(sitting: Sitting, person: Person, visit: Visit, when: When | None) -> None:
    """Show what stands already, with a way to ask for more; WHEN is what was asked for now."""
    request = await sitting.get(Request, visit.request)
    sitting.note("visit.again", visit.id, visit.community, person.id)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    coordinator = await sitting.get(Person, visit.with_person) if visit.with_person else None
    state = visit.state.value if visit.state is not VisitState.AGREED or helper else VisitState.SEARCHING.value
    what = make_task({**what_of(request), "words": ""})
    more = {"visit": visit.id, "when": when.kept() if when else None}
    await sitting.write(
        person,
        f"again.{state}",
        buttons=[Button("button.read", "read", yes=True), Button("again.more", "ask_more", more)],
        about=visit.id,
        community=visit.community,
        asks=True,
        what=said_task(what, request.destination or ""),
        when=when_of(visit, await sitting.community(visit.community)),
        helper=helper.name if helper else "",
        first=first_name(helper) if helper else "",
        word=visit.door_word,
        by=visit.promise_at,
        coordinator=first_name(coordinator) if coordinator else "",
    )
    await _note_forgetting(sitting, person, visit)


async def _note_forgetting(sitting: Sitting, person: Person, visit: Visit) -> None:
    """Tell a coordinator of somebody who asks the same often within a day or two, once a week."""
    since = sitting.now - A_DAY_OR_TWO
    same = select(func.count()).where(Event.subject == visit.id, Event.kind == "visit.again", Event.at > since)
    told = select(Task.id).where(
        Task.kind == "forgets", Task.person == person.id, col(Task.opened_at) > sitting.now - A_WEEK
    )
    if (await sitting.session.exec(same)).one() >= OFTEN and (await sitting.session.exec(told)).first() is None:
        await open_task(sitting, "forgets", visit.community, person=person, visit=visit.id)
