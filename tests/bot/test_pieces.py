"""Letters are cut to Telegram's measure without losing a word or a bold place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pieces import LONGEST_CAPTION, LONGEST_TEXT, clean, pieces, shortened, units
from flows.post import Parcel

LINES = st.lists(st.sampled_from(["Dag buur. ", "👋", "\n", "\ud800", "x" * 900, "é" * 1500, "👋" * 1300]), max_size=14)
PLACES = st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=3)


def bold_units(start: int, places: list[tuple[int, int]]) -> set[int]:
    return {start + unit for offset, length in places for unit in range(offset, offset + length)}


@settings(max_examples=60, deadline=None)
@given(lines=LINES, places=PLACES, file=st.booleans())
def test_no_word_and_no_bold_place_is_lost(lines: list[str], places: list[tuple[int, int]], file: bool) -> None:
    """The pieces together say what the letter says, bold where it was bold, and each fits."""
    text = "".join(lines)
    cut = pieces(Parcel(1, text, bold=tuple(places), document=("a", b"") if file else None))
    assert "".join(words for words, _ in cut) == clean(text)
    assert all(units(words) <= LONGEST_TEXT for words, _ in cut)
    assert units(cut[-1][0]) <= (LONGEST_CAPTION if file else LONGEST_TEXT)
    start, bold = 0, set[int]()
    for words, marks in cut:
        bold |= bold_units(start, marks)
        start += units(words)
    assert bold == {unit for unit in bold_units(0, places) if unit < units(clean(text))}


def test_a_cut_falls_between_lines_and_never_in_a_character() -> None:
    """A long letter is cut at the end of a line where there is one, and an emoji is never halved."""
    assert [words for words, _ in pieces(Parcel(1, "x" * 3000 + "\n" + "y" * 3000))] == ["x" * 3000 + "\n", "y" * 3000]
    assert [words for words, _ in pieces(Parcel(1, "x" + "👋" * 2100))] == ["x" + "👋" * 2047, "👋" * 53]


def test_an_edit_says_that_more_was_meant() -> None:
    """What an edit cannot hold ends with an ellipsis, and its bold places stay within it."""
    text, bold = shortened(Parcel(1, "x" * 5000, bold=((4000, 900),)))
    assert (text, bold) == ("x" * 4095 + "…", [(4000, 96)])
    assert shortened(Parcel(1, "kort", bold=((0, 4),))) == ("kort", [(0, 4)])
