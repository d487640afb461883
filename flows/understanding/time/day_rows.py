"""Rows for days by their name, for corrections, and for what stands around a day: lists, stretches, one edge."""

from dataclasses import replace
from datetime import time, timedelta

from flows.late import late_pattern
from flows.understanding.time import calendar_days as cal
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.pieces import DAY, Days, Every, Noise, Off, Point, bounded, one

_ANY_TIME = "|".join(
    (
        "(?:(?:het|dat) )?m(?:aa|oa|ao)kt (?:mij |me |ons )?(?:niet|niks|niets)(?: zo ?veel)? u[iu]t(?: wanneer)?",
        "(?:(?:het|dat) )?doet er niet toe(?: wanneer)?",
        "wanneer (?:\\w+ )?iemand (?:tijd heeft|kan|wil)",
        "ma?akt nie uit",
        "wanneer het (?:u |je |jullie |iemand |hem |haar )?uit ?komt",
        "wanneer (?:u|je|jullie) (?:maar )?(?:kan|kunt|wilt|wil)",
        "(?:wanneer|als|zodra) (?:hij|zij|ze|die) (?:maar )?(?:kan|kunnen|wil|tijd heeft)$",
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
    r"(?:(?:ik|we|wij|het|mij|me|ons|er|helaas|echt|dan|toch|ook|even|liever|natuurlijk|uiteraard|dus|jammer genoeg) )*"
    r"niet(?! uit| door| alleen\b| (?:te|zo) (?:~?vroeg|laat|lang|ver)\b| op tijd"
    r"| (?:(?:om|rond|na|tussen|tot) )?(?:half|kwart|\d))|valt (?:toch |helaas )?af"
    r"|komt (?:(?:mij|me|ons|het|helaas|eigenlijk|toch) )*(?:niet (?:zo |erg |echt |heel |goed |lekker )*|slecht )uit)"
)
_SKIPPED = (
    rf"(?:vervalt|komt te vervallen|behalve(?= want|[.,;!?]|$)|{_NO_LESSON}|valt uit|gaat niet door"
    r"|hoeft niet|overslaan"
    r"|(?:sla(?:an)? (?:we|wij|ik)|willen (?:we|wij)|wordt|mag)(?: dan| een keer| eens)* over(?:slaan|geslagen)?)"
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
I_AM = r"(?:ik ben|ben ik|wij zijn|we zijn|zijn we|zijn wij|ik zit)"
GONE = r"(?:(?:helaas|al|ook|zelf) )*(?:weg|niet thuis|bezet|afwezig|op vakantie|op reis|in het buitenland)"
WE_ARE = r"(?:ik ben|ben ik|wij zijn|we zijn|zijn we|zijn wij|zit ik|zitten (?:we|wij)|gaan (?:we|wij)|ga ik)(?: dan)?"
LEFT_BEHIND = late_pattern(
    r"\b(?:plant(?:en|jes)?|bloemen|tuin|moestuin|tomaten|poes|poezen|katt?(?:en)?|hond(?:en|je)?|kippen|konijn(?:en)?|vogels?"
    r"|vis(?:sen|jes)?|post|brievenbus|kliko|container|krant|huis|gordijnen|voeren|begieten|water geven|oppassen)\b"
)
_AWAY_FOR = r"(?:lang )?(?:weg|(?:op|met) vakantie|op reis|afwezig|niet thuis|van huis|in het buitenland|naar [a-z]+)\b"
_TAKEN = (
    r"(?:heb ik (?:al|helaas|echt|dan)* ?(?:iets|wat|bezoek|een afspraak|andere dingen|geen tijd|andere plannen)|"
    r"ben ik (?:er )?(?:al |dan )?(?:weg|bezet|niet thuis|afwezig|op vakantie|vol)|zit ik (?:al )?vol|is bezet|"
    r"is (?:te ~vroeg|te laat|vol|onmogelijk|lastig)|i cant|im away|im busy|doesnt work)"
)


def _tomorrow(s: Sentence, ahead: int = 1) -> Days:
    """Give the next day, or the one after; who lies awake may count from yesterday. No clock says midnight itself."""
    told = one(s.today + ahead * DAY)
    awake = time() < s.now.time() < time(4)
    return Days((*told.options, *one(s.today + (ahead - 1) * DAY).options)) if awake else told


def _weekday_on(s: Sentence, weekday: str, said: Days) -> Days:
    """Bring a weekday and a date together; where they don't agree, people have to say which."""
    first = said.options[0][0]
    if said.grain != "day" or first.weekday() == WEEKDAYS.index(weekday):
        return said
    return cal.date_or_weekday(s.today, first, WEEKDAYS.index(weekday))


def _from_weekday(s: Sentence, first: str, last: str) -> Days | None:
    start, end = (cal.coming(s.today, WEEKDAYS.index(one)) for one in (first, last))
    return cal.stretch(start, end, True)


def _between(s: Sentence, first: Days | None, last: Days) -> Days | None:
    found = cal.stretch(first or one(s.today), last, False)
    return found and replace(found, each=False)


def _day_beside(_: Sentence, side: str, said: Days) -> Days:
    first, after = said.options[0]
    return one(after if side == "na" else first - DAY)


def _for_so_long(_: Sentence, said: Days, count: str | None, unit: str) -> Days | None:
    """Read "op 2 juli een week weg" as all days of it."""
    if said.grain != "day" or said.bound:
        return None
    days = int(count or 1) * {"dag": 1, "week": 7, "maand": 30}[unit]
    return Days(tuple((first, first + days * DAY) for first, _ in said.options))


def _day_after_said(s: Sentence) -> Days | None:
    """Read "de dag erna": after the day that was read last."""
    said = next((piece for piece in reversed(s.pieces) if isinstance(piece, Days) and not piece.bound), None)
    return said and one(said.options[0][1])


def _week_after(s: Sentence) -> Days | None:
    """Read "zaterdag niet, maar die erop wel": a week after what was just left out."""
    said = next((piece.days for piece in reversed(s.pieces) if isinstance(piece, Off)), None)
    return said and _shifted(said, 7)


def _or_later(_: Sentence, said: Days, unit: str) -> Days:
    later = timedelta(days=7 if unit == "week" else 1)
    return Days(said.options + tuple((first + later, after + later) for first, after in said.options), said.grain)


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


def _soon(s: Sentence) -> Days | Noise:
    if any(isinstance(piece, Days) for piece in s.pieces):  # "volgende week, maakt niet uit welke dag"
        return Noise()
    return Days(((s.today, s.today + timedelta(days=14)),), "week")


def _ahead(s: Sentence, days: int) -> Days:
    return Days(((s.today, s.today + timedelta(days=days)),))


def _exception(s: Sentence, skipped: Days | None, away: Days | None) -> Off | None:
    """Take days out of what comes back; without such a rule these very days are meant."""
    said = skipped or away
    return Off(said) if said and any(isinstance(piece, Every) for piece in s.pieces) else None


def _ends(s: Sentence, *said: Days | None) -> Days | None:
    """Read on which day what comes back is for the last time."""
    if not any(isinstance(piece, Every) for piece in s.pieces):
        return None
    return bounded(next(day for day in said if day), "until")


def _shifted(said: Days, days: int) -> Days:
    """Give so many DAYS later."""
    return replace(said, options=tuple((first + days * DAY, after + days * DAY) for first, after in said.options))


def _back_after(s: Sentence, edge: str, said: Days) -> Days | None:
    """Read "ik ben tot de 12e weg, daarna kan het": from then on, unless it is for what they leave behind."""
    return None if LEFT_BEHIND.search(s.text) else bounded(said, "from", skip=edge != "tot")


def _out_too(_: Sentence, off: Off, said: Days) -> Off | None:
    return Off(Days(off.days.options + said.options)) if off.days and not off.part else None


def _while_away(s: Sentence, said: Days) -> Off | None:
    """Take days on which they are away out of what comes back, unless it is for what they leave behind."""
    return None if LEFT_BEHIND.search(s.text) else _exception(s, said, None)


def _all_out(_: Sentence, first: Days, *others: Days | None) -> Off:
    return Off(Days(first.options + tuple(option for other in others if other for option in other.options)))


DAYS: tuple[Row, ...] = (
    row(r"(?:op )?vandaag", lambda s: one(s.today)),
    row(r"(?:op )?overmorgen", lambda s: _tomorrow(s, 2)),
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
    row(r"(?:van )?{WEEKDAY}-{WEEKDAY}", _from_weekday),
    row(r"(?:op )?{WEEKDAY}", lambda s, w: cal.coming(s.today, WEEKDAYS.index(w))),
    row(_ANY_TIME, _soon),
    row(r"(?:een )?andere? dag dan <days>", lambda _, d: _out(d)),
    # stretches, corrections and lists
    row(rf"(?:van |vanaf |op )?<days>,? (?:voor )?(?:een|1|(\d\d?)) (dag|week|maand)(?= {_AWAY_FOR})", _for_so_long),
    row(r"(?:van )?<days> tot en met <days>", lambda _, a, b: cal.stretch(a, b, True)),
    row(r"(?:van |vanaf )<days> tot <days>", lambda _, a, b: cal.stretch(a, b, False)),
    row(r"tussen (?:nu|<days>) en <days>", _between),
    row(r"<days> tot <days>", lambda _, a, b: cal.stretch(a, b, False)),
    row(r"(?:van |vanaf )?<days> (?:-|to) <days>", lambda _, a, b: cal.stretch(a, b, True)),
    row(
        r"(?:een|1) dag (vooraf aan|vroegst) <days>",
        lambda _, way, d: None if d.bound or d.grain != "day" else _shifted(d, 1 if way == "vroegst" else -1),
    ),
    row(r"(?:de )?dag (?:erna|daarna|daarop|erop)", _day_after_said),
    row(r"<days> of (?:een|1) (dag|week) (?:later|erna|daarna)", _or_later),
    row(
        r"<days> of (?:die|de week) (?:erna|daarna|daarop)",
        lambda s, d: _or_later(s, d, "week"),
    ),
    row(r"een dezer dag|1 dezer dag|deze dag|eerdaags|one of these dag", lambda s: _ahead(s, 7)),
    row(r"binnenkort|op korte termijn|some ?time soon", lambda s: _ahead(s, 14)),
    # somebody else can't then, and who can: that very day
    row(rf"{_OTHERS} {_FAILS} <days> (?:(?:helaas|dan|echt|zelf|toch) )*niet{_WHO_ELSE}", lambda _, d: d),
    row(rf"<days> {_FAILS} {_OTHERS} (?:(?:helaas|dan|echt|zelf|toch) )*niet{_WHO_ELSE}", lambda _, d: d),
    row(rf"{_OTHERS} {_UNABLE} (?:op |in )?<days>{_WHO_ELSE}", lambda _, d: d),
    row(rf"{_BUT} <days>" + r"(?:(?:, (?:op )?<days>)?,? en (?:niet )?(?:op |in |met )?<days>)?", _all_out),
    row(r"<off>,? en (?:niet )?(?:op |in |met |tijdens )?<days>", _out_too),
    row(rf"(?:ik |wij |we |i )?{_UNABLE} (?:op |in )?<days>", lambda _, d: _out(d)),
    row(rf"<days> (?:{_TAKEN}|ben ik (?:er )?niet){_WHO_THEN}", lambda _, d: d),
    row(rf"<days>(?:(?:, | en |, en )<days>)?(?:(?:, | en |, en )<days>)?,? (?:en|of) <days> {CANNOT}", _all_out),
    row(rf"<days> {CANNOT}", lambda _, d: _out(d)),
    row(
        r"(?<=>)[, ]+(?:(?:maar|but) )*(?:pas )?(?:die|(?:die|een|1) week) (?:erna|daarna|daarop|erop|later)",
        _week_after,
    ),
    row(rf"<days> (?:{WE_ARE} )?{GONE}", _while_away),
    row(rf"{I_AM} <days> {GONE}{_WHO_THEN}", lambda _, d: d),
    row(rf"{I_AM} <days> {GONE}(?=.*<days:>)", lambda _, d: _out(d)),
    row(rf"(tot|tot en met) <days> {WE_ARE} {GONE}(?=,? (?:en |maar )?(?:daarna|erna)\b)", _back_after),
    row(rf"{I_AM} (tot|tot en met) <days> {GONE}", _back_after),
    row(rf"<days> {_TAKEN}", lambda _, d: _out(d)),
    row(
        r"(?:sla|slaan?)(?: (?:we|wij|ik|dan|maar))* <days>(?: [a-z]+){0,2}? over", lambda s, d: _exception(s, d, None)
    ),
    row(
        r"(?<!vanaf )(?<!tot )(?<!met )(?:op )?<days> ben ik (?:in|bij|naar|met|op)\b(?=[^<]*$)",
        lambda s, d: None if LEFT_BEHIND.search(s.text) else _exception(s, d, None),
    ),
    row(r"(?:1 keer |eens )?overslaan(?: op| in)? <days>", lambda s, d: _exception(s, d, None)),
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
    row(rf"{_FIXED}(?: (?:staat|stond|is|heb|ik|graag|gepland|gemaakt)){{0,3}} voor <days>", lambda _, d: d),
    row(r"(?:tot en met|uiterlijk|uiterlijk op|ten laatste) <days>", lambda _, d: bounded(d, "until")),
    row(r"(?:op )?de dag (voor|na) <days>", _day_beside),
    row(r"(?:(?<=de ~avond )|(?<=de ~middag )|(?<=de ~ochtend ))(voor|na) <days>", _day_beside),
    row(r"voor <days>", _for_or_before),
    row(r"(?:voordat|before) (?:het |it is )?<days>(?: is| wordt)?|voor het <days> is", _until_then),
    row(r"(?:de )?laatste keer (?:is |wordt )?(?:op )?<days>|(?:stopt|eindigt|loopt) (?:op |tot )?<days>", _ends),
    row(r"(?:tot|vooraf aan) (?:op |aan )?<days>", lambda _, d: bounded(d, "until", before=True)),
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
