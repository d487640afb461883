"""Leaves a coordinator a note when somebody sounds sad or poorly; what they asked for goes on."""

from flows.sitting import Sitting
from flows.tasks import open_of, open_task
from flows.understanding.replies.mood import sounds_low
from storage.tables.people import Person


async def note_low(sitting: Sitting, person: Person, words: str) -> bool:
    """Leave a coordinator a note, one at a time, when WORDS sound low; say whether they do."""
    if not sounds_low(words):
        return False
    where = (await sitting.community(person.current)).id
    if all(one.person != person.id for one in await open_of(sitting, where, kind="low")):
        await open_task(sitting, "low", where, person=person, words=words)
    return True
