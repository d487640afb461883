"""For whom something is, where one writes for several: those who live by one phone, or a relative for an elder."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.belonging import roles_of
from flows.conversing import open_talk
from flows.help.visits import when_of
from flows.sitting import Sitting
from flows.speaking.conversations import Whose
from flows.speaking.deeds.relatives import begin_for
from flows.speaking.deeds.sharing import agree, rather_not
from flows.tasks import first_name
from flows.understanding.requests.near import Near
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_named, read_whom, speaks_of_self
from flows.understanding.time.moment import When
from storage.queries import help as queries
from storage.queries import speakers
from storage.tables.course import Record
from storage.tables.people import Person, Speaker
from storage.terms import Bond, Intent, Role

OF_A_VISIT = (Intent.CANCEL, Intent.CHANGE, Intent.INFO)
OF_ONE = (Intent.REQUEST, *OF_A_VISIT, Intent.STOP, Intent.FORGET, Intent.KNOW)  # not of a whole phone
_BONDS = {Near.HOUSEMATE: Bond.SHARED, Near.RELATIVE: Bond.RELATIVE}
FOR_AN_ELDER = (Intent.REQUEST, *OF_A_VISIT, Intent.FORGET)

Bonds = Sequence[tuple[Speaker, Person]]


async def ask_whose(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Where one writes for several, have each thing done for the one it is meant for; ask when that is not said."""
    if record is not None or understood.intent not in OF_ONE:
        return False
    where = (await sitting.community(person.current)).id
    whom = read_whom(understood.text)
    if whom is not None and whom.near not in _BONDS:
        return False
    shared, elders = await _awake(sitting, person, Bond.SHARED), await _awake(sitting, person, Bond.RELATIVE)
    if understood.intent is Intent.KNOW:
        elders = []  # what is kept of somebody is shown to nobody else
    if whom is not None and whom.near is Near.RELATIVE and not elders:
        return False
    if not shared and not await _is_for_an_elder(sitting, person, understood, elders, where):
        return False
    holder = [person] if Role.RESIDENT in await roles_of(sitting, person, where) and shared else []
    everybody = [*holder, *(one for _, one in (*shared, *elders))]
    given = {
        "people": [{"id": one.id, "name": first_name(one)} for one in holder]
        + [{"id": one.id, "name": first_name(one), "asks": not bond.consent} for bond, one in (*shared, *elders)],
        "self": None if shared else person.id,
        "holder": first_name(person),
        "words": understood.text,
        "intent": understood.intent.value,
    }
    meant = await _meant(sitting, everybody, understood, where, (*shared, *elders))
    await open_talk(sitting, person, "whose", given, {} if meant is None else {"whom": str(meant.id)})
    return True


async def _awake(sitting: Sitting, person: Person, bond: Bond) -> Bonds:
    """Give for whom PERSON may speak, but not those around whom all is still."""
    where = (await sitting.community(person.current)).id
    return [one for one in await speakers.bonds_of(sitting.session, person.id, bond, where) if not one[1].rest]


async def _is_for_an_elder(sitting: Sitting, person: Person, understood: Understood, elders: Bonds, where: int) -> bool:
    """Say whether a relative may mean one of the ELDERS: named, spoken of, or nothing said that is their own."""
    if not elders or understood.intent not in FOR_AN_ELDER:
        return False
    if read_named(understood.text, [first_name(one) for _, one in elders]) is not None or read_whom(understood.text):
        return True
    if understood.intent is Intent.FORGET or speaks_of_self(understood.text):
        return False
    return understood.intent is Intent.REQUEST or not await queries.visits_of_asker(sitting.session, person.id, where)


async def _meant(
    sitting: Sitting, everybody: Sequence[Person], understood: Understood, where: int, bonds: Bonds
) -> Person | None:
    """Give who is named, or the only one that can be meant."""
    named = read_named(understood.text, [first_name(one) for one in everybody])
    if named is not None:
        return everybody[named]
    whom = read_whom(understood.text)
    near = whom.near if whom is not None else None
    kin = [one for bond, one in bonds if near is not None and bond.bond is _BONDS.get(near)]
    if len(kin) == 1:
        return kin[0]
    if understood.intent not in OF_A_VISIT:
        return None
    waiting = [one for one in everybody if await _has_visit(sitting, one, where, understood.when)]
    return waiting[0] if len(waiting) == 1 else everybody[0] if not waiting else None


async def _has_visit(sitting: Sitting, person: Person, community: int, when: When | None) -> bool:
    """Say whether something of PERSON is open, on the day that was named if there was one."""
    day = when.start.date() if when is not None and when.start is not None else None
    where = await sitting.community(community)
    asked = await queries.visits_of_asker(sitting.session, person.id, community)
    starts = [when_of(visit, where).start for visit, _ in asked]
    return any(day is None or (start is not None and start.date() == day) for start in starts)


async def chosen(sitting: Sitting, person: Person, given: Mapping[str, Any], whose: Whose) -> None:
    """Go on with what was said, as the one it is for; who would rather not be written to here is called."""
    whom = await sitting.get(Person, whose.person)
    bond = await speakers.bond_between(sitting.session, whom.id, person.id)
    understood = await sitting.understood(str(given["words"]), person.current)
    if bond is not None and bond.bond is Bond.RELATIVE:
        await begin_for(sitting, person, whom, understood)
        return
    if bond is not None and not bond.consent:
        if not whose.agreed:
            await rather_not(sitting, person, bond, whom)
            return
        await agree(sitting, bond, whom)
    await sitting.menu.openings[Intent(given["intent"])].do(sitting, whom, understood)
