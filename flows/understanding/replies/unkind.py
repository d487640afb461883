"""Whether words that were meant as thanks are a complaint, or no words at all. Pure."""

from flows.late import late_pattern
from flows.understanding.words import fold

_UNKIND = late_pattern(
    r"\b(?:brutaal|onbeschoft|onbeleefd|te laat|(?:kwam|is|was) (?:\w+ )?niet (?:op ?dagen|gekomen|geweest|geholpen)|"
    r"kwam (?:\w+ )?niet\b|gestolen|steelt|stal|(?:is|was|heeft \w+) (?:kapot|stuk)|kapot ?gemaakt|gebroken|"
    r"niet (?:zo |erg |echt )?(?:aardig|vriendelijk|fijn|prettig|netjes|leuk|goed|tevreden|eerlijk)|vervelend|"
    r"onaardig|onvriendelijk|naar (?:mens|mannetje)|bang|geschreeuwd|schreeuwde|dronken|slordig|vies|"
    r"raakte me aan|klacht|nooit meer|weg te laat|liet me vallen|rude|late|stolen|broke|broken|unkind|"
    r"never (?:again|came|(?:turned|showed) up)|didn't (?:come|turn up|help)|drunk|shouted|yelled|touched me"
    r"|complain\w*|sloppy|"
    r"impatient|grumpy|creepy|disappoint\w*|useless|terrible|awful|smelt|smelled|left me (?:waiting|standing)|"
    r"not (?:very |so |really )?(?:nice|kind|friendly|good|happy|pleased|helpful)|too (?:expensive|short|rough)|"
    r"nors|chagrijnig|(?:was|is|erg|zo|heel) bot|lomp|ongeduldig|boos op (?:mij|me)|snauwde?|blafte|mopper\w*|"
    r"handtastelijk|opdringerig|gluur\w*|(?:zat|kwam) (?:\w+ )?(?:aan me|aan mij|te dicht\w*)|"
    r"(?:was|erg|heel|beetje|haar|hem) eng|griezel\w*|stonk|rook naar (?:drank|bier|alcohol)|"
    r"(?:deed|heeft) (?:\w+ )?(?:niks|niets)(?: gedaan| goed)?[.! ]*$|"
    r"liet (?:me|mij) (?:\w+ )?(?:zitten|staan|wachten)|"
    r"veel te (?:duur|kort|laat|ruw|hard)|belachelijk|schandalig|waardeloos|teleurgesteld|valt (?:me|mij) tegen|"
    r"viel (?:me |mij |erg )?tegen|nooit (?:weer|komen opdagen)|"
    r"(?:portemonnee|geld|ring) (?:\w+ )?(?:weg|kwijt|verdwenen)|nasty|creepy|grumpy|awful|terrible|useless|"
    r"never came|not (?:nice|kind|friendly)|complain\w*)\b"
)
_NOT_MEANT = late_pattern(
    r"\b(?:niet|nooit|never|not) (?:te laat|late|brutaal|kapot|bang|vies|slordig|vervelend|nors|boos|ongeduldig|eng|"
    r"lomp|bot|chagrijnig)\b"
)
_NOTHING = late_pattern(
    r"^(?:niks|niets|nothing|(?:no )?(?:thats |that's |its |it's )?not (?:needed|necessary)|no need"
    r"|(?:nee )?(?:hoor )?(?:dat )?hoeft (?:echt )?niet(?: hoor)?)[.! ]*$"
)


def is_unkind(text: str) -> bool:
    """Tell whether TEXT finds fault with somebody, or tells of damage."""
    return _UNKIND.search(_NOT_MEANT.sub(" ", fold(text))) is not None


def is_nothing(text: str) -> bool:
    """Tell whether TEXT says that there is nothing to send."""
    return _NOTHING.match(fold(text)) is not None
