"""The other forms of a verb are known from its infinitive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.category import names
from flows.understanding.conjugation import conjugate
from storage.terms import Category


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("soppen", {"sopt", "gesopt"}),
        ("maken", {"maak", "maakt", "gemaakt"}),
        ("opruimen", {"opruim", "opruimt", "opgeruimd"}),
        ("wieden", {"wied", "gewied"}),
        ("verhuizen", {"verhuis", "verhuist"}),
        ("lamp", set()),
        ("een", set()),
    ],
)
def test_forms_of_a_verb(infinitive: str, forms: set[str]) -> None:
    """What somebody does, and what is to be done, are forms of one verb."""
    found = conjugate(infinitive)
    assert forms <= found
    assert bool(forms) == bool(found)


@given(st.text(max_size=20))
def test_no_word_breaks_it(word: str) -> None:
    """Whatever stands in a list has forms of four letters and more, or none."""
    assert all(len(one) >= 4 for one in conjugate(word))
    assert word not in conjugate(word)


@pytest.mark.parametrize(
    ("word", "category"),
    [("geharkt", Category.GARDEN), ("gedweild", Category.HOUSEHOLD), ("opgehangen", Category.ODD_JOBS),
     ("corona-app", Category.DIGITAL), ("hondenwandeling", Category.PETS), ("radiotherapie", Category.TRANSPORT)],
)  # fmt: skip
def test_form_is_of_the_kind_of_its_verb(word: str, category: Category) -> None:
    """A form of a verb and the last part of a longer word tell the kind of help."""
    assert names(word) is category
