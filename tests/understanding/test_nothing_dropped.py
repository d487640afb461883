"""The law of what helpers say of their time: whatever carries weight became a rule, or is said back as not read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding.hours.availability import read_available
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.words import load

TODAY = date(2026, 11, 23)
GIVES = (
    "{day} kan ik", "op {day} van {hour} tot 18 uur", "{day} na {hour} uur", "{day}middag", "{day} tot {hour} uur",
    "elke {day}", "om de week op {day}", "{day}avond lukt meestal wel", "de eerste {day} van de maand",
)  # fmt: skip
TAKES = (
    "{day} niet", "behalve op {day}", "op {day} werk ik", "{day}avond heb ik koor", "{day} tot {hour} uur werk ik",
    "nooit op {day}", "niet op {day} voor {hour} uur", "om de week kan ik op {day} niet", "{day} zangkoor",
)  # fmt: skip
NEITHER = (
    "{day} weet ik nog niet", "{day} misschien", "{day} als het droog is", "{day} tenzij ik oppas", "{day} schaats ik",
    "soms op {day}", "mits {day} uitkomt"
)  # fmt: skip
JOINTS = (", ", ". ", "; ", ", en ", ", maar ")


def _sentences(kinds: tuple[str, ...], begin: str) -> st.SearchStrategy[str]:
    """Make sentences of clauses of these KINDS, each of a day of its own."""
    parts = st.lists(
        st.tuples(st.sampled_from(kinds), st.integers(9, 16), st.sampled_from(JOINTS)), min_size=1, max_size=3
    )
    days = st.permutations(WEEKDAYS)
    return st.builds(
        lambda said, names: begin + "".join(
            (joint if begin or i else "") + kind.format(day=names[i], hour=hour)
            for i, (kind, hour, joint) in enumerate(said)
        ),
        parts, days,
    )  # fmt: skip


def _outcome(text: str) -> tuple[object, str]:
    found = read_available(text, TODAY)
    return (found.spans, found.absences) if found else None, " ".join(found.unread if found else ()).lower()


def _weighs(text: str) -> None:
    """See that each day in TEXT is said back, or makes a difference to what was read."""
    read, unread = _outcome(text)
    free = [name for name in WEEKDAYS if name not in text]
    for name in (name for name in WEEKDAYS if name in text):
        if read is not None and name not in unread:
            assert any(_outcome(text.replace(name, one))[0] != read for one in free), (name, text, unread)


@settings(max_examples=300, deadline=None)
@given(_sentences((*GIVES, *NEITHER), ""))
def test_no_day_on_which_somebody_can_is_dropped(text: str) -> None:
    """A day that is named makes a difference, or stands in what is said back."""
    _weighs(text)


@settings(max_examples=300, deadline=None)
@given(_sentences((*TAKES, *NEITHER), "elke dag"))
def test_no_day_on_which_somebody_cannot_is_dropped(text: str) -> None:
    """So does a day that is taken out of all others."""
    _weighs(text)
