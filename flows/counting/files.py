"""Writes sheets as files for a spreadsheet: text stays text, whatever stands in it. Pure.

A cell that a spreadsheet would take for a formula begins with an apostrophe, in both kinds of file: what is opened
today may be saved as another kind tomorrow.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from flows.wording.render import plain

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Cell = str | int | float | date | None
STARTS = "=+-@\u2212"  # what a formula begins with, in any width; Source: OWASP, CSV Injection
LONGEST = 8000  # characters in a cell; Excel holds 32,767 UTF-16 units
_WIDEST = 60
_NONE = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})  # no XML may hold these


class FileForm(StrEnum):
    """Which kind of file."""

    EXCEL = "excel"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it is called, its columns by name, and its rows; every row has a cell for every column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def written(words: str) -> str:
    """Give WORDS as they may stand in a cell: in one line, and never a formula."""
    line = " ".join(plain(words.replace("\t", " ").replace("\r", " ")).translate(_NONE).split())
    line = line if len(line) <= LONGEST else line[:LONGEST] + "…"
    return f"'{line}" if _begins(line) in STARTS else line


def _begins(line: str) -> str:
    """Give the first sign that can be seen, in its plain width; a space where there is none."""
    folded = unicodedata.normalize("NFKC", line)
    return next((sign for sign in folded if unicodedata.category(sign)[0] not in "CMZ"), " ")


def write_csv(sheet: Sheet, language: str) -> bytes:
    """Write one sheet as CSV, as spreadsheets of LANGUAGE read it; days are written 2026-11-24."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([written(one) for one in sheet.columns])
    writer.writerows([_plainly(cell, language) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def _plainly(cell: Cell, language: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return written(cell)
        case date():
            return cell.isoformat()
        case float():
            return str(format_decimal(cell, "0.##########", locale=language))
    return str(cell)


def write_excel(sheets: Sequence[Sheet]) -> bytes:
    """Write all SHEETS as one workbook for Excel and its likes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # only loaded where one is written

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.title)
        for at, title in enumerate(sheet.columns):
            page.write_string(0, at, written(title), bold)
        for line, row in enumerate(sheet.rows, 1):
            for at, cell in enumerate(row):
                _put(page, line, at, cell, day)
        _lay_out(page, sheet)
    book.close()
    return file.getvalue()


def _put(page: "Worksheet", line: int, at: int, cell: Cell, day: object) -> None:
    match cell:
        case None | "":
            return
        case str():
            page.write_string(line, at, written(cell))
        case date():
            page.write_datetime(line, at, cell, day)
        case _:
            page.write_number(line, at, cell)


def _lay_out(page: "Worksheet", sheet: Sheet) -> None:
    """Keep the names of the columns in sight, make each as wide as what stands in it, and let it be sorted."""
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for at, title in enumerate(sheet.columns):
        widest = max((len(str(row[at])) for row in sheet.rows if row[at] is not None), default=0)
        page.set_column(at, at, min(max(widest, len(title)) + 2, _WIDEST))
