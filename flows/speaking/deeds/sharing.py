"""Several residents by one phone: how somebody comes to live by it, with a yes of their own."""

from collections.abc import Mapping
from typing import Any

from flows.belonging import belong, roles_of
from flows.conversing import open_talk
from flows.sitting import Sitting
from flows.speaking.conversations import Joining
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_housemate
from storage.ids import new_id
from storage.queries import speakers
from storage.tables.course import Record
from storage.tables.people import Person, Speaker
from storage.terms import Bond, Intent, Role


async def agree(sitting: Sitting, bond: Speaker, whom: Person) -> None:
    bond.consent, whom.greeted_at = "own", sitting.now  # the question said what everybody hears first
    sitting.session.add(bond)
    sitting.session.add(whom)
    await sitting.session.flush()
    sitting.note("speaker.agreed", whom.id, bond.community, whom.id)


async def rather_not(sitting: Sitting, person: Person, bond: Speaker, whom: Person) -> None:
    await sitting.session.delete(bond)
    await sitting.session.flush()
    sitting.at_hand.forget()
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
    await agree(sitting, bond, whom)
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
        sitting.at_hand.forget()
    return bond
