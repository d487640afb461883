"""A verb is known by its other forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.requests.category import names
from flows.understanding.requests.conjugation import infinitives
from storage.terms import Category


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("soppen", ["sopt", "gesopt"]),
        ("maken", ["maak", "maakt", "gemaakt"]),
        ("opruimen", ["opruimt", "opgeruimd"]),
        ("wieden", ["wied", "gewied"]),
        ("verhuizen", ["verhuis", "verhuist"]),
    ],
)
def test_forms_of_a_verb(infinitive: str, forms: list[str]) -> None:
    """What somebody does, and what is to be done, are forms of one verb."""
    assert all(infinitive in infinitives(form) for form in forms)


@given(st.text(max_size=20))
def test_no_word_breaks_it(word: str) -> None:
    """Whatever is written, all that is found ends as infinitives do."""
    assert all(one.endswith("en") for one in infinitives(word))


@pytest.mark.parametrize(
    ("word", "category"),
    [("geharkt", Category.GARDEN), ("gedweild", Category.HOUSEHOLD), ("opgehangen", Category.ODD_JOBS),
     ("corona-app", Category.DIGITAL), ("hondenwandeling", Category.PETS), ("radiotherapie", Category.TRANSPORT)],
)  # fmt: skip
def test_form_is_of_the_kind_of_its_verb(word: str, category: Category) -> None:
    """A form of a verb and the last part of a longer word tell the kind of help."""
    assert names(word) is category
