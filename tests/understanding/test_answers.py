"""Short answers: yes or no, a button typed, a number, who somebody is."""

import pytest

from flows.understanding.replies.answers import Who, pick, read_phone, read_who, yes_or_no

CONFIRM = ("Ja, dat klopt", "Iets veranderen", "Toch niet vragen")
DAYS = ("Vandaag", "Morgen", "Maakt niet uit")


@pytest.mark.parametrize(
    "text",
    [
        "ja",
        "J",
        "ok!",
        "oke",
        "1",
        "jazeker",
        "klopt",
        "Ja, dat klopt",
        "graag",
        "ja hoor, dank u wel",
        "Yes",
        "ze vindt het goed hoor",
        "ja dat is goed voor mijn moeder",
        "ma is akkoord",
        "she is fine with that",
    ],
)
def test_yes(text: str) -> None:
    """Whatever people type for yes is yes."""
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "nee",
        "N",
        "liever niet",
        "nee dank u",
        "klopt niet",
        "hoeft niet",
        "nee hoor",
        "no thanks",
        "laat hem maar zitten",
        "laat maar",
        "ze wil het niet",
        "mijn moeder vindt het niet goed",
    ],
)
def test_no(text: str) -> None:
    """Whatever people type for no is no."""
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "misschien",
        "ja nee",
        "ja maar niet dinsdag",
        "woensdag",
        "ik weet het niet",
        "2",
        "laat maar komen",
        "dat is goed voor de tuin",
        "ze vindt koffie lekker",
    ],
)
def test_neither(text: str) -> None:
    """What is neither yes nor no, or both, is not taken for either."""
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    ("text", "labels", "place"),
    [
        ("Ja, dat klopt", CONFIRM, 0),
        ("ja", CONFIRM, 0),
        ("2", CONFIRM, 1),
        ("de derde", CONFIRM, 2),
        ("derde", CONFIRM, 2),
        ("veranderen", CONFIRM, 1),
        ("iets verandren", CONFIRM, 1),
        ("toch niet", CONFIRM, 2),
        ("niet", CONFIRM, None),
        ("4", CONFIRM, None),
        ("", CONFIRM, None),
        ("morgn", DAYS, 1),
        ("maakt me niks uit", DAYS, None),
        ("vandaag graag", DAYS, 0),
        ("a", ("ab", "ac"), None),
        ("koffie", ("Koffie of praatje", "Koffie zetten"), None),
    ],
)
def test_button_is_typed(text: str, labels: tuple[str, ...], place: int | None) -> None:
    """A typed answer means a button when it can mean only that one."""
    assert pick(text, labels) == place


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("06-12345678", "+31612345678"),
        ("bel maar op 06 1234 5678 graag", "+31612345678"),
        ("073-5550101", "+31735550101"),
        ("+32 470 12 34 56", "+32470123456"),
        ("1234", None),
        ("Dorpsstraat 4", None),
    ],
)
def test_phone_is_read(text: str, phone: str | None) -> None:
    """A phone number is found anywhere and written one way."""
    assert read_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("joop bakker esdoornstraat 3", Who("Joop Bakker", "Esdoornstraat 3", None, "", "")),
        ("Toos", Who("Toos", "", None, "", "")),
        ("Dorpsstraat 4b", Who("", "Dorpsstraat 4b", None, "", "")),
        ("Jan Boer, Lindelaan twaalf", Who("Jan Boer", "Lindelaan 12", None, "", "")),
        ("Jan Boer, Lindelaan nummer twee en twintig", Who("Jan Boer", "Lindelaan 22", None, "", "")),
        ("jan boer lindelaan honderd en elf a", Who("Jan Boer", "Lindelaan 111a", None, "", "")),
        ("ik woon op de Lindelaan één", Who("", "Lindelaan 1", None, "", "")),
        ("ik woon in de Lindelaan een jaar of zes", Who("", "Lindelaan", None, "", "")),
        ("Ik ben Joop Bakker en ik woon op de Esdoornstraat 3", Who("Joop Bakker", "Esdoornstraat 3", None, "", "")),
        (
            "mijn naam is riet van der wit, eikenlaan 12, 5251 AB Lindendorp, 06-12345678",
            Who("Riet van der Wit", "Eikenlaan 12", "+31612345678", "Lindendorp", "5251 AB"),
        ),
        ("Riet de Wit\nEikenlaan 12\n0612345678", Who("Riet de Wit", "Eikenlaan 12", "+31612345678", "", "")),
        ("ik heet jan de boer, ik woon aan de Lange Dijk 4-2", Who("Jan de Boer", "Lange Dijk 4-2", None, "", "")),
        ("Piet 073-5550101", Who("Piet", "", "+31735550101", "", "")),
        ("toos visser van de molenstraat 12 a", Who("Toos Visser", "Molenstraat 12a", None, "", "")),
        ("anna smit burgemeester de vriesstraat 7", Who("Anna Smit", "Burgemeester de Vriesstraat 7", None, "", "")),
        ("de Vries, Laan van Noord 100", Who("De Vries", "Laan van Noord 100", None, "", "")),
        ("Kees Kaas, Boterhof 22, Lindendorp", Who("Kees Kaas", "Boterhof 22", None, "Lindendorp", "")),
        ("hallo, ik ben noor el idrissi", Who("Noor el Idrissi", "", None, "", "")),
        ("", Who("", "", None, "", "")),
    ],
)
def test_who_is_read(text: str, who: Who) -> None:
    """Name, street, number, postcode and place are told apart, and written as they should be."""
    assert read_who(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "liever niet",
        "nee",
        "weet ik niet",
        "wie zijn jullie dan",
        "waarom",
        "twee keer",
        "dat zeg ik niet",
        "geen idee",
        "hoezo",
    ],
)
def test_refusal_is_no_name(text: str) -> None:
    """Whoever would rather not say who they are, or asks why, is not called by those words."""
    assert read_who(text).name == ""


@pytest.mark.parametrize(
    ("text", "name"), [("nee, ik heet Riet de Wit", "Riet de Wit"), ("Wil Keer", "Wil Keer"), ("Dat Tran", "Dat Tran")]
)
def test_name_is_kept_from_refusals(text: str, name: str) -> None:
    """A real name that looks like a word of refusal is still a name."""
    assert read_who(text).name == name
