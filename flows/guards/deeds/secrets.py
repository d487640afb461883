"""Secrets in a message: not kept, not passed on, taken out of the chat; whoever wrote it is told kindly."""

from flows.belonging import roles_of
from flows.conversing import ask_again, talk_here
from flows.post import Inbound
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, open_of, open_task
from flows.understanding.guards import find_secret, hide
from storage.queries import people
from storage.tables.people import Person
from storage.terms import Role


async def withheld(sitting: Sitting, person: Person, inbound: Inbound) -> bool:
    """Keep a secret out; True when there was one, and nothing else is to be done with the message.

    A coordinator hears that there was one, never what it was.
    """
    if not inbound.text or find_secret(inbound.text) is None:
        return False
    sitting.remove(person, inbound.message)
    where = await sitting.community(person.current)
    sitting.note("secret.withheld", person.id, where.id, person.id)
    rota = [one for one in await people.on_duty(sitting.session, where, sitting.now) if one.id != person.id]
    name = first_name(rota[0]) if rota else Said("person.coordinator", {})
    if Role.COORDINATOR in await roles_of(sitting, person):
        await sitting.write(person, "guard.secret_own")
    else:
        await sitting.write(person, "guard.secret", coordinator=name)
        if not [one for one in await open_of(sitting, where.id, kind="secret") if one.person == person.id]:
            await open_task(sitting, "secret", where.id, person=person)
    record = await talk_here(sitting, person)
    if record is not None:
        await ask_again(sitting, await sitting.get(Person, record.person), record)
    return True


def words_for_alert(sitting: Sitting, person: Person, inbound: Inbound) -> str:
    """Give the words of an alert without the secret in them, and have that taken out of the chat of who wrote it.

    How to come in stays in the alert until it is closed: whoever goes to look needs it.
    """
    if find_secret(inbound.text) is not None:
        sitting.remove(person, inbound.message)
    return hide(inbound.text)
