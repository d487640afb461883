"""From a sentence to when a helper can: hours in the week, absences, limits, how often."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from flows.late import late_pattern
from flows.understanding.absence import clauses, excluded_weekdays, is_absence, is_away, read_absences
from flows.understanding.calendar_days import WEEKDAYS
from flows.understanding.clock_rows import CLOCKS, HOURS
from flows.understanding.grammar import Sentence
from flows.understanding.halves import MIDNIGHT, settle, settle_both
from flows.understanding.pieces import Hours, Part
from flows.understanding.refusals import read_limits
from flows.understanding.spelling import spell
from flows.understanding.term import Stretch, take_term
from flows.understanding.words import either

__all__ = ["Available", "Span", "read_absences", "read_available"]

_DAY_BEGINS, _DAY_ENDS = 480, 1320  # a whole day is from eight to ten
_NAMES = either(WEEKDAYS)
_RANGE = late_pattern(rf"({_NAMES})(?:en|s)? ?(?:tot en met|tot|-) ?({_NAMES})")
_FROM_TO = late_pattern(r"(?<!van )\b(\d{1,2}(?:[.:]\d\d)?) ?- ?(\d{1,2}(?:[.:]\d\d)?)\b")
_NAMED = late_pattern(
    rf"({_NAMES})(?:s|en)?\b|\b(elke dag|elke werkdag|weekend|alle dagen|altijd|always|any time|anytime)\b|<[A-Z](\d+)>"
)
_OFTEN = late_pattern(r"(\d) ?(?:keer|x|maal|times)(?: per| in de| a)? week|\b(eens per week)")
_WHOLE_DAY = late_pattern(r"\b(?:de |het )?(?:hele|gehele) dag\b")
_WORKDAYS, _WEEKEND, _ALL = tuple(range(5)), (5, 6), tuple(range(7))
_GROUPS = {"elke werkdag": _WORKDAYS, "weekend": _WEEKEND}


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of one weekday (0 is Monday), in minutes since midnight; `until_minute` is exclusive."""

    weekday: int
    from_minute: int
    until_minute: int


@dataclass(frozen=True, slots=True)
class Available:
    """When somebody can help.

    `open_ended` is True when no last hour was said and ten in the evening was taken. `absences` holds first and
    last days. `limits` are codes such as "dog". `max_per_week` is None when nothing was said.
    """

    spans: tuple[Span, ...]
    open_ended: bool
    absences: tuple[tuple[date, date], ...]
    limits: tuple[str, ...]
    max_per_week: int | None


@dataclass(slots=True)
class _Group:
    """Weekdays that share their hours, while they are read."""

    days: list[int]
    hours: list[Hours | Part]


def read_available(text: str, today: date) -> Available | None:
    """Read when somebody can help; None when no hours and no days are said.

    A sentence that only takes days away is for `read_absences`.
    """
    parts, term = _without_term(clauses(text), today)
    groups = [group for clause in parts if not is_absence(clause) for group in _groups(clause, today)]
    groups = _share(groups)
    if not groups:
        return None
    out = [span for clause in parts if is_absence(clause) for span in _out(clause, today)]
    spans = {left for g in groups for s in _spans(g) for left in _less(s, out)}
    return Available(
        spans=tuple(sorted(spans, key=lambda s: (s.weekday, s.from_minute, s.until_minute))),
        open_ended=any(isinstance(h, Hours) and h.end is None for g in groups for h in g.hours),
        absences=(*read_absences(", ".join(parts), today), *term),
        limits=read_limits(text),
        max_per_week=_per_week(spell(text)),
    )


def _without_term(parts: list[str], today: date) -> tuple[list[str], list[Stretch]]:
    """Take the term out of what says when somebody can; one beside "niet" is an absence, and stays."""
    kept, term = list[str](), list[Stretch]()
    for part in parts:
        rest, off = (part, ()) if is_away(part) else take_term(part, today)
        kept.append(rest)
        term += off
    return [part for part in kept if part.strip()], term


def _out(clause: str, today: date) -> list[Span]:
    """Give the hours that a clause takes out of every week: "dinsdagmiddag niet", "niet op maandag"."""
    if not excluded_weekdays(clause) and re.search(r"\d|week\b|vakantie", spell(clause)):
        return []  # one day, or a stretch of them
    parts = [group for group in _groups(clause, today) if any(isinstance(one, Part) for one in group.hours)]
    if parts:
        return [span for group in parts for span in _spans(_Group(group.days or list(_ALL), group.hours))]
    return [Span(day, 0, MIDNIGHT) for day in excluded_weekdays(clause)]


def _less(span: Span, out: list[Span]) -> list[Span]:
    """Give what is left of a span."""
    left = [span]
    for one in out:
        left = [
            Span(kept.weekday, begin, end)
            for kept in left
            for begin, end in (
                (
                    (kept.from_minute, min(kept.until_minute, one.from_minute)),
                    (max(kept.from_minute, one.until_minute), kept.until_minute),
                )
                if kept.weekday == one.weekday
                else ((kept.from_minute, kept.until_minute),)
            )
            if begin < end
        ]
    return left


def _groups(clause: str, today: date) -> list[_Group]:
    sentence = Sentence(datetime.combine(today, time(8)), _unfold(spell(clause)))
    for row in (*CLOCKS, *HOURS):
        sentence.read(row)
    groups = [_Group([], [])]
    for found in _NAMED.finditer(sentence.text):
        name, several, mark = found.groups()
        if mark is None:
            if groups[-1].days and groups[-1].hours:
                groups.append(_Group([], []))
            groups[-1].days += [WEEKDAYS.index(name)] if name else _GROUPS.get(several, _ALL)
        elif isinstance(piece := sentence.pieces[int(mark)], Hours | Part):
            groups[-1].hours.append(piece)
    return [g for g in groups if g.days or g.hours]


def _unfold(text: str) -> str:
    """Write "maandag tot en met woensdag" as its days, and "9-17" as hours: there are no dates here."""
    text = _WHOLE_DAY.sub("van 8 tot 22 uur", text)
    text = _FROM_TO.sub(r"van \1 tot \2", text)
    return _RANGE.sub(lambda found: ", ".join(_between(WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2]))), text)


def _between(first: int, last: int) -> list[str]:
    return [WEEKDAYS[(first + i) % 7] for i in range((last - first) % 7 + 1)]


def _share(groups: list[_Group]) -> list[_Group]:
    """Give days without hours those that follow, and hours without days all days, or those just said."""
    for before, group in zip(groups[-2::-1], groups[:0:-1], strict=False):
        if not before.hours and group.days:
            before.hours = list(group.hours)
        if not group.days:
            group.days = list(before.days)
            before.hours, group.hours = [*before.hours, *group.hours], []
    kept = [g for g in groups if g.hours or g.days]
    for group in kept:
        group.days = group.days or list(_ALL)
    return kept


def _spans(group: _Group) -> list[Span]:
    edges = _edges(group.hours) or [(_DAY_BEGINS, _DAY_ENDS)]
    return [span for day in group.days for start, end in edges for span in _cut(day, start, end)]


def _edges(hours: list[Hours | Part]) -> list[tuple[int, int]]:
    """Turn hours into minutes; an hour beside a part of the day lies in that part."""
    parts = [h for h in hours if isinstance(h, Part)]
    clocked = [h for h in hours if isinstance(h, Hours)]
    if not clocked:
        return [(p.start, p.end) for p in parts]
    return [_edge(h, parts[0] if parts else None) for h in clocked]


def _edge(hours: Hours, part: Part | None) -> tuple[int, int]:
    if hours.start and hours.end:
        first, last = settle_both(hours.start, hours.end, part, waking=True)
        return first.minutes, last.minutes or MIDNIGHT
    start = settle(hours.start, part).minutes if hours.start else part.start if part else _DAY_BEGINS
    end = settle(hours.end, part).minutes if hours.end else part.end if part else _DAY_ENDS
    return start, end


def _cut(day: int, start: int, end: int) -> list[Span]:
    """Cut a span at midnight."""
    if end <= start:
        end += MIDNIGHT
    if end <= MIDNIGHT:
        return [Span(day, start, end)]
    late = [Span(day, start, MIDNIGHT)] if start < MIDNIGHT else []
    return [*late, Span((day + 1) % 7, max(0, start - MIDNIGHT), min(end - MIDNIGHT, MIDNIGHT))]


def _per_week(text: str) -> int | None:
    found = _OFTEN.search(text)
    return int(found[1] or 1) if found else None
