"""What looks like a time and is none: numbers with a street, a price or a thing; greetings; what is over."""

from flows.understanding.time.calendar_days import FEASTS, MONTHS, WEEKDAYS
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import Noise
from flows.understanding.words import either, load

_STREETS = (
    "straat laan weg plein gracht hof dijk kade pad steeg singel park markt dreef erf baan burg ring brink kamp veld"
)
_NUMBERED = (
    "nummer nr huisnummer kamer gebouw lijn bus flat bladzijde pagina code versie postbus huis toestel "
    "appartement verdieping poort perron spoor etage ingang afdeling unit blok maat hoofdstuk artikel"
)
_COUNTED = (
    "euro eur procent graden kg kilo gram liter ml cl km kilometer meter cm keer x personen persoon "
    "mensen man vrouw stuks jaar jaren trappen treden sterren studenten munten kamers kopjes blikken "
    "pakken flessen broden tassen dozen planten tabletten pillen kinderen kleinkinderen katten honden "
    "poezen zakken kratten stoelen lampen verdiepingen uurtarief redenen volt watt"
)
_PARTS = r"(?: ~[a-z]+(?: van de [a-z]+)?)?"
_WISHED = rf"(?<!goede )(?:{either(WEEKDAYS)})|~?(?:ochtend|middag|avond|nacht|morning|dag|week|weekend)"
_PAST_HOUR = r"(?: (?:om |rond )?(?:half |kwart (?:voor|over) )?\d{1,2}(?:[.:]\d\d)?(?: uur)?(?!\w))?"
_SEASONS = ("lente", "voorjaar", "zomer", "herfst", "najaar", "winter")
_PAST = rf"(?:{either((*WEEKDAYS, *MONTHS, *FEASTS, *_SEASONS))}|week|maand|jaar|keer|weekend)"
_IN_PAST = rf"(?:,? (?:in|met|op|rond) (?:de |het |een )?{either((*WEEKDAYS, *MONTHS, *FEASTS, *_SEASONS))})?"
_STRETCH = "nacht|avond|middag|ochtend|dag|week|weekend"
_TOLD = (
    r"(?:(?:de|mijn|mn|onze|er)\b(?! (?:bedoeling|afspraak|plan|dag))"
    r"|(?:het|ik|er|hij|ze|zij|we|wij|slecht|goed|fijn|gezellig|leuk|mooi|lang|te|zo|erg|heel|niet)\b)"
)
_NAMED = either((*WEEKDAYS, *MONTHS, *_SEASONS))
_IN_MONTH = rf"in {either(MONTHS)}"
_BEFELL = "brak|viel|kreeg|stierf|overleed|verloor"
_TELLING = r"(?![^.!?;]*\b(?:kan|wil|graag|iemand|wie|moet|zou|kom|komt)\b)"
_TELLING_HERE = r"(?![^.,!?;]*\b(?:kan|wil|graag|iemand|wie|moet|zou|kom|komt|nodig)\b)"
_ONCE = (
    r"(?:ging|gingen|deed|deden|kwam|kwamen|was|waren|had|hadden|liep|liepen|reed|reden|aten|zong|zwom|hielp|zat|viel"
    r"|werd|werden|hoorde|schrok|voelde|begon|brak|belde|kreeg|moest|zag|kon|stond|lag|sliep|bleef)"
)
_DONE = (
    rf"(?:[a-z]* )?{_TELLING_HERE}(?:[^.,;!?<>~]{{0,60}} )?"
    r"(?:(?:gaan|komen|blijven|laten|zitten|liggen|staan|beginnen te) [a-z]+en|"
    r"(?!uitge|afge|ge(?:sloten|opend|pland|reserveerd|zond|start|schikt))"
    r"(?:[a-z]*ge(?:[a-z]{2,}(?:[dt]|en)|[a-z]+(?:aan|ien))|vertrokken|overleden|vergeten|verloren|begonnen|ontslagen"
    r"|(?!verwacht|verhinderd|bereid|bezet|bekend|beurt|bezoek)(?:be|ver|ont|her)[a-z]{2,}[dt]))"
    r"(?= (?:en|maar|want|dus|over|voor|bij|naar|met|in|uit|op|van|door) |[.,;!?]|$)"
)
_HAVE = r"(?:is|ben|bent|heb|hebt|heeft|hebben|zijn)"
_THIS = rf"(?:vandaag ~(ochtend|middag|avond)|(?<!dag )(?<!morgen )~nacht|deze week){_PAST_HOUR}"
_LIFE = "(?:geboren|getrouwd|overleden|gestorven|verhuisd)"
_HOURS: dict[str, list[int]] = load("time")["hours"]


def _skip(_: Sentence, *__: object) -> Noise:
    return Noise()


def _over(s: Sentence, *parts: str | None) -> Noise | None:
    """Skip a part of today of which somebody tells; not one that has yet to begin."""
    begun = all(s.now.hour * 60 >= _HOURS[part][0] for part in parts if part)
    return Noise() if begun else None


_TOLD_OF: tuple[Row, ...] = (
    row(rf"{_THIS}(?= (?:{_ONCE}\b{_TELLING_HERE}|{_HAVE} {_DONE}))", _over),
    row(rf"(?:(?<!dag )(?<!morgen )~nacht|deze week)(?= {_DONE})", _skip),
    row(rf"(?:{_HAVE}|{_ONCE}) (?:(?!iemand|wie)[a-z]+ ){{0,4}}<lasting>", _skip),
    row(rf"{_HAVE} (?:(?!iemand|wie)[a-z]+ ){{0,3}}<every>(?= {_DONE})", _skip),
    row(rf"(?:{_HAVE}|{_ONCE}) (?:(?!iemand|wie)[a-z]+ ){{0,4}}{_THIS}(?= {_DONE})", _over),
    row(rf"(?:was|waren) (?:[a-z]+ ){{0,4}}{_THIS}", _over),
)

TRAPS: tuple[Row, ...] = _TOLD_OF + tuple(
    row(pattern, _skip)
    for pattern in (
        # numbers that name or count something
        r"\w*[a-z]\w*-\d{3,}(?:-\w+)*",
        r"(?<!\d)(?<!\d[-/.])(?!\d\d?-\d\d?-(?:19|20)\d\d(?!\d))(?:\+31|0031|0\d{1,3})[ \-]?\d(?:[ \-]?\d){5,9}",
        r"(?:\(\d{3}\) ?)?\d{3}-\d{2,4}(?:-\d{2,4})*",
        r"(?!20\d\d-\d\d-\d\d\b)\d{3,}-\d{1,4}(?:-\d+)*",
        r"\d{4} ?(?!om|op|in|en|of|na|te|ik|is|we|ze|je|nu|uu|he|at|to|aa|by|en)[a-z]{2}",
        rf"(?!weg\b)\w*[a-z]{{2}}(?:{'|'.join(_STREETS.split())})(?<!onderweg) \d+(?: ?[a-z]\b)?(?:-\d+)?",
        rf"(?:{'|'.join(_NUMBERED.split())})\.? \d+ ?[a-z]?(?:[\-./]\d+)?",
        r"(?:€|eur|euro|\$) ?\d+(?:[.,]\d+)?",
        rf"\d+(?:[.,]\d+)? ?(?:%|€|(?:{'|'.join(_COUNTED.split())})\b(?! geleden))",
        r"\d+(?:\.\d+)/\d+|\d+/\d+\.\d+",
        r"(?<!\.)\d+[.,]\d{3,}|\d+\.[6-9]\d|\d+,\d+(?! ?uur)(?!\d)",
        r"\d+/\d+/\d{1,2}/\d+",
        r"(?<!over )(?<!over een )half jaar",
        r"half (?:brood|pond|kilo|liter|pak|zakje|dozijn|ons|wit|bruin|volkoren|litertje|glas)\w*",
        # names
        rf"(?:heet|heette|genaamd|called|named)\.? {_NAMED}",
        rf"(?:mevrouw|meneer|mevr|mw|dhr|familie|fam)\.? (?:de |van de[rn]? )?{_NAMED}",
        rf"(?:cafe|eetcafe|restaurant|hotel|brasserie|buurthuis|stichting|huize) (?:de|het) (?:{_NAMED}|~[a-z]+)",
        rf"bij (?:de )?{either(_SEASONS)}",
        # greetings and wishes
        r"goe(?:de|ie)? ?(?:~|vandaag )?(?:morgen|morge|ochtend|middag|avond|nacht|dag|weekend)[a-z]*",
        rf"(?:good|fijne|prettige|leuke|mooie|lekkere|goede|fijn|prettig|nice) (?:{_WISHED})(?: gewenst| nog| verder)?",
        r"(?:een )?(?:goede|fijne|prettige) week gewenst",
        r"^(?:~?(?:avond|middag|ochtend)|morgen) (?:allemaal|allen|samen|buren|buur|iedereen|dames|heren)",
        rf"tot (?:morgen|overmorgen|straks|{either(WEEKDAYS)}) (?:dan|hoor)[.! ]*$",
        r"(?:om de|elke) \d+ (?:uur|minuut)",
        r"dag en ~?nacht|dag na dag|wat voor dag|op een dag|de hele dag door|dag in dag uit|week in week uit",
        r"door de week heen",
        r"geniet van je (?:dag|maand|week)",
        # what is over
        rf"(?:eer)?gisteren{_PARTS}{_PAST_HOUR}",
        rf"gister(?:ochtend|middag|avond|nacht|morgen){_PAST_HOUR}",
        rf"(?:afgelopen|vorige|last|laatste keer|voorbije) (?:week |maand ){_PAST}{_PARTS}{_PAST_HOUR}",
        rf"(?:afgelopen|vorige|vorig|last|voorbije) {_PAST}{_PARTS}{_IN_PAST}{_PAST_HOUR}",
        rf"yesterday{_PARTS}{_PAST_HOUR}",
        rf"(?:\d+|een|een paar|enkele|anderhalf|anderhalve|half) [a-z]+ (?:geleden|ago){_IN_PAST}",
        rf"(?<!over )(?:\d+|een|een paar|enkele|anderhalve) (?:dag|week|maand|jaar) terug{_IN_PAST}",
        r"al (?:\d+|een|een paar|enkele) (?:uur|dag|week|maand|jaar)(?: lang)?",
        r"sinds (?:een |de )?(?:\w+)(?: \d{4})?",
        r"ook (?:meteen|gelijk|direct)|(?:meteen|gelijk|direct) ook",
        r"(?:die|hij|zij|ze) (?!komt)[a-z]+t nu|tot (?:nu toe|op vandaag|nu)|vandaag ten dage",
        rf"toen (?:mijn|ik|wij|we|hij|zij|ze|onze|de)\b{_TELLING}[^.;!?]*",
        rf"{_HAVE} (?:[a-z]+ )?vroeger\b{_TELLING}(?=[^.,;!?]* [a-z]*ge[a-z]{{2,}}(?:[dt]|en)\b)[^.,;!?]*",
        rf"(?:de |het )?(?:ge)?hele {either(_SEASONS)}(?= {_HAVE}\b)",
        r"(?:niet )?(?<!\bis )te ~vroeg",
        r"(?:zo (?:meteen|direct|dadelijk)|straks)(?! (?:(?:om|rond) )?(?:half|kwart|\d))",
        rf"vroeger (?:{_ONCE}|[a-z]{{3,}}[dt]e)\b[^.,;!?]*|<every> {_ONCE} [^.,;!?]*\bvroeger",
        rf"(?:het|dat) (?:was|waren) (?:(?:echt|weer|zo|toch|toen|wel) )*een (?:[a-z]+ ){{0,3}}~?(?:{_STRETCH})",
        rf"(?:bedankt|dank(?:je|u)? ?wel) voor (?:de|die|een|deze) (?:[a-z]+ ){{0,2}}~?(?:{_STRETCH})",
        rf"{either((*FEASTS, *_SEASONS))} (?:was|waren|ginge?n?|verliepe?n?)(?! (?:(?:we|ik|wij) )?(?:van|het) plan)",
        rf"(?:de |die |het |dat )?~?(?:{_STRETCH}|{either(WEEKDAYS)}) (?:was|ging|verliep) {_TOLD}",
        rf"(?:was|waren) (?:het |er )?(?:nog |al |toen )*{either((*WEEKDAYS, *MONTHS))}",
        rf"(?:sedert|sinds) (?:{either((*WEEKDAYS, *MONTHS))})",
        rf"(?:ben|is|zijn|werd|werden)\b[^.!?;<>]{{0,40}} {_IN_MONTH} (?:geopereerd|gevallen|{_LIFE})",
        rf"{_IN_MONTH} (?:{_BEFELL}|werd|lag)\b",
        rf"(?:was|waren|{_BEFELL})\b{_TELLING}[^.!?;<>]{{0,60}} {_IN_MONTH}(?: en [^.!?;<>]{{0,25}}{_IN_MONTH})?",
        rf"{_LIFE} (?:op |in )?(?:\d{{1,2}}e? )?(?:{either(MONTHS)})?(?: ?\d{{4}})?",
        # lasting, not a time
        r"(?:de |het )?(?:hele|gehele|halve|hele lange) (?:maand|dag|week|weekend)",
    )
)
