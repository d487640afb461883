"""Weer zoals vorige week? After the third time one kind question; not asked a third time in a row without a yes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flows.help.answers import make_task
from flows.help.conversations import HelpWanted
from flows.help.deeds.asking import ask_like, make_request, tell_begun
from flows.help.deeds.doubling import asked_already, show_again
from flows.help.deeds.occasions import trip_again
from flows.help.habits import ask_at, next_after, weeks_between
from flows.help.sayings import said_going
from flows.help.visits import local_of, moment_of, what_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.time.calendar_days import RULE_DAYS
from flows.understanding.time.moment import When
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, VisitState

MOST_IN_A_ROW = 2  # questions without a yes
LOOK_BACK = timedelta(weeks=6)


async def ask(sitting: Sitting, due: Due) -> None:
    """Ask whether it is to be so again, unless it is arranged already, unwanted, or somebody rests."""
    visit = await sitting.get(Visit, due.subject)
    request = await sitting.get(Request, visit.request)
    asker = await sitting.get(Person, request.asker)
    weeks = await rhythm(sitting, visit, request)
    here = await people.memberships(sitting.session, asker.id, visit.community)
    rests = asker.rest or (asker.quiet_until or sitting.now) > sitting.now
    if weeks is None or not here or rests or await _in_a_row(sitting, request) >= MOST_IN_A_ROW:
        return
    when = await _following(sitting, visit, weeks)
    what = make_task(what_of(request))
    if await asked_already(sitting, asker, what, when, request.destination or ""):
        return
    sitting.note("habit.asked", asker.id, visit.community, category=request.category.value)
    args = {"visit": visit.id, "when": when.kept()}
    await sitting.write(
        asker,
        "habit.ask" if weeks == 1 else "habit.ask_later",
        buttons=[
            Button("habit.yes", "habit_yes", args, yes=True),
            Button("habit.no", "habit_no", args, yes=False),
            Button("habit.every", "habit_every", {**args, "weeks": weeks}, {"count": weeks}),
        ],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        letter_class=LetterClass.COURTESY,
        asks=True,
        when=when,
        task=said_going(what, request.destination or ""),
    )


async def rhythm(sitting: Sitting, visit: Visit, request: Request) -> int | None:
    """Give every how many weeks the asker has had this, where VISIT made it a habit; None where it did not."""
    if request.when.get("every") or visit.starts_at is None or visit.grain not in ("minute", "hour"):
        return None
    where = await sitting.community(visit.community)
    done = await queries.helped(sitting.session, visit.community, visit.starts_at - LOOK_BACK)
    mine = [(one, asked) for one, asked in done if asked.asker == request.asker and asked.category is request.category]
    return weeks_between([*_starts(mine, where), local_of(visit.starts_at, where)])


def _starts(mine: Sequence[tuple[Visit, Request]], where: Community) -> list[datetime]:
    """Give when each was that had been asked for by itself."""
    single = [one for one, asked in mine if one.state is VisitState.DONE and not asked.when.get("every")]
    return [local_of(one.starts_at, where) for one in single if one.starts_at and one.grain in ("minute", "hour")]


async def _following(sitting: Sitting, visit: Visit, weeks: int) -> When:
    before = when_of(visit, await sitting.community(visit.community))
    assert before.start is not None  # noqa: S101 - a rhythm has hours
    start = next_after(before.start, weeks, await sitting.local(visit.community))
    return When(start, None if before.end is None else start + (before.end - before.start), before.grain)


async def _in_a_row(sitting: Sitting, request: Request) -> int:
    """Give how often this was asked since the last yes."""
    count = 0
    for event in await course.events_of(sitting.session, request.asker):
        if event.kind in ("habit.asked", "habit.agreed") and event.facts.get("category") == request.category.value:
            count = count + 1 if event.kind == "habit.asked" else 0
    return count


async def notice(sitting: Sitting, visit: Visit) -> None:
    """Plan the question, when the visit that has been made it a habit."""
    weeks = await rhythm(sitting, visit, await sitting.get(Request, visit.request))
    if weeks is not None:
        await _plan(sitting, visit, (await _following(sitting, visit, weeks)).start)


async def _plan(sitting: Sitting, visit: Visit, following: datetime | None) -> None:
    if following is not None:
        local = ask_at(following, await sitting.local(visit.community))
        at = moment_of(local, await sitting.community(visit.community))
        assert at is not None  # noqa: S101 - only None becomes None
        sitting.plan("same_again", visit.id, visit.community, at)


async def yes(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, when: dict[str, str | None]) -> None:
    """Ja, graag: it is asked for, of the helper of last time first."""
    found = await _at_hand(sitting, person, visit, when)
    if found is not None:
        row, request, wanted = found
        _agreed(sitting, person, request)
        made, first = await make_request(sitting, person, wanted, community=row.community)
        await tell_begun(sitting, person, first, made)


async def no(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, when: dict[str, str | None]) -> None:
    """Deze week niet: nothing is asked for; it may be asked about once more for the time after."""
    row = await sitting.get(Visit, visit)
    weeks = await rhythm(sitting, row, await sitting.get(Request, row.request))
    start = When.recalled(when).start
    if weeks is not None and start is not None:
        await _plan(sitting, row, start + timedelta(weeks=weeks))
    await sitting.write(person, "habit.noted", about=visit, community=row.community)


async def every(
    sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, when: dict[str, str | None], weeks: int
) -> None:
    """Elke week: it is read back as help that comes back."""
    found = await _at_hand(sitting, person, visit, when)
    if found is None:
        return
    _, request, wanted = found
    _agreed(sitting, person, request)
    assert wanted.when.start is not None  # noqa: S101 - a rhythm has hours
    rule = f"WEEKLY{f';INTERVAL={weeks}' if weeks > 1 else ''};BYDAY={RULE_DAYS[wanted.when.start.weekday()]}"
    lasting = When(wanted.when.start, wanted.when.end, wanted.when.grain, rule)
    await ask_like(sitting, person, request, lasting.kept())


def _agreed(sitting: Sitting, person: Person, request: Request) -> None:
    sitting.note("habit.agreed", person.id, request.community, person.id, category=request.category.value)


async def _at_hand(
    sitting: Sitting, person: Person, visit: int, when: dict[str, str | None]
) -> tuple[Visit, Request, HelpWanted] | None:
    """Give what is to be asked for; None, and say so, when its time has passed or it was asked for in the meantime."""
    row = await sitting.get(Visit, visit)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id:
        raise LookupError("this help is somebody else's")
    time = When.recalled(when)
    what = make_task(what_of(request))
    already = await asked_already(sitting, person, what, time, request.destination or "")
    if already is not None:
        await show_again(sitting, person, already, time)
    elif time.start is None or time.start <= await sitting.local(row.community):
        await sitting.write(person, "habit.past", about=visit, community=row.community)
    else:
        what, trip = replace(what, helpers=request.helpers), trip_again(row, request, time)
        return row, request, HelpWanted(what, time, request.destination or "", None, trip=trip)
    return None
