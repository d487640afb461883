"""Laws of cells and of the distance that an offer says."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from flows.cells import CELL_METRES, Point, cell_at, centre_of, kept_point, metres_between, read_point
from flows.help.deeds.offering import distance
from flows.places import settle
from storage.tables.people import Person

OPENED = datetime(2026, 11, 21, 9, tzinfo=UTC)
POINTS = st.tuples(st.floats(-80, 80), st.floats(-175, 175))
NEARBY = st.tuples(st.floats(51.6, 51.8), st.floats(5.2, 5.4))
FRACTIONS = st.floats(-0.49, 0.49)


def somebody(point: Point | None) -> Person:
    person = Person(made_at=OPENED)
    if point is not None:
        settle(person, point)
    return person


@given(POINTS)
def test_a_cell_holds_what_lies_around_its_middle(point: Point) -> None:
    """Every point is within half a diagonal of the middle of its cell, and the middle lies in the cell itself."""
    middle = centre_of(cell_at(point))
    assert metres_between(point, middle) <= CELL_METRES * 0.72
    assert cell_at(middle) == cell_at(point)


@given(POINTS)
def test_a_kept_point_is_read_back(point: Point) -> None:
    """A point is kept to within a step of the foot."""
    assert metres_between(read_point(kept_point(point)), point) < 0.5


@given(NEARBY, NEARBY)
def test_a_distance_is_never_more_precise_than_100_metres(asker: Point, helper: Point) -> None:
    """Hundreds of metres below a kilometre, at least one; whole kilometres above; and never far off.

    Practice: i3.where 4.offer
    """
    said = distance(somebody(asker), somebody(helper))
    real = metres_between(asker, helper)
    if said.words == "distance.metres":
        assert said.facts["count"] in range(100, 1000, 100)
        assert abs(said.facts["count"] - real) <= 50 + CELL_METRES * 0.72
    else:
        assert said.words == "distance.kilometres"
        assert said.facts["count"] >= 1
        assert abs(said.facts["count"] * 1000 - real) <= 500 + CELL_METRES * 0.72


@given(NEARBY, st.lists(NEARBY, min_size=1, max_size=5), FRACTIONS, FRACTIONS)
def test_nobody_finds_out_where_in_her_cell_she_lives(
    asker: Point, helpers: list[Point], up: float, aside: float
) -> None:
    """Wherever in her cell the asker lives, every helper around her reads the same.

    Practice: i3.where 4.offer
    """
    middle = centre_of(cell_at(asker))
    north = (middle[0] + up * 200 / 111_320, middle[1])
    moved = (north[0], middle[1] + aside * 200 / metres_between((middle[0], 5.0), (middle[0], 6.0)))
    assert cell_at(moved) == cell_at(asker)
    for helper in helpers:
        assert distance(somebody(moved), somebody(helper)) == distance(somebody(asker), somebody(helper))


@given(NEARBY, st.booleans())
def test_what_is_not_known_is_in_the_village(point: Point, asker_known: bool) -> None:
    """Without a point of one of the two no metres are said."""
    asker, helper = somebody(point if asker_known else None), somebody(None if asker_known else point)
    assert distance(asker, helper).words == "distance.village"
