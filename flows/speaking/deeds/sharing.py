"""Several residents by one phone: for whom it is, and how somebody comes to live by it with a yes of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.belonging import belong, roles_of
from flows.conversing import open_talk
from flows.help.visits import when_of
from flows.sitting import Sitting
from flows.speaking.conversations import Joining, Whose
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.moment import When
from flows.understanding.sentence import Understood, understand
from flows.understanding.whom import read_housemate, read_named
from storage.ids import new_id
from storage.queries import help as queries
from storage.queries import speakers
from storage.tables.course import Record
from storage.tables.people import Person, Speaker
from storage.terms import Bond, Intent, Role

OF_ONE = (Intent.REQUEST, Intent.CANCEL, Intent.CHANGE, Intent.INFO, Intent.STOP, Intent.FORGET)  # not of a whole phone
OF_A_VISIT = (Intent.CANCEL, Intent.CHANGE, Intent.INFO)


async def ask_whose(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Where several live by one phone, have each thing done for the one it is meant for; ask when that is not said."""
    if record is not None or understood.intent not in OF_ONE:
        return False
    where = (await sitting.community(person.current)).id
    others = await speakers.bonds_of(sitting.session, person.id, Bond.SHARED, where)
    if not others:
        return False
    holder = [person] if Role.RESIDENT in await roles_of(sitting, person, where) else []
    everybody = [*holder, *(one for _, one in others)]
    meant = await _meant(sitting, everybody, understood, where)
    given = {
        "people": [{"id": one.id, "name": first_name(one)} for one in holder]
        + [{"id": one.id, "name": first_name(one), "asks": not bond.consent} for bond, one in others],
        "holder": first_name(person),
        "words": understood.text,
        "intent": understood.intent.value,
    }
    known = {} if meant is None else {"whom": str(meant.id)}
    await open_talk(sitting, person, "whose", given, known)
    return True


async def _meant(sitting: Sitting, everybody: Sequence[Person], understood: Understood, where: int) -> Person | None:
    """Give who is named, else the only one with something to change, cancel or ask after."""
    named = read_named(understood.text, [first_name(one) for one in everybody])
    if named is not None or len(everybody) == 1:
        return everybody[named or 0]
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
    if bond is not None and bond.bond is Bond.SHARED and not bond.consent:
        if not whose.agreed:
            await _rather_not(sitting, person, bond, whom)
            return
        await _agree(sitting, bond, whom)
    understood = understand(str(given["words"]), await sitting.local(person.current))
    await sitting.menu.openings[Intent(given["intent"])].do(sitting, whom, understood)


async def _agree(sitting: Sitting, bond: Speaker, whom: Person) -> None:
    bond.consent, whom.greeted_at = "own", sitting.now  # the question said what everybody hears first
    sitting.session.add(bond)
    sitting.session.add(whom)
    await sitting.session.flush()
    sitting.note("speaker.agreed", whom.id, bond.community, whom.id)


async def _rather_not(sitting: Sitting, person: Person, bond: Speaker, whom: Person) -> None:
    await sitting.session.delete(bond)
    await sitting.session.flush()
    await open_task(sitting, "wants_person", bond.community, person=whom)
    coordinator = await on_duty(sitting, bond.community)
    words = "shared.called" if coordinator and whom.phone else "shared.not_here"
    await sitting.write(person, words, name=first_name(whom), coordinator=coordinator)


async def hear_of_housemate(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "mijn man Henk woont hier ook"."""
    plain = understood.intent is Intent.SMALLTALK or not understood.sure
    if record is not None or not plain or Role.RESIDENT not in await roles_of(sitting, person):
        return False
    name = read_housemate(understood.text)
    if name is None:
        return False
    await live_together(sitting, person, name)
    return True


async def live_together(sitting: Sitting, person: Person, name: str) -> None:
    """/samen: somebody else lives by this phone too; they are asked themselves."""
    if Role.RESIDENT not in await roles_of(sitting, person) or not person.name:
        await sitting.write(person, "joining.first_you")
        return
    await open_talk(sitting, person, "joining", {"name": name.strip(), "holder": first_name(person)})


async def joined(sitting: Sitting, person: Person, given: Mapping[str, Any], joining: Joining) -> None:
    """Let the other one live by this phone, if that is what they want themselves."""
    if not joining.agreed:
        await sitting.write(person, "joining.later", name=joining.name)
        return
    where = (await sitting.community(person.current)).id
    others = await speakers.bonds_of(sitting.session, person.id, Bond.SHARED, where)
    same = [one for one in others if joining.name.lower() in (one[1].name.lower(), first_name(one[1]).lower())]
    if same:
        bond, whom = same[0]
    else:
        whom = await _housemate(sitting, person, joining.name)
        bond = await share_phone(sitting, person, whom, where)
    await belong(sitting, whom, where, Role.RESIDENT, consent="own")
    await _agree(sitting, bond, whom)
    await sitting.write(whom, "joining.welcome", name=first_name(whom), holder=first_name(person))


async def _housemate(sitting: Sitting, holder: Person, name: str) -> Person:
    """Make the one who lives at the same address."""
    one = Person(
        id=new_id(), name=name, language=holder.language, form=holder.form, phone=holder.phone,
        phone_print=holder.phone_print, street=holder.street, postcode=holder.postcode, place=holder.place,
        point=holder.point, cell=holder.cell, current=holder.current, made_at=sitting.now,
    )  # fmt: skip
    sitting.session.add(one)
    await sitting.session.flush()
    return one


async def share_phone(sitting: Sitting, holder: Person, whom: Person, community: int) -> Speaker:
    """Let WHOM live by the phone of HOLDER; they are asked themselves before anything is written to them there."""
    bond = await speakers.bond_between(sitting.session, whom.id, holder.id)
    if bond is None:
        bond = Speaker(
            id=new_id(), community=community, resident=whom.id, person=holder.id, bond=Bond.SHARED, made_at=sitting.now
        )
        sitting.session.add(bond)
        await sitting.session.flush()
    return bond
