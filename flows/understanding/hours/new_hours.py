"""What a helper says whose hours are known: all of them anew, or what changes in those that stand. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.availability import Available, of
from flows.understanding.hours.change_scope import on_those, take_scope
from flows.understanding.hours.leave import read_leave
from flows.understanding.hours.other_edges import at_other_edges
from flows.understanding.hours.said import Said, all_of
from flows.understanding.hours.said_free import read_parts, spelled
from flows.understanding.hours.said_hours import ALL
from flows.understanding.hours.said_week import Week
from flows.understanding.hours.said_when import Heard, hear, outside
from flows.understanding.hours.week_hours import DAY_BEGINS, DAY_ENDS, Span, ahead, joined, less, united, usual, within
from flows.understanding.hours.which_weeks import EVERY, both, holds, on_dates, since, take_weeks, weekdays_of
from flows.understanding.requests.intent import says_goodbye
from flows.understanding.time.calendar_days import WEEKDAYS, this_or_next
from flows.understanding.time.halves import NOON
from flows.understanding.time.pieces import Stretch
from flows.understanding.words import either, fold, load

_ALSO = late_pattern(rf"\b(?:{'|'.join(load('free')['said']['also'])})\b")
_AFTER_ALL = late_pattern(r"\b(?:toch|weer|wel|again|after all)\b")
_STAYS = late_pattern(r"\b(?:blijft|blijven|stays?)\b")
_RATHER = late_pattern(r"\b(?:liever|in plaats van|voortaan|wordt|rather|instead)\b")
_SHIFTS = late_pattern(r"\b(?:pas|later|eerder|al|only from|earlier)\b")
_ONCE = late_pattern(rf"\b(?:{'|'.join(load('free')['said']['once'])})\b")
_BESIDE = late_pattern(r"\b(?:toch(?! liever| alleen)|weer|wel|again|after all)\b")
_AFTER_ALL_AT = late_pattern(r"\b(?:toch(?! liever| alleen)|bij nader inzien|on second thoughts?)\b")
_EARLIER = late_pattern(r"\b(?:al|eerder|ook|earlier|also)\b")
_DAY = rf"(?:de )?({either(WEEKDAYS)})(?:s|en)?"
_LASTING = late_pattern(rf"\b(?:meer|nooit|vanaf nu|any ?more|never|{'|'.join(load('free')['said']['lasting'])})\b")
_CHANGE = r"(?:wissel|ruil|verander|verzet|verplaats|swap|change)"
SWAP = late_pattern(
    rf"\b(?:{_CHANGE} {_DAY}(?: om)? (?:voor|naar|in|met|for|to)"
    rf"|{_DAY} (?:wordt?|moet|becomes|schuift|gaat|verhuist|verschuift)(?: (?:voortaan|nu|dan|op|naar))*"
    rf"|{_DAY} (?:om)?(?:ruilen|wisselen|verzetten|verplaatsen|verschuiven|veranderen)(?: om)? (?:voor|naar|in|met))"
    rf" {_DAY}\b"
)
BECOMES = late_pattern(rf"^(.*{_DAY} (?:~|\d).*) (?:wordt|becomes)(?: (?:voortaan|nu|dan))? (.*{_DAY}.*)$")
_OF_THOSE = late_pattern(
    rf"\b{_DAY} (?:(?:kan|doe|kom) ik |mag |nu )?(?:alleen|enkel|only|slechts|wordt|(?:is|zijn) nu)\b"
)
_ASKS = late_pattern(rf"\b(?:{'|'.join(load('free')['of_self']['asks'])})\b")
_EVERY_WEEK = late_pattern(r"\b(?:elke|iedere|every|eens per|1 keer per) week\b")


def change_of(text: str, today: date, stands: Sequence[Span], *, each: bool = False) -> Available | None:
    """Read what is to stand in place of the hours that STAND; None when TEXT says nothing of the hours in a week.

    "Woensdag kan ook" comes beside them, "vrijdag niet meer" goes from them, "pas na zeven" cuts them, and "liever
    woensdag" keeps the hours; whoever says all days and hours puts them in the place of those.
    """
    heard = hear(text, today)
    scope = take_scope(heard)
    held = [one for one in stands if both(one.weeks, on_dates(scope)) is not None]
    if scope and len(edges := {one[1:3] for one in usual(stands)}) == 1:
        for one in [one for one in heard.week.said if one.can and one.named and not one.hours]:
            one.hours = [*edges]
    change = _changed(text, today, held, heard, each=each or bool(scope))
    if change is None or not scope:
        return change
    if less(held, change.spans):
        kept, then = less(stands, all_of(scope)), change.spans
    else:
        kept, then = [*stands], tuple(less(change.spans, held))  # something comes beside them
    return replace(change, spans=ahead(united([*kept, *on_those(then, scope)]), today))


def _changed(text: str, today: date, stands: Sequence[Span], heard: Heard, *, each: bool) -> Available | None:
    """Read what changes; a day that is named is EACH of its name, and else it may be the next alone."""
    said = spelled(text)
    if swap := SWAP.search(said):
        old, new = (WEEKDAYS.index(one) for one in swap.groups() if one)
        swapped = _swapped(stands, old, new)
        return of(text, heard, swapped, (), open_ended=False)
    if becomes := BECOMES.search(said):
        was, wished = (hear(becomes[which], today).week.given()[0] for which in (1, 3))
        return of(text, heard, joined([*less(stands, was), *wished]), (), open_ended=False)
    if (moved := at_other_edges(said, today, stands, heard)) is not None:
        return replace(of(text, heard, joined(moved), (), open_ended=False), unread=())
    week, off, only = heard.week, heard.off, heard.only
    weeks = EVERY if _EVERY_WEEK.search(said) and any(one.weeks for one in stands) else take_weeks(said, today)[1]
    if not week.said and (weeks or _EVERY_WEEK.search(said)):
        return of(text, heard, joined(one._replace(weeks=since(weeks, today)) for one in stands), (), open_ended=False)
    week.said += _more_days(stands, heard)
    if not week.said or (only and not any(one.when for one in week.said)) or (not each and _one_day(week, said)):
        return None
    if not each:
        _once(week, said, today)
    if any(one.when for one in week.said):
        if _ASKS.search(said):
            return None  # "kun je me morgenochtend herinneren" is of no hours of theirs
        spans, out = _on_those_days(stands, week)
        return of(text, heard, joined(less(spans, out)), off, open_ended=False)
    if any(one.likewise for one in heard.clauses) and len(hours := {one[1:3] for one in usual(stands)}) == 1:
        for one in [one for one in week.said if one.can and not one.hours]:
            one.hours = [*hours]  # "dinsdag in plaats van donderdag, zelfde tijden"
    can = [one for one in week.said if one.can]
    alone = any(one.only for one in heard.clauses) and not _OF_THOSE.search(said)
    cut = _cut_anew(stands, can, said, alone=alone)
    beside = bool(_ALSO.search(fold(text)))
    those = _OF_THOSE.search(said) or (
        cut is None and not (alone or beside) and _only_some(stands, week, each=bool(_LASTING.search(said)))
    )
    if not beside:
        _at_what_stands(stands, week)
    spans, out = week.given()
    if cut is None and (
        beside or (_STAYS.search(said) and not alone) or len(can) < len(week.said) or _is_beside(can, said)
    ):
        spans = [*stands, *spans]
    elif cut is None and _RATHER.search(said) and not any(one.hours for one in can):
        spans = _at_their_hours(stands, can) or spans
    if those:
        cut, spans = None, _only_those(stands, can)
    opens = week.open_ended and cut is None  # hours that stand keep their end
    return of(text, heard, joined(less(spans if cut is None else cut, out)), off, opens)


def _at_what_stands(stands: Sequence[Span], week: Week) -> None:
    """Let days that STAND, and of which nothing else is said, keep their hours: "en zaterdag blijft"."""
    for one in [one for one in week.said if one.can and one.named and not one.hours]:
        theirs = {span.weekday: span[1:3] for span in stands if span.weekday in one.days}
        if len(theirs) == len(one.days) and len({*theirs.values()}) == 1:
            one.hours = [*{*theirs.values()}]


def _only_some(stands: Sequence[Span], week: Week, *, each: bool) -> bool:
    """Say whether other hours were said of one of the days on which hours STAND: "maandag van 13 tot 16"."""
    days = frozenset[int]().union(*(one.days for one in week.said))
    return (
        (each or len(days) == 1)
        and all(one.can and one.named and one.hours for one in week.said)
        and days < {one.weekday for one in stands}
    )


def _is_beside(can: Sequence[Said], said: str) -> bool:
    """Say whether days come beside those that stand: "vrijdag kan toch wel"."""
    if _RATHER.search(said) or not all(one.named for one in can):
        return False
    return bool((_AFTER_ALL_AT if any(one.hours for one in can) else _BESIDE).search(said))


def _more_days(stands: Sequence[Span], heard: Heard) -> list[Said]:
    """Give the single days on which somebody can as well, where no hours STAND: "overmorgen wel"."""
    days = [] if heard.week.said else [first for first, last in heard.only if first == last]
    new = [day for day in days if not any(one.weekday == day.weekday() and holds(one.weeks, day) for one in stands)]
    return [Said(True, ALL, [], named=True, firmly=True, when=((day, day),), also=True) for day in new]


def _once(week: Week, said: str, today: date) -> None:
    """Take "vrijdagmiddag kan ik niet" for the next one alone."""
    if all(one.named and one.hours for one in week.said) and _next_only(week, said):
        for one in week.said:
            one.when = tuple((day, day) for day in sorted(this_or_next(today, day) for day in one.days))


def _on_those_days(stands: Sequence[Span], week: Week) -> tuple[list[Span], list[Span]]:
    """Give the hours that come of it where some hold on certain days alone, and those that are taken away.

    What was left open is as it STANDS: the days of hours alone, the hours of days alone, the other edge of "pas na 4".
    """
    hours = {one[1:3] for one in usual(stands)}
    begin, end = hours.pop() if len(hours) == 1 else (DAY_BEGINS, DAY_ENDS)
    for one in week.said:
        if one.can and one.loose:
            holding = [span for span in stands if both(span.weeks, on_dates(one.when)) is not None]
            one.days = frozenset(span.weekday for span in holding) & weekdays_of(one.when) or one.days
        if one.can and one.named and not one.hours:
            one.hours = [(begin, end)]
        elif one.can and one.bounds:
            one.hours = (
                within([(_in_half(first, begin, end), last) for first, last in one.hours], (begin, end)) or one.hours
            )
    return week.given(stands)


def _cut_anew(stands: Sequence[Span], can: Sequence[Said], said: str, *, alone: bool) -> list[Span] | None:
    """Give the hours that STAND with other edges, on all days or those named; None where hours of their own were said.

    "Pas na zeven", "zondag pas vanaf één"; who only takes away cuts nothing.
    """
    earlier = bool(_EARLIER.search(said))
    if can and all(one.loose and not one.bounds for one in can) and _ALSO.search(said):
        whose = frozenset(span.weekday for span in stands)
        return [*stands, *(span for one in can for span in replace(one, days=whose).spans())]
    if all(one.loose for one in can):
        also = bool(_ALSO.search(said))
        return [span for one in can for span in _cut(stands, one, also, earlier)] or None if can else [*stands]
    days = frozenset[int]().union(*(one.days for one in can))
    ends = all(one.hours[:1] and one.hours[0][0] == DAY_BEGINS for one in can)  # "vrijdag tot acht"
    some = days < {span.weekday for span in stands} and (ends or not alone)
    shifts = some or _SHIFTS.search(said)
    if not shifts or not all(one.bounds for one in can):
        return None
    kept = [span for span in stands if span.weekday not in days]
    theirs = [[span for span in stands if span.weekday in one.days] for one in can]
    return kept + [span for one, these in zip(can, theirs, strict=True) for span in _cut(these, one, False, earlier)]


def read_away(text: str, today: date) -> tuple[Stretch, ...]:
    """Read the first and last days on which somebody can't: "deze week even niet", "vanaf 1 januari stop ik"."""
    if leave := read_leave(text, today):
        return (leave,)
    if says_goodbye(fold(text)):
        return ()
    heard = hear(text, today)
    week, off = heard.week, heard.off
    if _one_day(week, spelled(text)):
        return tuple((day, day) for day in sorted({this_or_next(today, day) for one in week.said for day in one.days}))
    return () if week.said else (*off, *outside(heard.scope, today), *heard.narrowed)


def read_back(text: str, today: date) -> tuple[Stretch, ...]:
    """Read the days on which somebody can after all: "deze week kan ik toch"."""
    clauses = [one for _, one in read_parts(text, today) if one]
    again = _AFTER_ALL.search(fold(text)) and not any(one.groups or not one.can for one in clauses)
    return tuple((first, last) for one in clauses for _, _, first, last in one.dates) if again else ()


def _one_day(week: Week, said: str) -> bool:
    """Say whether WEEK only takes days away that are the next of their name: "donderdag kan ik niet"."""
    bare = all(one.named and not one.hours and not one.weeks for one in week.said)
    return bool(week.said) and bare and _next_only(week, said)


def _next_only(week: Week, said: str) -> bool:
    """Say whether WEEK takes away what is meant once, and not what somebody does each week."""
    once = all(not one.can and not one.when and (not one.busy or _ONCE.search(said)) for one in week.said)
    return once and not _LASTING.search(said)


def _swapped(stands: Sequence[Span], old: int, new: int) -> tuple[Span, ...]:
    return joined(one._replace(weekday=new) if one.weekday == old else one for one in stands)


def _cut(stands: Sequence[Span], said: Said, also: bool, earlier: bool) -> list[Span]:
    """Give the hours that STAND with the edges that were SAID, an edge that was not staying what it was."""
    cut = list[Span]()
    for begin, end in said.hours:
        for one in stands:
            first = one.from_minute if begin == DAY_BEGINS and not said.open_ended else begin
            first = first if earlier else _in_half(first, one.from_minute, one.until_minute)
            last = one.until_minute if end == DAY_ENDS else end
            if also:
                first, last = min(first, one.from_minute), max(last, one.until_minute)
            cut += [one._replace(from_minute=first, until_minute=last)] if first < last else []
    return cut


def _in_half(first: int, begin: int, end: int) -> int:
    """Give an hour in the half of the day in which hours lie: "pas na zeven", where they BEGIN at five."""
    return first + NOON if first < begin < first + NOON < end else first


def _only_those(stands: Sequence[Span], can: Sequence[Said]) -> list[Span]:
    """Give the hours that STAND, on the days of which somebody says how far they CAN cut down to that."""
    named = frozenset[int]().union(*(one.days for one in can))
    cut = [one for said in can for one in (said.spans() if said.hours else _in_weeks(stands, said))]
    return [*(one for one in stands if one.weekday not in named), *cut]


def _in_weeks(stands: Sequence[Span], said: Said) -> list[Span]:
    return [one._replace(weeks=said.weeks) for one in stands if one.weekday in said.days]


def _at_their_hours(stands: Sequence[Span], can: Sequence[Said]) -> list[Span]:
    """Give the days on which somebody CAN, at the hours that STAND, where those are the same on every day."""
    hours = {one[1:3] for one in usual(stands)}
    days = frozenset[int]().union(*(one.days for one in can))
    return [Span(day, *edges) for day in sorted(days) for edges in hours] if len(hours) == 1 else []
