"""Whom to ask: hard filters, a score, and how many at once. Pure: candidates in, an ordered choice with reasons out.

No score is ever shown; a reason is a code that flows/wording says in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import exp

from flows.understanding.hours.week_hours import Span
from flows.understanding.hours.which_weeks import holds

NEWCOMER_YES = 0.35  # the chance of a yes of somebody who was never asked
PRIOR_WEIGHT = 4.0  # asked that many times in imagination before the first real time
JOINT_CHANCE_FAR, JOINT_CHANCE_NEAR = 0.70, 0.90  # of at least one yes: days ahead, hours ahead
WISHED = "wished"
FAR_HOURS, NEAR_HOURS = 48.0, 6.0
MOST_AT_ONCE = 6
MOST_CALLS = 2  # of those who have no app: a coordinator has to ring each of them
HALF_DISTANCE_KM = 2.0  # where being near counts half as much as next door
COOL_DOWN = timedelta(hours=24)  # after a finished visit
FEWEST_OFFERS_A_WEEK = 5
OFFERS_A_VISIT = 3  # a week's budget of offers for each visit that the helper will do in a week
FAIR_AFTER_DAYS = 14.0
OUTSIDE = ("garden", "pets", "groceries")  # what is done outside a home, or ends at its door
CHECKS = ("none", "interview", "vog")
WHY_NOT = (  # the codes of why somebody is not asked, in the order in which they are looked at
    *("unreachable", "never_person", "young", "never_category", "category", "check", "away", "limit", "hours", "far"),
    *("busy", "week_full", "asked_enough", "rests"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked, as far as choosing needs it. Local wall times; a start of None is any time."""

    category: str
    check: str
    start: datetime | None
    end: datetime | None
    exact: bool  # False: some time between start and end will do
    hours_left: float
    now: datetime
    meets: frozenset[str] = frozenset()  # what whoever comes will meet, as codes of limits
    unknown: frozenset[str] = frozenset()  # what they might meet


@dataclass(frozen=True, slots=True)
class Candidate:
    """One helper, as far as choosing needs to know them. Local wall times."""

    person: int
    categories: frozenset[str]
    check: str
    spans: tuple[Span, ...]
    absences: tuple[tuple[date, date], ...] = ()
    never_category: bool = False
    never_person: bool = False
    young: bool = False  # under eighteen: never alone in a home
    away: bool = False
    reachable: bool = True
    by_phone: bool = False  # has no app: is asked by a coordinator, after those who have
    metres: float | None = None  # to the asker; None: unknown
    max_km: float | None = None
    visits_this_week: int = 0
    max_per_week: int = 2
    offers_this_week: int = 0
    busy: tuple[tuple[datetime, datetime], ...] = ()
    last_visit: datetime | None = None
    asked: int = 0  # times for this category
    said_yes: int = 0
    met: int = 0  # times they helped this asker
    last_helped: bool = False  # they did it the time before
    limits: frozenset[str] = frozenset()  # what they would rather not meet
    wished: bool = False  # the asker named them


@dataclass(frozen=True, slots=True)
class Chosen:
    """A helper who may be asked: how likely a yes, how good a choice, and why, as codes."""

    person: int
    chance: float
    score: float
    reasons: tuple[str, ...]
    newcomer: bool
    unsure: tuple[str, ...] = ()  # what they would rather not meet, and may
    by_phone: bool = False


def why_not(one: Candidate, wanted: Wanted) -> str | None:
    """Say by a code why this helper is not asked; None when they may be."""
    holds = (
        not one.reachable,
        one.never_person,
        one.young and wanted.category not in OUTSIDE,
        one.never_category,
        wanted.category not in one.categories,
        CHECKS.index(one.check) < CHECKS.index(wanted.check),
        one.away,
        bool(one.limits & wanted.meets),
        not can_come(one, wanted),
        one.max_km is not None and one.metres is not None and one.metres > one.max_km * 1000,
        _is_busy(one, wanted),
        one.visits_this_week >= one.max_per_week,
        one.offers_this_week >= max(FEWEST_OFFERS_A_WEEK, OFFERS_A_VISIT * one.max_per_week),
        _rests(one, wanted),
    )
    return next((code for code, held in zip(WHY_NOT, holds, strict=True) if held), None)


def can_come(one: Candidate, wanted: Wanted) -> bool:
    """Say whether the helper has an hour for it: the exact moment, or some hour of the time that will do."""
    if wanted.exact and wanted.start is not None:
        return _free_at(one, wanted.start)
    begin = max(wanted.start or wanted.now, wanted.now)
    end = wanted.end or begin + timedelta(days=14)
    hours = int((end - begin).total_seconds() // 1800)
    return any(_free_at(one, begin + timedelta(minutes=30 * nth)) for nth in range(min(max(hours, 1), 14 * 48)))


def _free_at(one: Candidate, moment: datetime) -> bool:
    minute, day = moment.hour * 60 + moment.minute, moment.date()
    if any(first <= day <= last for first, last in one.absences):
        return False
    return any(
        span.weekday == moment.weekday() and span.from_minute <= minute < span.until_minute and holds(span.weeks, day)
        for span in one.spans
    )


def _is_busy(one: Candidate, wanted: Wanted) -> bool:
    if wanted.start is None or not wanted.exact:
        return False
    end = wanted.end or wanted.start + timedelta(hours=1)
    return any(begin < end and wanted.start < until for begin, until in one.busy)


def _rests(one: Candidate, wanted: Wanted) -> bool:
    return one.last_visit is not None and wanted.now - one.last_visit < COOL_DOWN and not one.met


def weigh(one: Candidate, wanted: Wanted) -> Chosen:
    """Give the chance of a yes and the score of a helper who may be asked."""
    chance = (one.said_yes + PRIOR_WEIGHT * NEWCOMER_YES) / (one.asked + PRIOR_WEIGHT)
    near = 1.0 if one.metres is None else exp(-one.metres / 1000 * 0.693 / HALF_DISTANCE_KM)
    known = 1.0 + (0.5 if one.met else 0.0) + (0.5 if one.last_helped else 0.0)
    idle = FAIR_AFTER_DAYS if one.last_visit is None else (wanted.now - one.last_visit).total_seconds() / 86400
    fair = 0.5 + 0.5 * min(idle, FAIR_AFTER_DAYS) / FAIR_AFTER_DAYS
    unsure = () if one.met else tuple(sorted(one.limits & wanted.unknown))  # who has been there knows the house
    score, newcomer = chance * near * known * fair, one.asked == 0 and not one.by_phone
    return Chosen(one.person, chance, score, _reasons(one), newcomer, unsure, one.by_phone)


def _reasons(one: Candidate) -> tuple[str, ...]:
    met = "again" if one.last_helped else "met" if one.met else None
    likes = "likes" if one.said_yes else None
    wished = WISHED if one.wished else None
    return tuple(code for code in (wished, met, "hours", likes) if code is not None)[:2]


def choose(candidates: Sequence[Candidate], wanted: Wanted) -> list[Chosen]:
    """Give everyone who may be asked, in the order of asking, a newcomer's seat among the first three.

    Whoever the asker named goes before all.
    """
    able = [weigh(one, wanted) for one in candidates if why_not(one, wanted) is None]
    ranked = sorted(able, key=lambda one: (WISHED not in one.reasons, one.by_phone, -one.score, one.person))
    first = next((one for one in ranked if one.newcomer), None)
    if first is not None and ranked.index(first) > 2:
        ranked.remove(first)
        ranked.insert(2, first)
    return ranked


def wave(ranked: Sequence[Chosen], hours_left: float) -> list[Chosen]:
    """Take the fewest from the front whose joint chance of a yes reaches the target for the time that is left."""
    target, nobody, taken = joint_target(hours_left), 1.0, list[Chosen]()
    for one in ranked[:MOST_AT_ONCE]:
        if 1 - nobody >= target or sum(each.by_phone for each in taken) == MOST_CALLS:
            break
        taken.append(one)
        nobody *= 1 - one.chance
    return taken


def joint_target(hours_left: float) -> float:
    """Give the joint chance to reach: 70% days away, 90% hours away, evenly between."""
    share = (FAR_HOURS - hours_left) / (FAR_HOURS - NEAR_HOURS)
    return JOINT_CHANCE_FAR + (JOINT_CHANCE_NEAR - JOINT_CHANCE_FAR) * min(max(share, 0.0), 1.0)


def gap(hours_left: float) -> timedelta:
    """Give how long to wait for answers before the next wave: a twelfth of the time left, 5 minutes to 4 hours."""
    return timedelta(minutes=min(max(hours_left * 5, 5.0), 240.0))
