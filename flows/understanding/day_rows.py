"""Rows for days by their name, for corrections, and for what stands around a day: lists, stretches, one edge."""

from datetime import timedelta

from flows.understanding import calendar_days as cal
from flows.understanding.calendar_days import WEEKDAYS
from flows.understanding.grammar import Row, Sentence, row
from flows.understanding.pieces import DAY, Days, Noise, Point, bounded, one

_ANY_TIME = "|".join(
    (
        "(?:het )?maakt (?:mij |me |ons )?(?:niet|niks|niets) uit(?: wanneer)?",
        "ma?akt nie uit",
        "wanneer het (?:u |je |jullie |iemand |hem |haar )?uit ?komt",
        "wanneer (?:u|je|jullie) (?:maar )?(?:kan|kunt|wilt|wil)",
        "geen voorkeur|altijd goed|any dag|elk moment|om het even|any ?time|doesnt matter|whenever",
    )
)


def _weekday_on(s: Sentence, weekday: str, said: Days) -> Days:
    """Bring a weekday and a date together; where they don't agree, people have to say which."""
    first = said.options[0][0]
    if said.grain != "day" or first.weekday() == WEEKDAYS.index(weekday):
        return said
    return Days((said.options[0], *cal.coming(s.today, WEEKDAYS.index(weekday)).options[:1]))


def _either(_: Sentence, a: Days, b: Days) -> Days | None:
    return None if a.bound or b.bound else Days(tuple(dict.fromkeys(a.options + b.options)), a.grain, "", a.today_too)


def _for_or_before(_: Sentence, said: Days) -> Days:
    """Read "voor vrijdag" as before it; "voor volgende week" is for it as well, so people have to say."""
    if said.grain == "day":
        return bounded(said, "until", before=True)
    return said


def _soon(s: Sentence) -> Days:
    return Days(((s.today, s.today + timedelta(days=14)),), "week")


DAYS: tuple[Row, ...] = (
    row(r"(?:op )?vandaag", lambda s: one(s.today)),
    row(r"(?:op )?overmorgen", lambda s: one(s.today + 2 * DAY)),
    row(r"(?:op )?(?:tomorrow|morgen)", lambda s: one(s.today + DAY)),
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
    # corrections, lists and stretches
    row(r"niet (?:op )?<days>,? (?:maar|wel|but) (?:op )?<days>", lambda _, __, d: d),
    row(r"(?:liever )?niet (?:op )?<days>", lambda *_: Noise()),
    row(r"<days> (?:kan ik |kan |komt |lukt )?(?:mij |me )?(?:helaas )?niet(?! uit| door)", lambda *_: Noise()),
    row(r"(?:van )?<days> tot en met <days>", lambda _, a, b: cal.stretch(a, b, True)),
    row(
        r"(?:van |vanaf )<days> tot <days>|tussen (?:nu|<days>) en <days>",
        lambda s, a, b, c, d: cal.stretch(a or c or one(s.today), b or d, False),
    ),
    row(r"<days> tot <days>", lambda _, a, b: cal.stretch(a, b, False)),
    row(r"<days> - <days>", lambda _, a, b: cal.stretch(a, b, True)),
    *[row(r"<days>(?:, ?(?:en |of )?| en | of | or | & ?|/)(?:op )?<days>", _either)] * 3,
    row(r"(?:hulp|iemand|afspraak|nodig|vervoer|chauffeur|lift|taxi|rit) voor <days>", lambda _, d: d),
    row(r"(?:tot en met|uiterlijk|uiterlijk op|ten laatste) <days>", lambda _, d: bounded(d, "until")),
    row(r"voor <days>", _for_or_before),
    row(r"(?:tot|vooraf aan) (?:op )?<days>", lambda _, d: bounded(d, "until", before=True)),
    row(r"(?:vanaf|sinds) <days>", lambda _, d: bounded(d, "from")),
    row(r"(?:na) <days>", lambda _, d: bounded(d, "from", skip=True)),
    row(r"<days> of later", lambda _, d: bounded(d, "from")),
    row(
        r"nu(?= (?:meteen|direct|graag|nodig|komen|langskomen|helpen|hulp|terug)|[ ?!.]*$)|(?:right )?now|op het moment"
        r"|(?<!zo )(?:meteen|direct|onmiddellijk)|right away|immediately",
        lambda s: Point(s.now.replace(second=0, microsecond=0), weak=True),
    ),
)
