"""Secrets in a message, or in two: not kept, not passed on, taken out of the chat; whoever wrote it is told kindly."""

from datetime import timedelta

from flows.belonging import roles_of
from flows.conversing import ask_again, talk_here
from flows.post import Inbound
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, open_of, open_task
from flows.understanding.replies.guards import announces_secret, find_secret, hide, may_be_announced
from storage.queries import course, people
from storage.tables.people import Person
from storage.terms import Role

FOLLOWS = timedelta(minutes=10)  # after one that was announced, bare digits are taken for it


async def withheld(sitting: Sitting, person: Person, inbound: Inbound) -> bool:
    """Keep a secret out; True when there was one, and nothing else is to be done with the message.

    A coordinator hears that there was one, never what it was.
    """
    if not inbound.text or not await _is_secret(sitting, person, inbound.text):
        return False
    sitting.remove(person, inbound.message)
    where = await sitting.community(person.current)
    sitting.note("secret.withheld", person.id, where.id, person.id, announced=announces_secret(inbound.text))
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


async def _is_secret(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT holds a secret, announces one, or is what was announced a moment ago."""
    if find_secret(text) is not None or announces_secret(text):
        return True
    if not may_be_announced(text):
        return False
    before = await course.events_of(sitting.session, person.id)
    return any(one.facts.get("announced") and one.at > sitting.now - FOLLOWS for one in before)


def words_for_alert(sitting: Sitting, person: Person, inbound: Inbound) -> str:
    """Give the words of an alert without the secret in them, and have that taken out of the chat of who wrote it.

    How to come in stays in the alert until it is closed: whoever goes to look needs it.
    """
    if find_secret(inbound.text) is not None:
        sitting.remove(person, inbound.message)
    return hide(inbound.text)
