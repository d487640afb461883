"""Somebody tells that they will be away: what was agreed for those days is asked about, and nothing is done unasked."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flows.belonging import roles_of
from flows.help.deeds.answering import away
from flows.help.deeds.finding import ask_which, going_to, pick_cancel
from flows.help.deeds.occasions import one_each
from flows.help.deeds.withdrawing import ask_for_each
from flows.help.visits import local_of, still_ahead, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.hours.absence import read_absences
from flows.understanding.replies.between import is_away
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import read_when
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Community, Person
from storage.terms import Intent, Role

_DAY = timedelta(days=1)
_NOT = re.compile(r"\b(?:niet|not|won't)\b", re.I)


async def told_away(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ben volgende week weg": ask whether what stands in those days is to be called off, or to move.

    A helper is asked nothing in those days. What lies beside a part of a day is left alone.
    """
    text = understood.text
    if record is not None or not is_away(text):
        return False
    where = await sitting.community(person.current)
    times = await _times(sitting, where.id, text)
    helps = Role.HELPER in await roles_of(sitting, person, where.id)
    asked = still_ahead(await queries.visits_of_asker(sitting.session, person.id, where.id), sitting.now)
    asked = [one for one in await one_each(sitting, asked) if _lies_in(one[0], times, where)]
    going = still_ahead(await going_to(sitting, person, where.id), sitting.now)
    going = [one for one in going if _lies_in(one[0], times, where)]
    if not (asked or going) and understood.intent is Intent.REQUEST and understood.category is not None:
        return False  # "we gaan een week weg en de konijnen kunnen niet mee"
    whole = [(first.date(), (end - _DAY).date()) for first, end in times if end - first >= _DAY]
    if not times or (helps and not asked and not going and (not whole or read_absences(text, whole[0][0]))):
        return False
    if helps and whole:
        await away(sitting, person, text, whole)
    if len(asked) == 1 and not going:
        await _ask(sitting, person, asked[0][0])
    elif len(going) == 1 and not asked:
        await pick_cancel(sitting, person, None, going[0][0].id)
    elif going and not asked and whole:
        await ask_for_each(sitting, person, whole)
    elif asked or going:
        await ask_which(sitting, person, [*asked, *going], "away.which", "pick_cancel")
    elif not helps:
        await sitting.write(person, "away.nothing")
    return True


async def _times(sitting: Sitting, community: int, words: str) -> list[tuple[datetime, datetime]]:
    """Give from when to when WORDS say that somebody is away; nothing where they name no end of it."""
    now = await sitting.local(community)
    if days := read_absences(words, now.date()):
        return [(datetime.combine(first, time()), datetime.combine(last, time()) + _DAY) for first, last in days
                if last < date.max]  # fmt: skip
    said = read_when(_NOT.sub(" ", words), now)  # "dinsdag niet" names a day as well
    return [(one.start, one.end or one.start + _DAY) for one in said if one.start and (one.end or one.grain == "day")]


def _lies_in(visit: Visit, times: Sequence[tuple[datetime, datetime]], where: Community) -> bool:
    """Say whether VISIT begins in one of these times; what has a day and no hour, on a day that is gone whole."""
    at = visit.starts_at and local_of(visit.starts_at, where)
    return at is not None and any(begin <= at.replace(tzinfo=None) < end for begin, end in times)


async def _ask(sitting: Sitting, person: Person, visit: Visit) -> None:
    """Ask whether VISIT is to be called off, to move, or to stand."""
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    buttons = [
        Button("cancel.yes", "cancel_sure", {"visit": visit.id}, yes=True),
        Button("away.move", "pick_move", {"visit": visit.id, "kept": []}),
        Button("cancel.no", "keep", {"visit": visit.id}, yes=False),
    ]
    when = when_of(visit, await sitting.community(visit.community))
    words = "away.asked" if helper else "away.searched"
    await sitting.write(person, words, buttons=buttons, about=visit.id, community=visit.community, asks=True,
                        helper=first_name(helper) if helper else "", when=when)  # fmt: skip
