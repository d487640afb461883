"""Reads the days of the week and the hours on them in one clause of what a helper says of their time. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from flows.late import late_pattern
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.clock_rows import CLOCKS, HOURS
from flows.understanding.time.grammar import MARK, Sentence, marks
from flows.understanding.time.halves import settle
from flows.understanding.time.pieces import Clock, Hours, Noise, Off, Part
from flows.understanding.words import either, load

ALL, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})

_WORDS: dict[str, list[str]] = load("free")["said"]
_NAMES = either(WEEKDAYS)
_FROM_THEN = late_pattern(r"\b(?:weg|begin(?:t|nen)?|start(?:en)?)\b")
_HOME = late_pattern(r"\b(?:thuis|klaar|uit|vrij|beschikbaar|home)\b")
_RANGE = late_pattern(rf"({_NAMES})(?:en|s)? ?(?:tot en met|tot|-|to|through) ?({_NAMES})")
_FROM_TO = late_pattern(r"(?<!van )\b(\d{1,2}(?:[.:]\d\d)?) ?- ?(\d{1,2}(?:[.:]\d\d)?)\b")
_WHOLE_DAY = late_pattern(r"\b(?:de |het )?(?:(?:ge)?hele|heel de) dag\b|\ball da[gy]\b")
_HOURS_NEXT = late_pattern(rf" {marks(Hours)}")
_TO_A_BOUND = late_pattern(
    r"\b(?:de |het )?(?:(?:ge)?hele|heel de) dag,? (?=(?:tot|vanaf|na|vroegst) )"
)  # "hele dag tot 6"
_EACH_DAY = late_pattern(r"(?:elke|alle|iedere|every) dag")
NAMED = late_pattern(
    rf"({_NAMES})(?:s|en)?\b|\b(elke werkdag|werkdag(?:en)?|weekdag(?:en)?|weekdays?)\b|\b(weekend(?:en|s)?)\b"
    rf"|\b((?:{'|'.join(_WORDS['all'])}))\b|<[A-Z](\d+)>"
)


@dataclass(slots=True)
class Group:
    """Days of the week and the hours on them, as far as they were said."""

    days: frozenset[int] = frozenset()
    hours: list[Hours | Part] = field(default_factory=list)
    named: bool = False  # not just all days
    whole: bool = False  # all day: hours that are said later are those of other days
    led: bool = False  # its hours were said before its days: they are those of all days that follow

    @property
    def usual(self) -> frozenset[int]:
        """Give the days that are meant where none were named: school is on working days."""
        school = any(isinstance(one, Part) and one.name == "schooltijd" for one in self.hours)
        return WORKDAYS if school else ALL


def read_groups(part: str, today: date, *, apart: bool = False) -> tuple[list[Group], str, str]:
    """Give the days and hours of a clause, its text with marks in place of the hours, and what is left of it unread.

    A part of the day holds for the day before it alone where days stand APART: "niet op zondag en woensdagavond".
    """
    sentence = Sentence(datetime.combine(today, time(8)), _unfold(part))
    for row in (*CLOCKS, *HOURS):
        sentence.read(row)
    groups, named = [Group()], list(NAMED.finditer(sentence.text))
    always = not any(found[1] or found[2] or found[3] for found in named)  # "vrijdag kan ik altijd" is each Friday
    for found in named:
        name, working, weekend, every, mark = found.groups()
        if mark is not None:
            if groups[-1].led and groups[-1].days and not isinstance(groups[-1].hours[-1], Part):
                groups.append(Group())
            before = sentence.text[: found.start()]
            if apart and before.rstrip().endswith(tuple(WEEKDAYS)) and isinstance(sentence.pieces[int(mark)], Part):
                _set_apart(groups, WEEKDAYS.index(before.split()[-1]))
            _hear(groups[-1], sentence, int(mark), part, before)
        elif not every or always or _EACH_DAY.match(every):
            groups[-1].led = groups[-1].led or bool(groups[-1].hours and not groups[-1].days)
            other = bool((every and not always) or (name and groups[-1].days == WEEKEND))
            if _is_closed(groups[-1], other, bool(_HOURS_NEXT.match(sentence.text, found.end()))):
                groups.append(Group())
            days = frozenset({WEEKDAYS.index(name)}) if name else WORKDAYS if working else WEEKEND if weekend else ALL
            groups[-1].days |= days
            groups[-1].named |= not every
    if not always:  # "elke dag na vier en op vrijdag de hele dag"
        groups = [one for one in groups if one.named or one.hours]
    _share_clock(groups)
    unread = MARK.sub(lambda found: " 0 " if _is_lost(sentence, int(found[0][2:-1]), part) else " ", sentence.text)
    return [one for one in groups if one.days or one.hours], sentence.text, NAMED.sub(" ", unread)


def _is_closed(group: Group, other: bool, hours_next: bool) -> bool:
    """Say whether a day begins a group of its own: after hours, after OTHER days, or where hours come NEXT."""
    if not group.days:
        return group.led and hours_next
    return other or (bool(group.hours) and not group.led)


def _share_clock(groups: list[Group]) -> None:
    """Give the hours within a part of the day to the days before with the same part: "wo- en do-middag van 2 tot 4"."""
    last = groups[-1].hours
    if len(last) > 1 and isinstance(last[0], Part):
        for one in reversed(groups[:-1]):
            if one.hours != last[:1]:
                break
            one.hours = last


def _set_apart(groups: list[Group], weekday: int) -> None:
    """Give the last day that was named a group of its own, where others without hours stand before it."""
    others = groups[-1].days - {weekday}
    if others and not groups[-1].hours:
        groups[-1].days, groups[-1].whole = others, True
        groups.append(Group(frozenset({weekday}), named=True))


def _is_lost(sentence: Sentence, mark: int, part: str) -> bool:
    """Say whether nothing is made of what a MARK stands for."""
    piece = sentence.pieces[mark]
    return isinstance(piece, Noise) or (
        isinstance(piece, Clock) and not (_HOME.search(part) or _FROM_THEN.search(part))
    )


def _hear(group: Group, sentence: Sentence, mark: int, part: str, before: str) -> None:
    """Take what a MARK stands for as hours of GROUP; BEFORE is the text up to it."""
    piece = sentence.pieces[mark]
    if isinstance(piece, Clock) and (_HOME.search(part) or _FROM_THEN.search(part)):
        piece = Hours(piece, None)
    if isinstance(piece, Off) and piece.part:
        piece = piece.part
    if isinstance(piece, Part) and before.rstrip().endswith(">"):
        piece = _in_part(group.hours, piece)
    if isinstance(piece, Hours | Part):
        group.hours.append(piece)


def _in_part(hours: list[Hours | Part], part: Part) -> Part | Hours:
    """Take "tot acht uur" and "'s avonds" right after it together: the part says which eight."""
    if not hours or not isinstance(one := hours[-1], Hours) or (one.start and one.end and not one.start.sure):
        return part
    del hours[-1]
    return Hours(one.start and settle(one.start, part), one.end and settle(one.end, part))


def _unfold(text: str) -> str:
    """Write "maandag tot en met woensdag" as its days, and "9-17" as hours: the dates have been taken out."""
    text = _TO_A_BOUND.sub("", text)
    text = _WHOLE_DAY.sub("van 8:00 tot 22:00 uur", text)
    text = _FROM_TO.sub(r"van \1 tot \2", text)
    return _RANGE.sub(lambda found: ", ".join(_between(WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2]))), text)


def _between(first: int, last: int) -> list[str]:
    return [WEEKDAYS[(first + i) % 7] for i in range((last - first) % 7 + 1)]
