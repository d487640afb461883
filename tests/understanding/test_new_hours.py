"""What changes in hours that stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.hours.changes import read_change
from flows.understanding.hours.new_hours import read_away, read_back
from flows.understanding.hours.week_hours import Span, joined, less, on_days
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.pieces import left_of

TODAY = date(2026, 11, 23)
STANDS = (Span(1, 960, 1320), Span(3, 960, 1320))
SPANS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 1380), st.integers(1, 400)).map(
        lambda one: Span(one[0], one[1], min(1440, one[1] + one[2]))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("woensdag kan ik toch ook", [*STANDS, Span(2, 480, 1320)]),
        ("zaterdagochtend mag ook", [*STANDS, Span(5, 480, 720)]),
        ("donderdag kan niet meer", STANDS[:1]),
        ("donderdag niet meer, wel vrijdag", [STANDS[0], Span(4, 480, 1320)]),
        ("pas na 7", [Span(1, 1140, 1320), Span(3, 1140, 1320)]),
        ("tot 8 uur 's avonds", [Span(1, 960, 1200), Span(3, 960, 1200)]),
        ("mag ook tot 11 uur 's avonds", [Span(1, 960, 1380), Span(3, 960, 1380)]),
        ("dinsdag pas vanaf 6 uur", [Span(1, 1080, 1320), Span(3, 960, 1320)]),
        ("toch liever woensdag", [Span(2, 960, 1320)]),
        ("wissel dinsdag voor vrijdag", [Span(4, 960, 1320), Span(3, 960, 1320)]),
        ("alleen nog zaterdag", [Span(5, 480, 1320)]),
        (
            "morgenavond niet, dan heb ik koor",
            [Span(1, 960, 1080), Span(1, 1080, 1320, "..2026-11-23,2026-11-25.."), STANDS[1]],
        ),
        (
            "morgen alleen tussen 5 en 7",
            [
                STANDS[0]._replace(weeks="..2026-11-23,2026-11-25.."),
                Span(1, 1020, 1140, "2026-11-24..2026-11-24"),
                STANDS[1],
            ],
        ),
        ("deze week ook vrijdagmiddag", [*STANDS, Span(4, 720, 1080, "2026-11-23..2026-11-29")]),
        (
            "in januari alleen dinsdag",
            [
                STANDS[0],
                STANDS[1]._replace(weeks="..2026-12-31,2027-02-01.."),
            ],
        ),
        ("het wordt woensdag in plaats van donderdag, zelfde tijden", [STANDS[0], Span(2, 960, 1320)]),
        ("di eruit vr erin", [STANDS[1], Span(4, 480, 1320)]),
        ("dinsdag wordt vrijdag", [STANDS[1], Span(4, 960, 1320)]),
        (
            "vanaf januari wordt dinsdag vrijdag",
            [Span(1, 960, 1320, "..2026-12-31"), STANDS[1], Span(4, 960, 1320, "2027-01-01..")],
        ),
        ("ik werk dan op dinsdag, dat gaat in op 4 januari", [Span(1, 960, 1320, "..2027-01-03"), STANDS[1]]),
        (
            "in december pas vanaf 8 uur",
            [
                *(one._replace(weeks="..2026-11-30,2027-01-01..") for one in STANDS),
                *(one._replace(from_minute=1200, weeks="2026-12-01..2026-12-31") for one in STANDS),
            ],
        ),
        ("een uurtje later", [one._replace(from_minute=1020, until_minute=1380) for one in STANDS]),
        ("tot 9, niet 10", [one._replace(until_minute=1260) for one in STANDS]),
        ("dinsdag van 13 tot 15", [Span(1, 780, 900), STANDS[1]]),
        ("dinsdag pas vanaf 6 uur. Zaterdagochtend ook", [Span(1, 1080, 1320), STANDS[1], Span(5, 480, 720)]),
        ("in plaats van dinsdag liever vrijdag", [STANDS[1], Span(4, 960, 1320)]),
        ("vanaf 4 januari niet meer op dinsdag, donderdag blijft", [Span(1, 960, 1320, "..2027-01-03"), STANDS[1]]),
        ("om de week, vanaf deze week", [one._replace(weeks="2/2026-11-23") for one in STANDS]),
    ],
)
def test_what_changes_is_heard(said: str, spans: list[Span]) -> None:
    """What is said changes, and the rest of the hours stays."""
    change = read_change(said, TODAY, STANDS)
    assert change is not None
    assert change.spans == joined(spans)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("donderdag kan ik niet", (date(2026, 11, 26), date(2026, 11, 26))),
        ("deze week even niet", (date(2026, 11, 23), date(2026, 11, 29))),
        ("vanaf 1 januari stop ik ermee", (date(2027, 1, 1), date.max)),
        ("tot nader order even niet", (TODAY, date.max)),
        ("vanaf 14 december weg, 1 april ben ik er weer", (date(2026, 12, 14), date(2027, 3, 31))),
    ],
)
def test_days_away_change_no_hours(said: str, days: tuple[date, date]) -> None:
    """Who can't for some days changes nothing of every week."""
    assert read_change(said, TODAY, STANDS) is None
    assert read_away(said, TODAY) == (days,)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("5 dec niet, en de zaterdag erna ook niet", [(12, 5, 5), (12, 12, 12)]),
        ("8 december niet en de week ervoor ook niet", [(12, 8, 8), (11, 30, 6)]),
        ("de komende 2 vrijdagen kan ik niet", [(11, 27, 27), (12, 4, 4)]),
        ("ik word 2 december geopereerd, dus dan 2 weken niet", [(12, 2, 15)]),
        ("deze week alleen morgen nog, volgende week weer normaal", [(11, 23, 23), (11, 25, 29)]),
    ],
)
def test_days_beside_others_are_read(said: str, days: list[tuple[int, int, int]]) -> None:
    """Days may be told by those that were named before them, or by how many there are."""
    off = [(date(2026, month, first), date(2026, month + (last < first), last)) for month, first, last in days]
    assert sorted(read_away(said, TODAY)) == sorted(off)


def test_who_can_after_all_is_back() -> None:
    """The days on which somebody can after all are heard, and not those on which they can't."""
    assert read_back("deze week kan ik toch wel", TODAY) == ((date(2026, 11, 23), date(2026, 11, 29)),)
    assert read_back("deze week kan ik niet", TODAY) == ()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), min_size=1, max_size=4))
def test_days_off_without_those_back_are_off_still(stretches: list[tuple[int, int]]) -> None:
    """Day by day: what is left was off, and is not one on which they are back."""

    def days(some: list[tuple[date, date]]) -> set[int]:
        return {day for first, last in some for day in range(first.toordinal(), last.toordinal() + 1)}

    off, *back = [
        (date.fromordinal(TODAY.toordinal() + first), date.fromordinal(TODAY.toordinal() + first + long))
        for first, long in stretches
    ]
    assert days(left_of(off, back)) == days([off]) - days(back)


@given(st.integers(0, 6))
def test_a_day_that_comes_beside_them_leaves_the_others(day: int) -> None:
    """Whatever day is added, all that stood still stands."""
    change = read_change(f"{WEEKDAYS[day]} kan ik ook", TODAY, STANDS)
    assert change is not None
    assert less(STANDS, change.spans) == []
    assert less(on_days([day], [(480, 1320)]), change.spans) == []


@given(SPANS, SPANS)
def test_what_is_taken_out_is_gone_and_nothing_else(spans: list[Span], out: list[Span]) -> None:
    """Minute by minute: what is left was there and was not taken out."""

    def minutes(some: list[Span]) -> set[tuple[int, int]]:
        return {(one.weekday, minute) for one in some for minute in range(one.from_minute, one.until_minute)}

    assert minutes(list(joined(less(spans, out)))) == minutes(spans) - minutes(out)
