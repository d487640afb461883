"""Counts what a village did in a period; pure. Rows without names go in, numbers come out."""

import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.terms import Category, VisitState

UNKNOWN_LENGTH = timedelta(hours=1)  # what a visit counts for when nobody said until when it lasts
AGES = (timedelta(days=1), timedelta(days=3), timedelta(days=7))  # open for less than this; the last class is longer
FOUND = frozenset({VisitState.AGREED, VisitState.DONE, VisitState.DID_NOT_HAPPEN})


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when it was made, when first somebody said yes, and how its visits stand."""

    category: Category
    made_at: datetime
    first_yes: datetime | None
    states: Collection[VisitState]


@dataclass(frozen=True, slots=True)
class Went:
    """One visit of the period that is done."""

    helper: int | None
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One helper: what they do, since when they are known, and whether they have long been silent."""

    person: int
    categories: Collection[str]
    since: datetime
    silent: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What figures are made of. `waiting` holds since when each request stands open now; `signals` the worries."""

    asked: Sequence[Asked]
    went: Sequence[Went]
    helpers: Sequence[Seen]
    agreed_by: Collection[int]  # the helpers who said yes to something in the period
    waiting: Sequence[datetime]
    signals: int
    followed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers. `minutes` is the median from the question to the first yes, None when nobody said yes."""

    asked: int
    found: int
    done: int
    minutes: int | None
    open_by_age: tuple[int, ...]
    helpers: int
    active: int
    silent: int
    new: int
    hours: int
    by_category: Mapping[Category, tuple[int, int]]  # asked, and how many helpers offer it
    signals: int
    followed: int


def count(kept: Kept, begun: datetime, now: datetime) -> Figures:
    """Count what is KEPT of a period that began at BEGUN, as it stands NOW; both aware."""
    waits = [(one.first_yes - one.made_at) / timedelta(minutes=1) for one in kept.asked if one.first_yes is not None]
    active = {*kept.agreed_by, *(one.helper for one in kept.went if one.helper is not None)}
    return Figures(
        asked=len(kept.asked),
        found=sum(_found(one) for one in kept.asked),
        done=len(kept.went),
        minutes=max(1, round(statistics.median(waits))) if waits else None,
        open_by_age=_by_age(kept.waiting, now),
        helpers=len(kept.helpers),
        active=len(active),
        silent=sum(one.silent and one.person not in active for one in kept.helpers),
        new=sum(one.since >= begun for one in kept.helpers),
        hours=round(sum((lasted(one) for one in kept.went), timedelta()) / timedelta(hours=1)),
        by_category=_by_category(kept),
        signals=kept.signals,
        followed=kept.followed,
    )


def _found(one: Asked) -> bool:
    return any(state in FOUND for state in one.states)


def lasted(one: Went) -> timedelta:
    return one.ends_at - one.starts_at if one.ends_at and one.ends_at > one.starts_at else UNKNOWN_LENGTH


def _by_age(waiting: Sequence[datetime], now: datetime) -> tuple[int, ...]:
    ages = Counter(sum(now - since >= limit for limit in AGES) for since in waiting)
    return tuple(ages[n] for n in range(len(AGES) + 1))


def _by_category(kept: Kept) -> dict[Category, tuple[int, int]]:
    asked = Counter(one.category for one in kept.asked)
    offered = Counter(code for one in kept.helpers for code in one.categories)
    return {one: (asked[one], offered[one.value]) for one in Category if asked[one] or offered[one.value]}
