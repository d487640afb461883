"""Muting somebody who writes what nobody should have to read: by a coordinator, for a while, and undone at any time.

Danger is still heard, and what was agreed stands.
"""

import re
from datetime import date, datetime, time, timedelta

from flows.belonging import roles_of
from flows.coordination.choice import pick
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.hours.leave import days_long
from flows.village.days import read_days
from storage.queries import speakers
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Role

USUAL_DAYS = 7
LONGEST_DAYS = 366
_AWAY = re.compile(r"^(?:weg|off|stop)\s+", re.I)
_UNTIL = re.compile(r"\s+((?:tot|t/m|until|till)\b.*)$", re.I)
_FOR = re.compile(r"\s+(?:voor |for )?(\S+ (?:d|w|m)\w+)$", re.I)


async def mute(sitting: Sitting, person: Person, words: str) -> None:
    """/demp: hear nothing but danger from whoever is named, for a week, some days, or until the day that was named."""
    undo = bool(_AWAY.match(words))
    name = _AWAY.sub("", words).strip()
    last = None if undo else _last_day(name, await sitting.local(person.current))
    if last is None and not undo:
        await sitting.write(person, "mute.how")
        return
    ends = datetime.combine(last + timedelta(days=1), time()).isoformat() if last else None
    whom = _name_in(name)
    before, behind = ("weg" if undo else ""), name.removeprefix(whom).strip()
    await pick(sitting, person, whom, "mute_one", {"until": ends}, mute_one, "demp", before, behind)


def _last_day(words: str, local: datetime) -> date | None:
    """Give the last day on which somebody is muted, on the clock there; None for one that lies behind."""
    if until := _UNTIL.search(words):
        days = read_days(until[1], local)
        return days[1] if days else None
    lasts = _FOR.search(words)
    long = days_long(lasts[1]) if lasts else None
    long = USUAL_DAYS if long is None else long
    return local.date() + timedelta(days=long) if 0 < long <= LONGEST_DAYS else None


def _name_in(words: str) -> str:
    """Give the name without the time that stands behind it."""
    lasts = _FOR.search(words)
    return _UNTIL.sub("", words[: lasts.start()] if lasts and days_long(lasts[1]) is not None else words)


async def mute_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, until: str | None) -> None:
    """Mute this one until then, or hear them again."""
    where = await sitting.community(person.current)
    meant = await sitting.get(Person, whom)
    holders = [] if meant.chat else await speakers.speakers_for(sitting.session, whom, Bond.SHARED)
    other = holders[0][1] if holders else meant  # who shares a phone writes as its holder
    if Role.COORDINATOR in await roles_of(sitting, other, where.id):
        await sitting.write(person, "mute.coordinator")
        return
    ends = datetime.fromisoformat(until) if until else None
    other.muted_until = moment_of(ends, where)
    sitting.session.add(other)
    sitting.log("mute" if until else "unmute", where.id, person.id, other.id)
    name = meant.name or meant.called
    living = [other, *(one for _, one in await speakers.bonds_of(sitting.session, other.id, Bond.SHARED, where.id))]
    others = ", ".join(one.name for one in living if one.id != whom)
    if ends is None:
        await sitting.write(person, "mute.over", name=name)
        return
    buttons = [Button("button.read", "read", yes=True),
               Button("mute.undo", "mute_one", {"whom": whom, "until": None})]  # fmt: skip
    await sitting.write(person, "mute.done", buttons=buttons, name=name, others=others,
                        day=(ends - timedelta(days=1)).date())  # fmt: skip
