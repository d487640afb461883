"""A buddy for a new helper: their first few visits are told to somebody who knows the way."""

import re

from flows.coordination.halves import ask_rest
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Role, Standing

FIRST_VISITS = 3
_BETWEEN = re.compile(r"\s*(?:,|:|\b(?:met|en|aan|with|and)\b)\s*", re.I)
_OFF = re.compile(r"^(.*?)\s+(?:weg|af|off)$|^(?:weg|off)\s+(.*)$", re.I)


async def buddy(sitting: Sitting, person: Person, words: str) -> None:
    """/maatje Lars Vera: Vera goes along with the first visits of Lars, or hears of them; "weg" ends it."""
    off = _OFF.match(words)
    if off is not None:
        helper = await _one(sitting, person, off[1] or off[2])
        if helper is not None:
            await set_buddy(sitting, person, None, helper.id, None)
            return
    for one, other in _splits(words):
        helper, other_one = await _one(sitting, person, one), await _one(sitting, person, other)
        if helper is not None and other_one is not None and helper.id != other_one.id:
            await set_buddy(sitting, person, None, helper.id, other_one.id)
            return
    helper = await _one(sitting, person, words) if words else None
    if helper is not None:
        await ask_rest(sitting, person, "maatje", "half.maatje_whom", before=f"{helper.name},", name=first_name(helper))
    else:
        await ask_rest(sitting, person, "maatje", "half.maatje_unknown" if words else "half.maatje", name=words)


def _splits(words: str) -> list[tuple[str, str]]:
    """Give the ways in which WORDS may be two names."""
    parts = [one for one in _BETWEEN.split(words) if one]
    if len(parts) == 2:
        return [(parts[0], parts[1])]
    said = words.split()
    return [(" ".join(said[:nth]), " ".join(said[nth:])) for nth in range(1, len(said))]


async def _one(sitting: Sitting, person: Person, name: str) -> Person | None:
    """Give the one helper or coordinator whose name holds NAME; None where there is none, or several."""
    where = await sitting.community(person.current)
    found = dict[int, Person]()
    for role in (Role.HELPER, Role.COORDINATOR):
        known = {one.id for one in await people.members(sitting.session, where.id, role, Standing.KNOWN)}
        named = await people.named(sitting.session, where.id, name, role)
        found |= {one.id: one for one in named if one.id in known}
    return next(iter(found.values())) if len(found) == 1 else None


async def set_buddy(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, other: int | None
) -> None:
    """Make OTHER the buddy of WHOM for their next few visits, or nobody."""
    where = await sitting.community(letter.community if letter is not None else person.current)
    helper, sheet = await sitting.get(Person, whom), await people.helper_of(sitting.session, whom, where.id)
    if sheet is None:
        await sitting.write(person, "buddy.no_helper", name=helper.name)
        return
    before = sheet.buddy
    sheet.buddy, sheet.buddy_visits = other, FIRST_VISITS if other else 0
    sitting.session.add(sheet)
    sitting.log("buddy", where.id, person.id, whom, buddy=other)
    undo = Button("buddy.undo", "set_buddy", {"whom": whom, "other": before})
    read = Button("button.read", "read", yes=True)
    if other is None:
        await sitting.write(person, "buddy.off", buttons=[read, undo], community=where.id, name=helper.name)
        return
    mate = await sitting.get(Person, other)
    await sitting.write(mate, "buddy.asked", buttons=[read], community=where.id, lane=Lane.NEWS,
                        coordinator=first_name(person), helper=helper.name, count=FIRST_VISITS)  # fmt: skip
    await sitting.write(person, "buddy.set", buttons=[read, undo], community=where.id, name=helper.name,
                        buddy=mate.name, count=FIRST_VISITS)  # fmt: skip
