"""A worry that a helper writes in words of their own: they are asked whether it may be handed on."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.concerns.raising import hand_on as hand_worry_on
from flows.confidence import said_readers
from flows.conversing import open_talk
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.sentence import Understood
from flows.understanding.visiting import is_worry
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person

LOOKS_BACK = timedelta(days=7)
_NEVER = datetime.max.replace(tzinfo=UTC)


async def worried(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Ask whether to hand on what sounds like a worry about somebody whom PERSON visits or has just visited."""
    if record is not None:
        return False
    where = (await sitting.community(person.current)).id
    found = await queries.helped(sitting.session, where, sitting.now - LOOKS_BACK)
    visits = [(visit, await sitting.get(Person, one.asker)) for visit, one in found if visit.helper == person.id]
    meant = [(visit, first_name(one)) for visit, one in visits if is_worry(understood.text, first_name(one))]
    if not meant:
        return False
    visit, asker = min(
        meant, key=lambda one: (one[1].casefold() not in understood.text.casefold(), _far(one[0], sitting))
    )
    names, _ = await said_readers(sitting, where)
    given = {"asker": asker, "visit": visit.id, "words": understood.text, "readers": names}
    await open_talk(sitting, person, "concern", given)
    return True


def _far(visit: Visit, sitting: Sitting) -> timedelta:
    return abs((visit.starts_at or _NEVER) - sitting.now)


async def decided(sitting: Sitting, person: Person, given: Mapping[str, Any], hand_on: bool) -> None:
    """Hand the worry on, or leave it."""
    if hand_on:
        await hand_worry_on(sitting, person, given["visit"], given["words"])
    else:
        await sitting.write(person, "concern.kept")
