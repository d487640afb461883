"""Words that tell of a death, or of a hospital bed: as news, not as what lies behind or ahead. Pure."""

from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.words import fold


class Loss(StrEnum):
    """What somebody tells of."""

    DIED = "died"
    ADMITTED = "admitted"


_DIED = late_pattern(
    r"\b(?:overleden|gestorven|heengegaan|ingeslapen|doodgegaan|leeft niet meer|niet meer onder ons|"
    r"(?:hij|zij|ze|man|vrouw|moeder|vader|oma|opa|(?:mevrouw|meneer) \w+) is er (?:helaas )?niet meer(?= *[.!]?$)|"
    r"(?<!ik )(?:is|was|bleek) (?:(?!ik\b)\w+ ){0,2}dood"
    r"(?! (?:ziek|moe|op|stil|saai|gewoon|normaal|eng|bang|hier|in|van))|is dead(?! \w)|"
    r"passed away|has died|just died|died (?:today|yesterday|last night|this \w+)|died(?= *[.!]?$))\b"
)
_ADMITTED = late_pattern(
    r"\b(?:lig|ligt|liggen|ben|is|zijn|werd|am|are|was)\b(?: \w+){0,4} "
    r"(?:in (?:het |t |een |the |'t )?(?:ziekenhuis|hospice|hospital)|opgenomen|admitted)\b"
)
_BEHIND = late_pattern(
    r"\b(?:geleden|vorig|vorige|jaar|jaren|maanden|sindsdien|"
    r"sinds(?! (?:van\w+|(?:eer)?gisteren|\w+dag)\b)|toen|nadat|destijds|weduwe|weduwnaar|dood van|ago|"
    r"since(?! (?:this|yesterday|last night|\w+day)\b)|last year|years?|months?|when|after)\b"
)
_NO_BED = late_pattern(  # in the same breath
    r"\b(?:onderzoek|controle|afspraak|moet|morgen|telefoon|werk|werkt|vrijwilliger|bezoek\w*|appointment|tomorrow)\b"
)
_UP_AGAIN = late_pattern(r"\b(?:geweest|niet opgenomen|niet in|niet meer in|weer thuis|not in|no longer)\b")
_BREATH = late_pattern(r"[,.;!]| (?:dus|en|so|and) ")
_ELDER = late_pattern(
    r"\b(?:moeder|vader|mama|mam|ma|papa|pap|pa|oma|opa|mevrouw|meneer|mother|father|mum|mom|dad|grandma|grandpa)\b"
    r"|\b(?:dochter|zoon|kleinzoon|kleindochter|schoondochter|nicht|neef|daughter|son|niece|nephew) (?:van|of)\b"
)
_SELF = late_pattern(r"\b(?:ik (?:lig|ben|werd)|(?:lig|ben|werd) ik|i am|i'm|i was)\b")
_ASKED = late_pattern(r"^(?:is|zijn|was|ligt|weet|klopt|heeft|has|did)\b|\?\s*$")
_NOBODY = late_pattern(  # what else is said to have died
    r"\b(?:hond|hondje|kat|poes|vogel|parkiet|konijn|cavia|vis|kip|muis|rat|dog|cat|bird|rabbit|mouse|plant\w*|boom|struik|"
    r"bloem\w*|gras|cactus|tree|flower\w*|batterij|accu|telefoon|mobiel|tv|televisie|computer|laptop|tablet|scherm|lijn|lamp|"
    r"internet|wifi|apparaat|motor|auto|battery|phone|line|car|arm|been|voet|hand|leg|foot|boel)\b"
)


def read_loss(text: str) -> Loss | None:
    """Say whether TEXT tells that somebody has died or lies in hospital now; None for all else."""
    words = fold(text)
    if _ASKED.search(words) or _BEHIND.search(words):
        return None
    if _DIED.search(words):
        return None if _NOBODY.search(words) else Loss.DIED
    if _UP_AGAIN.search(words):
        return None
    lies = any(_ADMITTED.search(breath) and not _NO_BED.search(breath) for breath in _BREATH.split(words))
    return Loss.ADMITTED if lies else None


def is_of_an_elder(text: str) -> bool:
    """Say whether TEXT may be written by a child or a neighbour on the phone of the one it tells of."""
    return bool(_ELDER.search(fold(text)))


def is_of_themselves(text: str) -> bool:
    """Say whether whoever writes TEXT tells of themselves."""
    return bool(_SELF.search(fold(text)))
