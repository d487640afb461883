"""Figures agree with what happened, and their picture can be drawn whatever a village is called."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.lindendorp import LINDENDORP
from flows.counting.figures import Asked, Kept, Seen, Went, count
from flows.counting.picture import Bars, Board, draw
from storage.tables.help import Request, Visit
from storage.terms import Category, VisitState
from tests.street import Street

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
MOMENTS = st.datetimes(BEGUN.replace(tzinfo=None), NOW.replace(tzinfo=None), timezones=st.just(UTC))
ASKED = st.builds(
    Asked, st.sampled_from(Category), MOMENTS, st.none(), st.lists(st.sampled_from(VisitState), min_size=1, max_size=3)
)
WENT = st.builds(Went, st.integers(1, 5), MOMENTS, st.none() | MOMENTS)
SEEN = st.builds(
    Seen, st.integers(1, 9), st.sets(st.sampled_from([one.value for one in Category])), MOMENTS,
    st.booleans(),
)  # fmt: skip


@given(st.lists(ASKED), st.lists(WENT), st.lists(SEEN, unique_by=lambda one: one.person), st.lists(MOMENTS))
def test_figures_add_up(asked: list[Asked], went: list[Went], helpers: list[Seen], waiting: list[datetime]) -> None:
    """Parts make the whole, and no part is larger than what it is a part of."""
    found = count(Kept(asked, went, helpers, [7], waiting, 3, 2), BEGUN, NOW)
    assert sum(n for n, _ in found.by_category.values()) == found.asked == len(asked)
    assert found.found <= found.asked
    assert sum(found.open_by_age) == len(waiting)
    assert found.active == len({7, *(one.helper for one in went)})
    assert found.silent + sum(not one.silent for one in helpers) <= found.helpers
    assert found.hours >= 0  # no visit takes hours away
    assert found.minutes is None


def test_the_first_yes_counts() -> None:
    """The middle one of three waits, in minutes; who got no yes is left out."""
    waits = [timedelta(minutes=n) for n in (5, 20, 600)]
    asked = [Asked(Category.GARDEN, BEGUN, BEGUN + one, ()) for one in waits]
    nobody = Asked(Category.GARDEN, BEGUN, None, ())
    assert count(Kept([*asked, nobody], [], [], [], [], 0, 0), BEGUN, NOW).minutes == 20


@settings(max_examples=25)
@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 10**12) | st.none())
def test_any_words_are_drawn(title: str, label: str, number: int | None) -> None:
    """No name of a village and no label breaks the picture.

    Practice: i6.figures
    """
    board = Board(title, label, ((label, title),), (Bars(label, (title, label), [(label, (number, None))]),), "< 5")
    assert draw(board).startswith(b"\x89PNG")


async def test_what_is_said_is_what_is_kept(tmp_path: Path) -> None:
    """The numbers in the answer are those of the rows."""
    street = await Street.open(tmp_path, datetime.fromisoformat("2026-11-21T10:04"), LINDENDORP.people_csv())
    for words in ("Kan iemand dinsdag om half drie met me mee naar de dokter?", "ja", "wie haalt boodschappen?"):
        await street.say("Riet", words)
    await street.say("Anja", "/cijfers")
    made = len(await street.rows(Request))
    gone = [one for one in await street.rows(Visit) if one.state is VisitState.DONE]
    text = street.last("Anja").text
    await street.close()
    assert f"Gevraagd: {made}." in text
    assert f"Bezoeken gedaan: {len(gone)}." in text
