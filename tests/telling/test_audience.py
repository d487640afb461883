"""Whom a message to many is for, in the words of a coordinator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.telling.audience import Whom, make_whom, read_whom, split
from storage.terms import Audience, Category

ALL, HELPERS, RESIDENTS = Whom(Audience.ALL), Whom(Audience.HELPERS), Whom(Audience.RESIDENTS)
GARDEN = Whom(Audience.KIND, "garden")


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        *((one, ALL) for one in ("iedereen", "Aan iedereen.", "heel het dorp", "everyone", "alle mensen in het dorp")),
        *((one, HELPERS) for one in ("vrijwilligers", "de vrijwilligers", "aan alle helpers", "Volunteers")),
        *((one, RESIDENTS) for one in ("bewoners", "alle bewoners", "hulpvragers", "the residents")),
        *((one, GARDEN) for one in ("tuin", "vrijwilligers tuin", "helpers in de tuin", "volunteers for garden")),
        ("wie boodschappen doet", Whom(Audience.KIND, "groceries")),
        ("wie helpt met computers", Whom(Audience.KIND, "digital")),
        ("boodschappen en apotheek", Whom(Audience.KIND, "groceries")),
        *((one, Whom(Audience.STREET, "Eikenlaan")) for one in ("Eikenlaan", "de Eikenlaan", "straat: Eikenlaan")),
        ("bewoners van de Kerkstraat", Whom(Audience.STREET, "Kerkstraat")),
        *(
            (one, None)
            for one in ("", "hoi", "Morgen koffie", "Eikenlaan 12", "iedereen is welkom", "straat", "tuin en klusjes")
        ),
    ],
)
def test_whom_it_is_for(words: str, whom: Whom | None) -> None:
    """Everybody, helpers, residents, a kind of help or a street, as people say it; anything else is asked."""
    assert read_whom(words) == whom


@pytest.mark.parametrize(
    ("words", "whom", "text"),
    [
        ("iedereen: zaterdag koffie", ALL, "zaterdag koffie"),
        ("vrijwilligers tuin: zaterdag om 10:00 uur", GARDEN, "zaterdag om 10:00 uur"),
        ("bewoners\nMorgen\nkoffie", RESIDENTS, "Morgen\nkoffie"),
        ("straat: Eikenlaan: het water is weg", Whom(Audience.STREET, "Eikenlaan"), "het water is weg"),
        ("iedereen Morgen is er koffie", ALL, "Morgen is er koffie"),
        ("tuin", GARDEN, ""),
        ("vrijwilligers tuin Zaterdag snoeien we", GARDEN, "Zaterdag snoeien we"),
        ("straat Eikenlaan Het water is weg", Whom(Audience.STREET, "Eikenlaan"), "Het water is weg"),
        ("Bewoners van de Eikenlaan Let op", Whom(Audience.STREET, "Eikenlaan"), "Let op"),
        ("Iedereen is welkom om 10 uur", None, "Iedereen is welkom om 10 uur"),
        ("Let op: er zijn oplichters", None, "Let op: er zijn oplichters"),
        ("", None, ""),
    ],
)
def test_the_message_behind_it(words: str, whom: Whom | None, text: str) -> None:
    """Whom it is for stands first, before a colon or a new line; a message that only looks like it stays whole."""
    assert split(words) == (whom, text)


@given(st.text(max_size=300))
def test_nothing_of_a_message_is_lost(words: str) -> None:
    """Whatever is typed, the message is the end of it, and who it is for can be kept and given back."""
    whom, text = split(words)
    assert words.strip().endswith(text)
    assert whom is None or make_whom(whom.kept()) == whom
    assert whom is not None or text == words.strip()


@given(st.sampled_from([*Category]))
def test_every_kind_can_be_kept(kind: Category) -> None:
    """A kind of help is given back as the same."""
    assert make_whom(Whom(Audience.KIND, kind.value).kept()) == Whom(Audience.KIND, kind.value)
