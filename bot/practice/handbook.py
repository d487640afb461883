"""The chats that the coordinator's handbook shows: short scenes in the village, each with one phone where it ends."""

from dataclasses import dataclass
from datetime import datetime

from bot.practice.scenes import ANJA, COR, FATIMA, MIEN, PIET, RIET, VERA, at
from bot.practice.script import Deed, Scene, Sight, Step, Taps, Turns, Types

JOOP, BEP, BRAM = 107, 206, 213
DOCTOR = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
DOG = "kan iemand woensdag om 10 uur mijn hond uitlaten"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the last messages on the phone where a scene ends."""

    scene: Scene
    messages: int

    @property
    def name(self) -> str:
        """Give the name of its file."""
        return f"{self.scene.id}.png"


def types(person: int, words: str, *sees: str) -> Step:
    """Let somebody type, and then read what SEES says."""
    return _step(person, Types(person, words), sees)


def taps(person: int, label: str, *sees: str) -> Step:
    """Let somebody tap a button, and then read what SEES says."""
    return _step(person, Taps(person, label), sees)


def turns(moment: datetime, person: int, *sees: str) -> Step:
    """Turn the clock; then somebody reads what SEES says."""
    return _step(person, Turns(moment), sees)


def _step(person: int, deed: Deed, sees: tuple[str, ...]) -> Step:
    return Step("", (deed,), tuple(Sight(person, words) for words in sees))


def asked(person: int, words: str) -> tuple[Step, Step]:
    """Let somebody ask for help, and confirm what was understood."""
    return types(person, words, "Klopt dat?"), taps(person, "Ja, dat klopt", "hoort u van mij")


def _picture(name: str, messages: int, person: int, *steps: Step, start: datetime | None = None) -> Picture:
    begins = start or at(23, 10)
    return Picture(Scene(name, name, "", begins, steps, person, "", (person, RIET, VERA)), messages)


WANTS_TO_HELP = (
    types(BRAM, "ik wil graag helpen met klusjes", "Wanneer"),
    types(BRAM, "zaterdag van 10 tot 16 uur", "Hoe ver"),
    taps(BRAM, "3 kilometer", "Hoe vaak"),
    taps(BRAM, "2 keer", "liever niet tegenkomt"),
    taps(BRAM, "Nee, niets", "Hoe heet u"),
    types(BRAM, "Bram de Boer, Iepenstraat 44, 06-12345213", "Klopt dat?"),
    taps(BRAM, "Ja, dat klopt", "Anja maakt eerst even kennis"),
)
WORRIED = (
    *asked(RIET, DOCTOR),
    taps(VERA, "Ja, ik doe het", "Top, jij gaat!"),
    turns(at(24, 16, 10), VERA, "Ben je bij Riet geweest?"),
    taps(VERA, "Niet pluis", "Goed dat je het zegt"),
    types(VERA, "er stond bijna geen eten in huis en Riet had het koud", "Dank je wel"),
)
WEEK = (
    *asked(RIET, DOCTOR),
    taps(VERA, "Ja, ik doe het", "Top, jij gaat!"),
    *asked(MIEN, "kan iemand dinsdag om 10 uur mijn hond uitlaten"),
    taps(FATIMA, "Ja, ik doe het", "Top, jij gaat!"),
    *asked(COR, "kan iemand dinsdag om 4 uur boodschappen voor me doen"),
    taps(VERA, "Ja, ik doe het", "Top, jij gaat!"),
    *asked(COR, "kan iemand dinsdag om 1 uur een lamp voor me ophangen"),
    taps(BEP, "Ja, ik doe het", "Top, jij gaat!"),
    *asked(MIEN, "kan iemand dinsdag om 12 uur het blad in de tuin harken"),
    taps(PIET, "Ja, ik doe het", "Top, jij gaat!"),
    turns(at(24, 18), VERA, "Ben je bij Riet geweest?"),
    taps(FATIMA, "Gelukt"),
    taps(PIET, "Gelukt"),
    taps(BEP, "Gelukt"),
)

PICTURES = (
    _picture(
        "ochtend",
        2,
        ANJA,
        *asked(MIEN, DOG),
        *WANTS_TO_HELP,
        types(JOOP, "ik wil iemand spreken", "Op welk nummer"),
        types(JOOP, "06-12345107", "het nummer"),
        turns(at(23, 17, 5), ANJA, "Niemand gevonden"),
        types(ANJA, "/vandaag", "Dag Anja"),
    ),
    _picture("vraag", 3, RIET, *asked(RIET, DOCTOR)),
    _picture("kaart", 1, VERA, *asked(RIET, DOCTOR), taps(VERA, "Ja, ik doe het", "Top, jij gaat!")),
    _picture(
        "niemand",
        2,
        ANJA,
        *asked(MIEN, DOG),
        taps(FATIMA, "Deze keer niet", "dank je wel"),
        turns(at(23, 17, 1), ANJA, "Niemand gevonden"),
        taps(ANJA, "Wie kan?", "Doet dit soort klus niet"),
    ),
    _picture(
        "bellen",
        2,
        ANJA,
        types(ANJA, "/nieuw", "Voor wie is het?"),
        types(ANJA, "Toos Visser, Wilgenstraat 30, 073-5550101", "Vindt Toos Visser het goed"),
        taps(ANJA, "Ja, aan de telefoon", "?"),
        types(ANJA, "hulp in de tuin, woensdag om 10 uur", "Klopt dat?"),
        taps(ANJA, "Ja, dat klopt", "Toos Visser"),
        taps(PIET, "Ja, ik doe het", "Wilgenstraat 30"),
        types(ANJA, "/bel", "Bellijst, 1 mens"),
        taps(ANJA, "Toos", "Niet op de voicemail"),
    ),
    _picture("nieuw", 3, ANJA, *WANTS_TO_HELP, types(ANJA, "/keur bram", "doet mee")),
    _picture("zorg", 2, ANJA, *WORRIED, taps(ANJA, "Opgepakt", "dit is van jou")),
    _picture("gevaar", 1, ANJA, types(RIET, "ik ben gevallen en kan niet opstaan", "Bel nu 112.")),
    _picture("cijfers", 1, ANJA, *WEEK, types(ANJA, "/cijfers deze week", "Cijfers van week 48")),
)
