"""Five scenes to begin with. They always play in the same week, so that each ends as it is told here."""

from datetime import datetime

from bot.practice.script import Scene, Sight, Step, Taps, Turns, Types

RIET, COR, MIEN = 101, 103, 104
VERA, OMAR, FATIMA, PIET = 201, 202, 205, 208
ANJA, KAREL = 301, 302


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Give a moment in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - as the clocks in the village say it


AWKWARD = Scene(
    id="lastige-zin",
    title="Een lastige zin",
    about="Riet moet naar het ziekenhuis en weet niet hoe laat ze klaar is.",
    start=at(23, 10),
    steps=(
        Step(
            "Riet typt wat haar bezighoudt. Een uur heeft ze niet.",
            (Types(RIET, "ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben"),),
            (Sight(RIET, "?"),),
        ),
    ),
    ends_with=RIET,
    ending="Riet typte: “ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben”. Daarop staat er één "
    "vraag, en niet meer. Antwoord als Riet, en kijk wat er dan komt.",
)

NOBODY = Scene(
    id="niemand",
    title="Niemand zegt ja",
    about="Mien zoekt iemand voor haar hond. Er komt geen antwoord, en het wordt vijf uur.",
    start=at(23, 10),
    phones=(MIEN, FATIMA, ANJA),
    steps=(
        Step(
            "Mien vraagt iemand om woensdag haar hond uit te laten.",
            (Types(MIEN, "kan iemand woensdag om 10 uur mijn hond uitlaten"),),
            (Sight(MIEN, "Klopt dat?"),),
        ),
        Step(
            "Ze tikt op ja. Er staat een uur bij waarop ze iets hoort, en wie er anders belt.",
            (Taps(MIEN, "Ja, dat klopt"),),
            (Sight(MIEN, "hoort u van mij"), Sight(FATIMA, "huisdier")),
        ),
        Step(
            "Fatima kan deze keer niet. De anderen zeggen niets.",
            (Taps(FATIMA, "Deze keer niet"),),
            (Sight(FATIMA, "dank je wel"),),
        ),
        Step(
            "De klok gaat naar vijf uur, het uur van de belofte.",
            (Turns(at(23, 17, 1)),),
            (Sight(MIEN, "Het is mij nog niet gelukt"), Sight(ANJA, "06-12345104")),
        ),
    ),
    ends_with=ANJA,
    ending="De belofte eindigt bij een mens: Anja heeft een taak met het nummer van Mien. Mien weet dat Anja belt. "
    "Tik als Anja op een knop, of zet de klok verder.",
)

DANGER = Scene(
    id="gevaar",
    title="Gevaar, overdag en ’s nachts",
    about="Dezelfde soort zin om 11.00 uur en om 03.00 uur. Wie leest het, en wanneer?",
    start=at(23, 11),
    phones=(RIET, KAREL, ANJA),
    steps=(
        Step(
            "Maandag, 11.00 uur. Riet typt een zin die geen vraag om hulp van een buur is.",
            (Types(RIET, "ik ben gevallen en kan niet opstaan"),),
            (Sight(RIET, "Bel nu 112."), Sight(ANJA, "ik ben gevallen en kan niet opstaan")),
        ),
        Step(
            "Anja heeft dienst. Zij leest de zin, met het adres erbij, en pakt het op.",
            (Taps(ANJA, "Opgepakt"),),
            (Sight(RIET, "Anja weet het nu."),),
        ),
        Step(
            "De klok gaat naar drie uur in de nacht. Niemand heeft dienst.",
            (Turns(at(24, 3)),),
        ),
        Step(
            "Cor typt. Hij leest meteen dat hij niet op Anja moet wachten.",
            (Types(COR, "ik heb pijn op mijn borst"),),
            (
                Sight(COR, "Bel nu 112."),
                Sight(COR, "pas morgenochtend"),
                Sight(ANJA, "ik heb pijn op mijn borst"),
                Sight(KAREL, "ik heb pijn op mijn borst"),
            ),
            (COR, KAREL, ANJA),
        ),
    ),
    ends_with=ANJA,
    ending="Beide keren eindigt het op de telefoon van Anja, met woorden en adres. ’s Nachts krijgt Karel het ook, en "
    "niemand belooft Cor iets. Zet de klok een uur vooruit: het wordt gezegd tot iemand het oppakt.",
)

DROP_OUT = Scene(
    id="vera-haakt-af",
    title="Vera haakt af om 11.40 uur",
    about="Van de vraag tot de reserve die op het laatste moment komt.",
    start=at(23, 10, 4),
    phones=(RIET, VERA, OMAR),
    steps=(
        Step(
            "Riet vraagt of iemand meegaat naar de dokter.",
            (Types(RIET, "Kan iemand dinsdag om half drie met me mee naar de dokter?"),),
            (Sight(RIET, "Klopt dat?"),),
        ),
        Step(
            "Riet tikt op ja. Kijk bij Vera en Omar: zij lezen geen naam en geen adres.",
            (Taps(RIET, "Ja, dat klopt"),),
            (Sight(VERA, "zoekt gezelschap"), Sight(OMAR, "zoekt gezelschap")),
        ),
        Step(
            "Vera en Omar tikken allebei op ja, Vera net iets eerder. Nu leest zij, en zij alleen, waar Riet woont.",
            (Taps(VERA, "Ja, ik doe het"), Taps(OMAR, "Ja, ik doe het")),
            (Sight(VERA, "Eikenlaan 12"), Sight(RIET, "Vera Jansen komt"), Sight(OMAR, "Mag ik jou vragen")),
        ),
        Step(
            "Omar wil reserve zijn.",
            (Taps(OMAR, "Ja, dat mag"),),
            (Sight(OMAR, "jou als eerste"),),
        ),
        Step(
            "Het wordt dinsdag, twintig voor twaalf. Om half drie moet Riet bij de dokter zijn.",
            (Turns(at(24, 11, 40)),),
        ),
        Step(
            "Vera kan toch niet. Er is één vraag, zonder verwijt.",
            (Taps(VERA, "Ik kan toch niet"),),
            (Sight(VERA, "Kun je niet meer"),),
        ),
        Step(
            "Vera weet het zeker. Het is kort van tevoren: Riet hoort het meteen, en Omar wordt als eerste gevraagd.",
            (Taps(VERA, "Ja, ik kan toch niet"),),
            (Sight(RIET, "Vera kan niet komen"), Sight(OMAR, "alleen aan jou")),
        ),
        Step(
            "Omar zegt ja.",
            (Taps(OMAR, "Ja, ik doe het"),),
            (Sight(RIET, "Omar Idrissi komt"), Sight(OMAR, "Eikenlaan 12")),
        ),
    ),
    ends_with=RIET,
    ending="Riet heeft een nieuwe kaart, met een nieuw deurwoord. Op de telefoon van Vera staat geen adres meer. "
    "Tik als Riet op een knop onder haar kaart.",
)

NO_PHONE = Scene(
    id="geen-mobiel",
    title="Iemand zonder mobiel",
    about="Toos is 88 en heeft alleen een vaste telefoon. Anja vraagt voor haar, en leest haar voor.",
    start=at(23, 10),
    phones=(RIET, PIET, ANJA),
    steps=(
        Step(
            "Toos heeft gebeld. Anja vraagt hulp voor haar, met /nieuw.",
            (Types(ANJA, "/nieuw"),),
            (Sight(ANJA, "Voor wie is het?"),),
        ),
        Step(
            "Anja schrijft wie het is. Burenbel vraagt of Toos het goed vindt.",
            (Types(ANJA, "Toos Visser, Wilgenstraat 30, 073-5550101"),),
            (Sight(ANJA, "Vindt Toos Visser het goed"),),
        ),
        Step("Dat heeft Toos aan de telefoon gezegd.", (Taps(ANJA, "Ja, aan de telefoon"),), (Sight(ANJA, "?"),)),
        Step(
            "Anja schrijft wat Toos zoekt.",
            (Types(ANJA, "hulp in de tuin, woensdag om 10 uur"),),
            (Sight(ANJA, "Klopt dat?"),),
        ),
        Step(
            "Het klopt. Nu gaat het als elke andere vraag naar de buren.",
            (Taps(ANJA, "Ja, dat klopt"),),
            (Sight(ANJA, "Toos Visser"), Sight(PIET, "tuin")),
        ),
        Step(
            "Piet zegt ja. Hij leest het adres en het nummer. Anja krijgt een taak: Toos bellen.",
            (Taps(PIET, "Ja, ik doe het"),),
            (Sight(PIET, "Wilgenstraat 30"), Sight(ANJA, "073-5550101")),
        ),
    ),
    ends_with=ANJA,
    ending="Anja heeft een taak: Toos bellen op haar vaste nummer, met de zinnen die ze voorleest en het deurwoord. "
    "Heeft ze gebeld? Dan tikt ze op Gezegd.",
)

SCENES = (AWKWARD, NOBODY, DANGER, DROP_OUT, NO_PHONE)
