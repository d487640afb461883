"""Nobody under eighteen is asked to go alone into a home."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from flows.help.matching import OUTSIDE, Candidate, Wanted, choose
from flows.understanding.hours.week_hours import Span
from storage.terms import Category, Check

MONDAY = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - the clock on the wall
ALWAYS = tuple(Span(day, 0, 1440) for day in range(7))


@given(st.sampled_from(Category), st.booleans())
def test_the_young_are_chosen_only_for_what_is_done_outside(category: Category, young: bool) -> None:
    """Whatever is asked, somebody under eighteen is chosen only for the garden, an animal or shopping.

    Practice: 6.young_helper
    """
    one = Candidate(1, frozenset(Category), Check.VOG.value, ALWAYS, young=young)
    wanted = Wanted(category.value, Check.NONE.value, MONDAY, None, True, 48.0, MONDAY.replace(day=21))
    assert bool(choose([one], wanted)) is (not young or category.value in OUTSIDE)
