"""Cuts what a helper says of their time into clauses, and reads in each of them whether they can, on which days of the
week, at which hours, and on which dates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from flows.late import late_pattern
from flows.understanding.calendar_days import FEASTS, WEEKDAYS
from flows.understanding.clock_rows import CLOCKS, HOURS
from flows.understanding.grammar import Sentence, marks
from flows.understanding.halves import settle
from flows.understanding.month_rows import SEASONS
from flows.understanding.pieces import DAY, Clock, Days, Hours, Off, Part
from flows.understanding.reading import find_pieces
from flows.understanding.spelling import spell
from flows.understanding.vacation import VACATIONS, public_holidays, vacation
from flows.understanding.which_weeks import take_weeks
from flows.understanding.words import either, fold, load

ALL, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})

_WORDS: dict[str, list[str]] = load("free")["said"]
_NAMES = either(WEEKDAYS)


def _any_of(kind: str) -> str:
    return rf"(?:{'|'.join(_WORDS[kind])})"


_BEFORE = [(late_pattern(one["said"]), one["is"]) for one in load("free")["instead"]]
_CUTS = late_pattern(
    rf"(?=\b(?:{_any_of('but_not')}|{_any_of('leads')})\b)|[,;\n]|\.(?=\s|$)"
    rf"|\ben (?=niet\b|geen\b|in de \w+vakantie|in (?:het|t|de) weekend)"
    rf"|(?<=niet )en (?=(?:op )?(?:{_NAMES})(?:s|en)? {_any_of('verbs')}\b)"
    rf"|(?<!behalve )(?<!except )(?=\b{_any_of('cut_before')}\b)"
)
_LEAD = late_pattern(rf"^{_any_of('leads')}\b ?")
_WHY = late_pattern(rf"^{_any_of('why')}\b(?!.*(?:vakantie|\bniet (?:voor|na|later|eerder)\b|\bvroegst\b))")
_OFF = late_pattern(rf"\b{_any_of('off')}\b")
_BUT_NOT = late_pattern(rf"^{_any_of('but_not')}\b")
_BUSY = late_pattern(rf"\b{_any_of('busy')}\b")
_CAN = late_pattern(rf"\b{_any_of('can')}\b")
_SAYS = {  # what a clause says of itself, by the field of Clause
    "firmly": _CAN,
    "busy": _BUSY,
    "but": _BUT_NOT,
    "then": late_pattern(r"^(?:en |and )?(?:dan|die dag(?:en)?|daar|then)\b"),
    "after": late_pattern(r"^(?:en |and )?(?:daarna|after that|afterwards)\b"),
    "rest": late_pattern(rf"\b{_any_of('rest')}\b"),
    "others": late_pattern(rf"\b{_any_of('other')}\b"),
    "takes_back": late_pattern(rf"^{_any_of('takes_back')}\b"),
    "only": late_pattern(rf"\b{_any_of('only')}\b"),
}
_NOT_BARE = late_pattern(r"[a-z](?!\w*>)(?<!<[a-z])\w*(?<!\ben)(?<!\bop)(?<!\bde)(?<!\band)(?<!\bon)\b")
_TAKEN = late_pattern(marks(Off))
_HOME = late_pattern(r"\b(?:thuis|klaar|vrij|beschikbaar|home)\b")
_FIRST = late_pattern(rf"\b{_any_of('first')}\b")
_TWO_DAYS = late_pattern(rf"\b{_any_of('two_days')}\b")
_PUBLIC = late_pattern(r"\b(?:feestdag(?:en)?|(?:public |bank )holidays?)\b")
_RANGE = late_pattern(rf"({_NAMES})(?:en|s)? ?(?:tot en met|tot|-|to|through) ?({_NAMES})")
_FROM_TO = late_pattern(r"(?<!van )\b(\d{1,2}(?:[.:]\d\d)?) ?- ?(\d{1,2}(?:[.:]\d\d)?)\b")
_WHOLE_DAY = late_pattern(r"\b(?:de |het )?(?:(?:ge)?hele|heel de) dag\b|\ball da[gy]\b")
_WORD = late_pattern(r"[a-z']+")
_JUST = frozenset(_WORDS["just"])
_NAMED = late_pattern(
    rf"({_NAMES})(?:s|en)?\b|\b(elke werkdag|werkdag(?:en)?|weekdag(?:en)?|weekdays?)\b|\b(weekend(?:en|s)?)\b"
    rf"|\b({_any_of('all')})\b|<[A-Z](\d+)>"
)

_MONTHS = either(form for forms in load("time")["months"].values() for form in forms)
_YEAR = r"(?: (?:19|20)\d\d)?"
_DATE = rf"\d{{1,2}}(?:e|ste|de)? {_MONTHS}"
_SOON = r"(?:deze|dit|volgende|komende|aankomende|aanstaande|this|next)(?: \d+)?"
_SPELL = r"(?:week|weekend|maand)"
_FEAST = rf"(?:schoolvakanties?|{either(VACATIONS)}|{either(FEASTS)}|{either(SEASONS)}|{_MONTHS})"
_DATES = (
    rf"(?:(?:{_NAMES}) )?(?:de )?{_DATE}\.?{_YEAR}",
    rf"\d{{1,2}}(?:e|ste|de)?(?= (?:tot en met|tot|en|-) {_DATE})",
    rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?!\d| ?(?:uur|tot|-))",
    r"(?<![\d.])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?",
    rf"(?:de )?(?:\d{{1,2}}e|laatste) week van {_MONTHS}{_YEAR}",
    rf"(?:(?:begin|half|medio|eind|einde)(?: van)? )?(?:(?:de|het) )?{_FEAST}{_YEAR}",
    rf"(?:(?:de|het|the) )?(?:rest (?:van )?)?{_SOON} (?:{_SPELL}(?: (?:op )?{_NAMES})?|dag|jaar|{_NAMES})",
    r"vandaag|overmorgen|morgen|week \d\d?|over \d+ (?:dag|week|maand)",
    rf"(?:(?<=vanaf )|(?<=tot )(?<!dag tot )|(?<=tot en met )(?<!dag tot en met ))(?:{_NAMES})",
)
_ONE_DATE = rf"(?<![\w~])(?:{'|'.join(_DATES)})(?! ?(?:uur\b|:))(?!\w)"
_DATED = late_pattern(
    rf"(?:\b(?P<off>{_any_of('off_then')}) )?"
    r"(?:\b(?:van|vanaf|met ingang van|tot en met|tot|na|voor|sinds|in|tijdens|rond|met|op|from|starting|until|till"
    r"|after|during) )?(?:(?:aan|de|het|the) )*"
    rf"{_ONE_DATE}(?: ?(?:tot en met|tot|-|en|and|of|to|until) (?:de |het )?(?:{_ONE_DATE}|{_NAMES}(?! ~)))*"
)


_Dated = tuple[bool, str, date, date]  # whether somebody can then, the bound as in Days, the first and the last day


@dataclass(slots=True)
class Group:
    """Days of the week and the hours on them, as far as they were said."""

    days: frozenset[int] = frozenset()
    hours: list[Hours | Part] = field(default_factory=list)
    named: bool = False  # not just all days


@dataclass(slots=True)
class Clause:
    """What one clause says."""

    can: bool
    groups: list[Group]
    dates: list[_Dated]
    firmly: bool  # it says in so many words that they can
    just: bool  # it says no more than that they can, or can't
    busy: bool  # it says what else they do
    bare: bool  # days of the week, and nothing else
    but: bool  # it leaves something out of what was just said
    then: bool  # on the days just named
    after: bool  # after the hours just named
    rest: bool  # on all that was not said
    others: bool  # on the days that were not named
    takes_back: bool
    only: bool
    weeks: str  # in which weeks; a code of which_weeks.py


def read_clauses(text: str, today: date) -> list[Clause]:
    """Read the clauses of a sentence, in their order; those that give a reason are left out."""
    parts = [part.strip() for part in _CUTS.split(spelled(text)) if part and part.strip()]
    told = [(_LEAD.sub("", part), bool(_LEAD.search(part))) for part in parts]
    return [_read(part, leads, today) for part, leads in told if part and not _WHY.search(part)]


def spelled(text: str) -> str:
    """Spell TEXT, words that mean a time only here being read as what they mean."""
    plain = fold(text)
    for pattern, by in _BEFORE:
        plain = pattern.sub(by, plain)
    return spell(plain)


def _read(part: str, leads: bool, today: date) -> Clause:
    part, weeks = take_weeks(part, today)
    dates = list[_Dated]()
    can = _can(part)

    def take(found: re.Match[str]) -> str:
        these = _dates(found[0].removeprefix(found["off"] or ""), today)
        if not these:
            return found[0]
        fine = can and not found["off"]
        begins = "from" if fine and _FIRST.search(part) else ""
        dates.extend((fine, bound or begins, first, last) for bound, first, last in these)
        return " "

    left = _DATED.sub(take, part)
    if _PUBLIC.search(left):
        dates += [(can, "", one, one) for one in public_holidays(today)]
        left = _PUBLIC.sub(" ", left)
    groups, unread = _groups(left, today)
    if not dates or (groups and (_BUT_NOT.search(part) or all(fine for fine, *_ in dates))):
        can = _can(unread)  # what the hours are read from says it too: "niet na vijf" is until five
    return Clause(
        can=can,
        groups=groups,
        dates=dates,
        just=_is_just_that(part),
        bare=not leads and _is_bare(groups, unread),
        weeks=weeks,
        **{name: bool(pattern.search(part)) for name, pattern in _SAYS.items()},
    )


def _is_just_that(part: str) -> bool:
    """Say whether a clause says no more than that somebody can then, or can't."""
    return _JUST.issuperset(_WORD.findall(part)) and bool(_OFF.search(part) or _CAN.search(part))


def _is_bare(groups: Sequence[Group], unread: str) -> bool:
    """Say whether a clause holds days of the week and nothing else."""
    return bool(groups) and not any(one.hours for one in groups) and not _NOT_BARE.search(_NAMED.sub(" ", unread))


def _can(part: str) -> bool:
    """Say whether a clause speaks of when somebody can: not "niet", nor "ik werk", but "werk ik niet"."""
    if _BUT_NOT.search(part) or _TAKEN.search(part):
        return False
    off = bool(_OFF.search(part))
    return off is bool(_BUSY.search(part)) or (bool(_CAN.search(part)) and not off)


def _dates(said: str, today: date) -> list[tuple[str, date, date]]:
    """Give the stretches of days that words like "tot de kerst" or "van 3 tot 10 januari" mean, with their bounds."""
    named = {name for word, name in VACATIONS.items() if re.search(rf"\b{word}", said)}
    if "schoolvakantie" in said:
        named = set(VACATIONS.values())
    found = [one for one in find_pieces(said, datetime.combine(today, time(8))) if isinstance(one, Days)]
    bound = next((one.bound for one in found if one.bound), "")
    if named and not bound:
        return [("", *stretch) for name in sorted(named) if (stretch := vacation(name, today))]
    more = DAY if _TWO_DAYS.search(said) and not bound else timedelta()
    several = re.search(r" en | of |,| and | or ", said)  # else people only differ in what is meant
    stretches = [
        (one.bound, first, after + more)
        for one in found
        for first, after in (one.options if several else one.options[:1])
    ]
    return [_stretch(bound, first, after, today) for bound, first, after in stretches]


def _stretch(bound: str, first: date, after: date, today: date) -> tuple[str, date, date]:
    if bound == "until":
        return bound, today, after - DAY
    return (bound, first, date.max) if bound else (bound, max(first, today), max(after - DAY, first))


def _groups(part: str, today: date) -> tuple[list[Group], str]:
    """Give the days and hours of a clause, and its text with marks in place of the hours."""
    sentence = Sentence(datetime.combine(today, time(8)), _unfold(part))
    for row in (*CLOCKS, *HOURS):
        sentence.read(row)
    groups, named = [Group()], list(_NAMED.finditer(sentence.text))
    always = not any(found[1] or found[2] or found[3] for found in named)  # "vrijdag kan ik altijd" is each Friday
    for found in named:
        name, working, weekend, every, mark = found.groups()
        if mark is not None:
            _hear(groups[-1], sentence, int(mark), part, sentence.text[: found.start()])
        elif not every or always:
            if groups[-1].days and groups[-1].hours:
                groups.append(Group())
            days = frozenset({WEEKDAYS.index(name)}) if name else WORKDAYS if working else WEEKEND if weekend else ALL
            groups[-1].days |= days
            groups[-1].named |= not every
    return [one for one in groups if one.days or one.hours], sentence.text


def _hear(group: Group, sentence: Sentence, mark: int, part: str, before: str) -> None:
    """Take what a MARK stands for as hours of GROUP; BEFORE is the text up to it."""
    piece = sentence.pieces[mark]
    if isinstance(piece, Clock) and _HOME.search(part):
        piece = Hours(piece, None)
    if isinstance(piece, Off) and piece.part:
        piece = piece.part
    if isinstance(piece, Part) and before.rstrip().endswith(">"):
        piece = _in_part(group.hours, piece)
    if isinstance(piece, Hours | Part):
        group.hours.append(piece)


def _in_part(hours: list[Hours | Part], part: Part) -> Part | Hours:
    """Take "tot acht uur" and "'s avonds" right after it together: the part says which eight."""
    if not hours or not isinstance(one := hours[-1], Hours) or (one.start and one.end):
        return part
    del hours[-1]
    return Hours(one.start and settle(one.start, part), one.end and settle(one.end, part))


def _unfold(text: str) -> str:
    """Write "maandag tot en met woensdag" as its days, and "9-17" as hours: the dates have been taken out."""
    text = _WHOLE_DAY.sub("van 8:00 tot 22:00 uur", text)
    text = _FROM_TO.sub(r"van \1 tot \2", text)
    return _RANGE.sub(lambda found: ", ".join(_between(WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2]))), text)


def _between(first: int, last: int) -> list[str]:
    return [WEEKDAYS[(first + i) % 7] for i in range((last - first) % 7 + 1)]
