"""Rows for the hour: the clock as people say it, and how long something takes."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from flows.understanding.time.grammar import Row, Sentence, row
from flows.understanding.time.halves import NOON, settle
from flows.understanding.time.pieces import DAY, Clock, Days, Hours, Length, Noise, Off, Part, Point
from flows.understanding.words import load

_PARTS: dict[str, list[int]] = load("time")["hours"]
_BARE = r"(<clock>|\d{1,2}(?![\d:.,/%]\d| (?:dag|week|maand|jaar|minuut)\b))"
_MORNING = 7
_ABOUT = "(?:(?:rond|ongeveer|uiterlijk) )?"
_LINE = r"(?:bus|trein|tram|metro|boot|pont|veer|veerpont)(?: \d+)?"
_MISSED = r"(?:is|was|reed|rijdt niet|gaat niet|kwam|heb ik gemist|gemist|viel|komt nooit)\b"
_SHARP = "(?:stipt|precies|klokslag)"
_AT_LAST = "(?:en|tot|tot uiterlijk|maar uiterlijk|uiterlijk)"
_LASTING = (
    "lang|lopen|rijden|fietsen|wandelen|werk|hulp|nodig|bezig|gewacht|onderweg|geslapen|per week|per keer|in de week"
)
_WAITED = r"(?:ge(?:hangen|wacht|zeten|legen|reden|staan|lopen|zocht|slapen)|onderweg|(?:zitten|staan|liggen) [a-z]+en)"
_REFUSED = r"(?! (?:naar|bij|in)\b)(?![^.!]*\?)"
_NO_HOUR = r"(?<!\bom )(?<!rond )(?<!\bna )(?<!voor )(?<!\btot )(?<!vanaf )(?<!tegen )"
_NO_DAY = r"(?<!dag )(?<!morgen )(?<!ochtend )(?<!middag )(?<!avond )"
_NOT_LASTING = rf"(?! ?(?:{_LASTING}|duren|durend|duurt|per|of \d+ per|week))"


def _clock(hour: str, minute: str = "00") -> Clock | None:
    h, m = int(hour), int(minute)
    if h > 24 or m > 59 or (h == 24 and m):
        return None
    return Clock(h % 24 * 60 + m, sure=h > 12 or h == 0 or (len(hour) == 2 and hour[0] == "0"))


def _half_of_day(minutes: int, half: str) -> Clock:
    return Clock(minutes % 720 + (720 if half[0] == "p" else 0), sure=True)


def _near(minutes: int, hour: str) -> Clock | None:
    whole = _clock(hour)
    return whole and Clock((whole.minutes + minutes) % 1440, sure=whole.sure)


def hour_of(said: Clock | str | None) -> Clock | None:
    """Take a clock as it is, and a bare number as a whole hour."""
    return _clock(said) if isinstance(said, str) else said


def _hours(start: Clock | str | None, end: Clock | str | None) -> Hours | Noise | None:
    first, last = hour_of(start), hour_of(end)
    return None if (start and not first) or (end and not last) else Hours(first, last)


def turned(said: Hours) -> Hours | Noise:
    """Give the hours that are left when these don't suit: before them, or after them."""
    return Noise() if said.start and said.end else Hours(said.end, said.start)


def _both_edges(_: Sentence, first: Hours, second: Hours) -> Hours | None:
    """Bring "niet voor 11 uur en niet na 3 uur" together."""
    if first.start and second.end and not (first.end or second.start):
        return Hours(first.start, second.end)
    return None


def _from_day_to_day(_: Sentence, first: Days, begins: Clock, last: Days, ends: Clock) -> Point | None:
    """Read "van vrijdag 9 uur tot zondag 18 uur"."""
    if first.bound or last.bound != "until":
        return None
    start, end = (
        datetime.combine(days.options[0][0], time()) + timedelta(minutes=settle(clock, None).minutes)
        for days, clock in ((first, begins), (last, ends))
    )
    return Point(start, end)


def _from_part_to_part(_: Sentence, first: Days, begins: Part, last: Days, ends: Part) -> Point | None:
    """Read "van dinsdagavond tot donderdagochtend"."""
    if first.bound or last.bound != "until":
        return None
    start = datetime.combine(first.options[0][0], time()) + timedelta(minutes=begins.start)
    return Point(start, datetime.combine(last.options[0][0], time()) + timedelta(minutes=ends.end))


def _soonest(s: Sentence, said: Clock) -> Point:
    """Read "straks om negen uur": the next time that the clock says so, not at night unless it is night."""
    night = s.now.hour < _MORNING
    hours = {said.minutes} if said.sure else {said.minutes % NOON, said.minutes % NOON + NOON}
    days = (datetime.combine(s.today, time()) + n * DAY for n in range(2))
    times = [day + timedelta(minutes=minutes) for day in days for minutes in hours]
    ahead = [at for at in times if at > s.now and (said.sure or night or at.hour >= _MORNING)]
    return Point(min(ahead), grain="hour" if said.about else "minute")


def _shifted(_: Sentence, some: Length, way: str, said: Clock) -> Clock:
    """Read "een kwartier eerder dan kwart voor drie": "later dan" is spelled as "vroegst"."""
    minutes = some.minutes if way == "vroegst" else -some.minutes
    return replace(said, minutes=(said.minutes + minutes) % 1440)


def _about(said: Clock | str) -> Clock | None:
    clock = hour_of(said)
    return clock and Clock(clock.minutes, clock.sure, about=True)


def _part(name: str) -> Part:
    return Part(name, *_PARTS[name])


def _count(said: str) -> int:
    return int(said) if said.isdecimal() else 1


LENGTHS: tuple[Row, ...] = (
    row(r"anderhalf uur(?:tje)?", lambda _: Length(90)),
    row(r"{N} en een half uur|{N}[,.]5 uur", lambda _, a, b: Length(int(a or b) * 60 + 30)),
    row(r"(?:een )?half ?uur(?:tje)?(?! over)", lambda _: Length(30)),
    row(
        r"(?<=over )(?<!kwart over )(?<!\d over )(\d{1,2}) uur|(?<=in )(\d{1,2}) uur(?! ~)",
        lambda _, a, b: Length(int(a or b) * 60),
    ),
    row(
        r"(?:duurt|duren|kost|zo n|ongeveer|voor) (\d\d?) ?(?:a|of|tot|-) ?{N} uur(?! ~)",
        lambda _, __, most: Length(int(most) * 60),
    ),
    row(r"{N} ?kwartier", lambda _, n: Length(15 * int(n))),
    row(r"(?:een )?kwartier", lambda _: Length(15)),
    row(r"(?:een|1|a|an) (?:uurtje(?! of)|hour)", lambda _: Length(60)),
    row(r"(?<!om )(?<!rond )een uur(?! of \d)(?! ~)", lambda _: Length(60)),
    row(r"(?<!om )(?<!rond )(?<!tegen ){N} (?:uurtjes|hours?)", lambda _, n: Length(int(n) * 60)),
    row(
        r"(?<!tot )(?:duurt|duren|kost|zo n|voor de duur van|per keer|ongeveer|maximaal|minstens) {N} uur(?! ~)",
        lambda _, n: Length(int(n) * 60),
    ),
    row(
        rf"{_NO_HOUR}{{N}} uur ?(?:{_LASTING})",
        lambda _, n: Length(int(n) * 60),
    ),
    row(rf"{_NO_HOUR}{_NO_DAY}{{N}} uur(?= [^.,;!?<>]{{0,60}}\b{_WAITED}\b)", lambda _, n: Length(int(n) * 60)),
    row(
        r"(?<!om )(?<!rond )(?<!tegen )(?<!vanaf )(?<!na )(?<!tot )(?<!zo )(?:een |n )uurtje of {N}",
        lambda _, n: Length(int(n) * 60),
    ),
    row(rf"(?:een |n )?uur(?:tje)? of {{N}} (?:{_LASTING})", lambda _, n: Length(int(n) * 60)),
    row(r"een minuut", lambda _: Length(1)),
    row(r"(\d{1,3}) minuut(?! (?:voor|over))", lambda _, n: Length(int(n))),
)

CLOCKS: tuple[Row, ...] = (
    row(r"(?:12 uur )?(?:het )?(?:middaguur|noon)", lambda _: Clock(720, sure=True)),
    row(r"rond de ~middag", lambda _: Clock(720, sure=True, about=True)),
    row(
        r"~(na de koffie|[a-z]+(?: in de ochtend| de middag| van de (?:middag|avond))?)",
        lambda _, name: _part(name) if name in _PARTS else None,
    ),
    row(
        r"(?:op )?(?:de |het )?zelfde (?:tijd|tijdstip|uur) als (?:nu|vandaag)|(?<=> )om deze tijd",
        lambda s: Clock(s.now.hour * 60 + s.now.minute, sure=True),
    ),
    row(r"middernacht|midnight", lambda _: Clock(0, sure=True)),
    row(
        r"{N}(?:[:.](\d\d))? ?(am|pm|a\.m\.?|p\.m\.?)(?: <part>)?",
        lambda _, h, m, half, __: _half_of_day(int(h) * 60 + int(m or 0), half) if 0 < int(h) <= 12 else None,
    ),
    row(r"(om|rond) {N} uurtjes", lambda _, how, h: _about(h) if how == "rond" else hour_of(h)),
    row(r"half over {N}", lambda _, h: _near(30, h)),
    row(
        r"(\d\d?|kwart) (?:minuut )?(voor|over|na) half (een|\d\d?)",
        lambda _, n, side, h: _near(
            (15 if n == "kwart" else int(n)) * (-1 if side == "voor" else 1) - 30, "1" if h == "een" else h
        ),
    ),
    row(r"half (een|\d\d?)(?: uur)?", lambda _, h: _near(-30, "1" if h == "een" else h)),
    row(
        r"(?:a )?kwart (voor|over|to) (een|\d\d?)(?: uur)?",
        lambda _, side, h: _near(15 if side == "over" else -15, "1" if h == "een" else h),
    ),
    row(
        r"(5|10|15|20|25) (voor|over|to) (een|\d\d?)(?: uur)?{END}",
        lambda _, n, side, h: _near(int(n) * (1 if side == "over" else -1), "1" if h == "een" else h),
    ),
    row(
        r"(5|10|15|20|25) over (een|\d\d?)(?: uur)?(?![.:/]?\d| ?(?:dag|week|maand|jaar|minuut|uur|kwartier))",
        lambda _, n, h: _near(int(n), "1" if h == "een" else h),
    ),
    row(
        r"(?<=om )(\d\d?) (voor|over|na|to) (een|\d\d?)(?: uur)?(?! (?!een\b|heen\b)[a-z]+en\b)",
        lambda _, n, side, h: _near(int(n) * (1 if side in ("over", "na") else -1), "1" if h == "een" else h),
    ),
    row(
        r"(\d\d?) minuut (voor|over) (\d\d?)(?: uur)?",
        lambda _, n, side, h: _near(int(n) * (1 if side == "over" else -1), h),
    ),
    row(r"{N} ?(?::|u|h|uur) ?([0-5]\d) ?(?:uur|u|h)?", lambda _, h, m: _clock(h, m)),
    row(
        r"([01]\d|2[0-3])([0-5]\d) ?(?:uur|u|h)|(?<=om )([01]\d|2[0-3])([0-5]\d)",
        lambda _, h, m, i, n: _clock(h or i, m or n),
    ),
    row(r"(?<=> )([01]\d|2[0-3])([0-5][05])(?![\w:.,/-])", lambda _, h, m: _clock(h, m)),
    row(r"(?<=om )(\d\d?) ([1-5][05])(?! ?(?:uur|minuut|over|voor|\w))", lambda _, h, m: _clock(h, m)),
    row(r"{N}\.([0-5]\d) ?(?:uur|u|h)|(?<=om ){N}\.([0-5]\d)", lambda _, h, m, i, n: _clock(h or i, m or n)),
    row(
        r"(?<!op )(?<!kost )(?<![\d.])([01]?\d|2[0-3])\.([0-5][05]|\d\d(?= uur))(?![\d.]*\d)",
        lambda _, h, m: _clock(h, m),
    ),
    row(
        r"(?:om |rond |tegen )?(?:een |n )?(?<!\d )uur(?:tje)? of (een|\d\d?)",
        lambda _, h: _about("13" if h == "een" else h),
    ),
    row(r"(?:om |rond |tegen )?(?:een |n )?(?<!\d )uur(?:tje)? of (<clock>)", lambda _, c: _about(c)),
    row(r"om een uur|een uur(?= <)", lambda _: Clock(60)),
    row(r"<noise> (?:de |het )?(?:ge)?hele <part>", lambda *_: Noise()),
    row(r"(?<=>)(?: wel)?,? (?:de |het )?(?:ge)?hele <part>", lambda _, p: p),
    row(r"(?:de |het )?(?:een|geen|halve|(?:ge)?hele(?: lange)?) <part>", lambda *_: Noise()),
    row(r"(?:niet|geen) (?:kwart|\d\d?) (?:voor|over)(?! ?[\w<])", lambda *_: Noise()),
    row(r"(?<=, )<part> (?:(?:kan|liever|dan|even|ik) )*niet(?= ?[.,;!?]|$| want| maar)", lambda _, p: Off(part=p)),
    row(r"(?:behalve|(?:liever |maar )*niet|except|but not)(?: in de| de)? <part>", lambda _, p: Off(part=p)),
    row(rf"{{N}} ?(?:uur|u|h){_NOT_LASTING}", lambda _, h: _clock(h)),
    row(r"(\d\d?)(?= of <clock:>)", lambda _, h: _clock(h)),
    row(
        rf"(?:{_SHARP} )?om (?:{_SHARP} )?(<clock>|\d{{1,2}}(?![\d:/]| (?:dag|week|maand|minuut)\b| a [\d<]))",
        lambda _, c: hour_of(c),
    ),
    row(r"(?:om )?(?:zo )?rond(?: om| de klok van)? {HOUR}", lambda _, c: _about(c)),
    row(r"(?:even|iets|kort|vlak|net) voor {HOUR}", lambda _, c: _about(c)),
    row(r"op {HOUR}(?= (?:vandaag|~))", lambda _, c: hour_of(c)),
    row(rf"{_LINE} van <clock>(?= {_MISSED})", lambda *_: Noise()),
    row(
        r"<length> (vooraf aan|vroegst) <clock>",
        _shifted,
    ),
    row(r"<clock>(?: uur)? (?:ongeveer|ongeveer zo)", lambda _, c: _about(c)),
    row(r"<clock>(?: <part>)? [(]<clock>[)]", lambda _, __, ___, c: c),
    row(r"(?<!tot )(?<!\ben )(?<!-)(?<!- )<clock>,? <part>", lambda _, c, p: settle(c, p)),
)

HOURS: tuple[Row, ...] = (
    row(r"(?:straks|zo (?:meteen|dadelijk|direct)) <clock>", _soonest),
    row(rf"niet (?:om |rond )?<clock>{_REFUSED}", lambda *_: Noise()),
    row(rf"niet tussen (?:de )?{_BARE} en {_BARE}(?: uur)?{_REFUSED}", lambda *_: Noise()),
    row(r"niet na {HOUR}", lambda _, b: _hours(None, b)),
    row(
        rf"(?:van |tussen |om )?(?:de )?(<clock>)(?: (?:<part>))? ?(?:tot en met|tot|to|-) ?{_ABOUT}{{HOUR}}",
        lambda _, a, p, b: None if p else _hours(a, b),
    ),
    row(r"tussen (?:de )?(<clock>) (?:en|and) {HOUR}", lambda _, a, b: _hours(a, b)),
    row(
        rf"(?:van|tussen|vanaf) {_BARE} ?(?:tot en met|tot|to|en|and|-|a) ?{_BARE}",
        _sides := lambda _, a, b: _hours(a, b),
    ),
    row(r"(?:van|tussen) (\d\d?) ?- ?(\d\d?){END}", _sides),
    row(r"(?<=> )(\d\d?) ?(?:-|tot) ?(\d\d?){END}", _sides),
    row(r"(?:om |rond |zo )*(\d\d?) ?(?:-|tot|a) ?(<clock>)", _sides),
    row(r"(\d\d?) ?tot ?(\d\d?){END}", _sides),
    row(r"(?:vanaf|na|vroegst|later dan) {HOUR} (?:maar |en )?(?:tot|voor|uiterlijk) {HOUR}", _sides),
    row(rf"(?:vanaf|na|vroegst) (?:om )?{{HOUR}}(?: uur)? {_AT_LAST} (?:om )?{{HOUR}}", _sides),
    row(r"(?:vanaf|na|vroegst) (?:om )?{HOUR}(?: of later)?", lambda _, a: _hours(a, None)),
    row(r"<clock> (?:of|en) later|<clock> (?:op zijn )?vroegst", lambda _, a, b: _hours(a or b, None)),
    row(r"(?:tot(?: uiterlijk)?|uiterlijk|vooraf aan) (?:om )?{HOUR}", lambda _, b: _hours(None, b)),
    row(r"voor (<clock>)", lambda _, b: _hours(None, b)),
    row(
        r"^voor {HOUR}|(?<=> )voor {HOUR}|voor {HOUR}(?= (?:vandaag|~|<))", lambda _, a, b, c: _hours(None, a or b or c)
    ),
    row(r"<clock> (?:of eerder|uiterlijk)", lambda _, b: _hours(None, b)),
    row(r"<hours>,? (?:en |maar )?<hours>", _both_edges),
    row(r"(?:van |vanaf )?<days>,? <clock> <days>,? <clock>", _from_day_to_day),
    row(r"(?:van |vanaf )?<days> <part> <days> <part>", _from_part_to_part),
    row(r"behalve (?:<clock>|<hours>)", lambda _, __, h: turned(h) if h else Noise()),
    row(r"na (?:het )?ontbijt", lambda _: Hours(Clock(480, sure=True), None)),
    row(
        r"na (?:de |het )?(?:lunch|middageten|middagmaal|middagdutje|middagslaapje)",
        lambda _: Hours(Clock(810, sure=True), None),
    ),
    row(r"voor (?:de )?lunch", lambda _: Hours(None, Clock(720, sure=True))),
    row(r"na (?:het )?(?:avond)?eten", lambda _: Hours(Clock(1140, sure=True), None)),
    row(r"voor (?:het )?avondeten", lambda _: Hours(None, Clock(1080, sure=True))),
)
