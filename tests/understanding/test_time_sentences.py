"""The project's own sentences about time: enough of each kind, and the promised share of them is read right."""

from collections import Counter
from datetime import datetime

import pytest

from bench.time_sentences import Reading, is_right, sentences
from bench.understanding_time import ours

TUESDAY, AT_THREE = datetime(2026, 11, 24), datetime(2026, 11, 24, 15)  # noqa: DTZ001 - wall clocks


def test_there_are_enough_of_each_kind() -> None:
    """The kinds in which people differ most are well filled, and no sentence stands there twice."""
    kinds = Counter(one.kind for one in sentences())
    least = {"typo": 50, "trap": 50, "english": 40, "german": 25, "turkish": 25, "repeat": 40, "clockchange": 10}
    assert not [kind for kind, count in least.items() if kinds[kind] < count]
    assert kinds.total() >= 500
    assert len({(one.text, one.at) for one in sentences()}) == kinds.total()


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        (None, 92.0),
        ("trap", 95.0),
        ("typo", 75.0),
        ("repeat", 85.0),
        ("held", 92.0),
        ("german", 85.0),
        ("turkish", 85.0),
    ],
)
def test_the_promised_share_is_read_right(kinds: str | None, least: float) -> None:
    """Each kind of sentence is read exactly right as often as promised, those held apart as well."""
    asked = [one for one in sentences() if kinds in (None, one.kind) or (kinds == "held" and one.held)]
    right = [is_right(one.means, ours(one.text, one.at)) for one in asked]
    assert 100 * sum(right) / len(right) >= least


@pytest.mark.parametrize(
    ("means", "wrong"),
    [
        ("m 2026-11-24 15:00", Reading(TUESDAY, None, "minute")),
        ("d 2026-11-24", Reading(None, TUESDAY, "day")),
        ("p 2026-11-24 middag", Reading(TUESDAY, AT_THREE, "part")),
        ("asks d 2026-11-24 , d 2026-11-25", Reading(TUESDAY, None, "day")),
        ("none", Reading(TUESDAY, None, "day")),
        ("r FREQ=WEEKLY;BYDAY=TU", Reading(TUESDAY, None, "day")),
        ("r FREQ=WEEKLY;BYDAY=TU - 2026-12-25 / 2026-12-26", Reading(TUESDAY, None, "day", "FREQ=WEEKLY;BYDAY=TU")),
        ("until 2026-11-24 15:00", Reading(AT_THREE, None, "minute")),
    ],
)
def test_a_wrong_reading_is_not_called_right(means: str, wrong: Reading) -> None:
    """The scorer tells a right reading from one that only looks like it, and a silent guess from a question."""
    assert not is_right(means, [wrong])
    assert is_right("m 2026-11-24 15:00 | d 2026-11-24", [Reading(AT_THREE, None, "minute")])
