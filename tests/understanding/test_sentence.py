"""What somebody wants with a message, how pressing it is, and what the command line tells of it."""

from datetime import datetime

import pytest

from flows.understanding.requests.report import report
from flows.understanding.requests.sentence import understand
from storage.terms import Category, Intent, Urgency

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, a Monday

INTENTS = {
    Intent.OFFER: """
        ik kan di en do na 4, niet in de herfstvakantie, geen honden
        Ik wil graag helpen
        ik wil vrijwilliger worden
        Ik heb dinsdagmiddag tijd
        ik ben elke vrijdag beschikbaar
        kan ik iemand helpen?
        Ik kook graag voor een ander
        ik heb appels over
        I can help on mondays
        deze week even niet
        ik kan alleen op dinsdag
        ik kan iemand helpen op vrijdag
        ik kan maandag wel iemand rijden
        ik ben op vakantie tot 3 januari
        ik heb nog een rollator over
        ik wil wel honden uitlaten
    """,
    Intent.CHANGE: """
        kan het ook een uur later?
        ik moet de afspraak van dinsdag verzetten
        nee wacht, het is woensdag
        kan het een andere dag
        niet dinsdag maar donderdag
        sorry, ik bedoel half vier
        toch liever vrijdag
        Kan Vera ook om drie uur komen?
        verplaats de afspraak naar morgen
    """,
    Intent.CANCEL: """
        mijn dochter komt al
        het hoeft niet meer
        ik wil afzeggen
        De hulp is niet meer nodig
        Het gaat niet door
        annuleren graag
        ik heb het al zelf geregeld
        laat maar zitten
        I want to cancel
        ik kan dinsdag niet komen
        afspraak van vrijdag kan niet doorgaan
        dat is niet nodig
        ik ben ziek, ik kan woensdag niet
        je hoeft vrijdag niet te komen
    """,
    Intent.INFO: """
        wanneer komt ze nou
        hoe zit het met mijn vraag
        Is er al iemand gevonden?
        Wie komt er morgen?
        hoe laat komt Vera
        wat kun je allemaal
        hoe werkt dit
        komt er nog iemand?
        wie ben jij
        heb ik nog een afspraak deze week
        er is niemand gekomen
        is dit gratis
        what can you do
    """,
    Intent.PERSON: """
        bel mij
        ik wil iemand spreken
        kunt u mij bellen
        Ik wil met een echt mens praten
        mag ik de coordinator spreken
        bel me even terug
        I want to talk to a human
        ik wil graag een vrijwilliger spreken
        mag ik een vrijwilliger spreken
        please call me
        mens
    """,
    Intent.STOP: """
        stop
        Stop!
        ik wil stoppen
        ik wil geen berichten meer
        meld mij maar af
        unsubscribe
    """,
    Intent.FORGET: """
        vergeet mij
        verwijder al mijn gegevens
        wis mijn gegevens
        delete my data
    """,
    Intent.THANKS: """
        heel lief meisje dank je wel
        dank u
        Bedankt!
        thanks
        hartstikke bedankt voor de hulp
    """,
    Intent.SMALLTALK: """
        hoi
        Goedemorgen!
        hallo burenbel
        hoe gaat het met je
        lekker weertje vandaag
        👍
    """,
}
TABLE = [(intent, text.strip()) for intent, texts in INTENTS.items() for text in texts.strip().splitlines()]


@pytest.mark.parametrize(("intent", "text"), TABLE)
def test_intent_is_known(intent: Intent, text: str) -> None:
    """What somebody wants with a message is known from its words."""
    assert understand(text, NOW).intent is intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("de stop is gesprongen", Intent.REQUEST),
        (
            "ik ben zelf jaren vrijwilliger geweest, maar nu heb ik iemand nodig die mij naar de dokter brengt",
            Intent.REQUEST,
        ),
        ("ben ik al aan de beurt", Intent.INFO),
        ("staat het nu genoteerd", Intent.INFO),
        ("wat staat er nog open voor mij", Intent.INFO),
        ("ik kan zelf niet meer stofzuigen", Intent.REQUEST),
        ("kan iemand mij helpen met de lamp", Intent.REQUEST),
        ("Kan iemand de kast verplaatsen", Intent.REQUEST),
        ("alvast bedankt, kan iemand boodschappen doen", Intent.REQUEST),
        ("kan iemand komen ik kan alleen op dinsdag", Intent.REQUEST),
        ("eerste kerstdag ben ik alleen wie komt er eten", Intent.REQUEST),
        ("ik zoek een vrijwilliger voor de tuin", Intent.REQUEST),
        ("vergeet mij niet", Intent.SMALLTALK),
        ("mijn vrouw is overleden", Intent.SMALLTALK),
        ("ik wil wel eens een ommetje maken", Intent.REQUEST),
        ("ik heb een vraag over mijn computer", Intent.REQUEST),
        ("mijn buren zijn weg en de wasmachine gaat ook al niet meer", Intent.REQUEST),
        ("een praatje op vrijdagmiddag, langer hoeft het niet te duren", Intent.REQUEST),
    ],
)
def test_lookalike_is_not_mistaken(text: str, intent: Intent) -> None:
    """A sentence that only resembles another wish keeps its own."""
    assert understand(text, NOW).intent is intent


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("zo snel mogelijk een lamp vervangen", (Urgency.URGENT,)),
        ("met spoed naar de huisartsenpost", (Urgency.URGENT,)),
        ("kan iemand vandaag nog medicijnen halen", (Urgency.SOON,)),
        ("noodgeval, bel 112", (Urgency.EMERGENCY,)),
        ("volgende week de ramen lappen", ()),
    ],
)
def test_urgency_is_heard(text: str, flags: tuple[Urgency, ...]) -> None:
    """How pressing it sounds is heard, and a calm question stays calm."""
    assert understand(text, NOW).flags == flags


@pytest.mark.parametrize(
    ("text", "correction"),
    [("nee, woensdag", True), ("toch om vier uur", True), ("woensdag", False), ("nederlands leren", False)],
)
def test_correction_is_noticed(text: str, correction: bool) -> None:
    """A word that takes something back marks a correction."""
    assert understand(text, NOW).correction is correction


def test_unsure_is_said() -> None:
    """A bare time may be an answer or a request: the intent is not sure."""
    assert not understand("donderdag ergens", NOW).sure
    assert understand("kan iemand de heg knippen", NOW).sure


def test_report_is_plain() -> None:
    """The command line tells exactly what was understood, with the danger that was handed in."""
    found = report("kan iemand dinsdag om half drie mee naar de dokter", NOW, "body")
    assert [one["category"] for one in found.pop("likely")][:1] == [Category.TRANSPORT]
    assert found == {
        "text": "kan iemand dinsdag om half drie mee naar de dokter",
        "intent": "request",
        "category": Category.TRANSPORT,
        "tasks": ["kan iemand dinsdag om half drie mee naar de dokter"],
        "when": {"start": "2026-11-24 14:30", "end": None, "grain": "minute", "every": None},
        "ask": [],
        "flags": [],
        "danger": "body",
    }


def test_report_of_nothing() -> None:
    """What holds no request and no time is told as such."""
    found = report("👍", NOW, None)
    assert (found["when"], found["ask"], found["category"], found["danger"]) == (None, [], None, None)
