"""Moves a visit along its life table, and plans what falls due around it."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.help.deeds.reporting import tell_recorder
from flows.help.life import OPEN, Deed, Step, step
from flows.help.promises import promise_time, taxi_time
from flows.help.visits import latest, local_of, moment_of, over, without_wish
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.time.moment import EXACT
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.terms import Leg

AROUND = ("wave", "promise", "expire", "remind_evening", "remind_soon", "after_helper", "after_asker", "unanswered",
          "at_door", "wait_ten", "move", "ask_home", "taxi", "ready")  # fmt: skip
EVENING, MORNING, NEXT_NOON = time(18), time(10), time(12)
SOON, NEARLY = timedelta(hours=2), timedelta(minutes=10)
WAITS_AT_MOST = timedelta(minutes=10)  # whoever stands at a door or outside, before somebody else sees to it
EARLIER = timedelta(minutes=90)  # than an appointment, where the two agree on the hour to be fetched
ASK_ASKER_AFTER = timedelta(hours=1)  # after the helper was asked


def live(sitting: Sitting, visit: Visit, deed: Deed, actor: int | None = None, **facts: Any) -> Step:
    """Do DEED to VISIT and write it down. Raises NotPossible, and then has changed nothing."""
    taken = step(visit.state, deed)
    visit.state = taken.state
    sitting.session.add(visit)
    sitting.note(f"visit.{deed.value}", visit.id, visit.community, actor, state=taken.state.value, **facts)
    return taken


async def close(sitting: Sitting, visit: Visit) -> None:
    """Take everything planned away from a visit that is closed, and close its request when it does not come back."""
    sitting.unplan(visit.id, *AROUND)
    visit.promise_at = None
    await close_request(sitting, visit)


async def close_request(sitting: Sitting, visit: Visit) -> None:
    """Close the request of a visit that is over, unless it comes back."""
    request = await sitting.get(Request, visit.request)
    over_now = all(one.state not in OPEN for one in await queries.visits_of_request(sitting.session, request.id))
    await tell_recorder(sitting, visit)
    if not request.when.get("every") and over_now:
        request.closed_at = sitting.now
        sitting.session.add(request)


async def promise(sitting: Sitting, visit: Visit, request: Request, first: bool = True) -> Said:
    """Promise the asker a word by a moment, plan to keep it, and give the promise as it is said to them.

    A call is promised only where there is a number, and only by somebody who is on duty at that moment. A later
    promise (not FIRST) comes when a person has been asked to call already.
    """
    where = await sitting.community(visit.community)
    if visit.leg is Leg.BACK and visit.starts_at is not None:
        return await _promise_way_back(sitting, visit, where)
    until = latest(visit)
    start = local_of(until, where) if until else None
    by = moment_of(promise_time(await sitting.local(visit.community), start, request.urgent, first), where)
    assert by is not None  # noqa: S101 - only None becomes None
    visit.promise_at = by
    sitting.session.add(visit)
    sitting.plan("promise", visit.id, visit.community, by)
    sitting.note("promise.made", visit.id, visit.community, by=by.isoformat())
    asker = await sitting.get(Person, request.asker)
    rota = await people.on_duty(sitting.session, where, by)
    if rota and asker.phone and first:
        return Said("promise.call", {"by": by, "coordinator": first_name(rota[0])})
    return Said("promise.write", {"by": by})


async def _promise_way_back(sitting: Sitting, visit: Visit, where: Community) -> Said:
    """Promise a word about the way back two hours before the appointment; then a taxi is arranged."""
    assert visit.starts_at is not None  # noqa: S101 - looked at by the caller
    start = local_of(visit.starts_at, where)
    by = moment_of(taxi_time(await sitting.local(where.id), start), where) or sitting.now
    visit.promise_at = by
    sitting.session.add(visit)
    sitting.plan("taxi", visit.id, visit.community, by)
    sitting.note("promise.made", visit.id, visit.community, by=by.isoformat())
    return Said("promise.write", {"by": by})


async def free_again(sitting: Sitting, visit: Visit, request: Request) -> Said:
    """Take whoever was to come off VISIT, plan to look for somebody else, and give the new promise to the asker."""
    visit.helper = visit.door_word = visit.with_person = visit.read_at = None
    visit.move = without_wish(visit)
    visit.swapped = True
    sitting.unplan(visit.id)
    await plan_search(sitting, visit)
    return await promise(sitting, visit, request)


async def plan_around(sitting: Sitting, visit: Visit) -> None:
    """Plan the reminders before an agreed visit and the questions after it, as far as they still lie ahead."""
    sitting.unplan(visit.id, *AROUND)
    visit.promise_at = None
    for kind, at in (await _moments(sitting, visit)).items():
        if at > sitting.now:
            sitting.plan(kind, visit.id, visit.community, at)


def has_two_reminders(visit: Visit, local: datetime) -> bool:
    """Say whether both are reminded on the day itself as well; for a visit before ten the evening before is enough."""
    return visit.grain in EXACT and local.time() >= MORNING


async def _moments(sitting: Sitting, visit: Visit) -> dict[str, datetime]:
    where = await sitting.community(visit.community)
    zone = ZoneInfo(where.zone)
    start, end = visit.starts_at, over(visit)
    moments = dict[str, datetime]()
    if start is not None:
        local = start.astimezone(zone)
        moments["remind_evening"] = datetime.combine(local.date() - timedelta(days=1), EVENING, zone)
        if has_two_reminders(visit, local):
            moments["remind_soon"] = start - SOON
        if visit.leg is Leg.BACK:
            moments["remind_soon"] = start  # the button to say that they are done is at hand
        else:
            moments["at_door"] = start - (EARLIER if visit.grain == "before" else NEARLY)
    if end is None:
        end = sitting.now + timedelta(days=7)  # a visit without any time: ask after a week
    local_end = end.astimezone(zone)
    if not time(8) <= local_end.time() <= time(20, 30):
        day = local_end.date() + timedelta(days=1 if local_end.time() > time(20) else 0)
        end = datetime.combine(day, time(9), zone)
        if local_end.time() == time(0):  # the end of a whole day: ask that evening, not in the middle of the night
            end = datetime.combine(local_end.date() - timedelta(days=1), time(20), zone)
    moments["after_helper"] = end
    moments["after_asker"] = end + (ASK_ASKER_AFTER if end.astimezone(zone).time() < time(20) else timedelta(0))
    next_day = end.astimezone(zone).date() + timedelta(days=1)
    moments["strip_card"] = datetime.combine(next_day, time(9), zone)
    moments["unanswered"] = datetime.combine(next_day, NEXT_NOON, zone)
    return moments


async def plan_search(sitting: Sitting, visit: Visit) -> None:
    """Plan the moment from which looking for somebody is of no use any more."""
    until = latest(visit)
    if until is not None:
        sitting.plan("expire", visit.id, visit.community, until)
