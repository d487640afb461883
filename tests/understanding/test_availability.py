"""When a helper can, from one sentence."""

from datetime import date

import pytest

from flows.understanding.hours.absence import read_absences
from flows.understanding.hours.availability import read_available
from flows.understanding.hours.week_hours import Span

TODAY = date(2026, 11, 23)

# What is said | weekdays (0 is Monday) | hours, from-until | open ended?
HOURS = """
di en do na 16:00 | 13 | 16-22 | open
elke dag van 8 tot 22 uur | 0123456 | 8-22 |
ma t/m vr overdag | 01234 | 8-18 |
doordeweeks 's avonds | 01234 | 18-22 |
zaterdagochtend | 5 | 8-12 |
altijd | 0123456 | 8-22 |
di en do na 4, niet in de herfstvakantie, geen honden | 13 | 16-22 | open
ik kan alleen 's avonds | 0123456 | 18-22 |
in het weekend | 56 | 8-22 |
elke dag behalve zondag | 012345 | 8-22 |
niet op maandag, verder altijd | 123456 | 8-22 |
di, do en za vanaf half 3 | 135 | 14.5-22 | open
ma-vr 9-17 | 01234 | 9-17 |
dinsdag 14-16 | 1 | 14-16 |
van maandag tot en met vrijdag van 9 tot 12, max 2 keer per week | 01234 | 9-12 |
na 4 op dinsdag | 1 | 16-22 | open
op werkdagen na 17.00 | 01234 | 17-22 | open
monday and wednesday after 4pm | 02 | 16-22 | open
maandag | 0 | 8-22 |
dinsdagavond, donderdagavond | 13 | 18-22 |
elke dag behalve dinsdag van 9 tot 17 uur | 023456 | 9-17 |
ik werk ma t/m do tot 5, daarna kan ik | 0123 | 17-22 |
college op ma t/m wo, de rest kan ik wel | 3456 | 8-22 |
op vrijdag werk ik niet | 4 | 8-22 |
niet op maandag, dinsdag en woensdag | 3456 | 8-22 |
voor 12 uur liever niet | 0123456 | 12-22 |
doordeweeks tussen half 9 en kwart voor 3, dan zitten ze op school | 01234 | 8.5-14.75 |
dinsdag, of nee, donderdag | 3 | 8-22 |
zaterdags sta ik op de markt, zondag rust ik uit, andere dagen na 6 | 01234 | 18-22 | open
de hele week behalve ma en vr, en dan alleen van half tien tot half twaalf | 12356 | 9.5-11.5 |
vrijdag ben ik altijd vrij | 4 | 8-22 |
24/7 | 0123456 | 0-24 |
kan alleen zaterdags hoor, ochtend of middag maakt niet uit | 5 | 8-18 |
na vieren doordeweeks, moet om 7 uur weer thuis zijn voor mijn serie | 01234 | 16-19 |
donderdag is mijn vrije dag, maar om 3 uur moet ik de kinderen halen | 3 | 8-15 |
dinsdag 14-16 uur of anders donderdag zelfde tijd | 13 | 14-16 |
geen ochtenden, geen zondagen, de rest vind ik best | 012345 | 12-22 |
liever niet in het weekend en ook niet 's avonds | 01234 | 8-18 |
door de week altijd, het weekend is voor de kleinkids | 01234 | 8-22 |
ma, wo, vr even na het wegbrengen, dus half 9 tot half 11 | 024 | 8.5-10.5 |
woensdags tot de lunch | 2 | 8-12 |
maandag ja dinsdag nee woensdag ja | 02 | 8-22 |
weekends are fine, during the week I'm at the office | 56 | 8-22 |
"""


def _rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in HOURS.strip().splitlines()]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_hours_are_read(row: list[str]) -> None:
    """Days and hours are read from one sentence, and an hour that was not said is marked as taken."""
    text, days, hours, is_open = row
    start, until = (round(float(h) * 60) for h in hours.split("-"))
    found = read_available(text, TODAY)
    assert found is not None
    assert found.spans == tuple(Span(int(day), start, until) for day in days)
    assert found.open_ended is (is_open == "open")


def test_days_may_have_their_own_hours() -> None:
    """Each day keeps the hours said with it."""
    found = read_available("woensdagmiddag en vrijdag tussen 2 en 4", TODAY)
    assert found is not None
    assert found.spans == (Span(2, 720, 1080), Span(4, 840, 960))


def test_night_is_cut_at_midnight() -> None:
    """A night belongs to two days."""
    found = read_available("zaterdagnacht", TODAY)
    assert found is not None
    assert found.spans == (Span(5, 1320, 1440), Span(6, 0, 360))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("deze week niet", date(2026, 11, 23), date(2026, 11, 29)),
        ("deze week even niet", date(2026, 11, 23), date(2026, 11, 29)),
        ("tot 3 december niet", date(2026, 11, 23), date(2026, 12, 2)),
        ("tot vrijdag niet", date(2026, 11, 23), date(2026, 11, 26)),
        ("tot en met vrijdag niet", date(2026, 11, 23), date(2026, 11, 27)),
        ("twee weken even niet", date(2026, 11, 23), date(2026, 12, 6)),
        ("3 dagen niet", date(2026, 11, 23), date(2026, 11, 25)),
        ("niet van 3 tot 10 januari", date(2027, 1, 3), date(2027, 1, 10)),
        ("di na 4, niet in de kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("volgende week ben ik weg", date(2026, 11, 30), date(2026, 12, 6)),
    ],
)
def test_absence_is_read(text: str, first: date, last: date) -> None:
    """Days on which somebody is away have a first and a last."""
    assert read_absences(text, TODAY) == ((first, last),)


def test_only_on_some_dates_is_on_no_other() -> None:
    """Who can on some dates alone can't before, between and after them."""
    found = read_available("maandag 30 november en woensdag 2 december kan ik, verder niet", TODAY)
    assert found is not None
    assert found.absences == (
        (TODAY, date(2026, 11, 29)),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 3), date.max),
    )


def test_every_other_week_is_kept_with_the_hours() -> None:
    """Hours hold in every other week from the one that was named, and nothing is taken out of the others."""
    found = read_available("om de week op donderdag, te beginnen volgende week", TODAY)
    assert found is not None
    assert found.spans == (Span(3, 480, 1320, "2/2026-11-30"),)
    assert found.absences == ()


def test_school_holiday_covers_all_regions() -> None:
    """A school holiday runs from the earliest region to the latest, so that nobody is asked in their own."""
    assert read_absences("niet in de herfstvakantie", date(2026, 9, 1)) == ((date(2026, 10, 10), date(2026, 10, 25)),)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("dinsdag, geen honden", ("dog",)),
        ("dinsdag, niet in een huis met een kat", ("cat",)),
        ("dinsdag, ik ben allergisch voor katten en geen rokers", ("cat", "smoke")),
        ("dinsdag, niet met trappen", ("stairs",)),
        ("dinsdag met de hond", ()),
    ],
)
def test_limits_are_read(text: str, limits: tuple[str, ...]) -> None:
    """What a helper can't be with is noted, and what they like is not."""
    found = read_available(text, TODAY)
    assert found is not None
    assert found.limits == limits


@pytest.mark.parametrize(
    ("text", "most"), [("di, hooguit twee keer per week", 2), ("di, 1x per week", 1), ("di", None)]
)
def test_cap_is_read(text: str, most: int | None) -> None:
    """How often in a week is read when it is said."""
    found = read_available(text, TODAY)
    assert found is not None
    assert found.max_per_week == most


@pytest.mark.parametrize("text", ["hallo", "ik heb geen tijd", "deze week niet", "", "geen honden"])
def test_no_hours_is_none(text: str) -> None:
    """Without a day or an hour there is nothing to read."""
    assert read_available(text, TODAY) is None
