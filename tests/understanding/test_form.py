"""Somebody says how they want to be spoken to."""

import pytest

from flows.understanding.replies.form import read_form
from storage.terms import Form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("zeg maar je", Form.JE),
        ("Zeg maar gewoon jij hoor!", Form.JE),
        ("Je mag wel je zeggen, hoor.", Form.JE),
        ("u mag gerust je tegen mij zeggen", Form.JE),
        ("tutoyeer me maar", Form.JE),
        ("liever u", Form.U),
        ("Nee, zegt u maar u", Form.U),
        ("ik heb liever u a.u.b.", Form.U),
    ],
)
def test_the_form_that_is_asked_for_is_heard(text: str, form: Form) -> None:
    """In whatever words it is asked for, the form is heard."""
    assert read_form(text) is form


@pytest.mark.parametrize(
    "text",
    ["je", "u", "ik heb u nodig", "zeg maar ja", "kunt u helpen", "liever niet", "zeg je dinsdag af", "dag u",
     "u mag komen", "zeg maar je naam", "je mag je buren vragen"],
)  # fmt: skip
def test_what_is_about_something_else_is_left_alone(text: str) -> None:
    """Words that hold je or u and mean something else change nothing."""
    assert read_form(text) is None
