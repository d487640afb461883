"""The letter that goes to many, as it is shown before and as it is received: one text, made in one place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import telling as queries
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.tables.telling import Telling
from storage.terms import Lane, LetterClass, LetterState

MESSAGE, QUESTION = "telling.letter", "messages.ask"
_READ = (Button("button.read", "read", yes=True), Button("messages.no_more", "messages_no"))
_WISH = (Button("messages.yes", "messages_yes", yes=True), Button("messages.no", "messages_no", yes=False))


def words_of(telling: Telling) -> str:
    """Give the id of the words that it goes out in."""
    return QUESTION if telling.asks else MESSAGE


async def facts_of(sitting: Sitting, telling: Telling) -> Mapping[str, Any]:
    """Give what stands in the letter, the same for everybody who gets it."""
    village = (await sitting.community(telling.community)).name
    if telling.asks:
        return {"village": village}
    sender = await sitting.get(Person, telling.by)
    return {"village": village, "sender": first_name(sender), "words": telling.words}


async def show(sitting: Sitting, telling: Telling, person: Person) -> None:
    """Write to PERSON how it will look."""
    await sitting.write(person, words_of(telling), community=telling.community, **await facts_of(sitting, telling))


async def send(
    sitting: Sitting, telling: Telling, person: Person, facts: Mapping[str, Any], call: bool, until: datetime
) -> None:
    """Write it to PERSON, with these FACTS; nobody gets it after UNTIL. Who has no phone is put on the CALL list."""
    letter = await sitting.write(
        person, words_of(telling), buttons=_WISH if telling.asks else _READ, about=telling.id,
        community=telling.community, lane=Lane.BULK, asks=telling.asks,
        letter_class=LetterClass.CRITICAL if call else LetterClass.COURTESY, **facts,
    )  # fmt: skip
    if letter is not None and letter.state is LetterState.WAITING:
        letter.not_after = until


async def under_way(sitting: Sitting, telling: Telling) -> int:
    """Count its letters that have not left yet."""
    return await queries.under_way(sitting.session, telling.id, words_of(telling))


async def progress_letter(sitting: Sitting, telling: Telling) -> OutboxLetter | None:
    """Give the message in which whoever sent it sees how it goes; None where it was forgotten."""
    return await sitting.session.get(OutboxLetter, telling.letter) if telling.letter else None
