"""Several things in one message: each is a message of its own, and what only explains is none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.help.several import first_of, next_of
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.sentence import understand
from flows.understanding.requests.several import split_tasks
from flows.understanding.words import fold
from storage.terms import Category

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, a Monday
PIECES = ["de hond uitlaten", "boodschappen", "en", ",", "de lamp", "maandag", "ik kan niet meer lopen",
          "naar de kapper", "daarna", ".", "graag", "voor mijn moeder", "het gras", "ook", "é", "İ", "\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("boodschappen en de lamp", ("boodschappen", "de lamp")),
        ("Ik moet naar de dokter en de hond moet uit.", ("Ik moet naar de dokter", "de hond moet uit.")),
        ("gras maaien, ramen lappen en de hond uitlaten", ("gras maaien", "ramen lappen", "de hond uitlaten")),
        ("could you walk the dog and fix the tap?", ("could you walk the dog", "fix the tap?")),
        ("een kopje koffie en een praatje", ("een kopje koffie en een praatje",)),
        ("onkruid wieden, ik kan niet meer bukken", ("onkruid wieden, ik kan niet meer bukken",)),
        ("de hond uitlaten en alvast bedankt", ("de hond uitlaten en alvast bedankt",)),
        (one := "hoe kom ik bij de tandarts, de buurman bracht me altijd maar die is verhuisd", (one,)),
        ("hallo", ("hallo",)),
        ("", ("",)),
    ],
)
def test_each_task_is_a_part(text: str, parts: tuple[str, ...]) -> None:
    """A message is cut where another kind of help begins, and nowhere else."""
    assert split_tasks(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "De hond heeft in de kamer overgegeven en ik kan niet knielen. Is er hulp voor het kleed?",
        "De tuin doen wij zelf wel, maar met de teckel lopen gaat niet",
        "Ik moet naar het ziekenhuis, vervoer is geregeld, en de goudvissen dan?",
        "De buurvrouw heeft voor mij gekookt en gepoetst. Maar een lekke band plakken kan ze niet.",
        "Mijn man kan ik niet alleen laten, wie houdt hem gezelschap?",
        "Dhr. heeft hond, kan niet meer fietsen. Hulpvraag: administratie.",
        "Sinds de dood van mijn man, die altijd kookte, stapelt de post zich op",
        "Mijn tuin is klein. Mijn hulp in de huishouding komt op maandag. Ik zoek iemand voor de hond.",
        "de wasmachine lekt en nu is de vloer nat",
        "Ze zou graag naar koor gaan, maar dan moet er iemand bij hem zitten",
        "My mother cooks for us, we only need a ride to church",
    ],
)
def test_what_is_only_told_is_no_task(text: str) -> None:
    """What somebody has, did or sees to, and why they ask, names kinds of help that are not asked for."""
    assert split_tasks(text) == (text,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("De rekening klopt niet, en ik kan niet inloggen op hun site. Kan er iemand naar allebei kijken?", 2),
        ("Mijn wifi doet het niet. Ook zoek ik iemand voor de tuin.", 2),
        ("Drie mensen voor de heg graag. En een maaltijd voor mij op die dag.", 2),
        ("Ik zoek iemand die mijn haar krult en iemand die het bad schrobt", 2),
        ("wie leest mijn post voor, wie doet mijn boodschappen?", 2),
        ("Cl. vraagt wandelmaatje + hulp bij administratie", 2),
        ("Voor een alleenstaande heer: wekelijks een warme maaltijd, eens per maand administratie.", 2),
        ("I need a lift to the dentist, and could someone mow the lawn", 2),
        ("hond uitlaten, ramen lappen, kraan maken", 3),
    ],
)
def test_what_is_asked_beside_it_is_a_task(text: str, number: int) -> None:
    """Whoever goes on asking, or says that all of it is asked, has several tasks."""
    assert len(split_tasks(text)) == number


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_no_kind_of_help_is_lost(text: str) -> None:
    """However a message is cut, each strong word for a kind of help stands in one of its parts."""
    parts = split_tasks(text)
    whole = {one.word for one in find_hints(fold(text)) if one.strong}
    assert all(any(word in fold(part) for part in parts) for word in whole)
    assert len(parts) == 1 or all(any(one.strong for one in find_hints(fold(part))) for part in parts)


def test_each_task_has_its_own_time_and_place() -> None:
    """What is said with a task belongs to it."""
    first, others = first_of(understand("maandag om 9 uur de tuin en vrijdag om 2 uur naar de kapper", NOW), NOW)
    second, rest = next_of(others, first.when, NOW)
    assert (first.category, first.when and first.when.start, first.destination) == (
        Category.GARDEN, datetime(2026, 11, 30, 9), "")  # fmt: skip  # noqa: DTZ001 - a wall clock
    assert (second.category, second.when and second.when.start, second.destination) == (
        Category.TRANSPORT, datetime(2026, 11, 27, 14), "naar de kapper")  # fmt: skip  # noqa: DTZ001 - a wall clock
    assert rest == []


def test_one_time_goes_for_all() -> None:
    """A time that is said once, wherever it stands, goes for each of the tasks."""
    first, others = first_of(understand("boodschappen en de lamp, donderdag om 10 uur", NOW), NOW)
    second, _ = next_of(others, first.when, NOW)
    assert first.when == second.when
    assert first.when is not None
