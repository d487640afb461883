"""The page to proofread holds every word of the house, as people read it."""

import pytest

from bot.proof.page import page
from bot.proof.sheet import ALARM, chapters, entries, readers
from flows.themes import MENU
from flows.wording.catalog import catalog, languages

LETTERS = [one for one in chapters() if one not in MENU.conversations]
WHO = readers(languages())


def test_every_language_and_form_has_its_column() -> None:
    """Dutch is read with u and with je; English has one form, and stands there once."""
    assert [(one.language, one.form) for one in WHO] == [("nl", "u"), ("nl", "je"), ("en", "u")]


@pytest.mark.parametrize("chapter", chapters())
def test_nothing_is_left_off_the_page(chapter: str) -> None:
    """Every id of a chapter stands on its page, finished: without a brace or a star, and never empty.

    Practice: i3.proofread
    """
    found = entries(chapter, WHO)
    named = {words for words in catalog("nl") if words.split(".")[0] == chapter}
    assert found
    assert named <= {one.words for one in found}
    for entry in found:
        assert len(entry.shown) == len(WHO)
        for shown in entry.shown:
            assert shown.text.strip(), entry.words
            assert not {"{", "}", "*"} & set(shown.text), entry.words


def test_both_forms_stand_side_by_side() -> None:
    """On the page of a conversation each question is there with its buttons, with u, with je and in English."""
    text = page(("ask_for_help",))
    for words in ("Welke dag komt u uit?", "Welke dag komt jou uit?", "Which day suits you?"):
        assert words in text
    assert "<li>Maakt niet uit</li>" in text
    assert "Which day suits you?" not in page(("ask_for_help",), "nl")


def test_danger_is_proofread_too() -> None:
    """The fixed words for danger are on the page, though they live in a file of their own."""
    assert any("Roep hard of bonk op de muur." in one.shown[0].text for one in entries(ALARM, WHO))


def test_what_is_not_there_is_not_printed() -> None:
    """A chapter or language that does not exist is refused by its name."""
    with pytest.raises(KeyError, match="nonsense"):
        page(("nonsense",))
    with pytest.raises(KeyError, match="xx"):
        page(("ask_for_help",), "xx")


def test_what_people_write_cannot_turn_the_page_around() -> None:
    """Signs that mean something in HTML are written as signs."""
    assert "&quot;ik sta om twee uur klaar&quot;" in page(("after",))
