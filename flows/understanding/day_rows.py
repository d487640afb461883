"""Rows for days by their name, for corrections, and for what stands around a day: lists, stretches, one edge."""

from datetime import time, timedelta

from flows.understanding import calendar_days as cal
from flows.understanding.calendar_days import WEEKDAYS
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import DAY, Days, Every, Noise, Off, Point, bounded, one

_ANY_TIME = "|".join(
    (
        "(?:het )?maakt (?:mij |me |ons )?(?:niet|niks|niets) uit(?: wanneer)?",
        "ma?akt nie uit",
        "wanneer het (?:u |je |jullie |iemand |hem |haar )?uit ?komt",
        "wanneer (?:u|je|jullie) (?:maar )?(?:kan|kunt|wilt|wil)",
        "geen voorkeur|altijd goed|any dag|elk moment|om het even|any ?time|doesnt matter|whenever",
    )
)

_BUT = (
    r"(?:behalve|uitgezonderd|(?:maar |liever )*niet(?: meer)?|except|but not)"
    r"(?: op| in| met| tijdens| rond| during| at| over)*"
)
_NO_LESSON = r"(?:even |dan )*geen (?:les|club|dienst|zwemmen|koor|training|school|tijd|hulp|oefening|repetitie|bezoek)"
_UNABLE = r"(?:cant|cannot|can not|kan niet|wont|ben er niet|am not|im not free)"
_OTHERS = r"(?:(?:mijn|m'n|mn|onze|ons|de|haar|zijn|my|our|the) (?:[a-z]+ )?[a-z]+|hij|zij|ze|he|she)"
_FAILS = r"(?:kan|kunnen|komt|komen|is|zijn|werkt|werken|rijdt)"
_WHO_ELSE = r"(?=.*\b(?:iemand|wie|some(?:one|body)|any(?:one|body)|who)\b)"
CANNOT = (
    r"(?:(?:(?:kan|ben|heb|past|komt|lukt|schikt|gaat|is|kunnen|zijn) )?"
    r"(?:(?:ik|we|wij|het|mij|me|ons|er|helaas|echt|dan|toch|ook|even|jammer genoeg) )*"
    r"niet(?! uit| door| op tijd| (?:(?:om|rond|na|tussen|tot) )?(?:half|kwart|\d))|valt (?:toch |helaas )?af"
    r"|komt (?:(?:mij|me|ons|het|helaas|eigenlijk|toch) )*(?:niet (?:zo |erg |echt |heel |goed |lekker )*|slecht )uit)"
)
_SKIPPED = (
    rf"(?:vervalt|komt te vervallen|behalve(?= want|[.,;!?]|$)|{_NO_LESSON}|valt uit|gaat niet door|hoeft niet"
    r"|(?:slaan? (?:we|wij|ik)|willen (?:we|wij)|wordt|mag)(?: dan| een keer| eens)* over(?:slaan|geslagen)?)"
)
_AWAY = (
    r"(?:heb|heeft|hebben|is|zijn|ben|zit|zitten)(?: [a-z]+){0,3}?"
    r"(?: (?:op|met|in|de|het))* (?:<days:>|vakantie|vrij|weg|dicht|gesloten)"
)
_FIXED = (
    r"(?:hulp|iemand|zoek(?:t|en)?|gezocht|gevraagd|vragen|vrijwilligers?|oppas|begeleiding"
    r"|afspraak|nodig|vervoer|chauffeur|lift|taxi|rit|oproep|uitnodiging|kaartjes?|kaarten|tickets?|plek|plaats"
    r"|reservering|gereserveerd|tafel|beurt|verwijzing|afgesproken|besproken|ingepland|invitation|appointment)"
)
_WHO_THEN = r"(?=[^<]*\b(?:iemand|wie|someone|who)\b[^<]*$)(?![^<]*\b(?:andere?|later)\b)"
_I_AM = r"(?:ik ben|ben ik|wij zijn|we zijn|zijn we|zijn wij|ik zit)"
_GONE = r"(?:(?:helaas|al|ook|zelf) )*(?:weg|bezet|afwezig|op vakantie|op reis|in het buitenland)"
_TAKEN = (
    r"(?:heb ik (?:al|helaas|echt|dan)* ?(?:iets|wat|bezoek|een afspraak|andere dingen|geen tijd|andere plannen)|"
    r"ben ik (?:er )?(?:al |dan )?(?:weg|bezet|niet thuis|afwezig|op vakantie|vol)|zit ik (?:al )?vol|is bezet|"
    r"is (?:te ~vroeg|te laat|vol|onmogelijk|lastig)|i cant|im away|im busy|doesnt work)"
)


def _tomorrow(s: Sentence) -> Days:
    """Give the next day; who lies awake may mean the day that has just begun. Midnight itself is said by no clock."""
    told = one(s.today + DAY)
    awake = time() < s.now.time() < time(4)
    return Days((*told.options, (s.today, s.today + DAY))) if awake else told


def _weekday_on(s: Sentence, weekday: str, said: Days) -> Days:
    """Bring a weekday and a date together; where they don't agree, people have to say which."""
    first = said.options[0][0]
    if said.grain != "day" or first.weekday() == WEEKDAYS.index(weekday):
        return said
    return cal.date_or_weekday(s.today, first, WEEKDAYS.index(weekday))


def _either(_: Sentence, a: Days, b: Days) -> Days | None:
    return None if a.bound or b.bound else Days(tuple(dict.fromkeys(a.options + b.options)), a.grain, "", a.today_too)


def _adjoining(_: Sentence, a: Days, b: Days) -> Days | None:
    """Read "in juli en augustus" as one stretch."""
    first, (last, after) = a.options[0], b.options[0]
    together = a.grain == b.grain == "month" and first[1] == last
    return Days(((first[0], after),), "month") if together else None


def _out(said: Days) -> Off:
    return Off(said)


def _for_or_before(_: Sentence, said: Days) -> Days:
    """Read "voor vrijdag" as before it; "voor volgende week" is for it as well, so people have to say."""
    if said.grain == "day":
        return bounded(said, "until", before=True)
    return said


def _until_then(_: Sentence, *said: Days | None) -> Days:
    return bounded(next(day for day in said if day), "until", before=True)


def _soon(s: Sentence) -> Days:
    return Days(((s.today, s.today + timedelta(days=14)),), "week")


def _ahead(s: Sentence, days: int) -> Days:
    return Days(((s.today, s.today + timedelta(days=days)),))


def _exception(s: Sentence, skipped: Days | None, away: Days | None) -> Off | None:
    """Take days out of what comes back; without such a rule these very days are meant."""
    said = skipped or away
    return Off(said) if said and any(isinstance(piece, Every) for piece in s.pieces) else None


def _all_out(_: Sentence, first: Days, *others: Days | None) -> Off:
    return Off(Days(first.options + tuple(option for other in others if other for option in other.options)))


DAYS: tuple[Row, ...] = (
    row(r"(?:op )?vandaag", lambda s: one(s.today)),
    row(r"(?:op )?overmorgen", lambda s: one(s.today + 2 * DAY)),
    row(r"(?:op )?morgen", _tomorrow),
    row(r"{WEEKDAY} (?=~[a-z]+,? <days:>)", lambda *_: Noise()),
    row(r"{WEEKDAY}(?:,| de| the)? <days>", lambda s, w, d: _weekday_on(s, w, d)),
    row(
        r"<days>,? \(?(?:een )?{WEEKDAY}\)?",
        lambda s, d, w: _weekday_on(s, w, d) if d.grain == "day" and d.options[0][1] - d.options[0][0] == DAY else None,
    ),
    row(r"(?:op )?(?:deze )?(?:komende) {WEEKDAY}", lambda s, w: one(cal.after(s.today, WEEKDAYS.index(w)))),
    row(r"(?:op )?deze {WEEKDAY}", lambda s, w: one(cal.this_or_next(s.today, WEEKDAYS.index(w)))),
    row(r"(?:op )?(?:de )?volgende {WEEKDAY}", lambda s, w: cal.next_week(s.today, WEEKDAYS.index(w))),
    row(r"(?:op )?{WEEKDAY}", lambda s, w: cal.coming(s.today, WEEKDAYS.index(w))),
    row(_ANY_TIME, _soon),
    # stretches, corrections and lists
    row(r"(?:van )?<days> tot en met <days>", lambda _, a, b: cal.stretch(a, b, True)),
    row(
        r"(?:van |vanaf )<days> tot <days>|tussen (?:nu|<days>) en <days>",
        lambda s, a, b, c, d: cal.stretch(a or c or one(s.today), b or d, False),
    ),
    row(r"<days> tot <days>", lambda _, a, b: cal.stretch(a, b, False)),
    row(r"(?:van |vanaf )?<days> (?:-|to) <days>", lambda _, a, b: cal.stretch(a, b, True)),
    row(r"een dezer dag|1 dezer dag|deze dag|eerdaags|one of these dag", lambda s: _ahead(s, 7)),
    row(r"binnenkort|op korte termijn|some ?time soon", lambda s: _ahead(s, 14)),
    # somebody else can't then, and who can: that very day
    row(rf"{_OTHERS} {_FAILS} <days> (?:(?:helaas|dan|echt|zelf|toch) )*niet{_WHO_ELSE}", lambda _, d: d),
    row(rf"<days> {_FAILS} {_OTHERS} (?:(?:helaas|dan|echt|zelf|toch) )*niet{_WHO_ELSE}", lambda _, d: d),
    row(rf"{_OTHERS} {_UNABLE} (?:op |in )?<days>{_WHO_ELSE}", lambda _, d: d),
    row(rf"{_BUT} <days>" + r"(?:(?:, (?:op )?<days>)?,? en (?:niet )?(?:op |in |met )?<days>)?", _all_out),
    row(rf"(?:ik |wij |we |i )?{_UNABLE} (?:op |in )?<days>", lambda _, d: _out(d)),
    row(rf"<days> (?:{_TAKEN}|ben ik (?:er )?niet){_WHO_THEN}", lambda _, d: d),
    row(rf"<days> {CANNOT}", lambda _, d: _out(d)),
    row(rf"{_I_AM} <days> {_GONE}{_WHO_THEN}", lambda _, d: d),
    row(rf"{_I_AM} <days> {_GONE}(?=.*<days:>)", lambda _, d: _out(d)),
    row(rf"<days> {_TAKEN}", lambda _, d: _out(d)),
    row(rf"<days> {_SKIPPED}|maar (?:op |in |van )?<days> {_AWAY}", _exception),
    row(r"<days> en <days>", _adjoining),
    row(r"<days> <days>(?= (?:of|en|or|and) <days:>)", _either),
    *[
        row(
            r"<days>(?:, ?(?:en |of )?| en | & ?|/"
            r"| (?:of |or )?(?:anders |eventueel |dan ?wel |ofwel |en/of |of |or ))(?:op )?<days>",
            _either,
        )
    ]
    * 3,
    row(rf"{_FIXED} voor <days>", lambda _, d: d),
    row(r"(?:tot en met|uiterlijk|uiterlijk op|ten laatste) <days>", lambda _, d: bounded(d, "until")),
    row(r"voor <days>", _for_or_before),
    row(r"(?:voordat|before) (?:het |it is )?<days>(?: is| wordt)?|voor het <days> is", _until_then),
    row(r"(?:tot|vooraf aan) (?:op )?<days>", lambda _, d: bounded(d, "until", before=True)),
    row(
        r"(?:vanaf|sinds|vroegst(?: op)?|te beginnen(?: op| met)?|beginnend(?: op| met)?|ingaande?|startend) <days>",
        lambda _, d: bounded(d, "from"),
    ),
    row(r"(?:na) <days>", lambda _, d: bounded(d, "from", skip=True)),
    row(r"<days> vroegst(?! (?:om |rond )?(?:\d|<))", lambda _, d: bounded(d, "from")),
    row(r"<days> of later", lambda _, d: bounded(d, "from")),
    row(
        r"nu(?= (?:meteen|direct|graag|nodig|komen|langskomen|helpen|hulp|terug)|[ ?!.]*$)|(?:right )?now|op het moment"
        r"|(?<!zo )(?:meteen|direct|onmiddellijk)|right away|immediately",
        lambda s: Point(s.now.replace(second=0, microsecond=0), weak=True),
    ),
)
