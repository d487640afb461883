"""What people ask for, in their own words: each sentence is a request of its kind."""

from datetime import datetime

import pytest

from flows.understanding.requests.sentence import understand
from flows.understanding.words import load
from storage.terms import Category, Intent

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, a Monday

REQUESTS = {
    Category.GROCERIES: """
        Wie doet er boodschappen voor mij?
        boodschapen morgen graag
        Ik kan niet naar de winkel door de gladheid
        kan iemand een half brood en een pak melk meenemen
        Mijn pillen liggen klaar bij de apotheek, kan iemand die halen?
        Zou iemand vrijdag mijn medicijnen op kunnen halen
        hallo, kan er iemand voor mij naar de super markt of de supermarkt
        Er ligt een pakketje bij de buurtwinkel maar ik kom de deur niet uit
        can someone do my shopping on friday
        Ik heb aardappelen en groente nodig
        zware flessen water halen bij de supermarkt
        ik zoek iemand voor de wekelijkse boodschappen
    """,
    Category.TRANSPORT: """
        Kan iemand dinsdag om half drie met me mee naar de dokter?
        Ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben
        Wie kan mij naar de huisartsenpost brengen?
        ik heb vervoer nodig naar de fysiotherapeut
        Kan iemand mij donderdag ophalen van het station
        rit naar de oogarts op 3 december om 10.15
        Ik durf niet alleen naar de tandarts
        wie rijdt mij naar de begrafenis van mijn zus
        Ik zoek een chauffeur voor vrijdagmiddag
        Moet bloedprikken maar heb geen auto
        Can someone take me to the hospital on friday at 10?
        Wie gaat er mee naar de specialist, ik onthoud het allemaal niet
        kan iemand mij naar de kapper rijden
    """,
    Category.ODD_JOBS: """
        hallo kan iemand mij helpen met de lamp
        De rookmelder piept de hele tijd
        de kraan lekt
        Wie kan een schilderijtje voor me ophangen
        mijn deurbel doet het niet
        Kan iemand de kast verplaatsen
        Er moet een gordijnrail opgehangen worden
        band van mijn fiets is lek, wie plakt hem
        Ik kan niet bij de gloeilamp, ben te klein
        nieuwe batterij in de klok zetten
        Wie helpt me een kastje in elkaar te zetten
        de verwarming moet ontlucht worden
        can someone change a light bulb for me
    """,
    Category.GARDEN: """
        de heg moet geknipt
        Kan iemand het gras maaien?
        mijn tuin staat vol onkruid
        Wie wil de bladeren harken voor mij
        snoeien van de rozen lukt me niet meer
        De stoep ligt vol sneeuw
        planten water geven als ik weg ben
        I need help with my garden
        hulp in de moestuin gezocht
        tuinieren gaat niet meer met mijn rug
    """,
    Category.DIGITAL: """
        Mijn computer doet raar
        mijn tv doet het niet
        ik kom niet meer in mijn email
        Kan iemand de wifi bekijken
        Ik snap mijn nieuwe telefoon niet
        wachtwoord van de laptop vergeten
        hulp met digid
        Wie helpt me beeldbellen met mijn kleinzoon
        de printer print niet
        can someone help me with my tablet
        whatsapp is weg van mijn mobiel
    """,
    Category.PAPERWORK: """
        Ik heb hulp nodig met een brief van de gemeente
        Wie kan mij helpen een formulier in te vullen
        mijn administratie is een rommeltje
        belastingaangifte doen
        ik begrijp de brief van de zorgverzekering niet
        Huurtoeslag aanvragen lukt niet
        Help with forms please
        stapel post doornemen
        wmo aanvraag doen
    """,
    Category.COMPANY: """
        Ik voel me zo alleen
        Wie wil met me wandelen?
        kopje koffie drinken met iemand
        ik zoek gezelschap
        Ik zou graag eens een praatje maken
        eenzaam sinds mijn man er niet meer is
        Wie wil er een spelletje rummikub doen
        iemand om mee te kaarten op woensdagmiddag
        Kan er iemand op bezoek komen
        a cup of coffee with somebody would be nice
        ik wil wel eens een ommetje maken maar durf niet in mijn eentje
    """,
    Category.MEALS: """
        Wie kookt er voor mij deze week
        samen eten vrijdag
        Ik zou graag ergens aanschuiven voor het avondeten
        kan iemand een pannetje soep brengen
        warme maaltijd nodig
        Ik kan niet koken met mijn gebroken pols
        can somebody cook for me on sunday
        niet alleen eten met kerst, wie wil samen eten
    """,
    Category.PETS: """
        Wie kan er zaterdag mijn hond uitlaten?
        Kan iemand op de kat passen
        de poes eten geven in het weekend
        wandelen met de hond gaat niet meer
        Ik moet met mijn konijn naar de dierenarts
        oppas voor mijn hondje gezocht
        Who can walk my dog every morning
        de kanarie moet verzorgd worden
    """,
    Category.HOUSEHOLD: """
        Kan iemand de ramen lappen?
        ik kan zelf niet meer stofzuigen
        hulp in de huishouding
        Wie zet de vuilnisbak voor me buiten
        bed verschonen lukt niet
        strijken en de was
        schoonmaken van de badkamer
        de koelkast moet nodig schoongemaakt
        can anyone help me clean my kitchen
    """,
    Category.RESPITE: """
        Kan iemand op mijn man passen zodat ik er even uit kan?
        Ik ben mantelzorger en wil een middag weg
        wie kan een uurtje bij mijn vrouw blijven
        oppas voor mijn moeder, zij kan niet alleen zijn
        mijn partner heeft alzheimer, ik wil even naar buiten
        Can someone sit with my husband on tuesday
        iemand die de zorg een avond kan overnemen
    """,
    Category.LANGUAGE: """
        Ik wil graag nederlands leren
        taalmaatje gezocht
        Wie kan deze brief vertalen uit het arabisch
        I want to practice dutch
        oefenen voor mijn inburgering
        ik kan niet goed lezen en schrijven, wil leren lezen
        tolk nodig bij een gesprek
    """,
    Category.OTHER: """
        Kunt u mijn steunkousen aantrekken?
        Wie kan mij helpen met douchen
        ik zoek iemand voor bijles wiskunde
    """,
}
TABLE = [(kind, text.strip()) for kind, texts in REQUESTS.items() for text in texts.strip().splitlines()]


@pytest.mark.parametrize(("kind", "text"), TABLE)
def test_request_is_of_its_kind(kind: Category, text: str) -> None:
    """What somebody asks for is known by its words, whatever else they say."""
    found = understand(text, NOW)
    assert (found.intent, found.category) == (Intent.REQUEST, kind)


def test_there_are_enough_requests() -> None:
    """The table holds at least 120 requests, some of every kind."""
    assert len(TABLE) >= 120
    assert set(REQUESTS) == set(Category)


def test_two_tasks_keep_their_order() -> None:
    """Of two tasks in one message the first is the category and the second follows."""
    found = understand("Kan iemand boodschappen doen en daarna koffie met me drinken?", NOW)
    assert found.categories == (Category.GROCERIES, Category.COMPANY)


@pytest.mark.parametrize(
    ("text", "task", "destination"),
    [
        ("hallo kan iemand mij helpen met de lamp", "lamp", ""),
        ("Wie doet er boodschappen voor mij?", "boodschappen", ""),
        ("Kan iemand met me mee naar de dokter?", "", "naar de dokter"),
        ("Ik voel me zo alleen", "", ""),
        ("wie kan mijn dementerende man gezelschap houden", "gezelschap", ""),
    ],
)
def test_task_tells_no_more_than_needed(text: str, task: str, destination: str) -> None:
    """The few words shown to a stranger name the task and nothing about the person."""
    found = understand(text, NOW)
    assert (found.task, found.destination) == (task, destination)


def test_length_is_told_apart_from_the_hour() -> None:
    """How long something takes is not taken for the hour it begins."""
    found = understand("kan iemand morgen anderhalf uur met me wandelen", NOW)
    assert found.duration_minutes == 90
    assert found.when is not None
    assert found.when.kept()["start"] == "2026-11-24 00:00"


def test_refused_word_names_no_task() -> None:
    """What somebody does not want is not what they ask for."""
    assert understand("geen honden graag", NOW).category is None


@pytest.mark.parametrize(
    "text", ["houden", "contact", "nederland", "vertellen", "vergeten", "overleden", "recent", "weten"]
)
def test_everyday_word_is_no_slip(text: str) -> None:
    """A word that only lies near one of the lexicon names no task."""
    assert understand(text, NOW).categories == ()


def test_repeat_begins_in_the_week_that_was_said() -> None:
    """A weekly wish that begins next week begins on its own weekday."""
    found = understand("elke dinsdagochtend om 9 uur mijn hond uitlaten, te beginnen volgende week", NOW)
    assert found.when is not None
    assert found.when.kept() == {
        "start": "2026-12-01 09:00",
        "end": None,
        "grain": "minute",
        "every": "WEEKLY;BYDAY=TU",
    }


def test_every_category_has_words_enough() -> None:
    """Each kind of help is known by at least 25 words."""
    lexicon = load("categories")
    assert all(sum(map(len, lexicon[kind].values())) >= 25 for kind in Category)


def test_grandchild_needs_no_respite() -> None:
    """Minding a grandchild is not taking over from somebody who cares for the ill."""
    assert understand("oppassen op mijn kleinkind", NOW).category is Category.OTHER


def test_an_hour_said_twice_is_one_time() -> None:
    """Whoever says the hour of what comes back a second time is not asked which of the two is meant."""
    found = understand("elke dinsdag om half drie naar de fysio, ik moet er om half drie zijn", NOW)
    assert found.ask == ()
