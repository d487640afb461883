"""What only coordinators read: something to tell, something that went wrong. It goes out at the first tap."""

from collections.abc import Mapping
from typing import Any

from flows.conversing import open_talk
from flows.sitting import Sitting
from flows.tasks import first_name, on_duty, open_of, open_task
from storage.queries import speakers
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def tell(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ik wil iets vertellen: only a coordinator reads it."""
    row = await sitting.get(Visit, visit)
    others = ", ".join(first_name(one) for one in await speakers.others_by_phone(sitting.session, person))
    given = {"coordinator": await on_duty(sitting, row.community), "visit": visit, "others": others}
    await open_talk(sitting, person, "tell", given)


async def told(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Hand what an asker told to the coordinators, never to the helper."""
    row = await sitting.get(Visit, given["visit"])
    await open_task(sitting, "told", row.community, person=person, visit=row.id, words=words)
    await sitting.write(person, "after.told_thanks", about=row.id, community=row.community)


async def went_wrong(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Er ging iets mis: damage, or a fall. A coordinator knows at once, before a word of it is written."""
    row = await sitting.get(Visit, visit)
    if not await open_of(sitting, row.community, visit=row.id, kind="wrong"):
        await open_task(sitting, "wrong", row.community, person=person, visit=row.id)
    await open_talk(sitting, person, "wrong", {"visit": visit})


async def wrong_written(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Hand on what went wrong."""
    row = await sitting.get(Visit, given["visit"])
    await open_task(sitting, "wrong_words", row.community, person=person, visit=row.id, words=words)
    await sitting.write(person, "after.wrong_thanks", about=row.id, community=row.community)
