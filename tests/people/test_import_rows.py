"""A list of people is read whole, or every line to mend is named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.people.import_rows import USUAL_CATEGORIES, USUAL_HOURS, Imported, PersonRow, read_rows
from flows.understanding.hours.week_hours import Span
from storage.terms import Category, Check, Role

TODAY = date(2026, 11, 21)
COLUMNS = (
    "role,name,phone,telegram_id,street,postcode,place,lat,lon,categories,available,max_km,max_per_week,check,language"
)


def one(row: str, header: str = COLUMNS) -> PersonRow:
    read = read_rows(f"{header}\n{row}\n", TODAY)
    assert read.problems == ()
    (person,) = read.rows
    return person


def faults(row: str, header: str = COLUMNS) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in read_rows(f"{header}\n{row}\n", TODAY).problems]


def test_a_full_row_is_read() -> None:
    """Every column of a helper comes out in the form it is kept in."""
    row = one(
        'helper,Vera Jansen,06-12345678,1001,Eikenlaan 12,1234ab,Lindendorp,51.7001,"5,3002",'
        '"transport;boodschappen",di en do na 16:00,"2,5",3,VOG,NL'
    )
    assert row == PersonRow(
        line=2,
        role=Role.HELPER,
        name="Vera Jansen",
        phone="+31612345678",
        telegram_id=1001,
        street="Eikenlaan 12",
        postcode="1234 AB",
        place="Lindendorp",
        lat=51.7001,
        lon=5.3002,
        categories=(Category.TRANSPORT, Category.GROCERIES),
        available=row.available,
        max_km=2.5,
        max_per_week=3,
        check=Check.VOG,
        language="nl",
    )
    assert row.available is not None
    assert row.available.spans == (Span(1, 960, 1320), Span(3, 960, 1320))


def test_role_and_name_are_enough() -> None:
    """A resident needs no more than a role and a name, in whatever order and case the header has."""
    assert one("Riet de Wit;Resident", "NAME; Role ") == PersonRow(2, Role.RESIDENT, "Riet de Wit")


def test_an_empty_helper_gets_what_is_usual() -> None:
    """A helper of whom nothing is said does all but respite, every day until half past eight, without a check."""
    row = one("helper,Noor Smit", "role,name")
    assert (row.categories, row.available, row.check) == (USUAL_CATEGORIES, USUAL_HOURS, Check.NONE)
    assert Category.RESPITE not in row.categories


def test_the_sentence_may_say_how_often() -> None:
    """How often somebody can is taken from the sentence unless the column says it."""
    assert one('helper,Noor Smit,"di en do na 16:00, 1 keer per week"', "role,name,available").max_per_week == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_spreadsheet_may_have_written_it(end: str, mark: str) -> None:
    """A byte order mark, any line ending, empty lines, quotes and a line break in a cell are all taken."""
    text = mark + end.join(['"role";"name";"street"', "", 'resident;"Wit; Riet de";"Eikenlaan 12"', ";;", ""])
    assert [(row.name, row.street) for row in read_rows(text, TODAY).rows] == [("Wit; Riet de", "Eikenlaan 12")]
    assert read_rows('role,name\nresident,"Riet\nde Wit"\nx,y', TODAY).problems[0].line == 4


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("garden odd_jobs", [Category.GARDEN, Category.ODD_JOBS]),
        ("koffie, praatje, wandelen; koken en samen eten", [Category.COMPANY, Category.MEALS]),
        ("Tuin en Klusjes", [Category.GARDEN, Category.ODD_JOBS]),
        ("post en formulieren,post", [Category.PAPERWORK]),
        ("iets anders", [Category.OTHER]),
    ],
)
def test_categories_by_code_or_label(cell: str, meant: list[Category]) -> None:
    """Categories may be codes or Dutch labels, parted by what people use, each counted once."""
    assert list(one(f'helper,Noor Smit,"{cell}"', "role,name,categories").categories) == meant


@pytest.mark.parametrize(("cell", "wants"), [("ja", True), ("Nee", False), ("no", False), ("", None)])
def test_a_wish_for_messages_is_read(cell: str, wants: bool | None) -> None:
    """Whether somebody wants messages to many is read; an empty cell says nothing, anything else is named."""
    header = "role,name,messages"
    assert one(f"resident,Riet de Wit,{cell}", header).messages is wants
    assert faults("resident,Riet de Wit,misschien", header) == [(2, "messages")]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("role", "boss"),
        ("phone", "12"),
        ("phone", "bel maar"),
        ("telegram_id", "-5"),
        ("telegram_id", "9" * 400),
        ("postcode", "0123 AB"),
        ("lat", "91"),
        ("lat", "nan"),
        ("categories", "tuin,toveren"),
        ("available", "ergens"),
        ("max_km", "ver"),
        ("max_per_week", "2.5"),
        ("check", "politie"),
        ("language", "Nederlands"),
        ("street", "=1+1"),
        ("place", "x" * 501),
    ],
)
def test_a_bad_cell_is_named(column: str, cell: str) -> None:
    """What cannot be read is reported with its line and column, and the row is left out."""
    facts = {"role": "helper", "name": "Noor Smit", "lon": "5", "lat": "51", column: cell}
    text = ",".join(facts) + "\n" + ",".join(f'"{value}"' for value in facts.values())
    read = read_rows(text, TODAY)
    assert read.rows == ()
    assert [(problem.line, problem.column) for problem in read.problems] == [(2, column)]


def test_every_bad_line_is_listed() -> None:
    """All that is wrong is told at once, not only the first."""
    assert faults("boss,Riet\nresident,\nresident,Riet,5,6", "role,name,lat") == [(2, "role"), (3, "name"), (4, "")]
    assert faults("resident,Riet,51", "role,name,lat") == [(2, "lat")]


def test_the_header_is_looked_at_first() -> None:
    """Unknown, missing and double columns are reported, and nothing is read under a header that is not understood."""
    assert faults("resident,Riet,x", "role,name,shoe") == [(1, "shoe")]
    assert faults("Riet", "name") == [(1, "role")]
    assert faults("resident,Riet,Riet", "role,name,name") == [(1, "name")]
    assert len(read_rows("", TODAY).problems) == 2


def test_names_carry_nothing_unseen() -> None:
    """Marks that cannot be seen are taken out of a name; one that a spreadsheet would run is refused."""
    assert one("resident,\u202eRiet\u200b  de\u0007 Wit\u2069", "role,name").name == "Riet de Wit"
    assert faults('resident,"=HYPERLINK(1)"', "role,name") == [(2, "name")]
    assert faults("resident,\u200b", "role,name") == [(2, "name")]


def test_one_person_may_have_two_roles() -> None:
    """The same person may stand in the list once for each role; two residents by one phone are two people."""
    two = read_rows("role,name,telegram_id\nresident,Riet,7\nhelper,RIET,7", TODAY)
    couple = read_rows("role,name,phone\nresident,Henk,0612345678\nresident,Ans,06-12345678", TODAY)
    assert two.problems == couple.problems == ()
    assert two.rows[0].who == two.rows[1].who
    assert couple.rows[0].who != couple.rows[1].who
    shared = read_rows("role,name,telegram_id\nresident,Henk,7\nresident,Ans,7", TODAY)
    assert shared.problems == ()
    assert shared.rows[0].who != shared.rows[1].who


def test_contradictions_are_named() -> None:
    """One chat with two names or two phones, and a person twice in one role, have to be mended."""
    assert faults("resident,Riet,7\nhelper,Vera,7", "role,name,telegram_id") == [(3, "name")]
    assert faults("resident,Riet,Eikenlaan 1\nresident,Riet,eikenlaan 1", "role,name,street") == [(3, "role")]
    rows = "resident,Riet,7,0612345678\nhelper,Riet,7,0612345679"
    assert faults(rows, "role,name,telegram_id,phone") == [(3, "phone")]


def test_an_open_quote_is_a_problem() -> None:
    """A list that cannot be taken apart says where it stopped making sense."""
    assert faults('resident,"Riet', "role,name") == [(2, "")]


CELLS = st.one_of(
    st.text(max_size=12), st.sampled_from(["helper", "resident", "Riet", "7", "51.7", "di na 4", "tuin", '"'])
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.lists(CELLS, max_size=15).map(",".join)).map("\n".join)), st.booleans()
)
def test_any_text_gives_rows_or_problems(text: str, headed: bool) -> None:
    """Whatever the file holds, it ends in rows or in problems, never in a crash."""
    read = read_rows(f"{COLUMNS}\n{text}" if headed else text, TODAY)
    assert isinstance(read, Imported)
    assert all(row.name and row.role for row in read.rows)
    assert all(problem.line >= 1 and problem.reason for problem in read.problems)
