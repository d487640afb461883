"""Cuts what a helper says of their time into clauses, and reads in each of them whether they can, on which days of the
week, at which hours, and on which dates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.leave import read_leave
from flows.understanding.hours.said_dates import Bounds, take_dates
from flows.understanding.hours.said_hours import NAMED, Group, read_groups
from flows.understanding.hours.which_weeks import meeting, take_weeks
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.grammar import marks
from flows.understanding.time.pieces import Hours, Off, Stretch
from flows.understanding.time.spelling import spell
from flows.understanding.words import any_of, either, fold, load

_WORDS: dict[str, list[str]] = load("free")["said"]
_NAMES = either(WEEKDAYS)


def _any_of(kind: str) -> str:
    return rf"(?:{'|'.join(_WORDS[kind])})"


def _not_after(words: list[str]) -> str:
    return "".join(rf"(?<!{one} )" for one in words)


_INSTEAD = load("instead")
_BEFORE = [
    (any_of([one["said"]], _INSTEAD["words"]), one["is"]) for some in _INSTEAD["instead"].values() for one in some
]
_THAT_IS = late_pattern(r"\b((?:als|when|if) [^:;.,]{3,50}): (?=\w)")  # "als mijn man thuis is: dinsdag"
_DAY = rf"(?:op )?(?:{_NAMES})(?:s|en)?(?: ~[a-z]+)?"
_CUTS = late_pattern(
    rf"(?=\b(?:{_any_of('but_not')}|{_any_of('leads')})\b)|[,;\n]|[.:!](?=\s|$)"
    rf"|\ben (?={_any_of('after_and')})|\bof (?=(?:op )?(?:een )?andere dag\b)"
    rf"|{_not_after(_WORDS['in_list'])}\ben (?={_DAY} (?!niet|wel){_any_of('verbs')} (?:ik|we|wij|het|t|ook)\b)"
    rf"|{_not_after(_WORDS['in_list'])}\ben (?=(?:de )?{_DAY} (?:ook )?(?:wel|niet)(?:$|[,.;]))"
    rf"|\ben (?=(?:de|het) (?:dag|week|weekend|{_NAMES}) (?:daarop|ervoor|daarvoor)\b)"
    rf"|(?<=niet )en (?=(?:op )?(?:{_NAMES})(?:s|en)? {_any_of('verbs')}\b)"
    rf"|{_not_after(_WORDS['uncut'])}(?=\b{_any_of('cut_before')}\b)"
)
_LIST = late_pattern(
    rf"\b{_DAY}(?:, {_DAY})+(?: (?:en|and) {_DAY}"
    r"|(?=[,.;: ]*(?:$|[\d,.;:]|(?:van|tot|na|vanaf|tussen|vroegst|half|op|in|bij) )))"
)
LEAD = late_pattern(rf"^{_any_of('leads')}\b ?")
_WHY = late_pattern(rf"^{_any_of('why')}\b(?!.*(?:vakantie|\bniet (?:voor|na|later|eerder)\b|\bvroegst\b))")
_DOUBTS = late_pattern(rf"\b(?:{'|'.join(load('unread')['unread']['doubts'])})\b")
_SO = late_pattern(r"^(?:dus|so)\b")
_OFF = late_pattern(rf"\b{_any_of('off')}\b")
AFTER_IT = late_pattern(r"\bna (?:(?:de|het|t|mijn|mn|onze) )?(?!\d)[a-z]{3,}\b")  # "na de zwemles" is when
_NEGATED = late_pattern(rf"\b{_any_of('negated')}\b")
_BUT_NOT = late_pattern(rf"^{_any_of('but_not')}\b")
_BUSY = late_pattern(rf"\b{_any_of('busy')}\b")
_CAN = late_pattern(rf"\b{_any_of('can')}\b")
_SAYS = {  # what a clause says of itself, by the field of Clause
    "firmly": _CAN,
    "but": _BUT_NOT,
    "then": late_pattern(
        r"^(?:en |and )?(?:kan (?:ik )?)?(?:dan|die (?:dag|~?(?:ochtend|middag|avond))(?:en)?|daar|then)\b"
    ),
    "ahead": late_pattern(r"^(?:en |and )?(?:daarvoor|ervoor|before that)\b"),
    "after": late_pattern(r"^(?:en |and )?(?:daarna|after that|afterwards)\b"),
    "counts": late_pattern(
        r"(?<!om )(?<!tot )(?<!na )(?<!van )(?<!vanaf )(?<!voor )\b\d+ (?:dag|uur)\b|\b(?:2[5-9]|3\d|4\d) uur\b"
    ),
    "rest": late_pattern(rf"\b{_any_of('rest')}\b"),
    "others": late_pattern(rf"\b{_any_of('other')}\b"),
    "takes_back": late_pattern(rf"^{_any_of('takes_back')}\b"),
    "only": late_pattern(rf"\b{_any_of('only')}\b"),
    "means": late_pattern(r"^(?:en )?(?:dat (?:is|zijn)|namelijk|te weten|oftewel|that is)\b"),
    "instead": late_pattern(r"^(?:in plaats van|instead of)\b"),
    "lasting": late_pattern(rf"\b{_any_of('lasting')}\b"),
    "doubts": _DOUBTS,
    "alternates": late_pattern(rf"\b{_any_of('alternates')}\b"),
    "as_before": late_pattern(rf"\b{_any_of('as_before')}"),
    "no_end": late_pattern(rf"\b{_any_of('no_end')}\b"),
    "back": late_pattern(rf"\b{_any_of('back')}\b"),
    "also": late_pattern(rf"\b{_any_of('also')}\b"),
    "likewise": late_pattern(rf"\b{_any_of('likewise')}\b"),
}
_NOT_BETWEEN = late_pattern(r"\b(?:niet|not|behalve|except) (?=(?:tussen|van|between|from) (?:half |kwart )?\d)")
_VERB = late_pattern(rf"\b(?:{_any_of('verbs')}|{_any_of('can')}|{_any_of('off')}|{_any_of('busy')}|{_any_of('rest')}"
                     rf"|{_any_of('only')}|{_any_of('all')}|ik|pas)\b")  # fmt: skip
_EVER = late_pattern(rf"\b{_any_of('all')}\b")
_NOT_BARE = late_pattern(r"[a-z](?!\w*>)(?<!<[a-z])\w*(?<!\ben)(?<!\bop)(?<!\bde)(?<!\band)(?<!\bon)\b")
_TAKEN = late_pattern(marks(Off))
_FIRST = late_pattern(rf"\b{_any_of('first')}\b")
_WORD = late_pattern(r"[a-z']+")
_SHIFT = late_pattern(load("free")["said"]["shift"])
_JUST = frozenset(_WORDS["just"])

_Dated = tuple[bool, str, date, date]  # whether somebody can then, the bound as in Days, the first and the last day


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
    plain: bool  # days of the week, with no verb
    but: bool  # it leaves something out of what was just said
    then: bool  # on the days just named
    ahead: bool  # before the hours just named
    after: bool  # after the hours just named
    counts: bool  # it says of how many days it speaks
    rest: bool  # on all that was not said
    others: bool  # on the days that were not named
    takes_back: bool
    only: bool
    instead: bool  # it says in place of what that is
    lasting: bool  # each week
    doubts: bool  # whoever says it does not know
    alternates: bool  # weeks that were said come in turn
    as_before: bool  # it says that all is as it was
    no_end: bool  # nobody knows yet until when
    back: bool  # somebody is there again
    also: bool  # it comes beside what was said before
    likewise: bool  # at the hours that were said before
    rather: bool  # it stands in place of what was just said: "maar"
    beside: bool  # it comes beside hours that were just said: "plus"
    means: bool  # it says when that is: "dat is op dinsdag"
    so: bool  # it follows from what was just said: "dus", "dan"
    shift: str  # which shift they have then; empty for none
    weeks: str  # in which weeks; a code of which_weeks.py
    left: str  # its words that say nothing of this; an hour of which nothing was made is a 0
    idle: bool = False  # nothing came of it

    @property
    def when(self) -> tuple[Stretch, ...]:
        """Give the days that its dates leave: what lies in any of them, within the bounds that were said."""
        days = [(first, last) for _, bound, first, last in self.dates if not bound]
        days = [one for one in days if not any(one != each and meeting([one], [each]) == [each] for each in days)]
        days = days or [(date.min, date.max)]
        for _, bound, first, last in self.dates:
            days = meeting(days, [(first, last)]) if bound else days
        return tuple(days) if self.dates else ()

    @property
    def ends_nowhere(self) -> bool:
        """Say whether it says no more than that somebody can't, and that nobody knows until when."""
        return self.no_end and not (self.can or self.groups or self.dates)

    def goes_with(self, *, busy: bool) -> bool:
        """Say whether it has no more than days, and goes on with what was said before it, or with being BUSY."""
        return (self.bare and not self.weeks) or (self.plain and busy and not any(one.hours for one in self.groups))

    def tells_when(self, working: "Clause") -> bool:
        """Say whether it says on which of a number of days somebody is WORKING, or from when until when."""
        hours = [one for group in self.groups if not group.days for one in group.hours]
        between = bool(hours) and all(isinstance(one, Hours) and one.start and one.end for one in hours)
        return (working.counts and (self.bare or self.plain)) or (between and not self.firmly and not self.so)


def read_parts(text: str, today: date) -> list[tuple[str, Clause | None]]:
    """Cut a sentence into its clauses, and read each; None for one that gives a reason."""
    whole = _LIST.sub(_one_list, spelled(text))
    parts = [part.strip() for part in _CUTS.split(whole) if part and part.strip()]
    leads = [found[0] if (found := LEAD.search(part)) else "" for part in parts]
    told = [(part.removeprefix(lead), lead) for part, lead in zip(parts, leads, strict=True)]
    read, named = list[tuple[str, Clause | None]](), tuple[Stretch, ...]()
    for part, lead in told:
        if part:
            clause = None if _WHY.search(part) else _read(part, lead, today, named)
            named = (clause and clause.when) or named
            read.append((part, clause))
    return read


def _one_list(found: re.Match[str]) -> str:
    """Write days with commas between them as one list; a day that comes again begins anew."""
    days = re.findall(_NAMES, found[0])
    return found[0].replace(",", " en") if len(set(days)) == len(days) else found[0]


def spelled(text: str) -> str:
    """Spell TEXT, words that mean a time only here being read as what they mean."""
    plain = _THAT_IS.sub(r"\1, dat is ", fold(text))
    for pattern, by in _BEFORE:
        plain = pattern.sub(by, plain)
    return spell(plain)


def _read(part: str, lead: str, today: date, named: Sequence[Stretch]) -> Clause:
    """Read one clause, of which LEAD was cut; the days NAMED before it are those that it may go on from."""
    part, weeks = take_weeks(part, today)
    can = _can(part)
    said, left = take_dates(part, today, named)
    between = _NOT_BETWEEN.search(left)
    groups, unread, left = read_groups(_NOT_BETWEEN.sub("", left), today, apart=not can)
    busy = bool(_BUSY.search(AFTER_IT.sub(" ", part))) and not _OFF.search(part)
    begins = bool(_FIRST.search(part)) and not any(one.hours for one in groups)  # "morgen pas na drie"
    dates = [
        (can and not off, *(stretch if off or not (can or busy) else _begun(*stretch, begins))) for off, stretch in said
    ]
    begins_then = bool(named) and bool(_SAYS["then"].search(part))  # "2 december, dan 8 weken niet"
    leave = None if groups else read_leave(part, named[0][0] if begins_then else today)
    if leave is not None and all(
        bound == "from" or (first, last) == (leave[0],) * 2 for _, bound, first, last in dates
    ):
        dates, can, left = [(False, "", *leave)], False, ""
    if between:
        can = False
    elif not dates or (groups and (_BUT_NOT.search(part) or all(fine for fine, *_ in dates))):
        can = _can(unread)  # what the hours are read from says it too: "niet na vijf" is until five
    return Clause(
        can=can,
        groups=groups,
        dates=dates,
        just=_is_just_that(part),
        bare=not lead and _is_bare(groups, unread),
        plain=not lead and any(one.named for one in groups) and not _VERB.search(unread),
        shift=found[1].replace("late", "laat")[:4] if (found := _SHIFT.search(part)) else "",
        weeks=weeks,
        left=left,
        busy=bool(_BUSY.search(AFTER_IT.sub(" ", part))),
        so=bool(_SO.search(lead)),
        beside=lead.strip() == "plus",
        rather=lead.strip() in ("maar", "but"),
        **{name: bool(pattern.search(part)) for name, pattern in _SAYS.items()},
    )


def _begun(bound: str, first: date, last: date, begins: bool) -> Bounds:
    """Give a stretch of days; from the first of them on where it only BEGINS then."""
    return ("from", first, date.max) if begins and not bound else (bound, first, last)


def _is_just_that(part: str) -> bool:
    """Say whether a clause says no more than that somebody can then, or can't."""
    return _JUST.issuperset(_WORD.findall(part)) and bool(_OFF.search(part) or _CAN.search(part))


def _is_bare(groups: Sequence[Group], unread: str) -> bool:
    """Say whether a clause holds days of the week and nothing else."""
    always = len(groups) == 1 and groups[0].named and bool(_EVER.search(unread))  # "zaterdag altijd" says that they can
    return (
        bool(groups)
        and not always
        and not any(one.hours for one in groups)
        and not _NOT_BARE.search(NAMED.sub(" ", unread))
    )


def _can(part: str) -> bool:
    """Say whether a clause speaks of when somebody can: not "niet", nor "ik werk", but "werk ik niet"."""
    if _BUT_NOT.search(part) or _TAKEN.search(part):
        return False
    off, busy = bool(_OFF.search(part)), bool(_BUSY.search(AFTER_IT.sub(" ", part)))
    if off and busy:
        return bool(_NEGATED.search(part))  # "dan werk ik niet", but not "dan zijn we weg, naar Spanje"
    return not off and (not busy or bool(_CAN.search(part)))
