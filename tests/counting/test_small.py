"""What is too small to be said can't be worked out from what is said."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from flows.counting.small import LEAST, gathered, said

TABLES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), min_size=1)


@given(TABLES)
def test_nothing_is_lost_and_nothing_small_is_said(cells: dict[str, int]) -> None:
    """What is shown and the rest make the whole; no number between 0 and LEAST is shown."""
    shown, rest = gathered(cells)
    assert sum(shown.values()) + rest == sum(cells.values())
    assert all(n >= LEAST for n in shown.values())
    assert rest == 0 or rest >= LEAST or not shown


@given(TABLES)
def test_another_village_would_have_shown_the_same(cells: dict[str, int]) -> None:
    """For each small number there is another village, with another number there, that shows just the same.

    Practice: i6.small
    """
    shown, rest = gathered(cells)
    if rest < LEAST:
        assert said(sum(cells.values())) is None or not rest
        return
    for hidden in (cell for cell, n in cells.items() if 0 < n < LEAST):
        assert any(gathered(other) == (shown, rest) for other in _others(cells, shown, hidden)), hidden


def _others(cells: dict[str, int], shown: dict[str, int], hidden: str) -> Iterator[dict[str, int]]:
    """Give the villages in which one or two moved between HIDDEN and another cell that is not shown.

    There is one kind of help that nobody asked for: with none, and four of each, all would be known.
    """
    for one, other in combinations([cell for cell in "abcdefghi" if cell not in shown], 2):
        for moved in (1, 2, -1, -2):
            village = {**cells, one: cells.get(one, 0) + moved, other: cells.get(other, 0) - moved}
            if hidden in (one, other) and min(village.values()) >= 0:
                yield village
