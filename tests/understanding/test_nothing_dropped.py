"""The law of what helpers say of their time: whatever carries weight became a rule, or is said back as not read."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.understanding.hours.availability import read_available
from flows.understanding.hours.changes import read_change
from flows.understanding.hours.new_hours import read_away
from flows.understanding.hours.unread import read_unread
from flows.understanding.hours.week_hours import Span
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.words import load

TODAY = date(2026, 11, 23)
STANDS = tuple(Span(day, 480, 1320) for day in range(7))
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


_PLAIN = re.compile(r"[a-z ]{3,}")
WORDS = [
    one for kind in ("doubts", "says", "conditions", "times", "dates") for one in load("unread")["unread"][kind]
    if _PLAIN.fullmatch(one)
]  # fmt: skip
NAYS = re.compile(r"\b(?:niet|nooit|behalve|werk ik|heb ik koor)\b")


def _sentences(kinds: tuple[str, ...], begin: str, most: int = 3) -> st.SearchStrategy[str]:
    """Make sentences of clauses of these KINDS, each of a day and an hour of its own."""
    parts = st.lists(st.tuples(st.sampled_from(kinds), st.sampled_from(JOINTS)), min_size=1, max_size=most)
    return st.builds(
        lambda said, names, hours: (
            begin
            + "".join(
                (joint if begin or i else "") + kind.format(day=names[i], hour=hours[i])
                for i, (kind, joint) in enumerate(said)
            )
        ),
        parts,
        st.permutations(WEEKDAYS),
        st.permutations(range(9, 16)),
    )


def _outcome(text: str) -> tuple[object, str]:
    found = read_available(text, TODAY)
    return (found.spans, found.absences) if found else None, " ".join(found.unread if found else ()).lower()


def _changed(text: str) -> tuple[object, str]:
    unread = " ".join(read_unread(text, TODAY)).lower()
    change = read_change(text, TODAY, STANDS)
    return ((change.spans, change.absences) if change else read_away(text, TODAY)), unread


def _weighs(text: str, outcome: Callable[[str], tuple[object, str]] = _outcome) -> None:
    """See that each day and hour in TEXT is said back, or makes a difference to what was read."""
    read, unread = outcome(text)
    days, hours = (
        [one for one in WEEKDAYS if one not in text],
        [str(one) for one in range(9, 16) if str(one) not in text],
    )
    for word in re.findall(rf"{'|'.join(WEEKDAYS)}|\b(?!18)\d+\b", text) if read is not None else ():
        if word not in unread:
            others = hours if word.isdecimal() else days
            assert any(outcome(text.replace(word, one))[0] != read for one in others), (word, text, unread)


@settings(max_examples=300, deadline=None)
@given(_sentences((*GIVES, *NEITHER), ""))
@example("maandag kan ik, maar soms op dinsdag, op woensdag van 11 tot 18 uur")
def test_nothing_on_which_somebody_can_is_dropped(text: str) -> None:
    """A day and an hour that are named make a difference, or stand in what is said back."""
    _weighs(text)


@settings(max_examples=300, deadline=None)
@given(_sentences((*TAKES, *NEITHER), "elke dag"))
def test_nothing_on_which_somebody_cannot_is_dropped(text: str) -> None:
    """So do those that are taken out of all others."""
    _weighs(text)


@settings(max_examples=300, deadline=None)
@given(_sentences((*TAKES, *NEITHER), ""))
def test_no_change_of_hours_is_dropped(text: str) -> None:
    """So do those that change hours that stand."""
    _weighs(text, _changed)


@settings(max_examples=100, deadline=None)
@given(_sentences(TAKES, "elke dag", most=1))
def test_no_denial_is_dropped(text: str) -> None:
    """Without any of the words that take time away, something else is read."""
    for found in NAYS.finditer(text):
        assert _outcome(text[: found.start()] + text[found.end() :]) != _outcome(text), (found[0], text)


@pytest.mark.parametrize("word", WORDS)
def test_no_word_of_time_is_dropped(word: str) -> None:
    """Every doubt, condition and word of time makes a difference, or is said back."""
    read, unread = _outcome(f"dinsdag van 9 tot 12 {word}")
    assert word in unread or read != _outcome("dinsdag van 9 tot 12")[0]
