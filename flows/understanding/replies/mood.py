"""Whether somebody says that they are sad, lonely or poorly. It is no danger; for that, see flows/alarm."""

from flows.late import late_pattern
from flows.understanding.words import fold

_HOW = (
    r"(?:(?:zo|erg|heel|best|nogal|wel|vaak|steeds|soms|weer|toch|ook|gewoon|een beetje|de laatste tijd|vandaag|"
    r"so|very|rather|quite|a bit|a little|often|just|really|terribly|always|feeling|today) )*"
)
_LOW = (
    r"(?:somber|verdrietig|eenzaam|depressief|neerslachtig|moedeloos|"
    r"sad|lonely|low|down|depressed|blue|miserable)\b"
)
_UNWELL = r"(?:niet (?:zo |erg |echt )?(?:lekker|goed|fijn)|alleen|rot|beroerd|ellendig|slecht|naar|ziek)\b"
_DEAR = r"(?:man|vrouw|moeder|vader|ouders|zoon|dochter|kind|zus|broer|vriend|vriendin|mam|ma|pa|oma|opa|maatje)"
_LOVED = r"(?:husband|wife|mother|father|parents|son|daughter|child|sister|brother|friend|mum|dad|partner)"
_PET = r"(?:hond\w*|kat|poes\w*|vogel\w*|parkiet|konijn\w*|cavia)"
_LATE = r"(?:dood|doodgegaan|overleden|gestorven|ingeslapen|er niet meer)"
_GRIEVES = late_pattern(
    rf"\bik mis (?:(?:mijn|m'n) (?:lieve |overleden )?{_DEAR}|hem|haar|ze)\b"
    r"(?! (?:bij|in de|op de|met de|dinsdag|morgen|vandaag|niet))"
    r"|\b(?:van|heb|veel|zoveel|zo'?n|mijn|het|groot) (?:\w+ )?verdriet\b|\bik (?:rouw|treur)\b|\bin de rouw\b"
    rf"|\b(?:mijn|m'n|onze) (?:lieve |oude )?{_PET} (?:is |moest )(?:\w+ ){{0,3}}(?:{_LATE}|inslapen)\b"
    rf"|\bis (?:mijn|m'n|onze) (?:lieve |oude )?{_PET} (?:\w+ ){{0,2}}{_LATE}\b"
    r"|\b(?:zo|erg|heel) (?:stil|leeg) (?:\w+ )?(?:in huis|zonder (?:hem|haar))\b"
    r"|\bkan (?:\w+ )?niet zonder (?:hem|haar)\b"
    rf"|\bi miss (?:(?:my {_LOVED})|him|her)\b|\bi(?: am|'m) (?:grieving|in mourning|heartbroken)\b"
    r"|\bmy (?:dog|cat|bird|rabbit) (?:has )?(?:died|is dead|passed away)\b"
)
_SAYS = late_pattern(
    rf"\bik (?:voel|voelde) (?:me|mij) {_HOW}(?:{_LOW}|{_UNWELL})"
    rf"|\bik ben {_HOW}{_LOW}"
    r"|\bik ben (?:zo|erg|heel|steeds|altijd|maar) alleen\b"
    r"|\bik (?:huil|moet huilen|zit (?:maar )?te huilen)\b"
    rf"|\bi(?: am|'m| feel) {_HOW}(?:{_LOW}|(?:not (?:very |so |feeling )*well|unwell|poorly|all alone|alone"
    rf"|so alone)\b)"
)


def sounds_low(text: str) -> bool:
    """Tell whether TEXT says that whoever writes it feels low, lonely or unwell."""
    return _SAYS.search(fold(text)) is not None or grieves(text)


def grieves(text: str) -> bool:
    """Tell whether TEXT says that whoever writes it mourns somebody, or an animal."""
    return _GRIEVES.search(fold(text)) is not None
