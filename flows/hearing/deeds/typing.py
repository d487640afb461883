"""Spoken words as text: typed in by a coordinator, or heard by the program. They go on as if they had been typed."""

from collections.abc import Mapping
from typing import Any

from flows.conversing import open_talk
from flows.coordination.first_look import danger_in
from flows.coordination.tasks import at_hand
from flows.hearing.deeds.arriving import TYPE_IN, to_come
from flows.post import Inbound
from flows.reception import LONGEST_MESSAGE, Reception
from flows.recordings import heard_in
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close, first_name
from flows.wording.render import plain
from storage.tables.care import Task
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def ask_words(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Typ het uit: this coordinator listened, and types what was said."""
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        about = await sitting.get(Person, row.person)
        await open_talk(sitting, person, TYPE_IN, {"task": row.id, "name": first_name(about)})


async def typed_in(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Let the words go on as if the one who spoke had typed them; they read what was typed."""
    row = await at_hand(sitting, person, given["task"])
    if row is None or row.person is None:
        return
    about = await sitting.get(Person, row.person)
    sitting.log("spoken.typed", row.community, person.id, about.id, task=row.id)
    await close(sitting, row, person)
    await sitting.write(person, "spoken.done", about=row.id, community=row.community, name=first_name(about))
    await sitting.write(about, "spoken.typed", coordinator=first_name(person), words=plain(words))
    await _go_on(sitting, about, words)


async def not_heard(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Niet te verstaan: whoever spoke hears so, and may say it otherwise."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    sitting.log("spoken.not_heard", row.community, person.id, row.person, task=row.id)
    await close(sitting, row, person)
    await sitting.write(person, "spoken.asked_again", about=row.id, community=row.community)
    await sitting.write(await sitting.get(Person, row.person), "spoken.not_heard", coordinator=first_name(person))


async def heard_right(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Ja, dat zei ik: go on with the sentence; a coordinator who typed it in meanwhile was first."""
    row = await sitting.get(Task, task)
    words = heard_in(row)
    if row.closed_at is not None or not words:
        await sitting.write(person, "heard.gone")
        return
    await close(sitting, row)
    await _go_on(sitting, person, words)


async def heard_wrong(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Nee: then a coordinator listens."""
    row = await sitting.get(Task, task)
    said = (
        await to_come(sitting, person, "heard.wrong", "heard.wrong_later")
        if row.closed_at is None
        else Said("heard.gone", {})
    )
    await sitting.write(person, said.words, **said.facts)


async def _go_on(sitting: Sitting, person: Person, words: str) -> None:
    """Take WORDS in as PERSON's own: danger first, then what they ask or answer. A command is only words here."""
    text = words.strip().lstrip("/").strip()[:LONGEST_MESSAGE]
    if not text or person.chat is None:
        return
    inbound = Inbound(sender=person.chat, chat=person.chat, private=True, sent_at=sitting.now, text=text)
    if not await danger_in(sitting, person, inbound, None):
        await Reception(sitting, person).take(inbound)
