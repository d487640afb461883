"""What a helper says of an offer or a visit in words of their own: no, never, nobody opens, I can't, I worry. Pure."""

import re
from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.answers import yes_or_no
from flows.understanding.words import fold, load


class Refusal(StrEnum):
    """What is said to an offer but yes: a no by the button that means it, `none` to all of them, or what is no no."""

    NOT_NOW = "not_now"
    NONE = "none"  # to all that were made
    NOT_THIS_WEEK = "not_this_week"
    NEVER = "never"
    WHAT = "what"  # asks what it was
    LATER = "later"  # they don't know yet, or stand by
    CONDITION = "condition"  # they would, but not as it stands
    PAYS = "pays"  # asks what it earns


_CANT = r"(?:kan|lukt|gaat|red|redt|haal|wil|hoeft|komt|can'?t|cannot)"
_NEVER = late_pattern(
    r"^(?:nee |nou |no )?(?:(?:dit|dat|doe ik|dit doe ik|dat doe ik|echt) )*(?:nooit|never)(?: meer)?\b"
)
_WEEK = late_pattern(r"\bdeze week\b.*\b(?:niet|geen)\b|\b(?:niet|geen)\b.*\bdeze week\b|\bnot this week\b")
_NOT = late_pattern(
    r"^(?:helaas|sorry|nee|neen|no|ach|oei|jammer|dan|nu|deze keer|dit keer)\b.*\b(?:niet|nee|geen|can't|cannot)\b"
    rf"|^(?:nee|neen|no)\b (?:sorry|helaas|dank|bedankt|thanks|jammer)"
    rf"|^(?:ik |dat |dit |het )?{_CANT}\b(?: \w+){{0,4}} niet(?: \w+){{0,3}}$|^(?:i )?can(?:'?t|not)\b"
)
_NONE = late_pattern(
    r"^(?:nee |neen |helaas |sorry |no |ik (?:doe|kan|neem) (?:er )?)*"
    r"(?:allemaal (?:niet|nee)|alle(?:bei| ?drie| ?twee)? niet|beide niet|geen een|"
    r"geen (?:van (?:alle|beide|alle?bei|drieen|die|deze)|enkele)|none(?: of them)?|neither|all no|not any)\b"
    r"|^(?:geen|none)$|^nee(?: op)? (?:alles|allemaal)$"
)
_WHAT = late_pattern(
    r"^(?:en |maar |ja |oh |ok )?(?:hoe laat|hoe ver|hoe lang|wie|waar|wanneer|welke dag|wat|"
    r"bij wie|who|when|where|what|how)\b"
)
_OTHER_DAY = late_pattern(r"\b(?:maar|wel|anders|later|but)\b")
_LONGEST = 8  # words of a no, or of a question about an offer; whoever says more is heard in full
_FREELY = 25  # words of what is said to an offer in full
_SHORT = 3  # words of what may be a yes
_OFFER = load("refusals")["offer"]
_GOES, _NO_AT_ONCE = late_pattern(_OFFER["goes"]), late_pattern(_OFFER["no_at_once"])
_SAID_TO_OFFER = [
    (Refusal(means), late_pattern("|".join(_OFFER[words])))
    for means, words in (("later", "later"), ("condition", "condition"), ("not_now", "no"), ("pays", "pays"))
]
_TURNS = late_pattern("|".join(_OFFER["turns"]))

_CLOSED = late_pattern(
    r"\bniemand (?:is )?(?:er )?thuis\b|\bniemand (?:doet )?(?:er )?open|\b(?:nobody|no one|no-one)(?:'s"
    r"| is)? (?:at )?(?:home|open\w*|answer\w*|in)\b"
    r"|\b(?:doet|deed|doen|wordt|werd) (?:er )?(?:\w+ ){0,4}(?:niet|niemand)(?: \w+){0,2} ?open(?:gedaan)?\b"
    r"|\b(?:is|lijkt|was) (?:er )?(?:\w+ )?niet thuis\b|\bgeen gehoor\b|\bgeeft geen antwoord\b"
    r"|\b(?:deur|bel|aangebeld|aan de deur|sta hier)\b.*\b(?:niets|niks|niemand|geen reactie|dicht|doet niet)\b"
    r"|\b(?:doesn't|does not|not|no one is|isn't) (?:open|answer)(?:ing)?\b|\bno answer\b|\b(?:isn't|is not"
    r"|not) (?:at home|in)\b"
    r"|\b(?:door|bell|rang|ring|knock\w*)\b.*\b(?:nobody|no one|nothing|no reply)\b|\b(?:nobody"
    r"|no one) comes to the door\b"
)
_GRAVE = late_pattern(
    r"\b(?:kreun\w*|gil\w*|roept|hulp|help|zorgen|ongerust|bezorgd|bang|gevallen|ligt|dagen|week|gisteren|krant\w*|"
    r"post|brievenbus|gordijn\w*|luiken|rook|gas|bloed|hoor|licht|raam|niet pluis|eng|moaning|"
    r"worried|scream\w*|smoke|lies)\b"
)
_OPENED = late_pattern(
    r"^(?:ja|yes|oh|o|ok|gelukkig|toch)\b.*\b(?:er|open\w*|binnen|thuis|is there|in)\b"
    r"|\b(?:is er|deed\b.*\bopen|heeft\b.*\bopengedaan|is opengedaan|ben binnen|ik ben binnen|opened|i am in|i'm in)\b"
)
_WAITS = late_pattern(
    r"\b(?:er )?(?:is|was) (?:er )?(?:nog |hier |vandaag )*niemand (?:\w+ )?(?:geweest|gekomen|verschenen|opgedaagd)\b"
    r"|\b(?:er komt|er is|komt er)(?: nog| maar| hier)*(?: steeds| altijd)? (?:nou |gewoon )?niemand$"
    r"|\bniemand (?:is )?(?:gekomen|geweest|verschenen|komen opdagen|gezien)\b"
    r"|\bniet (?:op komen dagen|komen opdagen)\b"
    r"|\bwaar (?:blijft|blijven|is) (?:NAME|ze|zij|hij|die|iedereen)\b"
    r"|\b(?:NAME|ze|zij|hij) (?:is|komt) (?:er )?(?:nog )?(?:steeds |altijd |maar )?niet"
    r"(?: gekomen| geweest| verschenen)?$"
    r"|\b(?:nobody|no one|no-one) (?:has |is |'s |ever )*(?:came|come|here|there|been|(?:showed|shown|turned) up"
    r"|arrived|visited)\b"
    r"|\b(?:NAME|she|he|they) (?:never|still|hasn't|has not|haven't|didn't|did not|isn't|is not|aren't)"
    r"(?: (?:yet|still|not|isn't|hasn't))* (?:came|come|here|there|been|(?:turn|turned|show|showed|shown) up"
    r"|arrived?)(?: yet)?$"
    r"|\bstill waiting\b(?! for (?:an |any |the |your )?(?:answer|news|message|reply|letter|call))|\bno sign of\b"
    r"|\bwhere(?:'s| is| are) (?:NAME|she|he|they|everybody|everyone)\b"
)
_STILL = late_pattern(r"\bnog (?:steeds|altijd)\b|\bstill\b")
_DOOR_WORD = late_pattern(r"\b(?:deur|code|wacht|geheime?) ?woord\w*\b|\bhet woord\b|\b(?:door|pass|code) ?word\b")
_TELLS_WORD = late_pattern(r"\b(?:woord|word|zeg|zeggen|zegt|roep|roepen|say)\b")
_AROUND_WORD = frozenset(["het", "is", "de", "een", "ja", "dat", "was", "en", "dus", "ok", "it", "s", "the"])
_DAY = r"(?:(?:op )?(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:over)?morgen|vandaag|vanmiddag|vanavond|dan)"
_DROP_OUT = late_pattern(
    r"\b(?:ga|gaat) (?:het |dat )?(?:\w+ )?niet (?:redden|halen|lukken)\b"
    r"|\b(?:red|haal) (?:het|dat) (?:\w+ ){0,2}niet\b"
    r"|\bik (?:kom|kan) (?:\w+ ){0,2}niet\b(?! (?:meer )?(?:zelf|goed|slapen|lopen|vinden))"
    r"|\bkan (?:ik )?(?:\w+ )?niet (?:meer|komen)\b"
    r"|\b(?:dan|toch|helaas|sorry) (?:\w+ )?kan ik (?:\w+ )?niet\b"
    rf"|^(?:nee |sorry |ik )*kan (?:ik )?(?:(?:toch|helaas|{_DAY}) )*niet\b"
    rf"(?! (?:meer )?(?:zelf|goed|slapen|lopen|vinden))"
    rf"|\bkomt (?:\w+ ){{0,2}}(?:toch|helaas) niet (?:goed )?uit\b|\bdubbele afspraak\b"
    rf"|\b(?:ik )?(?:moet|ben) (?:toch |dan )*{_DAY} (?:toch |dan )*(?:zelf naar|(?:de )?hele dag weg|weg)\b"
    r"|\b(?:zoek|vraag|regel)(?: \w+)? iemand anders\b|\biemand anders (?:zoeken|vragen|regelen)\b"
    r"|\bhaal (?:me|mij) er (?:\w+ )?af\b"
    r"|^(?:nee )?(?:toch )?liever (?:toch )?niet\b(?! (?:alleen|met|op|om|voor|na)\b)"
    r"|\bverkeerde knop\b|\bper ongeluk (?:\w+ )?(?:ja|getikt|gedrukt)\b"
    r"|\bdurf (?:\w+ ){0,5}niet (?:weg|op|te rijden|naar buiten|de deur)\b|\bdurf niet (?:\w+ ){0,3}(?:weg|rijden|op)\b"
    r"|^(?:oh?|nee|sorry|oeps|ik|ben|heb|het|dat|je) (?:\w+ ){0,4}(?:helemaal|glad|totaal|compleet|straal) vergeten\b"
    r"(?! (?:hoe|wat|waar|welke?|wanneer|wie|mijn|het|de|om|dat)\b)"
    r"|\b(?:auto|fiets) (?:is )?(?:kapot|stuk)\b|^(?:sorry |helaas )?(?:ik )?ben (?:\w+ )?verhinderd\b"
    r"|\b(?:can't|cannot|can not|unable to|not able to|won't be able to|not going to) (?:make it|make (?:\w+day"
    r"|tomorrow|today)|come|be there)\b"
    r"|\bi can't (?:make|do it|go)\b(?! (?:shopping|out|to|up))|\bwon't make it\b|\b(?:have|need) to (?:drop|pull"
    r"|back) out\b"
    r"|\b(?:find|ask|get) (?:someone|somebody) else\b|\b(?:car|bike) (?:is |has |was )?(?:broken?"
    r"|broke) ?(?:down)?\b|\bcar won't start\b"
)
_WORRY = late_pattern(
    r"\b(?:maak|maakte) (?:ik )?me (?:\w+ ){0,2}zorgen\b|\b(?:ben|was) (?:\w+ ){0,2}(?:bezorgd|ongerust)\b"
    r"|\bniet pluis\b"
    r"|\bi(?:'m| am| was)(?: \w+){0,2} (?:worried|concerned)\b|\bblauwe plek\w*|\bverwaarloos\w*|\bpuinhoop\b"
    r"|\bvervuild\b|\bstonk?t?\b|\bbruises?\b"
    r"|\b(?:zag|ziet) er (?:\w+ )?(?:niet (?:zo |erg )?goed|slecht|verward|mager) uit\b|\bin de war\b|\bverward\w*"
    r"|\b(?:geen|niets te|niks te) (?:eten|drinken) (?:in huis|had|gegeten)|\b(?:had|heeft|was er) (?:\w+ )?geen eten\b"
    r"|\b(?:koelkast|ijskast) (?:was|is) leeg\b|\b(?:vermagerd|uitgemergeld|verdrietig|huilde|bang voor)\b"
    r"|\b(?:looked|looks|seemed|seems|was) (?:\w+ ){0,2}(?:thin|ill|unwell|pale|confused|frightened|neglected"
    r"|in tears)\b"
    r"|\b(?:no food|nothing to (?:eat|drink)|hasn't eaten|neglected|filthy|crying|(?:afraid|scared|frightened) of)\b"
    r"|\b(?:fridge|cupboards?) (?:was|were|is|are) empty\b"
)
_ASKS = late_pattern(
    r"\b(?:kan|kun|kunt|zou|wil|wie|is er) (?:\w+ )?(?:iemand|kan|u|je)\b|\bik (?:zoek|wil|heb)\b|\?\s*$"
)
_WANTS = late_pattern(r"\b(?:kan|zou|wil) (?:er )?iemand\b|\bwie (?:kan|wil)\b|\bcan (?:some|any)")
_THEM = late_pattern(r"\b(?:ze|zij|hij|haar|hem|zijn|het huis|de woning|mevrouw|meneer|she|he|her|his|the house)\b")


_SUITS_NOT = late_pattern(r"\b(?:nee|niet|geen|helaas|liever|lastig|can'?t|cannot|not|no)\b")
_SUITS = late_pattern(
    r"^(?:ja|jawel|prima|goed|ok|oke|best|graag|yes|fine|sure)\b|\b(?:dat|het) (?:kan|mag|schikt|past|is goed)\b"
    r"|\b(?:that|it)(?:'s| is| would be|'ll be)? (?:fine|ok|okay|works|suits|all right)\b"
)


def read_refusal(text: str) -> Refusal | None:
    """Say which no to an offer TEXT is, that it asks something of it or leaves it open; None for all else."""
    words = fold(text).strip(" .!,")
    if len(words.split()) > _LONGEST or _OTHER_DAY.search(words):
        return _said_freely(words)
    if _NEVER.search(words):
        return Refusal.NEVER
    if _WEEK.search(words):
        return Refusal.NOT_THIS_WEEK
    if _NONE.search(words.replace(",", "")):
        return Refusal.NONE
    if yes_or_no(text) is False:
        return Refusal.NOT_NOW
    freely = _said_freely(words)
    if freely in (None, Refusal.NOT_NOW) and _NOT.search(words.replace(",", "")):
        return Refusal.NOT_NOW
    return freely or (Refusal.WHAT if _WHAT.search(words) else None)


def _said_freely(words: str) -> Refusal | None:
    """Read what is said to an offer in a sentence of its own: that they don't know yet, would if, work then."""
    said = re.sub(r"[,;.!?]+", "", words)
    if len(said.split()) > _FREELY or _WANTS.search(said):
        return None
    if _NO_AT_ONCE.search(said) and not _GOES.search(said):
        return Refusal.NOT_NOW
    means = next((one for one, pattern in _SAID_TO_OFFER if pattern.search(said)), None)
    return None if means is Refusal.NOT_NOW and _GOES.search(said) else means


def says_it_suits(text: str) -> bool | None:
    """Say whether TEXT says that another moment suits, or that it does not; None where it says neither."""
    words = fold(text).strip(" .!,")
    if "?" in words or len(words.split()) > _FREELY:
        return None
    if _SUITS_NOT.search(words):
        return False
    return True if _SUITS.search(words) else yes_or_no(words)


def may_agree(text: str) -> bool:
    """Say whether TEXT sounds like a yes to an offer, or like a word of one: "dat doe ik", "goed hoor"."""
    words = fold(text).strip(" .!,")
    return len(words.split()) <= _SHORT or bool(_GOES.search(words))


def takes_back_no(text: str) -> bool:
    """Say whether TEXT takes back a no: "oeps, verkeerde knop", "toch wel hoor, doe ik"."""
    words = re.sub(r"[,;.!?]+", "", fold(text)).strip()
    return len(words.split()) <= _FREELY and bool(_TURNS.search(words)) and not _WANTS.search(words)


def is_closed_door(text: str) -> bool:
    """Say whether TEXT tells of a door that stays shut, and of nothing graver."""
    words = fold(text)
    return bool(_CLOSED.search(words)) and not _GRAVE.search(words)


def is_still_closed(text: str) -> bool:
    """Say whether TEXT tells that a door is shut yet."""
    return is_closed_door(text) and bool(_STILL.search(fold(text)))


def is_of_the_door(text: str, word: str) -> bool:
    """Say whether TEXT asks for the door word or tells it; WORD in another sense ("ik kom op de fiets") does not."""
    words = fold(text)
    if _DOOR_WORD.search(words):
        return True
    bare = re.findall(r"\w+", words)
    told = bool(word) and fold(word) in bare
    return told and (bool(_TELLS_WORD.search(words)) or not {*bare} - {fold(word)} - _AROUND_WORD)


def is_opened(text: str) -> bool:
    """Say whether TEXT tells that somebody is there after all."""
    words = fold(text)
    return bool(_OPENED.search(words)) and not re.search(r"\b(?:niet|niemand|not|nobody)\b|\?", words)


def waits_in_vain(text: str, name: str) -> bool:
    """Say whether TEXT tells that NAME, who was to come, is not there, or asks where they are."""
    words = re.sub(rf"\b{re.escape(fold(name))}\b", "NAME", fold(text)) if name else fold(text)
    return any(_WAITS.search(part.strip(" .!?")) for part in re.split(r"[,.;!?]", words))


def drops_out(text: str) -> bool:
    """Say whether TEXT tells that somebody can't come."""
    words = re.sub(r"[,.;!]", "", fold(text))
    return bool(_DROP_OUT.search(words)) and not _WANTS.search(words)


def proposes(text: str) -> bool:
    """Say whether TEXT has a time that will do beside one that will not: "dinsdag niet, woensdag wel"."""
    return bool(_OTHER_DAY.search(fold(text)))


def is_worry(text: str, name: str) -> bool:
    """Say whether TEXT tells of something amiss with NAME, whom somebody visits or visited, and asks for nothing."""
    words = fold(text)
    about = _THEM.search(words) or re.search(rf"\b{re.escape(fold(name))}\b", words)
    return bool(_WORRY.search(words) and about) and not _ASKS.search(words)
