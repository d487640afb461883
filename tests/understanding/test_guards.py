"""What must not stand in a message, and what neighbours are not for: read from words, with few false alarms."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding.replies.guards import (
    Guard,
    announces_secret,
    find_guard,
    find_illness,
    find_secret,
    hide,
    is_of_the_pharmacy,
    may_be_announced,
)

DATA = Path(__file__).parents[1] / "data"

SAID = {  # by what is to be found
    Guard.SECRET: """
        mijn pincode is 1234
        de pin is 4512
        mijn pinkode is 4 5 1 2
        1234 is mijn pincode
        mijn pincode is een twee drie vier
        mijn pas ligt klaar, de pincode van mijn bankpas is 0907
        mijn bsn is 111222333
        111222333
        mijn kaartnummer is 4539 1488 0343 6467
        het wachtwoord is Poes123
        wachtwoord van de wifi: hondje99
        my password is rosebud
        my pin is 4821
    """,
    Guard.KEY: """
        de code van het sleutelkastje is 4512
        sleutelkluisje 4512
        de sleutel ligt onder de mat
        de sleutel van de achterdeur ligt in de bloempot
        het touwtje hangt uit de brievenbus
        the key is under the doormat
        de deurcode is 2580#
        the code of the key box is 9911
    """,
    Guard.RUDE: """
        jij bent een stomme trut
        klootzak
        rot op met je computer
        ik ben dronken en wil gezelschap
        stuur me een naaktfoto
        fuck you
        jullie zijn allemaal idioten
        kankerhoer
        ik maak je helemaal kapot
    """,
    Guard.SIGNAL: """
        Vera vroeg om geld
        ik heb haar 50 euro gegeven
        ze wil geld van mij lenen
        Vera wil 20 euro lenen
        Riet gaf mij 50 euro
        mag ik geld aannemen
        hij vroeg naar mijn pinpas
        er is geld weg uit mijn laatje
        Vera asked me for money
    """,
    Guard.MONEY: """
        kan iemand geld voor mij pinnen
        kan iemand voor mij pinnen
        wil iemand mij 50 euro lenen
        ik heb geld nodig voor de huur
        geld opnemen bij de bank
        wie helpt mij met mijn testament
        ik wil Vera 50 euro geven
        kan iemand boodschappen doen met mijn pinpas
        can someone lend me some money
        could somebody withdraw cash for me
        ik wil een lening
        wie kan mijn rekeningen betalen
    """,
    Guard.CARE: """
        kan iemand mij helpen met mijn steunkousen
        steunkousen aantrekken elke ochtend
        kan iemand mijn man wassen
        kan iemand mij helpen met douchen
        wie helpt mijn moeder uit bed halen
        kan iemand mijn man uit bed tillen
        mijn wond verzorgen
        hulp bij het douchen
        can someone help me shower
        luier verschonen
        steunkusen aandoen
    """,
    Guard.MEDICINE: """
        hoeveel paracetamol mag ik nemen
        mag ik ibuprofen bij mijn bloedverdunners nemen
        kan iemand mijn insuline spuiten
        kan iemand mijn medicijnen klaarleggen
        kan iemand mijn man zijn pillen geven
        wie kan mijn ogen druppelen
        heeft iemand paracetamol voor mij
        how many painkillers can i take
    """,
    Guard.ILL: """
        ik heb griep
        ik ben flink verkouden
        ik heb corona
        ik ben ziek
        mijn man heeft buikgriep
        i have the flu
        i'm sick
    """,
}
LOOKALIKES = """
    de sleutel van de schuur is kwijt
    ik ben mijn pincode vergeten
    ik weet mijn wachtwoord niet meer, kan iemand dinsdag om 14.30 uur helpen
    mijn wachtwoord is kwijt
    kan ik pinnen bij de markt
    mijn sleutel is in de put gevallen
    mijn nummer is 06-12345678
    bel mij op 0612345678
    612345678
    dinsdag 24 november om 14.30 uur
    NL91ABNA0417164300
    NL91 ABNA 0417 1643 00 voor de boodschappen
    postcode 1234 AB
    pincode vergeten sinds 2019, wie gaat mee naar de bank
    de pinautomaat is kapot
    Riet de Wit, Eikenlaan 12, 06-12345678
    073-5550101
    ik heb haar 20 euro gegeven voor de boodschappen
    mijn kleinzoon wil geld voor zijn verjaardag, wie helpt een kaart kopen
    hoeveel kost dat
    kan iemand een ladder lenen
    ik betaal de boodschappen contant
    wie wil met mij mee naar de bank om geld te pinnen
    kan iemand de bank verplaatsen
    wie wil koffie schenken
    kan iemand lege flessen wegbrengen, het statiegeld mag hij houden
    wie helpt met mijn belastingaangifte
    ik zal een tikkie sturen voor het parkeren
    kunt u 12,50 overmaken voor de boodschappen
    de entree is 5 euro, dat vragen ze bij de bingo
    kan iemand een zak medicijnen ophalen bij de apotheek
    medicijnen ophalen bij de apotheek morgen
    kan iemand mijn medicijnen brengen
    kan iemand mijn kat een pil geven
    kan iemand mijn ramen wassen
    kan iemand mij helpen de auto wassen
    de douche is kapot, wie kan mij helpen
    kan iemand een kast tillen
    luiers kopen bij de winkel
    steunkousen ophalen bij de winkel
    wie helpt mij de kerstboom aankleden
    ik wil de was doen
    mij helpen met het wassen van de ramen
    mijn man heeft kanker
    ik heb darmkanker en moet naar het ziekenhuis
    kan iemand de eikels uit de tuin halen
    mijn broekspijpen korter maken
    de computer doet stom
    wat een rotweer
    ik ben boos, er is weer niemand gekomen
    ik ben het zat
    ik ben niet ziek
    ik moet naar het ziekenhuis
    ik wil de griepprik halen
    ik heb geen griep meer
    mijn hond is ziek
    Kan iemand dinsdag om half drie met me mee naar de dokter?
    boodschappen morgen
    ik ga even de sleutel halen bij de buren
    mijn fietssleutel ligt in de brievenbus van de bieb
    de sleutel zit vast in het slot
    kan iemand een lamp van 1200 lumen kopen
    code oranje, het sneeuwt, hoe laat komt Vera om 1430 uur
    kan iemand mij naar het toilet in de kerk wijzen
"""
PINS = st.integers(0, 9999).map("{:04}".format).filter(lambda pin: len(set(pin)) > 1)
WORDS = st.text(st.characters(categories=["Ll", "Zs"]), max_size=30)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("guard", "said"), [(guard, line) for guard, text in SAID.items() for line in _lines(text)])
def test_what_is_kept_out_is_recognised(guard: Guard, said: str) -> None:
    """Each of these is read as what it is, also with capitals and a slip of the finger."""
    assert find_guard(said) is guard
    assert find_guard(said.upper()) is guard


@pytest.mark.parametrize("said", _lines(LOOKALIKES))
def test_what_looks_alike_goes_on(said: str) -> None:
    """Ordinary words that hold a number, a key, money, a pill or a bath are stopped by nothing."""
    assert find_guard(said) is None


def test_an_account_number_alone_is_no_secret() -> None:
    """Whoever laid out money says where it is to go; with the code of the card it is a secret."""
    assert find_secret("NL91 ABNA 0417 1643 00") is None
    assert find_secret("NL91 ABNA 0417 1643 00 en de pincode is 1234") is Guard.SECRET


@settings(max_examples=60, deadline=None)
@given(st.integers(10_000_000, 999_999_999).map("{:09}".format))
def test_a_citizen_number_is_known_by_its_sum(digits: str) -> None:
    """Nine digits are a citizen number when they pass the sum of eleven; named as one, they always are."""
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    passes = total % 11 == 0 and not digits.startswith("6")
    assert (find_secret(digits) is Guard.SECRET) is passes
    assert find_secret(f"mijn bsn is {digits}") is Guard.SECRET


@settings(max_examples=60, deadline=None)
@given(PINS, WORDS, WORDS)
def test_what_is_hidden_is_gone(pin: str, before: str, after: str) -> None:
    """Whatever else an alert says, the digits of a found secret are not in it."""
    said = f"{before}. de pincode is {pin}. {after}"
    assert find_secret(said) is Guard.SECRET
    assert pin not in hide(said)
    assert find_secret(hide(said)) is None


def test_the_way_in_stays_in_an_alert() -> None:
    """Whoever goes to look has to come in; and where digits are not all, nothing of the words stays."""
    said = "ik ben gevallen, de code van het sleutelkastje is 4512"
    assert hide(said) == said
    assert hide("ik ben gevallen, mijn wachtwoord is geheim12a") == ""


def test_the_illness_is_told_by_its_kind() -> None:
    """Of an illness only the kind goes on; a flu of the stomach is no flu."""
    said = {"flu": "ik heb griep", "stomach": "ik heb buikgriep", "cold": "ben verkouden", "sick": "ik ben ziek"}
    assert {code: find_illness(words) for code, words in said.items()} == {code: code for code in said}


def test_an_errand_to_the_pharmacy() -> None:
    """A closed bag is spoken of where medicines are fetched, and nowhere else."""
    assert is_of_the_pharmacy("een zak medicijnen ophalen")
    assert not is_of_the_pharmacy("brood en melk halen")


def _table(name: str) -> list[tuple[str, str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, said) for kind, said in (line.split("\t") for line in lines if not line.startswith("#"))]


def _kind(said: str) -> str:
    guard = find_guard(said)
    return guard.value if guard else "none"


@pytest.mark.parametrize(("kind", "said"), _table("guards_made_with"))
def test_every_line_of_the_table_is_read_as_it_stands(kind: str, said: str) -> None:
    """What the guards were made with, on both sides."""
    assert _kind(said) == kind


def test_what_was_held_apart_is_mostly_read_well() -> None:
    """Of lines they were not made with, 85 in 100 are kept out, and of ordinary ones at most two in 100."""
    lines = _table("guards_held_apart")
    found = [_kind(said) != "none" for kind, said in lines if kind != "none"]
    stopped = [_kind(said) != "none" for kind, said in lines if kind == "none"]
    assert sum(found) / len(found) >= 0.85
    assert sum(stopped) / len(stopped) <= 0.02


@pytest.mark.parametrize(
    "said", ["mijn pincode is", "De code van de deur is:", "pincode", "mijn wachtwoord is", "my pin is", "bsn:"]
)
def test_a_secret_to_come_is_heard(said: str) -> None:
    """Whoever names a secret and no more is about to send it."""
    assert announces_secret(said)
    assert not find_secret(said)


@pytest.mark.parametrize(
    "said", ["mijn pincode is kwijt", "wat is de code?", "mijn postcode is", "de code van het pakje is", "code oranje"]
)
def test_no_secret_is_to_come(said: str) -> None:
    """A secret that is lost, asked after, or none at all, announces nothing."""
    assert not announces_secret(said)


def test_the_rest_of_a_secret_is_digits() -> None:
    """Digits, also as words, are taken for what was announced; a time, a day, a phone number and talk are not."""
    assert all(map(may_be_announced, ("4512", "4 5 1 2", "is 4512", "hond12", "vier vijf een twee", "4512#")))
    assert not any(map(may_be_announced, ("14.30", "24-11", "06-12345678", "0612345678", "12", "tot dinsdag", "ja")))


MADE_WITH = [
    tuple(line.split("\t")) for line in (DATA / "guards_made_with.tsv").read_text().splitlines() if line[:1] != "#"
]
INNOCENT = [words for kind, words in MADE_WITH if kind == "none"]
STOPPED = [  # but a bare word, which only tells something on its own
    words for kind, words in MADE_WITH if kind in ("money", "care", "medicine", "rude") and len(words.split()) > 2
]


@given(st.sampled_from(INNOCENT), st.sampled_from(STOPPED), st.booleans())
def test_an_innocent_sentence_frees_no_other(innocent: str, stopped: str, first: bool) -> None:
    """What excuses one sentence excuses only that: what is asked for in another is stopped all the same."""
    one, two = (innocent, stopped) if first else (stopped, innocent)
    assert find_guard(f"{one.rstrip(' .!?')}. {two}") is not None


@pytest.mark.parametrize(
    ("words", "guard"),
    [
        ("Wie helpt mij de hond wassen? En kan iemand mij elke ochtend wassen?", Guard.CARE),
        ("De collecte komt morgen. Kun je me geld lenen?", Guard.MONEY),
        ("Breng je de medicijnen van de apotheek? En wie kan mijn insuline spuiten?", Guard.MEDICINE),
    ],
)
def test_a_request_beside_an_innocent_one(words: str, guard: Guard) -> None:
    """An errand that neighbours do, and beside it something that they don't."""
    assert find_guard(words) is guard
