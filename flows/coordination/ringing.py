"""Bellen, under an alert: what a coordinator says to 112, and the number of whoever is in danger.

The alert goes on to the next one until somebody taps Opgepakt: who only looks up a number may not get through.
"""

from flows.alarm.first_words import number
from flows.coordination.tasks import at_hand
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import CAREFUL, facts_of, first_name
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Danger


async def ring(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Bellen: the words for 112 with the address, then whom to ring, and whom not to."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    about = await sitting.get(Person, row.person)
    facts = facts_of(about)
    if row.visit is not None and row.code != Danger.FRAUD:  # a helper calls from the house they are in
        request = await sitting.get(Request, (await sitting.get(Visit, row.visit)).request)
        facts["address"] = facts_of(await sitting.get(Person, request.asker))["address"]
    sitting.log("danger.ring", row.community, person.id, about.id, task=row.id)
    await sitting.write(
        person, "ringing.careful" if row.code in CAREFUL else "ringing.now", about=row.id, community=row.community,
        what=Said(f"ringing.what.{row.code}", {}), coordinator=first_name(person), advice=number("safe_at_home"),
        village=(await sitting.community(row.community)).name, **facts,
    )  # fmt: skip
