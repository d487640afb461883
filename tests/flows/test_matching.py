"""Whom to ask: every hard filter by itself, the order, and how many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.cells import metres_between
from flows.help.matching import (
    FEWEST_OFFERS_A_WEEK,
    JOINT_CHANCE_FAR,
    JOINT_CHANCE_NEAR,
    MOST_AT_ONCE,
    Candidate,
    Chosen,
    Wanted,
    choose,
    gap,
    joint_target,
    wave,
    weigh,
    why_not,
)
from flows.understanding.hours.week_hours import Span

NOW = datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - the clock on the wall, a Saturday
TUESDAY = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001
WANTED = Wanted("transport", "interview", TUESDAY, None, exact=True, hours_left=76.5, now=NOW)
VERA = Candidate(
    1,
    frozenset({"transport"}),
    "interview",
    spans=(Span(1, 12 * 60, 18 * 60),),
    metres=400.0,
    max_km=2.0,
    asked=4,
    said_yes=2,
)
AN_HOUR = timedelta(hours=1)


def test_a_helper_who_fits_is_asked() -> None:
    """Nothing stands in the way of somebody who can, may and wants to."""
    assert why_not(VERA, WANTED) is None
    assert [one.person for one in choose([VERA], WANTED)] == [1]


@pytest.mark.parametrize(
    ("why", "otherwise"),
    [
        ("unreachable", {"reachable": False}),
        ("never_person", {"never_person": True}),
        ("never_category", {"never_category": True}),
        ("category", {"categories": frozenset({"garden"})}),
        ("check", {"check": "none"}),
        ("away", {"away": True}),
        ("hours", {"spans": (Span(1, 8 * 60, 12 * 60),)}),
        ("hours", {"spans": (Span(1, 8 * 60, 14 * 60 + 30),)}),
        ("hours", {"absences": ((TUESDAY.date(), TUESDAY.date()),)}),
        ("far", {"metres": 2001.0}),
        ("busy", {"busy": ((TUESDAY - AN_HOUR, TUESDAY + timedelta(minutes=1)),)}),
        ("week_full", {"visits_this_week": 2}),
        ("asked_enough", {"offers_this_week": 6}),
        ("rests", {"last_visit": NOW - timedelta(hours=23)}),
    ],
)
def test_each_hard_filter_excludes_by_itself(why: str, otherwise: dict[str, Any]) -> None:
    """One thing in the way is enough, and it is named.

    Practice: 3.check
    """
    one = replace(VERA, **otherwise)
    assert why_not(one, WANTED) == why
    assert choose([one], WANTED) == []


@pytest.mark.parametrize(
    "otherwise",
    [
        {"check": "vog"},
        {"metres": 2000.0},
        {"metres": None},
        {"max_km": None, "metres": 90_000.0},
        {"busy": ((TUESDAY - AN_HOUR, TUESDAY), (TUESDAY + AN_HOUR, TUESDAY + 2 * AN_HOUR))},
        {"last_visit": NOW - timedelta(hours=24)},
        {"last_visit": NOW - AN_HOUR, "met": 1},
        {"max_per_week": 1, "offers_this_week": FEWEST_OFFERS_A_WEEK - 1},
        {"spans": (Span(1, 14 * 60 + 30, 14 * 60 + 31),)},
    ],
)
def test_just_within_the_limit_is_asked(otherwise: dict[str, Any]) -> None:
    """A better check, the exact distance, a visit right before, a rest that is over: all may be asked."""
    assert why_not(replace(VERA, **otherwise), WANTED) is None


@pytest.mark.parametrize(
    ("spans", "absent", "start", "end", "can"),
    [
        ((Span(1, 720, 1080),), (), datetime(2026, 11, 24), datetime(2026, 11, 25), True),  # noqa: DTZ001
        ((Span(2, 720, 1080),), (), datetime(2026, 11, 24), datetime(2026, 11, 25), False),  # noqa: DTZ001
        ((Span(5, 480, 540),), (), datetime(2026, 11, 21), datetime(2026, 11, 22), False),  # noqa: DTZ001
        ((Span(1, 720, 1080),), (), None, None, True),
        ((Span(1, 720, 1080),), (), None, datetime(2026, 11, 24), False),  # noqa: DTZ001
        ((Span(1, 720, 1080),), ((NOW.date(), NOW.date() + timedelta(days=20)),), None, None, False),
        ((), (), None, None, False),
    ],
)
def test_some_hour_of_the_time_that_will_do(
    spans: Any, absent: Any, start: datetime | None, end: datetime | None, can: bool
) -> None:
    """Where any hour of a stretch will do, a helper needs one in it that has not gone by, on a day they are here."""
    wanted = replace(WANTED, start=start, end=end, exact=False)
    assert (why_not(replace(VERA, spans=spans, absences=absent), wanted) is None) == can


def _candidates(first: int = 1) -> st.SearchStrategy[list[Candidate]]:
    one = st.builds(
        replace,
        st.just(VERA),
        metres=st.none() | st.floats(0, 2000),
        asked=st.integers(0, 9),
        met=st.integers(0, 2),
        last_helped=st.booleans(),
        last_visit=st.none() | st.integers(24, 1000).map(lambda hours: NOW - timedelta(hours=hours)),
    )
    able = one.flatmap(lambda c: st.integers(0, c.asked).map(lambda yes: replace(c, said_yes=yes)))
    return st.lists(able, max_size=9).map(lambda all_: [replace(c, person=first + nth) for nth, c in enumerate(all_)])


@settings(max_examples=150, deadline=None)
@given(_candidates(), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_asking(them: list[Candidate], chance: Any) -> None:
    """The same helpers in any order give the same choice."""
    shuffled = chance.sample(them, len(them))
    assert choose(them, WANTED) == choose(shuffled, WANTED) == choose(them, WANTED)


@settings(max_examples=150, deadline=None)
@given(_candidates(), _candidates(first=100))
def test_another_helper_never_turns_the_order_of_the_others(them: list[Candidate], more: list[Candidate]) -> None:
    """Whoever joins, the others stay in the order they had; only the newcomer's seat may move one place."""
    alone, together = choose(them, WANTED), [one for one in choose([*them, *more], WANTED) if one.person < 100]
    for newcomer in (True, False):
        assert [one for one in alone if one.newcomer is newcomer] == [
            one for one in together if one.newcomer is newcomer
        ]


@settings(max_examples=150, deadline=None)
@given(_candidates())
def test_a_newcomer_has_a_seat_among_the_first_three(them: list[Candidate]) -> None:
    """The others go by their score; the best newcomer is never later than third."""
    ranked = choose(them, WANTED)
    seats = [nth for nth, one in enumerate(ranked) if one.newcomer]
    assert not seats or seats[0] <= 2
    others = [one.score for one in ranked if not one.newcomer]
    assert others == sorted(others, reverse=True)


@settings(max_examples=150, deadline=None)
@given(_candidates(), st.floats(0, 400))
def test_a_wave_is_the_fewest_that_will_probably_do(them: list[Candidate], hours: float) -> None:
    """One fewer would not reach the target; one more is only asked when they don't reach it, and never too many."""
    ranked = choose(them, WANTED)
    taken = wave(ranked, hours)
    assert taken == ranked[: len(taken)]
    assert len(taken) <= MOST_AT_ONCE
    assert not taken or _joint(taken[:-1]) < joint_target(hours)
    assert _joint(taken) >= joint_target(hours) or len(taken) == min(len(ranked), MOST_AT_ONCE)


def _joint(them: Sequence[Chosen]) -> float:
    return 1 - prod(1 - one.chance for one in them)


def test_three_newcomers_are_asked_days_ahead_and_more_when_it_presses() -> None:
    """Nobody knows them yet: three at once when there is time, six when there are only hours."""
    newcomers = choose([replace(VERA, person=nth, asked=0, said_yes=0) for nth in range(9)], WANTED)
    assert len(wave(newcomers, 72)) == 3
    assert len(wave(newcomers, 2)) == MOST_AT_ONCE


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_the_less_time_the_surer_and_the_sooner(one: float, other: float) -> None:
    """With less time left the target rises and the next wave comes sooner, both within their bounds."""
    less, more = sorted((one, other))
    assert JOINT_CHANCE_FAR <= joint_target(more) <= joint_target(less) <= JOINT_CHANCE_NEAR + 1e-9
    assert timedelta(minutes=5) <= gap(less) <= gap(more) <= timedelta(hours=4)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"said_yes": 4}, {"said_yes": 0}),
        ({"metres": 100.0}, {"metres": 1900.0}),
        ({"met": 1}, {"met": 0}),
        ({"met": 1, "last_helped": True}, {"met": 1}),
        ({"last_visit": NOW - timedelta(days=14)}, {"last_visit": NOW - timedelta(days=2)}),
    ],
)
def test_each_thing_that_counts(better: dict[str, Any], worse: dict[str, Any]) -> None:
    """Saying yes, living near, being known, the last helper, and not having gone for long: each counts by itself."""
    assert weigh(replace(VERA, **better), WANTED).score > weigh(replace(VERA, **worse), WANTED).score


def test_reasons_are_said_with_what_is_nearest_first() -> None:
    """At most two reasons, the last visit before an acquaintance."""
    assert weigh(replace(VERA, last_helped=True, met=3), WANTED).reasons == ("again", "hours")
    assert weigh(replace(VERA, met=3), WANTED).reasons == ("met", "hours")
    assert weigh(replace(VERA, said_yes=0), WANTED).reasons == ("hours",)


def test_distance_is_good_to_a_percent() -> None:
    """A tenth of a degree north is 11.1 km; as far east, at this height, 6.9 km."""
    assert metres_between((51.7, 5.3), (51.8, 5.3)) == pytest.approx(11_132, rel=0.01)
    assert metres_between((51.7, 5.3), (51.7, 5.4)) == pytest.approx(6_899, rel=0.01)
