"""Muting somebody who writes what nobody should have to read: by a coordinator, for a while, and undone at any time.

Danger is still heard, and what was agreed stands.
"""

import re
from datetime import datetime, time, timedelta

from flows.belonging import roles_of
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.village.days import read_days
from flows.village.whom import pick
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role

USUAL = timedelta(days=7)
_AWAY = re.compile(r"^(?:weg|off|stop)\s+", re.I)
_UNTIL = re.compile(r"\s+((?:tot|t/m|until|till)\b.*)$", re.I)


async def mute(sitting: Sitting, person: Person, words: str) -> None:
    """/demp: hear nothing but danger from whoever is named, for a week or until the day that was named."""
    undo = bool(_AWAY.match(words))
    name = _AWAY.sub("", words).strip()
    until = _UNTIL.search(name)
    day = await _last_day(sitting, person, until[1] if until else "")
    args = {"until": None if undo else day.isoformat()}
    await pick(sitting, person, _UNTIL.sub("", name), "mute_one", args, mute_one)


async def _last_day(sitting: Sitting, person: Person, words: str) -> datetime:
    """Give the end of the last day on which somebody is muted, on the clock there."""
    local = await sitting.local(person.current)
    days = read_days(words, local) if words else None
    last = days[1] if days else (local + USUAL).date()
    return datetime.combine(last + timedelta(days=1), time())


async def mute_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, until: str | None) -> None:
    """Mute this one until then, or hear them again."""
    where = await sitting.community(person.current)
    other = await sitting.get(Person, whom)
    if Role.COORDINATOR in await roles_of(sitting, other, where.id):
        await sitting.write(person, "mute.coordinator")
        return
    ends = datetime.fromisoformat(until) if until else None
    other.muted_until = moment_of(ends, where)
    sitting.session.add(other)
    sitting.log("mute" if until else "unmute", where.id, person.id, other.id)
    name = other.name or other.called
    if ends is None:
        await sitting.write(person, "mute.over", name=name)
        return
    buttons = [Button("button.read", "read", yes=True),
               Button("mute.undo", "mute_one", {"whom": whom, "until": None})]  # fmt: skip
    await sitting.write(person, "mute.done", buttons=buttons, name=name, day=(ends - timedelta(days=1)).date())
