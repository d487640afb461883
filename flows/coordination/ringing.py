"""Bellen, under an alert: what a coordinator says to 112, and the number of whoever is in danger.

The alert goes on to the next one until somebody taps Opgepakt: who only looks up a number may not get through.
"""

from flows.alarm.first_words import number
from flows.coordination.tasks import at_hand
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import CAREFUL, facts_of, first_name
from flows.whereabouts import houses_of
from storage.tables.care import Task
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def ring(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Bellen: the words for 112 with the address, then whom to ring, and whom not to."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    about = await sitting.get(Person, row.person)
    sitting.log("danger.ring", row.community, person.id, about.id, task=row.id)
    await sitting.write(
        person, "ringing.careful" if row.code in CAREFUL else "ringing.now", about=row.id, community=row.community,
        what=Said(f"ringing.what.{row.code}", {}), coordinator=first_name(person), advice=number("safe_at_home"),
        village=(await sitting.community(row.community)).name, place=await _places(sitting, row, about),
        **facts_of(about),
    )  # fmt: skip


async def _places(sitting: Sitting, task: Task, by: Person) -> list[Said]:
    """Give the address for 112, and what else it may be; where none is known, that BY has to be asked."""
    houses = [one for one in await houses_of(sitting, task, by) if one.street]
    if not houses:
        return [Said("ringing.unknown", facts_of(by))]
    first, *others = houses
    words = "ringing.place" if first.id == by.id else "ringing.elsewhere"
    return [Said(words, facts_of(first)), *(Said("ringing.or_else", facts_of(one)) for one in others)]
