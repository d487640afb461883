"""Snow or heat: in one act all that can wait is called off for this once; food, medicine and the doctor are decided."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flows.coordination.tasks import at_hand
from flows.help.deeds.asking import ask_like
from flows.help.deeds.cancelling import end
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import live
from flows.help.deeds.repeating import next_visit
from flows.help.life import OPEN, Deed
from flows.help.visits import latest, moment_of, over, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close, first_name, open_of, open_task
from flows.village.days import read_days
from flows.village.waiting import can_wait
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState

Days = tuple[date, date]  # the first and the last


async def weather(sitting: Sitting, person: Person, words: str) -> None:
    """/weer: say what would be called off today, or on the days that are named, and ask."""
    where = await sitting.community(person.current)
    local = await sitting.local(where.id)
    days = read_days(words, local) if words else (local.date(), local.date())
    if days is None:
        await sitting.write(person, "weather.how")
        return
    found = await _touched(sitting, where, days)
    if not found:
        await sitting.write(person, "weather.none", days=_said(days))
        return
    waits = sum(_waits(request) for _, request in found)
    args = {"first": days[0].isoformat(), "last": days[1].isoformat()}
    await sitting.write(
        person,
        "weather.ask",
        buttons=[Button("weather.yes", "weather_hold", args, yes=True), Button("weather.no", "weather_not", yes=False)],
        asks=True,
        days=_said(days),
        visits=Said("weather.visits", {"count": len(found)}),
        waits=Said("weather.wait", {"count": waits}) if waits else "",
        decides=Said("weather.decide", {"count": len(found) - waits}) if len(found) > waits else "",
    )


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Niet doen."""
    await sitting.write(person, "weather.left")


async def hold(sitting: Sitting, person: Person, letter: OutboxLetter, first: str, last: str) -> None:
    """Call off what can wait; what can not becomes a task each."""
    where = await sitting.community(letter.community)
    days = date.fromisoformat(first), date.fromisoformat(last)
    gone, asked = list[int](), 0
    for visit, request in await _touched(sitting, where, days):
        if _waits(request):
            await call_off(sitting, person, visit, request, days[1])
            gone.append(visit.id)
        elif not await open_of(sitting, where.id, visit=visit.id, kind="weather"):
            asker = await sitting.get(Person, request.asker)
            await open_task(sitting, "weather", where.id, person=asker, visit=visit.id)
            asked += 1
    sitting.note("weather.held", where.id, where.id, person.id, gone=gone)
    sitting.log("weather", where.id, person.id, gone=len(gone), asked=asked)
    undo = [Button("weather.undo", "weather_undo", {"visits": gone})] if gone else []
    await sitting.write(
        person, "weather.done", buttons=[Button("button.read", "read", yes=True), *undo], community=where.id,
        gone=Said("weather.gone", {"count": len(gone)}) if gone else "",
        asked=Said("weather.decide", {"count": asked}) if asked else "",
    )  # fmt: skip


async def call_off(sitting: Sitting, person: Person, visit: Visit, request: Request, last: date) -> None:
    """Call VISIT off for this once, kindly on both sides; what comes back goes on after the LAST day."""
    where, asker = await sitting.community(visit.community), await sitting.get(Person, request.asker)
    when = when_of(visit, where)
    live(sitting, visit, Deed.CANCEL, person.id)
    helper = await take_card(sitting, visit, OfferState.CLOSED)
    await end(sitting, visit, series=False)
    sitting.unplan(visit.id)
    after = moment_of(datetime.combine(last + timedelta(days=1), time()), where)
    following = await next_visit(sitting, visit, after)
    again = Said("weather.next", {"when": when_of(following, where)}) if following else ""
    other = Button("weather.other_day", "other_day", {"visit": visit.id})
    read, call = Button("button.read", "read", yes=True), Button("button.person", "person")
    await sitting.write(
        asker, "weather.asker", buttons=[read, other, call], about=visit.id, community=where.id, lane=Lane.NEWS,
        when=when, helper=Said("weather.stays", {"helper": first_name(helper)}) if helper else "", again=again,
    )  # fmt: skip
    if helper is not None:
        await sitting.write(
            helper, "weather.helper", buttons=[read], about=visit.id, community=where.id, lane=Lane.NEWS, when=when,
            asker=first_name(asker),
        )  # fmt: skip


async def other_day(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Andere dag: ask anew, with all but the day filled in."""
    request = await sitting.get(Request, (await sitting.get(Visit, visit)).request)
    await ask_like(sitting, person, request, None)


async def goes_on(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Laten doorgaan: both hear that it goes on, and to take care."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    visit = await sitting.get(Visit, row.visit)
    await close(sitting, row, person)
    sitting.log("weather.goes_on", row.community, person.id, row.person, visit=visit.id)
    if visit.helper is not None and visit.state in OPEN:
        both = (await sitting.get(Request, visit.request)).asker, visit.helper
        for one, words in zip(both, ("weather.on_asker", "weather.on_helper"), strict=True):
            await sitting.write(
                await sitting.get(Person, one), words, buttons=[Button("button.read", "read", yes=True)],
                about=visit.id, community=visit.community, lane=Lane.NEWS,
                when=when_of(visit, await sitting.community(visit.community)),
            )  # fmt: skip
    await sitting.write(person, "weather.decided_on", about=row.id, community=row.community)


async def called_off(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Afzeggen: this one as well."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    visit = await queries.locked_visit(sitting.session, row.visit)
    await close(sitting, row, person)
    if visit.state not in OPEN:
        await sitting.write(person, "task.over", about=row.id, community=row.community)
        return
    local = when_of(visit, await sitting.community(visit.community)).start
    day = local.date() if local else (await sitting.local(row.community)).date()
    sitting.log("weather.called_off", row.community, person.id, row.person, visit=visit.id)
    await call_off(sitting, person, visit, await sitting.get(Request, visit.request), day)
    await sitting.write(person, "weather.decided_off", about=row.id, community=row.community)


async def _touched(sitting: Sitting, where: Community, days: Days) -> Sequence[tuple[Visit, Request]]:
    """Give the open visits that can only be on these days, the soonest first."""
    found = await queries.open_visits(sitting.session, where.id)
    return [(visit, request) for visit, request in found if _falls_in(visit, where, days, sitting.now)]


def _falls_in(visit: Visit, where: Community, days: Days, now: datetime) -> bool:
    when, until, ends = when_of(visit, where), latest(visit), over(visit)
    if until is None or ends is None or ends <= now or (visit.starts_at or ends) <= now < ends:
        return False
    exact = when.start if visit.grain in ("minute", "hour") else None
    last = exact or (when.end and when.end - timedelta(microseconds=1)) or when.start
    return last is not None and days[0] <= last.date() <= days[1]


def _waits(request: Request) -> bool:
    return can_wait(request.category, f"{request.destination or ''} {request.task or ''} {request.words or ''}")


def _said(days: Days) -> Said:
    if days[0] == days[1]:
        return Said("weather.day", {"day": days[0]})
    return Said("weather.days", {"first": days[0], "last": days[1]})
