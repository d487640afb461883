"""What people type in a bench, and what each answer must hold.

Nobody types the same as everybody else, so that nothing is fast only because it was read before.
"""

from dataclasses import dataclass

from bench.peers.questions import QUESTIONS, THANKS

_WHATS = ("boodschappen doen", "de hond uitlaten", "een lamp ophangen", "koffie drinken", "de tuin wieden")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_NAMES = ("Riet de Wit", "Jan Bakker", "Toos Smit", "Kees Visser", "Ans Mulder", "Wim de Boer", "Bep Kok")
_STREETS = ("Eikenlaan", "Lindenhof", "Dorpsstraat", "Kerkweg", "Molenpad")


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody types, and what the answer to it must hold."""

    types: str
    hears: str


def intake_talk(chat: int) -> tuple[Line, ...]:
    """Give the six turns of the intake, in words of this chat's own."""
    said = (
        "/intake",
        f"{_WHATS[chat % len(_WHATS)]} voor {1 + chat % 3} uur",
        _DAYS[chat % len(_DAYS)],
        f"{8 + chat % 12}:{5 * (chat // 12 % 12):02d} uur",
        f"{_NAMES[chat % len(_NAMES)]}, {_STREETS[chat // 7 % len(_STREETS)]} {1 + chat % 97}",
        "ja",
    )
    return tuple(Line(types, hears) for types, hears in zip(said, (*QUESTIONS, THANKS), strict=True))


def request_talk(chat: int) -> tuple[Line, ...]:
    """Give the house's own talk as somebody new has it: the sentence, who they are, and a yes."""
    days = ("dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")
    sentence = f"Kan iemand {days[chat % 5]} om {9 + chat % 8}:{chat // 8 % 12 * 5:02d} boodschappen voor mij doen?"
    return (
        Line(sentence, "heet u"),
        Line(f"Riet Bakker, Eikenlaan {1 + chat % 97}", "Klopt"),
        Line("ja, dat klopt", "Dank u wel"),
    )
