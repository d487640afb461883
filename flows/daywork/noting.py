"""What coordinators write down about somebody or a request: for themselves, or for whoever goes as well."""

from collections.abc import Mapping
from typing import Any

from flows.belonging import may
from flows.conversing import open_talk
from flows.daywork.conversations import MOST_LETTERS, Noted
from flows.help.deeds import notes
from flows.help.life import OPEN
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.care import Note
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def tap_note(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Notitie, under a request."""
    await open_note(sitting, person, await sitting.get(Request, request), "")


async def open_note(sitting: Sitting, person: Person, request: Request, words: str) -> None:
    """Open the talk that asks for a note about REQUEST, with the WORDS that were said already."""
    asker = await sitting.get(Person, request.asker)
    given = {"about": asker.id, "request": request.id, "name": called_plainly(asker)}
    await open_talk(sitting, person, "note", given, {"words": words} if 0 < len(words) <= MOST_LETTERS else None)


async def open_note_about(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Notitie, on the page of a helper: only coordinators read it."""
    about = await sitting.get(Person, whom)
    await open_talk(sitting, person, "note", {"about": whom, "request": None, "name": called_plainly(about)})


def called_plainly(person: Person) -> str:
    """Give what somebody is called, as a talk can keep it."""
    return person.name or person.called


async def noted(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: Noted) -> None:
    """Write it down; who goes reads at once what is shared, and whoever goes later reads it then."""
    request = await sitting.get(Request, given["request"]) if given["request"] else None
    where = await sitting.community(request.community if request is not None else person.current)
    if not await may(sitting, person, COORDINATORS, where.id):  # lost since the talk was opened
        await sitting.write(person, "command.not_yours")
        return
    note = Note(id=new_id(), community=where.id, person=given["about"], request=given["request"], author=person.id,
                shared=asked.shared, words=asked.words, made_at=sitting.now)  # fmt: skip
    sitting.session.add(note)
    await sitting.session.flush()
    sitting.log("note", where.id, person.id, note.person, note=note.id, shared=note.shared)
    if note.shared and note.request is not None:
        for visit in await queries.visits_of_request(sitting.session, note.request):
            if visit.helper is not None and visit.state in OPEN:
                await notes.tell(sitting, visit, note)
    undo = Button("note.undo", "note_undo", {"note": note.id})
    await sitting.write(person, "note.shared_done" if note.shared else "note.done", about=note.id, community=where.id,
                        buttons=[Button("button.read", "read", yes=True), undo])  # fmt: skip


async def undo(sitting: Sitting, person: Person, letter: OutboxLetter, note: int) -> None:
    """Wis deze notitie: what was read is not unread, but it stands nowhere any more."""
    row = await sitting.session.get(Note, note)
    if row is not None:
        sitting.log("note.undone", row.community, person.id, row.person, note=note)
        await sitting.session.delete(row)
    await sitting.write(person, "note.undone")
