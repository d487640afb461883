"""Which check of whom is named, seen when, to be looked at again when; and who is silent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.daywork.check_words import Seen, read_check
from flows.daywork.silence import LONG, OFTEN, is_silent
from storage.tables.help import Offer
from storage.terms import Category, Check, OfferState

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
THREE_YEARS = date(2029, 3, 1)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("bram", Seen("bram", None)),
        ("bram vog 2026-03-01", Seen("bram", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("Bram de Boer: VOG, 1 maart 2026", Seen("Bram de Boer", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("bram certificate 1 March 2026", Seen("bram", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("bram vog 01-03-26", Seen("bram", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("bram vog 1/3/2026", Seen("bram", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("bram vog 1 mrt", Seen("bram", Check.VOG, date(2026, 3, 1), THREE_YEARS)),
        ("bram vog 1 december", Seen("bram", Check.VOG, date(2025, 12, 1), date(2028, 12, 1))),
        ("bram vog", Seen("bram", Check.VOG, TODAY, date(2029, 11, 21))),
        ("bram vog gisteren", Seen("bram", Check.VOG, date(2026, 11, 20), date(2029, 11, 20))),
        ("bram vog 2026-03-01 opnieuw 2027-03-01", Seen("bram", Check.VOG, date(2026, 3, 1), date(2027, 3, 1))),
        ("bram gesprek vandaag", Seen("bram", Check.INTERVIEW, TODAY, None)),
        ("bram geen", Seen("bram", Check.NONE)),
        ("", Seen("", None)),
    ],
)
def test_a_check_is_read_in_many_shapes(words: str, seen: Seen) -> None:
    """A name, a check and its days, as people write them; a day without its year is the last that has been.

    Practice: i6.checks
    """
    assert read_check(words, TODAY) == seen


@pytest.mark.parametrize("words", ["bram vog 31 februari", "bram vog 2026-13-01", "bram vog 45", "bram vog 3 foo",
                                   "bram vog 2025-01-01 2025-02-01"])  # fmt: skip
def test_a_day_that_is_none_is_said(words: str) -> None:
    """A day that does not exist, or a day to look again that is over, is not guessed at."""
    with pytest.raises(ValueError, match=r".+"):
        read_check(words, TODAY)


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    """Whatever is typed is a check, a name, or refused."""
    try:
        seen = read_check(words, TODAY)
    except ValueError:
        return
    assert seen.seen is None or seen.seen <= TODAY


STATES = st.lists(st.tuples(st.sampled_from(OfferState), st.integers(0, 170)), max_size=8)


@given(STATES)
def test_nobody_who_answered_of_late_is_silent(made: list[tuple[OfferState, int]]) -> None:
    """Silent is who left the last few offers unanswered, the first of them long ago; any answer ends it.

    Practice: i6.silent
    """
    offers = [
        Offer(visit=1, person=1, community=1, category=Category.GARDEN, state=state, made_at=NOW - timedelta(days=ago))
        for state, ago in made
    ]
    after = sorted(offers, key=lambda one: one.made_at)
    tail = list[Offer]()
    while after and after[-1].state in (OfferState.OPEN, OfferState.CLOSED):
        tail.append(after.pop())
    assert is_silent(offers, NOW) is (len(tail) >= OFTEN and NOW - tail[-1].made_at >= LONG)
