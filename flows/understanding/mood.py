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
_SAYS = late_pattern(
    rf"\bik (?:voel|voelde) (?:me|mij) {_HOW}(?:{_LOW}|{_UNWELL})"
    rf"|\bik ben {_HOW}{_LOW}"
    r"|\bik ben (?:zo|erg|heel|steeds|altijd|maar) alleen\b"
    r"|\bik (?:huil|moet huilen|zit (?:maar )?te huilen)\b"
    r"|\bik mis (?:mijn|m'n) (?:man|vrouw|moeder|vader|zoon|dochter|zus|broer)\b"
    rf"|\bi(?: am|'m| feel) {_HOW}(?:{_LOW}|(?:not (?:very |so |feeling )*well|unwell|poorly|all alone|alone"
    rf"|so alone)\b)"
    r"|\bi miss my (?:husband|wife|mother|father|son|daughter|sister|brother)\b"
)


def sounds_low(text: str) -> bool:
    """Tell whether TEXT says that whoever writes it feels low, lonely or unwell."""
    return _SAYS.search(fold(text)) is not None
