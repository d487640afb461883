"""What waits for a coordinator: in which order, and at which hour of the morning."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.daywork.ranking import GRAVE, PRESSING, SOON, WORRYING, rank
from flows.mornings import read_hour

NOW = datetime(2026, 11, 21, 10, 4)  # noqa: DTZ001 - the clock on the wall
KINDS = st.sampled_from((*GRAVE, *PRESSING, *WORRYING, "not_found", "approve", "call"))
AGO = st.integers(0, 10_000).map(lambda minutes: NOW - timedelta(minutes=minutes))
STARTS = st.none() | st.integers(-1000, 10_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
WAITING = st.tuples(KINDS, AGO, STARTS, st.booleans())


@given(st.lists(WAITING, max_size=12))
def test_danger_first_and_then_the_oldest(waiting: list[tuple[str, datetime, datetime | None, bool]]) -> None:
    """Danger goes before all else, what is seen to already goes last, and of two alike the older goes first.

    Practice: i6.morning
    """
    placed = sorted(waiting, key=lambda one: rank(*one, NOW))
    kinds = [kind for kind, *_ in placed]
    assert kinds[: kinds.count("danger")] == ["danger"] * kinds.count("danger")
    followed = [seen for kind, _, _, seen in placed if kind != "danger"]
    assert followed == sorted(followed)
    for (kind, opened, starts, seen), (other, later, begins, also) in pairwise(placed):
        near = [one is not None and one - NOW < SOON for one in (starts, begins)]
        if kind == other and seen == also and (near[0] == near[1] or seen):
            assert opened <= later


@pytest.mark.parametrize(
    ("words", "minute"),
    [("8", 480), ("om 8 uur", 480), ("half 8", 450), ("7.30", 450), ("07:45 uur", 465), ("9am", 540),
     ("half past eight", 510), ("kwart over 7", 435), ("2", None), ("25", None),
     ("vanavond om acht", None), ("ooit", None), ("12", None)],
)  # fmt: skip
def test_an_hour_of_the_morning(words: str, minute: int | None) -> None:
    """An hour is taken in any shape, while it is one of the morning."""
    assert read_hour(words, NOW) == minute
