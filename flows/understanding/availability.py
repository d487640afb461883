"""From a sentence to when a helper can: hours in the week, absences, limits, how often.

A sentence is read clause by clause (said_free.py), and the hours of the week are put together (said_week.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.late import late_pattern
from flows.understanding.absence import days_long
from flows.understanding.pieces import DAY, Stretch
from flows.understanding.refusals import read_limits
from flows.understanding.said_free import Clause, read_clauses
from flows.understanding.said_week import Week
from flows.understanding.spelling import spell
from flows.understanding.week_hours import Span

_OFTEN = late_pattern(r"(\d) ?(?:keer|x|maal|times)(?: per| in de| a)? week|\b(eens per week)")


@dataclass(frozen=True, slots=True)
class Available:
    """When somebody can help.

    `open_ended` is True when no last hour was said and ten in the evening was taken. `absences` holds first and
    last days. `limits` are codes such as "dog". `max_per_week` is None when nothing was said.
    """

    spans: tuple[Span, ...]
    open_ended: bool
    absences: tuple[Stretch, ...]
    limits: tuple[str, ...]
    max_per_week: int | None


def hear(text: str, today: date) -> tuple[Week, list[Stretch], list[Stretch]]:
    """Hear all that TEXT says of the week, the days on which it does not hold, and those on which alone it does."""
    clauses = read_clauses(text, today)
    week = Week()
    for before, clause in zip([None, *clauses], clauses, strict=False):
        if not (_on_dates(clause) or (clause.then and before is not None and _on_dates(before))):
            week.hear(clause)
    off, only = _dates(clauses, week, today, spell(text))
    week.begin(clauses, off, today)
    return week, off, only


def _on_dates(clause: Clause) -> bool:
    """Say whether CLAUSE takes some dates away, and nothing of every week."""
    return (
        not clause.can and any(not bound for _, bound, *_ in clause.dates) and not any(g.named for g in clause.groups)
    )


def read_available(text: str, today: date) -> Available | None:
    """Read when somebody can help; None when no hours and no days are said.

    Who only says when not ("niet op maandag") can at all other times. A sentence that only takes some dates away is
    for `read_absences`.
    """
    week, off, only = hear(text, today)
    if not week.said and not only:
        return None
    return of(text, week.outcome(bool(only)), (*off, *_outside(only, today)), week.open_ended)


def of(text: str, spans: tuple[Span, ...], absences: tuple[Stretch, ...], open_ended: bool) -> Available:
    """Give these hours and absences, with what else TEXT says."""
    return Available(spans, open_ended, absences, read_limits(text), per_week(spell(text)))


def _dates(clauses: Sequence[Clause], week: Week, today: date, spelled: str) -> tuple[list[Stretch], list[Stretch]]:
    """Give the days on which what was said does not hold, and those outside which it does not."""
    off, only = list[Stretch](), list[Stretch]()
    fine_week = any(one.can for one in week.said)
    for clause in clauses:
        for can, bound, first, last in clause.dates:
            if not can:
                off += [] if bound and clause.groups else [(first, last)]
            elif bound == "from" and first > today and not any(one.weeks for one in week.said):
                off.append((today, first - DAY))
            elif bound == "until":
                off.append((last + DAY, date.max))
            elif not bound and (clause.groups or not fine_week):
                only.append((first, last))
    if not off and (days := days_long(spelled)):
        off.append((today, today + timedelta(days=days - 1)))
    return [one for one in dict.fromkeys(off) if one[0] <= one[1]], only


def _outside(only: Sequence[Stretch], today: date) -> list[Stretch]:
    """Give the days that lie outside ONLY these."""
    off, begin = list[Stretch](), today
    for first, last in sorted(only):
        if begin < first:
            off.append((begin, first - DAY))
        begin = max(begin, last + DAY if last < date.max else last)
    return [*off, (begin, date.max)] if only and begin < date.max else off


def per_week(text: str) -> int | None:
    """Read how many times a week at most a spelled TEXT says; None for none."""
    found = _OFTEN.search(text)
    return int(found[1] or 1) if found else None
