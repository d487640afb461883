"""Where two people are to meet, when that is not at the door: "bij de bushalte ophalen". Pure."""

from flows.late import late_pattern
from flows.understanding.words import fold

_PLACES = (
    "bushalte|halte|tramhalte|station|markt|kerk|winkel|supermarkt|bibliotheek|dorpshuis|buurthuis|ingang|receptie|hal|"
    "plein|parkeerplaats|apotheek|bus ?stop|station|market|church|shop|supermarket|library|village hall|entrance|square"
)
_PLACE = late_pattern(rf"\b(?P<at>bij|op|voor|in|at|by|in front of) (?P<the>de|het|t|'t|the) (?P<place>{_PLACES})\b")
_MEET = late_pattern(
    r"\b(?:afspreken|afgesproken|treffen|ontmoeten|zien we elkaar|opwachten|"
    r"(?:sta|staan|wacht|wachten|ben) (?:ik |we |al |dan )?(?:dan |al )?(?:bij|op|voor|in)|"
    r"(?:mij|me|ons)\b.*\b(?:halen|ophalen|opgehaald|op te halen)|"
    r"meet|pick(?:ed)? (?:me )?up)\b"
)


def meeting_place(text: str) -> str:
    """Give the place in its own words ("bij de bushalte"); empty when the two meet at the door."""
    plain = fold(text)
    found = _PLACE.search(plain)
    return found[0] if found is not None and _MEET.search(plain) else ""
