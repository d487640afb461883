"""What is taken along opens as text and numbers in any spreadsheet, whatever anybody wrote."""

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from flows.counting.files import LONGEST, STARTS, Cell, Sheet, write_csv, write_excel, written

ODD = st.sampled_from(
    ("=1+1", "\u200b=1", "＝1", "＋1", "－1", "＠a", "\u2212 1", "\ufb291", "@x", "-2", "+31 6", "\t=1", "\r=1", "\n=1",
    " =1", "\u00a0=1", "\ud800=1", "\x00=1", "\u202e=1", "\ufeff=1", "\u0301=1", "\ufffe", "\uffff", "_x000D_",
    "a;b\"c'd", "\U0001f469\u200d\U0001f467", "مرحبا", "http://x.test", "x" * 40_000, "\U0010ffff")
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=()), max_size=12)
WORDS = ODD | ANY | st.builds(lambda odd, words: odd + words, ODD, ANY)
CELLS = (
    WORDS
    | st.integers(0, 10**9)
    | st.integers(0, 4000).map(lambda n: n / 4)
    | st.dates(date(1950, 1, 1), date(2100, 1, 1))
    | st.none()
)


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet might take CELL for a formula: as it stands, or without what can't be seen in it."""
    seen = "".join(sign for sign in cell if sign.isprintable()).strip()
    return bool(cell) and (cell[0] in "=+-@\t\r\n＝＋－＠" or seen[:1] in tuple(STARTS))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4), WORDS)
def test_no_cell_is_a_formula(rows: list[list[Cell]], title: str) -> None:
    """Both files open, every row and cell is there, text is text, and nothing begins as a formula does.

    Practice: i6.export
    """
    sheet = Sheet("Vragen", [title, "b"], rows)
    lines = list(
        csv.reader(io.StringIO(write_csv(sheet, "nl").decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
    )
    page = load_workbook(io.BytesIO(write_excel([sheet])))["Vragen"]
    assert [len(line) for line in lines] == [2] * (len(rows) + 1)
    assert not [cell for line in lines for cell in line if is_formula(cell) or set(cell) & set("\t\r\n\0")]
    for nth, row in enumerate(rows, 2):
        for at, cell in enumerate(row, 1):
            found = page.cell(nth, at)
            assert found.data_type in ("s", "n", "d")
            if isinstance(cell, int | float):
                assert found.value == cell
            elif isinstance(cell, str):
                assert not is_formula(found.value or "")
                assert (found.value or "").replace("\ufffd", "") == written(cell).replace("\ufffd", "")


@given(st.text("abc éß=👋", max_size=30))
def test_plain_words_stay_as_they_are(words: str) -> None:
    """Nothing is taken from words that harm nobody but needless spaces; an apostrophe tells a formula."""
    plainly = " ".join(words.split())
    assert written(words) == ("'" if plainly.startswith("=") else "") + plainly
    assert len(written("x" * 10**5)) == LONGEST + 1
