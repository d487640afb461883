"""Which of a few things that are shown is meant, by its place."""

import pytest

from flows.understanding.replies.which import read_places


@pytest.mark.parametrize(
    ("text", "many", "places"),
    [
        ("allebei", 2, [0, 1]),
        ("ja alle drie graag", 3, [0, 1, 2]),
        ("geen van beide hoor", 2, []),
        ("laat maar", 2, []),
        ("de eerste", 2, [0]),
        ("ik bedoel de tweede", 3, [1]),
        ("de laatste graag", 3, [2]),
        ("the first one", 2, [0]),
        ("de tweede", 1, None),
        ("de eerste keer was prima", 2, None),
        ("alles goed hier", 2, None),
    ],
)
def test_a_place_is_read(text: str, many: int, places: list[int] | None) -> None:
    """All, none, and the first are places; words that go on to say something else are not."""
    assert read_places(text, many) == places
