"""What a visit is in the eyes of every deed: its time as people say it, how long it lasts, what check it needs."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.talk import Said
from flows.understanding.time.moment import EXACT, When
from storage.tables.help import Request, Visit
from storage.tables.people import Community
from storage.terms import Category, Check, Leg, VisitState

EVENING_ENDS = time(22)
USUAL_LENGTH = timedelta(minutes=90)
SENSITIVE = frozenset({Category.COMPANY, Category.RESPITE, Category.PAPERWORK})  # a coordinator confirms the first yes
NO_HURRY_HOURS = 14 * 24.0
OFF = "off"  # the rule of a community that lists for what no neighbour is asked


def local_of(moment: datetime, where: Community) -> datetime:
    """Give MOMENT as the clock on the wall there says it, without a zone; moment_of turns it back."""
    return moment.astimezone(ZoneInfo(where.zone)).replace(tzinfo=None)


def when_of(visit: Visit, where: Community) -> When:
    """Give the time of VISIT as it can be said: local, with its grain."""
    start = visit.starts_at and local_of(visit.starts_at, where)
    end = visit.ends_at and local_of(visit.ends_at, where)
    return When(start, end, visit.grain, None)


def this_visit(visit: Visit, category: Category, where: Community) -> Said:
    """Name VISIT in a few words, as on a button: what kind of help, and when."""
    what = Said(f"category.button.{category.value}", {})
    return Said("which.this", {"what": what, "when": when_of(visit, where)})


def on_one_day(when: When) -> bool:
    """Say whether WHEN names the day on which it is: "dinsdag", and not "vanaf dinsdag" or "deze week"."""
    if when.start is None:
        return False
    if when.end is None:
        return when.grain in EXACT or when.start.time() != time()
    return when.end - when.start <= timedelta(days=1)


def what_of(request: Request) -> dict[str, str]:
    """Give what is to be done, as the answer to "what" in a talk about it is kept."""
    said = {"task": request.task or "", "note": request.note or "", "words": request.words or ""}
    return {"category": request.category.value, **said}


def needs_of(request: Request) -> tuple[str, ...]:
    """Give the codes of what matters on the way."""
    return tuple(request.needs.split(",")) if request.needs else ()


def window_of(when: When) -> tuple[datetime | None, datetime | None]:
    """Give from when until when (local) a visit can be: "after four" ends that evening, "from Tuesday" in a week."""
    if when.start is None or when.end is not None or when.grain in EXACT:
        return when.start, when.end
    if when.start.time() != time():
        return when.start, datetime.combine(when.start.date(), EVENING_ENDS)
    return when.start, when.start + timedelta(days=7)


def moment_of(local: datetime | None, where: Community) -> datetime | None:
    """Turn local wall time into UTC; an hour that does not exist in spring becomes the one after it."""
    return None if local is None else local.replace(tzinfo=ZoneInfo(where.zone)).astimezone(UTC)


def lasts(visit: Visit) -> timedelta:
    """Give how long VISIT takes, as far as anybody said."""
    if visit.starts_at is not None and visit.ends_at is not None and visit.grain in EXACT:
        return visit.ends_at - visit.starts_at
    return USUAL_LENGTH


def latest(visit: Visit) -> datetime | None:
    """Give the moment from which looking for somebody is of no use: its start, or the end of the time that will do."""
    if visit.grain in EXACT and visit.starts_at is not None:
        return visit.starts_at
    return visit.ends_at or visit.starts_at


def gone_by(visit: Visit, now: datetime) -> bool:
    """Say whether it is of no use any more to look for somebody, or to let somebody off."""
    until = latest(visit)
    return until is not None and until <= now


def over(visit: Visit) -> datetime | None:
    """Give the moment at which VISIT is over; None when it has no time."""
    if visit.starts_at is None:
        return visit.ends_at
    return visit.starts_at + lasts(visit) if visit.grain in EXACT else visit.ends_at or visit.starts_at


def has_been(visit: Visit, now: datetime) -> bool:
    """Say whether somebody was to come and the time is over, whether or not anybody said how it went."""
    ended = over(visit)
    return visit.state is VisitState.AGREED and ended is not None and ended <= now


def still_ahead(found: Sequence[tuple[Visit, Request]], now: datetime) -> list[tuple[Visit, Request]]:
    """Give of FOUND those that are not over; of help that went on without a word, the last time is not meant any more.

    What has nothing after it stays: somebody may want to say how it went.
    """
    ahead = {request.id for visit, request in found if not has_been(visit, now)}
    return [one for one in found if not has_been(one[0], now) or one[1].id not in ahead]


def hours_left(visit: Visit, now: datetime) -> float:
    """Give the hours until it has to be known who comes; a fortnight when there is no time at all."""
    until = visit.starts_at if visit.leg is Leg.BACK else latest(visit)
    return NO_HURRY_HOURS if until is None else max((until - now).total_seconds() / 3600, 0.0)


def check_for(category: Category, where: Community) -> Check:
    """Give the check that a helper needs for CATEGORY here; communities may set it otherwise."""
    chosen = where.rules.get("checks", {}).get(category.value)
    return Check(chosen) if chosen else Check.VOG if category in SENSITIVE else Check.NONE


def is_off(category: Category, where: Community) -> bool:
    """Say whether no neighbour is asked for CATEGORY here."""
    return category.value in where.rules.get(OFF, ())


def is_sensitive(category: Category, where: Community) -> bool:
    """Say whether the first yes is a proposal that a coordinator confirms."""
    return category.value in where.rules.get("sensitive", [one.value for one in SENSITIVE])


def first_slot(visit: Visit) -> datetime | None:
    """Give the time that VISIT had before it was moved, from which help that comes back counts on."""
    was = (visit.move or {}).get("was")
    return datetime.fromisoformat(was) if was else visit.starts_at


def without_wish(visit: Visit) -> dict[str, Any] | None:
    """Give what is kept of the moves of VISIT without a wish that waits for the other's yes."""
    return {"was": visit.move["was"]} if visit.move and "was" in visit.move else None
