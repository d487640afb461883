"""The taxi list: whom a coordinator calls for a ride when no neighbour can."""

import re

from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import TAXIS
from flows.understanding.replies.answers import read_phone
from storage.tables.people import Community, Person

_AWAY = re.compile(r"^(?:weg|remove|delete)\s+", re.I)
_NUMBER = re.compile(r"\+?[\d][\d\s()./-]{5,}")
MOST, LONGEST_NAME = 10, 40


async def taxi(sitting: Sitting, person: Person, words: str) -> None:
    """/taxi: show the list; with a name and a number behind it that taxi comes on it, "weg" takes one off."""
    where = await sitting.community(person.current)
    listed = list(where.rules.get(TAXIS, ()))
    name = _AWAY.sub("", words).strip()
    if _AWAY.match(words):
        rest = [one for one in listed if one["name"].lower() != name.lower()]
        if len(rest) == len(listed):
            await sitting.write(person, "taxi.unknown", name=name)
            return
        _keep(sitting, person, where, rest)
    elif words:
        phone, name = read_phone(words), _NUMBER.sub("", words).strip(" ,.:-")[:LONGEST_NAME]
        if phone is None or not name or len(listed) >= MOST:
            await sitting.write(person, "taxi.how")
            return
        others = [one for one in listed if one["name"].lower() != name.lower()]
        _keep(sitting, person, where, [*others, {"name": name, "phone": phone}])
    await _show(sitting, person, where)


def _keep(sitting: Sitting, person: Person, where: Community, taxis: list[dict[str, str]]) -> None:
    where.rules = {**where.rules, TAXIS: taxis}
    sitting.session.add(where)
    sitting.log("taxis.set", where.id, person.id, count=len(taxis))


async def _show(sitting: Sitting, person: Person, where: Community) -> None:
    listed = where.rules.get(TAXIS, ())
    lines = [Said("taxi.line", {"name": one["name"], "phone": one["phone"]}) for one in listed]
    await sitting.write(person, "taxi.end" if lines else "taxi.none", before=lines)
