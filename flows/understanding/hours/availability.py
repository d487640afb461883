"""From a sentence to when a helper can: hours in the week, absences, limits, how often.

A sentence is read clause by clause (said_free.py); its dates (said_when.py) and the hours of the week (said_week.py)
are put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.refusals import read_limits
from flows.understanding.hours.said_when import Heard, hear, outside
from flows.understanding.hours.unread import unread_of
from flows.understanding.hours.week_hours import Span, ahead
from flows.understanding.time.pieces import Stretch
from flows.understanding.time.spelling import spell

_OFTEN = late_pattern(r"(\d) ?(?:keer|x|maal|times)(?: per| in de| a)? week|\b(eens per week)")


@dataclass(frozen=True, slots=True)
class Available:
    """When somebody can help.

    `open_ended` is True when no last hour was said and ten in the evening was taken. `absences` holds first and
    last days. `limits` are codes such as "dog". `max_per_week` is None when nothing was said.
    `unread` are their own words of which nothing was made.
    """

    spans: tuple[Span, ...]
    open_ended: bool
    absences: tuple[Stretch, ...]
    limits: tuple[str, ...]
    max_per_week: int | None
    unread: tuple[str, ...] = ()


def read_available(text: str, today: date) -> Available | None:
    """Read when somebody can help; None when no hours and no days are said.

    Who only says when not ("niet op maandag") can at all other times. A sentence that only takes some dates away is
    for `read_absences`.
    """
    heard = hear(text, today)
    week, off, only = heard.week, [*heard.off, *outside(heard.scope, today)], heard.only
    if not week.said and not only:
        return None
    whens = {one.when for one in week.said if one.can}
    if len(whens) == 1 and (when := whens.pop()):  # all hold on the same days: no more is off than the others
        off += outside(when, today)
        for one in week.said:
            one.when = one.when if one.when != when else ()
    return of(text, heard, week.outcome(bool(only)), (*off, *outside(only, today)), week.open_ended)


def of(text: str, heard: Heard, spans: Iterable[Span], absences: Sequence[Stretch], open_ended: bool) -> Available:
    """Give these hours and absences, with what else TEXT says, and what of it was HEARD but not read."""
    held = ahead(spans, heard.today)
    limits, often = read_limits(text), per_week(spell(text))
    return Available(held, open_ended, tuple(absences), limits, often, unread_of(text, heard))


def per_week(text: str) -> int | None:
    """Read how many times a week at most a spelled TEXT says; None for none."""
    found = _OFTEN.search(text)
    return int(found[1] or 1) if found else None
