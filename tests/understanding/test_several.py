"""Several things in one message: each is a message of its own, and what only explains is none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.help.several import first_of, next_of
from flows.understanding.category import find_hints
from flows.understanding.sentence import understand
from flows.understanding.several import split_tasks
from flows.understanding.words import fold
from storage.terms import Category

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, a Monday
PIECES = ["de hond uitlaten", "boodschappen", "en", ",", "de lamp", "maandag", "ik kan niet meer lopen",
          "naar de kapper", "daarna", ".", "graag", "voor mijn moeder", "het gras", "ook", "é", "İ", "\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("boodschappen en de lamp", ("boodschappen", "de lamp")),
        ("Ik moet naar de dokter en de hond moet uit.", ("Ik moet naar de dokter", "de hond moet uit.")),
        ("gras maaien, ramen lappen en de hond uitlaten", ("gras maaien", "ramen lappen", "de hond uitlaten")),
        ("could you walk the dog and fix the tap?", ("could you walk the dog", "fix the tap?")),
        ("een kopje koffie en een praatje", ("een kopje koffie en een praatje",)),
        ("onkruid wieden, ik kan niet meer bukken", ("onkruid wieden, ik kan niet meer bukken",)),
        ("de hond uitlaten en alvast bedankt", ("de hond uitlaten en alvast bedankt",)),
        ("hallo", ("hallo",)),
        ("", ("",)),
    ],
)
def test_each_task_is_a_part(text: str, parts: tuple[str, ...]) -> None:
    """A message is cut where another kind of help begins, and nowhere else."""
    assert split_tasks(text) == parts


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_no_kind_of_help_is_lost(text: str) -> None:
    """However a message is cut, each strong word for a kind of help stands in one of its parts."""
    parts = split_tasks(text)
    whole = {one.word for one in find_hints(fold(text)) if one.strong}
    assert all(any(word in fold(part) for part in parts) for word in whole)
    assert len(parts) == 1 or all(any(one.strong for one in find_hints(fold(part))) for part in parts)


def test_each_task_has_its_own_time_and_place() -> None:
    """What is said with a task belongs to it."""
    first, others = first_of(understand("maandag om 9 uur de tuin en vrijdag om 2 uur naar de kapper", NOW), NOW)
    second, rest = next_of(others, first.when, NOW)
    assert (first.category, first.when and first.when.start, first.destination) == (
        Category.GARDEN, datetime(2026, 11, 30, 9), "")  # fmt: skip  # noqa: DTZ001 - a wall clock
    assert (second.category, second.when and second.when.start, second.destination) == (
        Category.TRANSPORT, datetime(2026, 11, 27, 14), "naar de kapper")  # fmt: skip  # noqa: DTZ001 - a wall clock
    assert rest == []


def test_one_time_goes_for_all() -> None:
    """A time that is said once, wherever it stands, goes for each of the tasks."""
    first, others = first_of(understand("boodschappen en de lamp, donderdag om 10 uur", NOW), NOW)
    second, _ = next_of(others, first.when, NOW)
    assert first.when == second.when
    assert first.when is not None
